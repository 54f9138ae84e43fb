#include "validate.h"

#include <algorithm>
#include <string>

#include "mnestic/base/limits.h"
#include "mnestic/base/utf8.h"

namespace mnestic::memory {
namespace {

std::string field_name(std::string_view where, std::string_view field) {
  return where.empty() ? std::string(field) : std::string(where) + "." + std::string(field);
}

Error too_long(const std::string& field, std::size_t size, std::size_t limit) {
  return invalid_argument(field + " has " + std::to_string(size) + " bytes; the limit is " +
                          std::to_string(limit) + ". Shorten it, or split it into several.");
}

Result<void> check_text(const std::string& field, std::string_view text, std::size_t bytes_max) {
  if (text.size() > bytes_max) return too_long(field, text.size(), bytes_max);
  if (!is_valid_utf8(text)) return invalid_argument(field + " is not valid UTF-8.");
  return {};
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos;
}

Result<void> check_id(std::string_view field, std::string_view id) {
  if (id.empty() || id.size() > kIdBytesMax) {
    return invalid_argument(std::string(field) + " must have 1 to " + std::to_string(kIdBytesMax) +
                            " bytes; this one has " + std::to_string(id.size()) + ".");
  }
  return {};
}

Result<void> check_share(const std::string& field, const std::optional<double>& value) {
  if (value && !(*value >= 0 && *value <= 1)) {
    return invalid_argument(field + " must be between 0 and 1.");
  }
  return {};
}

// Bytes of the value as JSON text, about.
std::size_t size_of(const model::Value& value);
std::size_t size_of(const model::Fields& fields) {
  std::size_t size = 2;
  for (const auto& [name, value] : fields) size += name.size() + 4 + size_of(value);
  return size;
}
std::size_t size_of(const model::Value& value) {
  if (const std::string* text = value.as_string()) return text->size() + 2;
  if (const auto* list = std::get_if<model::Values>(&value.variant)) {
    std::size_t size = 2;
    for (const model::Value& item : *list) size += size_of(item) + 1;
    return size;
  }
  if (const auto* object = std::get_if<model::Fields>(&value.variant)) return size_of(*object);
  return 8;
}

Result<void> check_object(const std::string& field, const std::optional<model::Fields>& object) {
  if (!object) return {};
  const std::size_t size = size_of(*object);
  return size > kMetadataBytesMax ? Result<void>(too_long(field, size, kMetadataBytesMax))
                                  : Result<void>();
}

Result<void> check_tags(const std::string& field, const std::vector<std::string>& tags) {
  if (tags.size() > kTagsMax) {
    return invalid_argument(field + " has " + std::to_string(tags.size()) +
                            " entries; the limit is " + std::to_string(kTagsMax) + ".");
  }
  for (const std::string& tag : tags) {
    if (is_blank(tag)) return invalid_argument(field + " holds an empty tag; leave it out.");
    MNESTIC_TRY(check_text(field, tag, kTagBytesMax));
    if (std::any_of(tag.begin(), tag.end(),
                    [](unsigned char c) { return c < 0x20 || c == 0x7F; })) {
      return invalid_argument(field + " holds a tag with a control character; remove it.");
    }
  }
  return {};
}

std::string plural(std::size_t count) { return std::to_string(count); }

Result<void> check_count(std::size_t items) {
  if (items == 0) return invalid_argument("The list is empty; give at least one fact or message.");
  if (items <= kItemsPerCallMax) return {};
  return invalid_argument("A call takes at most " + plural(kItemsPerCallMax) +
                          " facts or messages; this one has " + plural(items) +
                          ". Send the rest in another call.");
}

Result<void> check_messages(const std::vector<extract::Message>& messages) {
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const std::string where = "messages[" + std::to_string(i) + "].";
    MNESTIC_TRY(check_text(where + "content", messages[i].content, kTextBytesMax));
    MNESTIC_TRY(check_text(where + "role", messages[i].role, kTagBytesMax));
  }
  return {};
}

}  // namespace

Result<void> validate_user_id(std::string_view user_id) { return check_id("user_id", user_id); }

Result<void> validate_chat_id(std::string_view chat_id) { return check_id("chat_id", chat_id); }

Result<void> validate_limit(std::uint32_t limit_count) {
  if (limit_count < 1 || limit_count > kLimitMax) {
    return invalid_argument("limit must be between 1 and " + std::to_string(kLimitMax) + ".");
  }
  return {};
}

