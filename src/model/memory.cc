#include "mnestic/model/memory.h"

namespace mnestic::model {

std::string_view to_string(Origin origin) {
  switch (origin) {
    case Origin::explicit_said:
      return "explicit";
    case Origin::implicit_inferred:
      return "implicit";
  }
  return "explicit";
}

std::optional<Origin> origin_named(std::string_view name) {
  for (const Origin origin : {Origin::explicit_said, Origin::implicit_inferred}) {
    if (to_string(origin) == name) return origin;
  }
  return std::nullopt;
}

std::string_view to_string(Status status) {
  switch (status) {
    case Status::active:
      return "active";
    case Status::superseded:
      return "superseded";
    case Status::forgotten:
      return "forgotten";
    case Status::expired:
      return "expired";
    case Status::pending:
      return "pending";
  }
  return "active";
}

std::optional<Status> status_named(std::string_view name) {
  for (const Status status :
       {Status::active, Status::superseded, Status::forgotten, Status::expired, Status::pending}) {
    if (to_string(status) == name) return status;
  }
  return std::nullopt;
}

}  // namespace mnestic::model
