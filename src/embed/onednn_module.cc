// mnestic_onednn.so: oneDNN behind one symbol. See linear.h for the contract.
#include <algorithm>
#include <dnnl.hpp>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

#include "kernels.h"
#include "linear.h"

// Of OpenMP, whose header belongs to the compiler: how many threads the calling thread may use.
extern "C" void omp_set_num_threads(int);

namespace mnestic::embed {
namespace {

using dnnl::memory;
using Format = memory::format_tag;
using Number = memory::data_type;

Error library_error(const dnnl::error& error) {
  return internal_error(std::string("oneDNN failed: ") + error.what());
}

// Where sums of two products are kept in 16 bits, a bit must be spared to keep them exact.
float levels() { return multiplies_bytes_exactly() ? 255.0F : 127.0F; }

memory::dim extent(std::size_t value) { return static_cast<memory::dim>(value); }

// Weights of one layer, packed once; one compiled primitive for each number of rows.
class OnednnLinear final : public Linear {
 public:
  OnednnLinear(const dnnl::engine& engine, const LinearSpec& spec)
      : engine_(engine),
        in_(spec.in),
        out_(spec.out),
        activation_(spec.activation),
        whole_(spec.precision == Precision::int8),
        bias_(spec.bias.begin(), spec.bias.end()) {
    if (whole_) {
      std::vector<std::int8_t> numbers(spec.weights.size());
      column_scales_.resize(out_);
      column_sums_.resize(out_);
      kernels().quantise_weights(spec.weights.data(), out_, in_, numbers.data(),
                                 column_scales_.data(), column_sums_.data());
      pack(numbers.data(), Number::s8);
    } else {
      std::vector<float> numbers(spec.weights.begin(), spec.weights.end());
      pack(numbers.data(), Number::f32);
    }
  }

  Result<void> apply(float* x, std::size_t rows, float* y, LinearScratch& scratch) const override {
    MNESTIC_ASSERT(rows >= 1 && rows <= kRowsMax);
    // The caller has its own threads; a team of OpenMP's for each of them would be too many.
    omp_set_num_threads(1);
    try {
      whole_ ? apply_whole(x, rows, y, scratch) : apply_float(x, rows, y, scratch);
      return {};
    } catch (const dnnl::error& error) {
      return library_error(error);
    }
  }

 private:
  struct Compiled {
    dnnl::inner_product_forward primitive;
    memory::desc source;
    memory::desc result;
    memory::desc scratch;
  };

  dnnl::inner_product_forward::primitive_desc describe(std::size_t rows,
                                                       const memory::desc& weights) const {
    const auto source_type = whole_ ? Number::u8 : Number::f32;
    const auto result_type = whole_ ? Number::s32 : Number::f32;
    const memory::desc source({extent(rows), extent(in_)}, source_type, Format::ab);
    const memory::desc result({extent(rows), extent(out_)}, result_type, Format::ab);
    const memory::desc bias({extent(out_)}, Number::f32, Format::a);
    dnnl::primitive_attr attributes;
    attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
    constexpr auto kKind = dnnl::prop_kind::forward_inference;
    if (whole_) {
      return {dnnl::inner_product_forward::desc(kKind, source, weights, result), attributes,
              engine_};
    }
    if (activation_ == Activation::gelu) {
      dnnl::post_ops after;
      after.append_eltwise(1.0F, dnnl::algorithm::eltwise_gelu_erf, 0.0F, 0.0F);
      attributes.set_post_ops(after);
    }
    return {dnnl::inner_product_forward::desc(kKind, source, weights, bias, result), attributes,
            engine_};
  }

