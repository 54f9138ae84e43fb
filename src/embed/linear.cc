#include "linear.h"

#include <dlfcn.h>

#include <mutex>
#include <string>

namespace mnestic::embed {
namespace {

constexpr const char* kModule = "mnestic_onednn.so";
constexpr const char* kFactory = "mnestic_linear_library";

}  // namespace

Result<const LinearLibrary*> linear_library() {
  static std::mutex mutex;
  static const LinearLibrary* library = nullptr;
  const std::lock_guard lock(mutex);
  if (library != nullptr) return library;
  using Factory = decltype(&mnestic_linear_library);
  // Never unloaded: its threads and exit handlers are its own.
  void* const module = dlopen(kModule, RTLD_NOW | RTLD_LOCAL);
  void* const symbol = module == nullptr ? nullptr : dlsym(module, kFactory);
  if (symbol == nullptr) {
    const char* const why = dlerror();
    return failed_precondition(std::string(kModule) +
                               " cannot be loaded; it belongs beside the program, or into "
                               "../lib/mnestic: " +
                               (why == nullptr ? "no reason given" : why));
  }
  library = reinterpret_cast<Factory>(symbol)();
  return library;
}

}  // namespace mnestic::embed
