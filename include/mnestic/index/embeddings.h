// Embeddings: which versions have a vector of which model, writing many vectors at once, dropping a
// model's, and the cache of what servers said.
//
// Which versions lack a vector is never written down: it follows from the headers and the bits of
// the vector blocks, so that nothing can part from the truth and a killed re-embedding goes on
// where it was.
//
// Thread safety: as the transaction given.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mnestic/base/result.h"
#include "mnestic/index/search.h"

namespace mnestic::index {

struct KnownModel {
  ModelNumber number = 0;
  std::string name;
  std::size_t dimension = 0;
};
// All models that the store has seen, by name.
[[nodiscard]] Result<std::vector<KnownModel>> known_models(const store::ReadTxn& txn);

struct NumberedVector {
  VersionNumber number = 0;
  std::span<const float> vector;
};
// As put_vector for each, but a block of 64 is written once. REQUIRES: ascending numbers.
[[nodiscard]] Result<void> put_vectors(store::WriteTxn& txn, UserNumber user, ModelNumber model,
                                       std::span<const NumberedVector> vectors);

// Whether any version of the user has a vector of the model.
[[nodiscard]] Result<bool> has_vectors(const store::ReadTxn& txn, UserNumber user,
                                       ModelNumber model);
// For each block of 64 numbers, bit i stands for number block * 64 + i: which have a vector of the
// model. As long as the last block that holds one. Reads 16 bytes a block.
[[nodiscard]] Result<std::vector<std::uint64_t>> vector_masks(const store::ReadTxn& txn,
                                                              UserNumber user, ModelNumber model);
// A version's vector, as the blocks keep it: only the direction counts, and quantised again it is
// the same. Empty: it has none, or it is damaged.
[[nodiscard]] Result<std::vector<std::int8_t>> vector_of(const store::ReadTxn& txn, UserNumber user,
                                                         VersionNumber number,
                                                         const KnownModel& model);
// Removes at most `blocks_max` blocks of the user's vectors of a model. The number removed: fewer
// than `blocks_max` when none is left.
[[nodiscard]] Result<std::size_t> drop_vectors(store::WriteTxn& txn, UserNumber user,
                                               ModelNumber model, std::size_t blocks_max);

// The newest change up to which every version of every user has a vector of the model; 0: not
// known. Goes when vectors are dropped or repaired.
[[nodiscard]] Result<std::uint64_t> complete_to(const store::ReadTxn& txn, ModelNumber model);
[[nodiscard]] Result<void> set_complete_to(store::WriteTxn& txn, ModelNumber model,
                                           std::uint64_t change);

// --- the cache: vectors by model and text, as the blocks keep them
//
// A fixed number of places a model; two texts that fall on one place push each other out. So it is
// bounded without a list of ages, and what is kept of a text is found by the text alone. Only texts
// that are some version's content may be put there: erasing a version erases its text's entries.
inline constexpr std::uint32_t kCachePlaces = 1U << 16U;

[[nodiscard]] Result<void> put_cached(store::WriteTxn& txn, const store::KeyHasher& hasher,
                                      ModelNumber model, std::string_view text,
                                      std::span<const float> vector);
// The direction of what was put: quantised again it is the same. Nothing for a damaged entry.
[[nodiscard]] Result<std::optional<std::vector<float>>> find_cached(const store::ReadTxn& txn,
                                                                    const store::KeyHasher& hasher,
                                                                    ModelNumber model,
                                                                    std::string_view text);
// Of all models.
[[nodiscard]] Result<void> erase_cached(store::WriteTxn& txn, const store::KeyHasher& hasher,
                                        std::string_view text);

}  // namespace mnestic::index
