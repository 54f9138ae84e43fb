#include "data_sets.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

namespace mnestic::bench {
namespace {

using Json = nlohmann::json;

// Reads one file line by line; `read` says false for an object that is not as expected.
Result<void> for_each_line(const std::filesystem::path& path,
                           const std::function<bool(const Json&)>& read) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return not_found(path.string() + " is not there or cannot be read.");
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty()) continue;
    const Json object = Json::parse(line, nullptr, false);
    if (!object.is_object() || !read(object)) {
      return invalid_argument(path.string() + ", line " + std::to_string(number) +
                              ", is not of this data set; unpack it first if it is compressed.");
    }
  }
  return {};
}

// Empty when there is no such text.
std::string text_of(const Json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end()) return {};
  if (found->is_number_integer()) return found->dump();
  return found->is_string() ? found->get<std::string>() : std::string();
}

// An empty array when there is none.
const Json& array_of(const Json& object, const char* name) {
  static const Json none = Json::array();
  const auto found = object.find(name);
  return found != object.end() && found->is_array() ? *found : none;
}

bool flag_of(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_boolean() && found->get<bool>();
}

// The numbers in a text, in order.
std::vector<int> numbers_in(std::string_view text) {
  std::vector<int> found;
  for (std::size_t at = 0; at < text.size();) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), value);
    if (error == std::errc() && text[at] != '-') {
      found.push_back(value);
      at = static_cast<std::size_t>(end - text.data());
    } else {
      ++at;
    }
  }
  return found;
}

std::optional<Timestamp> moment(int year, int month, int day, int hour, int minute) {
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute);
}

// What the sessions of one longmemeval question hold.
struct Session {
  std::string id;
  std::optional<Timestamp> at;
  std::vector<std::pair<std::string, bool>> turns;  // the user's; whether it has the answer
};
struct Asked {
  std::string question;
  std::vector<Session> sessions;
};

std::optional<Asked> read_asked(const Json& object) {
  Asked asked{.question = text_of(object, "q"), .sessions = {}};
  for (const Json& said : array_of(object, "sessions")) {
    Session session{.id = text_of(said, "sid"), .at = moment_of(text_of(said, "date"))};
    for (const Json& turn : array_of(said, "turns")) {
      if (text_of(turn, "role") != "user") continue;
      session.turns.emplace_back(text_of(turn, "text"), flag_of(turn, "has_answer"));
    }
    asked.sessions.push_back(std::move(session));
  }
  if (asked.question.empty()) return std::nullopt;
  return asked;
}

Person person_of(const Asked& asked, std::vector<std::pair<Session, bool>> sessions) {
  std::stable_sort(sessions.begin(), sessions.end(),
                   [](const auto& a, const auto& b) { return a.first.at < b.first.at; });
  Person person;
  Question question{.text = asked.question, .gold = {}};
  for (const auto& [session, own] : sessions) {
    for (const auto& [text, answers] : session.turns) {
      if (text.empty()) continue;
      if (own && answers) question.gold.push_back(person.items.size());
      person.items.push_back({text, session.id, session.at});
    }
  }
  if (!question.gold.empty()) person.questions.push_back(std::move(question));
  return person;
}

}  // namespace

std::optional<Timestamp> moment_of(std::string_view text) {
  constexpr std::array<std::string_view, 12> kMonths = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  const std::vector<int> n = numbers_in(text);
  if (text.find('/') != std::string_view::npos) {
    return n.size() == 5 ? moment(n[0], n[1], n[2], n[3], n[4]) : std::nullopt;
  }
  for (std::size_t month = 0; month < kMonths.size() && n.size() == 4; ++month) {
    if (text.find(kMonths[month]) == std::string_view::npos) continue;
    const int afternoon = text.find("pm") != std::string_view::npos ? 12 : 0;
    return moment(n[3], static_cast<int>(month) + 1, n[2], n[0] % 12 + afternoon, n[1]);
  }
  return std::nullopt;
}

