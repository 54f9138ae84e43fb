// The demo: the story that every release must tell, played against a real server process on a
// temporary store, with each request, its answer and what it shows. It checks itself: a step that
// is not so ends it.
#pragma once

#include "command_line.h"
#include "terminal.h"

namespace mnestic::cli {

// The exit code: 0 when every step was so, else 1 with the step and what was seen. Leaves nothing
// behind.
[[nodiscard]] int run_demo(const DemoCommand& command, Terminal& terminal);

}  // namespace mnestic::cli
