#include "dot.h"

#include <algorithm>
#include <bit>
#include <numeric>

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#include <asm/hwcap.h>
#include <sys/auxv.h>
#endif

namespace mnestic::index {
namespace {

constexpr std::size_t kPaddingBytes = 64;

void dot_plain(const DotQuery& query, const std::int8_t* vectors, std::uint64_t wanted,
               std::array<std::int32_t, 64>& out) {
  const std::size_t dimension = query.dimension();
  const std::int16_t* q = query.wide();
  for (; wanted != 0; wanted &= wanted - 1) {
    const auto slot = static_cast<std::size_t>(std::countr_zero(wanted));
    const std::int8_t* v = vectors + slot * dimension;
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < dimension; ++i) sum += std::int32_t{q[i]} * std::int32_t{v[i]};
    out[slot] = sum;
  }
}

std::int32_t pair_plain(const std::int8_t* a, const std::int8_t* b, std::size_t dimension) {
  std::int32_t sum = 0;
  for (std::size_t i = 0; i < dimension; ++i) sum += std::int32_t{a[i]} * std::int32_t{b[i]};
  return sum;
}

#if defined(__x86_64__)

__attribute__((target("avx2"))) std::int32_t horizontal_sum(__m256i lanes) {
  __m128i sum = _mm_add_epi32(_mm256_castsi256_si128(lanes), _mm256_extracti128_si256(lanes, 1));
  sum = _mm_add_epi32(sum, _mm_shuffle_epi32(sum, 0x4E));
  sum = _mm_add_epi32(sum, _mm_shuffle_epi32(sum, 0xB1));
  return _mm_cvtsi128_si32(sum);
}

__attribute__((target("avx2"))) __m256i widened(const std::int8_t* at) {
  return _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at)));
}

__attribute__((target("avx2"))) std::int32_t pair_avx2(const std::int8_t* a, const std::int8_t* b,
                                                       std::size_t dimension) {
  const std::size_t whole = dimension / 32 * 32;
  __m256i even = _mm256_setzero_si256();
  __m256i odd = _mm256_setzero_si256();
  for (std::size_t i = 0; i < whole; i += 32) {
    even = _mm256_add_epi32(even, _mm256_madd_epi16(widened(a + i), widened(b + i)));
    odd = _mm256_add_epi32(odd, _mm256_madd_epi16(widened(a + i + 16), widened(b + i + 16)));
  }
  return horizontal_sum(_mm256_add_epi32(even, odd)) +
         pair_plain(a + whole, b + whole, dimension - whole);
}

// Widened to 16 bits before multiplying: the byte instruction saturates.
__attribute__((target("avx2"))) void dot_avx2(const DotQuery& query, const std::int8_t* vectors,
                                              std::uint64_t wanted,
                                              std::array<std::int32_t, 64>& out) {
  const std::size_t dimension = query.dimension();
  const std::size_t whole = dimension / 32 * 32;
  const std::int16_t* q = query.wide();
  for (; wanted != 0; wanted &= wanted - 1) {
    const auto slot = static_cast<std::size_t>(std::countr_zero(wanted));
    const std::int8_t* v = vectors + slot * dimension;
    __m256i even = _mm256_setzero_si256();
    __m256i odd = _mm256_setzero_si256();
    for (std::size_t i = 0; i < whole; i += 32) {
      const __m256i low =
          _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(v + i)));
      const __m256i high =
          _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(v + i + 16)));
      const __m256i q_low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(q + i));
      const __m256i q_high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(q + i + 16));
      even = _mm256_add_epi32(even, _mm256_madd_epi16(low, q_low));
      odd = _mm256_add_epi32(odd, _mm256_madd_epi16(high, q_high));
    }
    std::int32_t sum = horizontal_sum(_mm256_add_epi32(even, odd));
    for (std::size_t i = whole; i < dimension; ++i) sum += std::int32_t{q[i]} * std::int32_t{v[i]};
    out[slot] = sum;
  }
}

// The instruction multiplies unsigned with signed bytes: the vector's are moved up by 128, and 128
// times the sum of the query taken off again.
__attribute__((target("avx512f,avx512bw,avx512vnni"))) void dot_vnni(
    const DotQuery& query, const std::int8_t* vectors, std::uint64_t wanted,
    std::array<std::int32_t, 64>& out) {
  const std::size_t dimension = query.dimension();
  const std::size_t whole = dimension / 64 * 64;
  const __mmask64 tail = dimension == whole ? 0 : ~0ULL >> (64 - (dimension - whole));
  const __m512i flip = _mm512_set1_epi8(static_cast<char>(0x80));
  const std::int8_t* q = query.bytes();
  const std::int32_t surplus = 128 * query.sum();
  for (; wanted != 0; wanted &= wanted - 1) {
    const auto slot = static_cast<std::size_t>(std::countr_zero(wanted));
    const std::int8_t* v = vectors + slot * dimension;
    __m512i even = _mm512_setzero_si512();
    __m512i odd = _mm512_setzero_si512();
    std::size_t i = 0;
    for (; i + 128 <= whole; i += 128) {
      even = _mm512_dpbusd_epi32(even, _mm512_xor_si512(_mm512_loadu_si512(v + i), flip),
                                 _mm512_loadu_si512(q + i));
      odd = _mm512_dpbusd_epi32(odd, _mm512_xor_si512(_mm512_loadu_si512(v + i + 64), flip),
                                _mm512_loadu_si512(q + i + 64));
    }
    if (i < whole) {
      even = _mm512_dpbusd_epi32(even, _mm512_xor_si512(_mm512_loadu_si512(v + i), flip),
                                 _mm512_loadu_si512(q + i));
      i += 64;
    }
    if (tail != 0) {
      const __m512i rest = _mm512_xor_si512(_mm512_maskz_loadu_epi8(tail, v + i), flip);
      odd = _mm512_dpbusd_epi32(odd, rest, _mm512_loadu_si512(q + i));
    }
    // By way of memory: g++ 12 warns of an uninitialised value inside its own 512-bit reductions.
    alignas(64) __m256i halves[2];
    _mm512_store_si512(halves, _mm512_add_epi32(even, odd));
    out[slot] = horizontal_sum(_mm256_add_epi32(halves[0], halves[1])) - surplus;
  }
}

