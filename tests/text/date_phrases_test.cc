// The table of phrases: what people write, in many zones, on edges of clocks and weeks.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "mnestic/text/dates.h"
#include "mnestic/text/time.h"

namespace mnestic::text {
namespace {

struct Row {
  std::string observed_at;
  std::string zone;
  std::string week_start;
  std::string tense;
  std::string phrase;
  std::string expected;
};

std::string trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(' ');
  if (begin == std::string::npos) return "";
  return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

std::vector<Row> read_table() {
  std::ifstream file(MNESTIC_DATE_PHRASES);
  std::vector<Row> rows;
  Row now;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    if (line[0] == '@') {
      std::istringstream words(line.substr(1));
      words >> now.observed_at >> now.zone >> now.week_start >> now.tense;
      continue;
    }
    const auto equals = line.rfind('=');
    REQUIRE_MESSAGE(equals != std::string::npos, line);
    now.phrase = trimmed(line.substr(0, equals));
    now.expected = trimmed(line.substr(equals + 1));
    rows.push_back(now);
  }
  return rows;
}

// As the table writes it, in UTC throughout.
std::string in_utc(const std::string& expected, const std::string& zone) {
  std::string out;
  std::istringstream words(expected);
  for (std::string word; words >> word;) {
    const bool comma = word.ends_with(',');
    if (comma) word.pop_back();
    if (!out.empty()) out += ' ';
    out += word == ".." ? word : format_time(parse_time(word, zone).value());
    if (comma) out += ',';
  }
  return out;
}

std::string found_in(const Row& row) {
  const auto start = row.week_start == "sunday"     ? std::chrono::Sunday
                     : row.week_start == "saturday" ? std::chrono::Saturday
                                                    : std::chrono::Monday;
  std::string out;
  for (const DateMention& each :
       find_dates(row.phrase, {.observed_at = parse_time(row.observed_at, "UTC").value(),
                              .zone = row.zone,
                              .past = row.tense == "past",
                              .week_start = start})) {
    if (!out.empty()) out += ", ";
    out += format_time(each.from);
    if (each.until != each.from) out += " .. " + format_time(each.until);
  }
  return out;
}

TEST_CASE("dates: the table of phrases") {
  const std::vector<Row> rows = read_table();
  REQUIRE(rows.size() >= 200);
  for (const Row& row : rows) {
    CAPTURE(row.phrase);
    CAPTURE(row.observed_at);
    CAPTURE(row.zone);
    CAPTURE(row.week_start);
    CHECK(found_in(row) == in_utc(row.expected, row.zone));
  }
}

}  // namespace
}  // namespace mnestic::text
