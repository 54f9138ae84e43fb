// Arguments: typed access to a call's arguments after they were validated against the tool's input
// schema.
//
// Thread safety: a value type. Lifetime: the JSON it looks into must outlive it.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mnestic/base/clock.h"
#include "mnestic/base/result.h"
#include "mnestic/memory/requests.h"

namespace mnestic::tools {

class Arguments {
 public:
  // `path` is put before names in messages ("facts[0]."); `zone` reads bare dates.
  Arguments(const nlohmann::json& object, std::string_view zone, std::string path = {})
      : object_(object), zone_(zone), path_(std::move(path)) {}

  [[nodiscard]] bool has(const char* name) const { return object_.contains(name); }
  [[nodiscard]] const nlohmann::json& at(const char* name) const { return object_.at(name); }
  [[nodiscard]] std::string_view zone() const { return zone_; }
  [[nodiscard]] std::string path_of(std::string_view name) const {
    return path_ + std::string(name);
  }

  // Absent when the argument is. REQUIRES: of the type asked, which the schema saw to.
  [[nodiscard]] std::optional<std::string> text(const char* name) const;
  [[nodiscard]] std::vector<std::string> texts(const char* name) const;
  [[nodiscard]] std::optional<double> number(const char* name) const;
  [[nodiscard]] std::optional<std::int64_t> integer(const char* name) const;
  [[nodiscard]] bool flag(const char* name) const;

  // Errors: invalid_argument naming the argument and the form wanted.
  [[nodiscard]] Result<std::optional<Timestamp>> time(const char* name) const;
  [[nodiscard]] Result<std::optional<model::MemoryId>> memory_id(const char* name) const;
  [[nodiscard]] Result<std::vector<model::MemoryId>> memory_ids(const char* name) const;
  [[nodiscard]] Result<std::optional<model::ChangeId>> change_id(const char* name) const;

  // Groups that several tools have in common.
  [[nodiscard]] Result<memory::Filter> filter() const;
  [[nodiscard]] Result<memory::View> view() const;

 private:
  const nlohmann::json& object_;
  std::string_view zone_;
  std::string path_;
};

// "mem_…" → id. Errors: invalid_argument naming `path`.
[[nodiscard]] Result<model::MemoryId> parse_memory_id(const std::string& path,
                                                      std::string_view text);

}  // namespace mnestic::tools
