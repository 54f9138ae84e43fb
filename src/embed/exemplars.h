// Exemplars: questions with what answers them, for Leaning.
//
// Thread safety: constants.
#pragma once

#include <span>
#include <string_view>

namespace mnestic::embed {

struct Exemplar {
  std::string_view question;
  std::string_view answer;  // as facts about a person are stored
};

[[nodiscard]] std::span<const Exemplar> exemplar_questions();
// What answers these is what to mind: tastes, habits, limits.
[[nodiscard]] std::span<const Exemplar> exemplar_requests();

}  // namespace mnestic::embed
