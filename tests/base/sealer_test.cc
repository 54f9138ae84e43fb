#include "mnestic/base/sealer.h"

#include <doctest/doctest.h>

namespace mnestic {
namespace {

TEST_CASE("sealer: opens with its key and its binding only, and no byte of it can be changed") {
  const auto random = seeded_random(3);
  const SealKey key = make_seal_key(*random);
  const std::string sealed = seal_text(key, "what was asked", "forget", *random);
  CHECK(unseal_text(key, sealed, "forget") == "what was asked");
  CHECK(!unseal_text(key, sealed, "remember"));
  CHECK(!unseal_text(make_seal_key(*random), sealed, "forget"));
  CHECK(!unseal_text(key, "", "forget"));
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string changed = sealed;
      changed[at] = static_cast<char>(byte);
      if (changed != sealed) CHECK(!unseal_text(key, changed, "forget"));
    }
  }
}

}  // namespace
}  // namespace mnestic
