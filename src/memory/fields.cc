#include "fields.h"

namespace mnestic::memory {
namespace {

template <typename Field>
void set(Field& field, const std::optional<Field>& given) {
  if (given) field = *given;
}

}  // namespace

void lay_over(model::Memory& memory, const Fields& fields) {
  set(memory.content, fields.content);
  set(memory.kind, fields.kind);
  set(memory.layer, fields.layer);
  set(memory.origin, fields.origin);
  set(memory.confidence, fields.confidence);
  set(memory.importance, fields.importance);
  set(memory.data, fields.data);
  set(memory.tags, fields.tags);
  set(memory.metadata, fields.metadata);
  set(memory.source, fields.source);
  set(memory.observed_at, fields.observed_at);
  set(memory.valid_from, fields.valid_from);
  set(memory.valid_to, fields.valid_to);
  set(memory.expires_at, fields.expires_at);
}

}  // namespace mnestic::memory
