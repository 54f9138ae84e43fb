// Collector: what is found in a message becomes candidates here, each with its quote, kind and
// confidence; what holds a secret or says nothing does not.
//
// Thread safety: none; one message's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/clauses.h"
#include "guard/withheld.h"
#include "mnestic/extract/extractor.h"
#include "rules/changes.h"

namespace mnestic::extract {

class Collector {
 public:
  // `out` outlives this. `index` is the message's place in the request.
  Collector(const Message& message, std::uint32_t index, Extraction& out)
      : index_(index), out_(out), withheld_(message.content) {}

  // The sentence that what follows was read from.
  void open(std::string sentence) { sentence_ = std::move(sentence); }

  void add(bool retract, std::string content, std::string_view kind);
  // What was not understood whole, or is not decided.
  void add_unsure(std::string content, std::string_view kind);
  // "It is Kasia, not Kasha"
  void add_elliptic(std::string content);
  // More of the statement found last: ", which took User 4 hours". There is one.
  void add_to_last(std::string_view more);
  // What a clause says; its kind is read from it.
  void add_statement(const Clause& clause, std::string content);
  // "I sold my car" is worth keeping when no car was known: what a clause with these changes says
  // has happened, for when they end nothing that is stored.
  void add_if_nothing_ended(const Clause& clause, const std::vector<Change>& changes);

  bool corrects = false;  // the sentence mends what was said before
  bool hedged = false;    // the sentence says what the speaker thinks is so

 private:
  std::uint32_t index_;
  Extraction& out_;
  Withheld withheld_;
  std::string sentence_;
};

}  // namespace mnestic::extract
