#include "tests/extract/marked.h"

namespace mnestic::extract {

Marked marked(std::string_view with_marks) {
  constexpr std::string_view kOpen = "«";
  constexpr std::string_view kClose = "»";
  Marked result;
  while (true) {
    const std::size_t open = with_marks.find(kOpen);
    const std::size_t close = with_marks.find(kClose);
    result.text += with_marks.substr(0, open);
    result.masked += with_marks.substr(0, open);
    if (open == std::string_view::npos) return result;
    result.text += with_marks.substr(open + kOpen.size(), close - open - kOpen.size());
    result.masked += "[hidden]";
    with_marks.remove_prefix(close + kClose.size());
  }
}

}  // namespace mnestic::extract
