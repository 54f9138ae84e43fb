// The words that say that a secret stands near: "password", "PIN", "sort code", "NHS number".
//
// Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "secrets/words.h"

namespace mnestic::extract {

// What a value behind the announcement looks like.
enum class Value : std::uint8_t {
  password,  // any word or phrase
  foreign,   // the same in other languages, whose words say less here
  phrase,    // any words: a memorable word, an answer to a security question
  made_up,   // whatever looks made up in the rest of the sentence: "creds for the NAS are ..."
  code,      // some digits, letters among them
  codes,     // several, of four to six digits
  cash,      // three to six digits
  id,        // five digits and more
  licence,   // letters and digits mixed
  passport,  // as ICAO Doc 9303 allows
  account    // six digits and more
};

struct Announcement {
  Value value;
  std::string_view reason;
};

// What words[i] announces, by itself or with the words around it; nullptr for nothing.
[[nodiscard]] const Announcement* announced_by(const Words& words, std::size_t i);

// "is weak", "is stored in ...": words behind "the password is" that are none.
[[nodiscard]] bool says_about_secret(std::string_view low);

}  // namespace mnestic::extract