  void pack(void* numbers, Number type) {
    omp_set_num_threads(1);
    const memory::dims shape = {extent(out_), extent(in_)};
    // The layout that suits many rows suits few as well.
    const auto described = describe(kRowsMax, memory::desc(shape, type, Format::any));
    memory plain(memory::desc(shape, type, Format::ab), engine_, numbers);
    weights_ = memory(described.weights_desc(), engine_);
    dnnl::stream stream(engine_);
    dnnl::reorder(plain, weights_).execute(stream, plain, weights_);
    stream.wait();
    const memory::desc bias({extent(out_)}, Number::f32, Format::a);
    bias_memory_ = memory(bias, engine_, bias_.data());
  }

  const Compiled& compiled(std::size_t rows) const {
    const std::lock_guard lock(mutex_);
    const auto found = compiled_.find(rows);
    if (found != compiled_.end()) return found->second;
    const auto described = describe(rows, weights_.get_desc());
    return compiled_
        .emplace(rows, Compiled{dnnl::inner_product_forward(described), described.src_desc(),
                                described.dst_desc(), described.scratchpad_desc()})
        .first->second;
  }

  template <typename From, typename To>
  void multiply(const Compiled& compiled, From* from, To* to, LinearScratch& scratch) const {
    scratch.library.resize(std::max(scratch.library.size(), compiled.scratch.get_size()));
    std::unordered_map<int, memory> arguments = {
        {DNNL_ARG_SRC, memory(compiled.source, engine_, from)},
        {DNNL_ARG_WEIGHTS, weights_},
        {DNNL_ARG_DST, memory(compiled.result, engine_, to)},
        {DNNL_ARG_SCRATCHPAD, memory(compiled.scratch, engine_, scratch.library.data())}};
    if (!whole_) arguments.emplace(DNNL_ARG_BIAS, bias_memory_);
    dnnl::stream stream(engine_);
    compiled.primitive.execute(stream, arguments);
    stream.wait();
  }

  void apply_float(float* x, std::size_t rows, float* y, LinearScratch& scratch) const {
    multiply(compiled(rows_computed(rows)), x, y, scratch);
  }

  void apply_whole(const float* x, std::size_t rows, float* y, LinearScratch& scratch) const {
    const std::size_t computed = rows_computed(rows);
    scratch.numbers.resize(std::max(scratch.numbers.size(), computed * in_));
    scratch.products.resize(std::max(scratch.products.size(), computed * out_));
    scratch.scales.resize(std::max(scratch.scales.size(), rows));
    kernels().quantise(x, rows, in_, levels(), scratch.numbers.data(), scratch.scales.data());
    multiply(compiled(computed), scratch.numbers.data(), scratch.products.data(), scratch);
    const ColumnScales columns{out_, column_scales_.data(), column_sums_.data(), bias_.data()};
    kernels().dequantise(scratch.products.data(), rows, scratch.scales.data(), columns,
                         activation_ == Activation::gelu, y);
  }

  dnnl::engine engine_;
  std::size_t in_;
  std::size_t out_;
  Activation activation_;
  bool whole_;
  std::vector<float> bias_;
  std::vector<float> column_scales_;
  std::vector<std::int32_t> column_sums_;
  memory weights_;
  memory bias_memory_;
  mutable std::mutex mutex_;  // guards compiled_
  mutable std::map<std::size_t, Compiled> compiled_;
};

class OnednnLibrary final : public LinearLibrary {
 public:
  Result<std::unique_ptr<Linear>> pack(const LinearSpec& spec) const override {
    MNESTIC_ASSERT(spec.weights.size() == spec.in * spec.out && spec.bias.size() == spec.out);
    try {
      return std::unique_ptr<Linear>(std::make_unique<OnednnLinear>(engine_, spec));
    } catch (const dnnl::error& error) {
      return library_error(error);
    }
  }

 private:
  dnnl::engine engine_{dnnl::engine::kind::cpu, 0};
};

}  // namespace
}  // namespace mnestic::embed

extern "C" __attribute__((visibility("default"))) const mnestic::embed::LinearLibrary*
mnestic_linear_library() {
  static const mnestic::embed::OnednnLibrary library;
  return &library;
}
