// Laying given fields over a memory: what is absent stays.
//
// Thread safety: pure function.
#pragma once

#include "mnestic/memory/requests.h"
#include "mnestic/model/memory.h"

namespace mnestic::memory {

void lay_over(model::Memory& memory, const Fields& fields);

}  // namespace mnestic::memory