Result<SetKind> kind_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return not_found(path.string() + " is not there or cannot be read.");
  std::string line;
  while (line.empty() && std::getline(file, line)) continue;
  const Json first = Json::parse(line, nullptr, false);
  const auto has = [&](const char* name) { return first.is_object() && first.contains(name); };
  if (has("docs") && has("queries")) return SetKind::locomo;
  if (has("sessions") && has("q")) return SetKind::longmemeval;
  if (has("memories") && has("query")) return SetKind::cases;
  return SetKind::other;
}

Result<DataSet> read_locomo(const std::filesystem::path& path) {
  DataSet set{.name = "LoCoMo", .persons = {}};
  MNESTIC_TRY(for_each_line(path, [&](const Json& object) {
    Person person;
    std::map<std::string, std::size_t> index_of;
    for (const Json& turn : array_of(object, "docs")) {
      std::string text = text_of(turn, "speaker") + ": " + text_of(turn, "text");
      if (const std::string caption = text_of(turn, "caption"); !caption.empty())
        text += " [" + caption + "]";
      index_of[text_of(turn, "id")] = person.items.size();
      person.items.push_back({text, text_of(turn, "session"), moment_of(text_of(turn, "time"))});
    }
    for (const Json& asked : array_of(object, "queries")) {
      Question question{.text = text_of(asked, "q"), .gold = {}};
      for (const Json& id : array_of(asked, "gold")) {
        const auto found = id.is_string() ? index_of.find(id.get<std::string>()) : index_of.end();
        if (found != index_of.end()) question.gold.push_back(found->second);
      }
      std::sort(question.gold.begin(), question.gold.end());
      question.gold.erase(std::unique(question.gold.begin(), question.gold.end()),
                          question.gold.end());
      if (!question.gold.empty()) person.questions.push_back(std::move(question));
    }
    set.persons.push_back(std::move(person));
    return !set.persons.back().items.empty();
  }));
  return set;
}

Result<DataSet> read_longmemeval(const std::filesystem::path& path, std::size_t sessions,
                                 std::size_t questions_max) {
  std::vector<Asked> all;
  MNESTIC_TRY(for_each_line(path, [&](const Json& object) {
    if (flag_of(object, "abstention")) return true;
    auto asked = read_asked(object);
    if (asked) all.push_back(*std::move(asked));
    return !all.empty();
  }));
  DataSet set{.name = "LongMemEval", .persons = {}};
  for (std::size_t i = 0; i < all.size() && set.persons.size() < questions_max; ++i) {
    std::vector<std::pair<Session, bool>> heard;
    for (const Session& session : all[i].sessions) heard.emplace_back(session, true);
    for (std::size_t step = 1; step < all.size() && heard.size() < sessions; ++step) {
      const std::size_t other = (i + step) % all.size();
      for (const Session& session : all[other].sessions) {
        if (heard.size() < sessions) heard.emplace_back(session, false);
      }
    }
    Person person = person_of(all[i], std::move(heard));
    if (!person.questions.empty()) set.persons.push_back(std::move(person));
  }
  return set;
}

Result<DataSet> read_cases(const std::filesystem::path& path) {
  DataSet set{.name = "Recall cases", .conversation = false, .persons = {}};
  MNESTIC_TRY(for_each_line(path, [&](const Json& object) {
    Person person;
    for (const Json& memory : array_of(object, "memories")) {
      if (!memory.is_string()) return false;
      person.items.push_back({memory.get<std::string>(), "", std::nullopt});
    }
    Question question{.text = text_of(object, "query"), .gold = {}};
    for (const Json& index : array_of(object, "gold")) {
      if (!index.is_number_unsigned() || index.get<std::size_t>() >= person.items.size())
        return false;
      question.gold.push_back(index.get<std::size_t>());
    }
    const bool whole = !question.text.empty() || question.gold.empty();
    if (!question.gold.empty()) person.questions.push_back(std::move(question));
    set.persons.push_back(std::move(person));
    return whole;
  }));
  return set;
}

}  // namespace mnestic::bench
