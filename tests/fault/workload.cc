#include "tests/fault/workload.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "mnestic/base/random.h"

namespace mnestic::fault {
namespace {

constexpr std::size_t kContentsMax = 40;
constexpr std::size_t kHiddenAtOnce = 15;
constexpr std::uint64_t kEraseAllEvery = 120;
constexpr std::uint64_t kSharedFacts = 30;

std::filesystem::path file_of(const std::filesystem::path& folder, unsigned writer) {
  return folder / ("log-" + std::to_string(writer));
}

memory::Fields fact(const std::string& content) {
  memory::Fields fields;
  fields.content = content;
  return fields;
}

Result<void> remember(memory::Engine& engine, const std::string& user,
                      const std::vector<std::string>& contents) {
  memory::RememberRequest request{.user_id = user};
  request.facts.emplace();
  for (const std::string& content : contents) request.facts->push_back(fact(content));
  MNESTIC_TRY(engine.remember(request));
  return {};
}

Result<std::vector<model::MemoryId>> ids_of(memory::Engine& engine, const std::string& user,
                                            const std::vector<std::string>& contents) {
  MNESTIC_TRY_ASSIGN(const auto list, engine.list({.user_id = user, .limit_count = kLimitMax}));
  std::vector<model::MemoryId> ids;
  for (const auto& memory : list.memories) {
    const bool wanted =
        std::find(contents.begin(), contents.end(), memory.content) != contents.end();
    if (wanted) ids.push_back(memory.id);
  }
  if (ids.size() == contents.size()) return ids;
  return internal_error("a memory of " + user + " is not in its list");
}

}  // namespace

std::string user_of(unsigned writer) { return "writer " + std::to_string(writer); }

Operation Model::operation(std::uint64_t index) const {
  const auto random = seeded_random(seed_ * 1'000'003 + writer_ * 7'919 + index * 104'729);
  const auto below = [&random](std::uint64_t bound) { return random->next_u64() % bound; };
  const std::string name =
      "User saw comet " + std::to_string(writer_) + "-" + std::to_string(index);
  const auto any = [&] {
    return *std::next(contents_.begin(), static_cast<std::ptrdiff_t>(below(contents_.size())));
  };
  if (index % kEraseAllEvery == kEraseAllEvery - 1) return {Kind::erase_all, {}};
  if (contents_.size() > kContentsMax) {
    const auto end = std::next(contents_.begin(), kHiddenAtOnce);
    return {Kind::hide, {contents_.begin(), end}};
  }
  const std::uint64_t choice = contents_.empty() ? 0 : below(12);
  if (choice == 6) return {Kind::update, {any(), name + "-u"}};
  if (choice == 7) return {Kind::hide, {any()}};
  if (choice == 8) return {Kind::erase, {any()}};
  if ((choice == 9 || choice == 10) && undoable_) return {Kind::undo, {}};
  if (choice == 11) {
    return {Kind::shared, {"User likes dish number " + std::to_string(below(kSharedFacts))}};
  }
  Operation add;
  for (std::uint64_t i = 0, count = 1 + below(4); i < count; ++i) {
    add.contents.push_back(name + "-" + std::to_string(i));
  }
  return add;
}

void Model::apply(const Operation& operation) {
  Contents after = contents_;
  switch (operation.kind) {
    case Kind::add:
      after.insert(operation.contents.begin(), operation.contents.end());
      break;
    case Kind::update:
      after.erase(operation.contents[0]);
      after.insert(operation.contents[1]);
      break;
    case Kind::hide:
    case Kind::erase:
      for (const std::string& content : operation.contents) after.erase(content);
      break;
    case Kind::erase_all:
      after.clear();
      break;
    case Kind::undo:
      after = before_;
      break;
    case Kind::shared:
      return;
  }
  before_ = std::exchange(contents_, std::move(after));
  undoable_ =
      operation.kind == Kind::add || operation.kind == Kind::update || operation.kind == Kind::hide;
}

Result<void> perform(memory::Engine& engine, const std::string& user, const Operation& operation) {
  switch (operation.kind) {
    case Kind::add:
      return remember(engine, user, operation.contents);
    case Kind::shared:
      return remember(engine, kSharedUser, operation.contents);
    case Kind::update: {
      MNESTIC_TRY_ASSIGN(const auto ids, ids_of(engine, user, {operation.contents[0]}));
      memory::UpdateRequest request{.user_id = user, .id = ids[0]};
      request.fields = fact(operation.contents[1]);
      MNESTIC_TRY(engine.update(request));
      return {};
    }
    case Kind::hide:
    case Kind::erase: {
      memory::ForgetRequest request{.user_id = user};
      MNESTIC_TRY_ASSIGN(request.ids, ids_of(engine, user, operation.contents));
      if (operation.kind == Kind::erase) request.mode = memory::ForgetMode::erase;
      MNESTIC_TRY(engine.forget(request));
      return {};
    }
    case Kind::erase_all: {
      memory::ForgetRequest request{.user_id = user, .all = true};
      request.mode = memory::ForgetMode::erase;
      request.confirm = true;
      MNESTIC_TRY(engine.forget(request));
      return {};
    }
    case Kind::undo:
      MNESTIC_TRY(engine.undo({.user_id = user}));
      return {};
  }
  return {};
}

Result<Contents> read_contents(memory::Engine& engine, const std::string& user) {
  MNESTIC_TRY_ASSIGN(const auto list, engine.list({.user_id = user, .limit_count = kLimitMax}));
  Contents contents;
  for (const auto& memory : list.memories) {
    if (!contents.insert(memory.content).second) {
      return internal_error("\"" + memory.content + "\" is there twice");
    }
  }
  return contents;
}

Log::Log(const std::filesystem::path& folder, unsigned writer)
    : descriptor_(::open(file_of(folder, writer).c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC,
                         0600)) {
  MNESTIC_ASSERT(descriptor_ >= 0);
}

Log::~Log() { ::close(descriptor_); }

void Log::write(char mark) const { MNESTIC_ASSERT(::write(descriptor_, &mark, 1) == 1); }

Progress Log::read(const std::filesystem::path& folder, unsigned writer) {
  Progress progress;
  std::ifstream file(file_of(folder, writer), std::ios::binary);
  for (char mark = 0; file.get(mark);) {
    progress.in_flight = mark == 'I';
    if (mark != 'I') progress.done.push_back(mark == 'A');
  }
  return progress;
}

void allow(std::uint64_t seed, unsigned writer, const Progress& before, const Progress& after,
           Allowed& allowed) {
  Model model(seed, writer);
  const std::size_t known = before.done.size();
  const std::size_t end = after.done.size() + (after.in_flight ? 1 : 0);
  for (std::size_t index = 0;; ++index) {
    if (index >= known) allowed.states.push_back(model.contents());
    if (index == end) return;
    const Operation operation = model.operation(index);
    const bool may = index >= after.done.size() || after.done[index];
    if (operation.kind == Kind::shared) {
      if (index < known && before.done[index]) {
        allowed.shared_acknowledged.insert(operation.contents[0]);
      }
      allowed.shared_intended.insert(operation.contents[0]);
    }
    if (may) model.apply(operation);
  }
}

}  // namespace mnestic::fault
