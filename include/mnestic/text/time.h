// Times as people and programs write them. RFC 3339 in and out; relative dates are resolved
// in dates.h.
//
// Thread safety: pure functions over the system's time-zone database (loaded on first use of a
// named zone).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mnestic/base/clock.h"
#include "mnestic/base/result.h"

namespace mnestic::text {

// RFC 3339 ("2026-11-20T10:00:00Z", "2026-11-20T10:00:00.5+05:30"; a blank for the T is taken; a
// time without offset is in `zone`), or a bare date, which is midnight in `zone`. Years 0001 to
// 9999 in UTC. Digits past the millisecond are cut off. A leap second (23:59:60 UTC) is taken as
// 23:59:59.999; no other second 60 is. A local time that the zone skips moves on by the gap; of one
// that comes twice, the first is taken. Errors: invalid_argument naming the form wanted, when the
// text is neither or the zone is unknown.
[[nodiscard]] Result<Timestamp> parse_time(std::string_view text, std::string_view zone);

// "2026-11-20T10:00:00Z", with ".123" when there are milliseconds. kForever and kBeginning have no
// text form. REQUIRES: year 1 to 9999.
[[nodiscard]] std::string format_time(Timestamp time);

// Whether the zone database knows `name` ("Europe/Berlin", "UTC").
[[nodiscard]] bool is_time_zone(std::string_view name);

// The wall clock of `zone` at `time`, as if it were UTC; `time` itself when the zone is unknown.
[[nodiscard]] Timestamp to_local(Timestamp time, std::string_view zone);

// The name of the machine's zone; "UTC" when it cannot be told.
[[nodiscard]] std::string system_time_zone();

}  // namespace mnestic::text