Result<void> validate(const Fields& fields, std::string_view where) {
  if (fields.content) {
    const std::string name = field_name(where, "content");
    if (is_blank(*fields.content)) {
      return invalid_argument(name +
                              " is empty; give one statement, such as \"User lives in Oslo\".");
    }
    MNESTIC_TRY(check_text(name, *fields.content, kContentBytesMax));
  }
  MNESTIC_TRY(check_share(field_name(where, "confidence"), fields.confidence));
  MNESTIC_TRY(check_share(field_name(where, "importance"), fields.importance));
  MNESTIC_TRY(check_object(field_name(where, "data"), fields.data));
  MNESTIC_TRY(check_object(field_name(where, "metadata"), fields.metadata));
  if (fields.tags) MNESTIC_TRY(check_tags(field_name(where, "tags"), *fields.tags));
  if (fields.source) {
    const std::string name = field_name(where, "source.quote");
    MNESTIC_TRY(check_text(name, fields.source->quote, kContentBytesMax));
    if (!fields.source->chat_id.empty()) {
      MNESTIC_TRY(check_id(field_name(where, "source.chat_id"), fields.source->chat_id));
    }
  }
  if (fields.valid_from && fields.valid_to && *fields.valid_to < *fields.valid_from) {
    return invalid_argument(field_name(where, "valid_to") + " is before valid_from.");
  }
  return {};
}

Result<void> validate(const Filter& filter) {
  MNESTIC_TRY(check_tags("tags", filter.tags));
  if (filter.chat_id) MNESTIC_TRY(check_id("chat_id", *filter.chat_id));
  if (filter.since && filter.until && *filter.until <= *filter.since) {
    return invalid_argument("until must be after since.");
  }
  return {};
}

Result<void> validate(const RememberRequest& request) {
  MNESTIC_TRY(validate_user_id(request.user_id));
  const int given = int{request.text.has_value()} + int{request.facts.has_value()} +
                    int{request.messages.has_value()};
  if (given != 1) {
    return invalid_argument(
        "Give exactly one of text, facts and messages. For something a person said, "
        "text: \"I use Shram\"; for finished statements, facts: [{\"content\": \"User uses "
        "Shram\"}].");
  }
  MNESTIC_TRY(validate(request.common, ""));
  if (request.chat_id) MNESTIC_TRY(check_id("chat_id", *request.chat_id));
  if (request.expires_in_s && *request.expires_in_s <= 0) {
    return invalid_argument("expires_in_s must be a positive number of seconds.");
  }
  if (request.text) {
    if (is_blank(*request.text)) return invalid_argument("text is empty; say what to remember.");
    MNESTIC_TRY(check_text("text", *request.text, kTextBytesMax));
  }
  const std::size_t items = request.facts      ? request.facts->size()
                            : request.messages ? request.messages->size()
                                               : 1;
  MNESTIC_TRY(check_count(items));
  if (request.facts) {
    for (std::size_t i = 0; i < request.facts->size(); ++i) {
      const std::string where = "facts[" + std::to_string(i) + "]";
      if (!(*request.facts)[i].content) return invalid_argument(where + ".content is missing.");
      MNESTIC_TRY(validate((*request.facts)[i], where));
    }
  }
  return request.messages ? check_messages(*request.messages) : Result<void>();
}

Result<void> validate(const AddMessagesRequest& request) {
  MNESTIC_TRY(validate_user_id(request.user_id));
  MNESTIC_TRY(validate_chat_id(request.chat_id));
  MNESTIC_TRY(check_count(request.messages.size()));
  MNESTIC_TRY(check_messages(request.messages));
  return request.title ? check_text("title", *request.title, kTitleBytesMax) : Result<void>();
}

Result<void> validate(const ForgetRequest& request) {
  MNESTIC_TRY(validate_user_id(request.user_id));
  const int given = int{!request.ids.empty()} + int{request.statement.has_value()} +
                    int{request.query.has_value()} + int{request.filter.has_value()} +
                    int{request.all};
  if (given != 1) {
    return invalid_argument(
        "Say what to forget by exactly one of ids, statement, query, filter and all.");
  }
  for (const auto& [name, text] :
       {std::pair{"statement", &request.statement}, std::pair{"query", &request.query}}) {
    if (!*text) continue;
    if (is_blank(**text)) return invalid_argument(std::string(name) + " is empty.");
    MNESTIC_TRY(check_text(name, **text, kContentBytesMax));
  }
  if (request.ids.size() > kItemsPerCallMax) {
    return invalid_argument("ids has more than " + plural(kItemsPerCallMax) + " entries.");
  }
  MNESTIC_TRY(check_share("min_score", request.closeness_min));
  return request.filter ? validate(*request.filter) : Result<void>();
}

}  // namespace mnestic::memory
