#include "mnestic/base/sealer.h"

#include <sodium.h>

#include <algorithm>

#include "mnestic/base/assert.h"

namespace mnestic {
namespace {

constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr int kLetters = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
static_assert(std::tuple_size_v<SealKey> == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string to_letters(const std::string& bytes) {
  std::string out(sodium_base64_encoded_len(bytes.size(), kLetters), '\0');
  sodium_bin2base64(out.data(), out.size(), bytes_of(std::string_view(bytes)), bytes.size(),
                    kLetters);
  out.pop_back();  // the final zero
  return out;
}

std::optional<std::string> from_letters(std::string_view letters) {
  // libsodium reads any byte above 0x7F as a letter: one text would then have several forms.
  const auto foreign = [](char c) { return static_cast<unsigned char>(c) > 0x7F; };
  if (std::any_of(letters.begin(), letters.end(), foreign)) return std::nullopt;
  std::string out(letters.size(), '\0');
  std::size_t size = 0;
  if (sodium_base642bin(bytes_of(out), out.size(), letters.data(), letters.size(), nullptr, &size,
                        nullptr, kLetters) != 0) {
    return std::nullopt;
  }
  out.resize(size);
  return out;
}

}  // namespace

SealKey make_seal_key(RandomSource& random) {
  SealKey key{};
  random.fill(key);
  return key;
}

SealKey derive_seal_key(std::span<const std::uint8_t> secret, std::string_view use) {
  SealKey master{};
  SealKey key{};
  // Two steps, so that a secret of any length will do.
  int failed =
      crypto_generichash(master.data(), master.size(), secret.data(), secret.size(), nullptr, 0);
  failed |= crypto_generichash(key.data(), key.size(), bytes_of(use), use.size(), master.data(),
                               master.size());
  MNESTIC_ASSERT(failed == 0);
  return key;
}

std::string seal_text(const SealKey& key, std::string_view text, std::string_view bound_to,
                      RandomSource& random) {
  std::string out(kNonceBytes + text.size() + kTagBytes, '\0');
  unsigned char* nonce = bytes_of(out);
  random.fill({nonce, kNonceBytes});
  crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + kNonceBytes, nullptr, bytes_of(text),
                                             text.size(), bytes_of(bound_to), bound_to.size(),
                                             nullptr, nonce, key.data());
  return to_letters(out);
}

std::optional<std::string> unseal_text(const SealKey& key, std::string_view sealed,
                                       std::string_view bound_to) {
  const auto bytes = from_letters(sealed);
  if (!bytes || bytes->size() < kNonceBytes + kTagBytes) return std::nullopt;
  const unsigned char* nonce = bytes_of(std::string_view(*bytes));
  const std::size_t size = bytes->size() - kNonceBytes;
  std::string out(size - kTagBytes, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes_of(out), nullptr, nullptr,
                                                 nonce + kNonceBytes, size, bytes_of(bound_to),
                                                 bound_to.size(), nonce, key.data()) != 0) {
    return std::nullopt;
  }
  return out;
}

}  // namespace mnestic