#elif defined(__aarch64__)

// A product of two bytes fits 16 bits, and pairs of them are added up in 32.
std::int32_t pair_neon(const std::int8_t* a, const std::int8_t* b, std::size_t dimension) {
  const std::size_t whole = dimension / 16 * 16;
  int32x4_t sums = vdupq_n_s32(0);
  for (std::size_t i = 0; i < whole; i += 16) {
    const int8x16_t x = vld1q_s8(a + i);
    const int8x16_t y = vld1q_s8(b + i);
    sums = vpadalq_s16(sums, vmull_s8(vget_low_s8(x), vget_low_s8(y)));
    sums = vpadalq_s16(sums, vmull_high_s8(x, y));
  }
  return vaddvq_s32(sums) + pair_plain(a + whole, b + whole, dimension - whole);
}

// Processors since 2018 or so multiply and add four bytes at once.
__attribute__((target("arch=armv8.2-a+dotprod"))) std::int32_t pair_dotprod(const std::int8_t* a,
                                                                            const std::int8_t* b,
                                                                            std::size_t dimension) {
  const std::size_t whole = dimension / 32 * 32;
  int32x4_t even = vdupq_n_s32(0);
  int32x4_t odd = vdupq_n_s32(0);
  for (std::size_t i = 0; i < whole; i += 32) {
    even = vdotq_s32(even, vld1q_s8(a + i), vld1q_s8(b + i));
    odd = vdotq_s32(odd, vld1q_s8(a + i + 16), vld1q_s8(b + i + 16));
  }
  return vaddvq_s32(vaddq_s32(even, odd)) + pair_neon(a + whole, b + whole, dimension - whole);
}

template <DotPairFunction pair>
void dot_by_pairs(const DotQuery& query, const std::int8_t* vectors, std::uint64_t wanted,
                  std::array<std::int32_t, 64>& out) {
  for (; wanted != 0; wanted &= wanted - 1) {
    const auto slot = static_cast<std::size_t>(std::countr_zero(wanted));
    out[slot] = pair(query.bytes(), vectors + slot * query.dimension(), query.dimension());
  }
}

bool has_dotprod() { return (::getauxval(AT_HWCAP) & HWCAP_ASIMDDP) != 0; }

#endif

std::vector<DotVariant> usable_variants() {
  std::vector<DotVariant> variants;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vnni")) {
    variants.push_back({"avx512vnni", dot_vnni});
  }
  if (__builtin_cpu_supports("avx2")) variants.push_back({"avx2", dot_avx2});
#elif defined(__aarch64__)
  if (has_dotprod()) variants.push_back({"dotprod", dot_by_pairs<pair_dotprod>});
  variants.push_back({"neon", dot_by_pairs<pair_neon>});
#endif
  variants.push_back({"plain", dot_plain});
  return variants;
}

std::vector<DotPairVariant> usable_pair_variants() {
  std::vector<DotPairVariant> variants;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) variants.push_back({"avx2", pair_avx2});
#elif defined(__aarch64__)
  if (has_dotprod()) variants.push_back({"dotprod", pair_dotprod});
  variants.push_back({"neon", pair_neon});
#endif
  variants.push_back({"plain", pair_plain});
  return variants;
}

}  // namespace

DotQuery::DotQuery(std::span<const std::int8_t> components) : dimension_(components.size()) {
  const std::size_t padded = (dimension_ + kPaddingBytes - 1) / kPaddingBytes * kPaddingBytes;
  bytes_.assign(padded, 0);
  wide_.assign(padded, 0);
  std::copy(components.begin(), components.end(), bytes_.begin());
  std::copy(components.begin(), components.end(), wide_.begin());
  sum_ = std::accumulate(components.begin(), components.end(), std::int32_t{0});
}

std::span<const DotVariant> dot_variants() {
  static const std::vector<DotVariant> variants = usable_variants();
  return variants;
}

std::span<const DotPairVariant> dot_pair_variants() {
  static const std::vector<DotPairVariant> variants = usable_pair_variants();
  return variants;
}

}  // namespace mnestic::index
