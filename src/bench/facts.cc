#include "facts.h"

#include <array>
#include <chrono>
#include <string_view>

#include "mnestic/base/random.h"
#include "mnestic/text/time.h"

namespace mnestic::bench {
namespace {

constexpr std::array<std::string_view, 20> kVerbs = {
    "bought",  "repaired", "borrowed", "painted", "sold",    "photographed", "described",
    "admired", "lost",     "found",    "built",   "washed",  "carried",      "drew",
    "moved",   "tested",   "measured", "hid",     "wrapped", "returned"};
constexpr std::array<std::string_view, 25> kQualities = {
    "red",    "old",     "wooden", "heavy",  "broken", "silver", "tiny",   "foreign", "blue",
    "quiet",  "striped", "round",  "golden", "dusty",  "modern", "square", "soft",    "bright",
    "narrow", "green",   "warm",   "rusty",  "yellow", "plain",  "hollow"};
constexpr std::array<std::string_view, 40> kThings = {
    "bicycle", "lamp",    "guitar",   "kettle",    "boat",   "clock",   "chair",   "camera",
    "piano",   "jacket",  "suitcase", "telescope", "drum",   "mirror",  "ladder",  "carpet",
    "violin",  "basket",  "engine",   "statue",    "canoe",  "tent",    "printer", "radio",
    "table",   "compass", "vase",     "hammer",    "wheel",  "blanket", "puzzle",  "trumpet",
    "bottle",  "sledge",  "curtain",  "saddle",    "anchor", "bucket",  "mask",    "candle"};
constexpr std::array<std::string_view, 30> kPlaces = {
    "Lisbon", "Oslo",    "Bergen", "Vienna",  "Prague",  "Dublin",   "Porto",  "Naples",
    "Geneva", "Bremen",  "Krakow", "Sofia",   "Tallinn", "Helsinki", "Malmo",  "Seville",
    "Athens", "Zagreb",  "Turin",  "Leipzig", "Ghent",   "Lyon",     "Bilbao", "Cork",
    "Riga",   "Vilnius", "Bonn",   "Basel",   "Graz",    "Split"};

template <std::size_t kCount>
std::string pick(const std::array<std::string_view, kCount>& words, std::uint64_t& bits) {
  const auto at = static_cast<std::size_t>(bits % kCount);
  bits /= kCount;
  return std::string(words[at]);
}

}  // namespace

std::string fact_of(std::uint64_t number) {
  std::uint64_t bits = spread_bits(number);
  const std::string verb = pick(kVerbs, bits);
  const std::string quality = pick(kQualities, bits);
  const std::string thing = pick(kThings, bits);
  return "User " + verb + " a " + quality + " " + thing + " in " + pick(kPlaces, bits) +
         " as item " + std::to_string(number);
}

std::string question_of(std::uint64_t number) {
  std::uint64_t bits = spread_bits(number);
  pick(kVerbs, bits);
  const std::string quality = pick(kQualities, bits);
  const std::string thing = pick(kThings, bits);
  return "what happened to the " + quality + " " + thing + " in " + pick(kPlaces, bits) + "?";
}

std::string time_of(std::uint64_t number) {
  constexpr std::chrono::seconds kStep{200};
  return text::format_time(std::chrono::sys_days(std::chrono::year(2020) / 1 / 1) + kStep * number);
}

}  // namespace mnestic::bench
