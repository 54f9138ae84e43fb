// Texts for the guard with the quotation marks «» around what must be hidden; nothing else may be.
#pragma once

#include <string>
#include <string_view>

namespace mnestic::extract {

struct Marked {
  std::string text;    // without the marks
  std::string masked;  // as the guard must give it back
};

[[nodiscard]] Marked marked(std::string_view with_marks);

}  // namespace mnestic::extract
