#include "tree.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace mnestic::rpc {
namespace {

using Json = nlohmann::json;

// Builds the tree from the parser's events. Its method names and signatures are the parser's.
class Builder {
 public:
  bool null() { return place(nullptr); }
  bool boolean(bool value) { return place(value); }
  bool number_integer(Json::number_integer_t value) { return place(value); }
  bool number_unsigned(Json::number_unsigned_t value) { return place(value); }
  bool number_float(Json::number_float_t value, const std::string& digits) {
    const bool whole = digits.find_first_not_of("-0123456789") == std::string::npos;
    if (whole && stack_.size() == 1 && in_root_object() && key_ == "id") tree_.large_id = digits;
    return place(value);
  }
  bool string(std::string& value) { return place(std::move(value)); }
  bool binary(Json::binary_t& value) { return place(std::move(value)); }

  bool start_object(std::size_t) { return open(Json::object()); }
  bool start_array(std::size_t) { return open(Json::array()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    if (stack_.size() == 1 && (name == "id" || name == "method") && stack_.back()->contains(name)) {
      tree_.ambiguous = true;
    }
    key_ = std::move(name);
    return true;
  }

  // The library's own text quotes the input, so it is not passed on.
  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) {
    message_ = "not valid JSON near byte " + std::to_string(position);
    return false;
  }

  Tree take() { return std::move(tree_); }
  std::string take_message() { return std::move(message_); }

 private:
  bool in_root_object() const { return tree_.root.is_object(); }

  // Nothing when there are too many already: a line of a few bytes a value would become a tree of
  // gigabytes.
  Json* put(Json value) {
    if (++values_ > kValuesMax) {
      message_ = "more than " + std::to_string(kValuesMax) + " values";
      return nullptr;
    }
    if (stack_.empty()) {
      tree_.root = std::move(value);
      return &tree_.root;
    }
    Json& parent = *stack_.back();
    if (parent.is_array()) {
      parent.push_back(std::move(value));
      return &parent.back();
    }
    Json& slot = parent[key_];
    slot = std::move(value);
    return &slot;
  }
  bool place(Json value) { return put(std::move(value)) != nullptr; }
  bool open(Json value) {
    Json* const opened = put(std::move(value));
    if (opened == nullptr) return false;
    stack_.push_back(opened);
    return true;
  }
  bool close() {
    stack_.pop_back();
    return true;
  }

  Tree tree_;
  std::size_t values_ = 0;
  std::vector<Json*> stack_;  // elements of an open array do not move: only its last one is open
  std::string key_;
  std::string message_ = "not valid JSON";
};

}  // namespace

std::variant<Tree, TreeError> parse_tree(std::string_view text) {
  Builder builder;
  if (!Json::sax_parse(text.begin(), text.end(), &builder)) {
    return TreeError{builder.take_message()};
  }
  return builder.take();
}

}  // namespace mnestic::rpc
