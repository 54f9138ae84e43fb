// Farewells: idioms by which something is over that are no verb of ending: "that's the Guardian
// subscription gone", "the band breathed its last", "moved everything off Dropbox".
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "grammar/lexicon.h"
#include "led/ending.h"
#include "led/parts.h"

namespace mnestic::extract {
namespace {

// What stands behind the thing that is over, parted by bars.
constexpr std::string_view kBehind =
    "breathed its last|breathed their last|drew its last breath|had its day|had their day|gave up "
    "the ghost|given up the ghost|gone to a better place|gone to the great|laid to rest|shut up "
    "shop|closed its doors|closed their doors|yesterday's news|can do one|dead and buried|six feet "
    "under|on the scrapheap|on the scrap heap|gone our separate ways|went our "
    "separate ways|went the way of|gone the way of|met its end|met its maker|reached the end of "
    "the "
    "road|come to the end of the road|came to an end|on ice for good|had its last|kicked the "
    "bucket|"
    "is curtains|got the boot|got the chop|got the axe|went in the bin|went in the skip|is no "
    "more|is a closed "
    "chapter|off my plate|off our plate|no longer features in|no longer part of my|was not renewed|"
    "is not being renewed|will not be renewed|has not been renewed";

// What stands before it.
constexpr std::string_view kBefore =
    "the spark has gone out of|the magic has gone out of|the joy has gone out of|the fun has gone "
    "out of|the shine has gone off|the novelty has worn off|the spark went out of|the magic went "
    "out of|the joy went out of|the fun went out of|"
    "that is it for|that was it for|that is that for|that was the end of|this is the end of|it is "
    "the end of|it is over for|it is curtains for|the end of the road for|the last of|there goes "
    "my|there goes our|there goes the|"
    "my farewells to|our farewells to|my goodbyes to|our goodbyes to|that is me done with|that is "
    "me finished with|that is us done with|i am done and dusted with|closed the chapter on|closed "
    "the book on|closed the door on|drew a line under|passed the "
    "baton on|handed over the reins of|handed over the reins to|handed on the reins of|let me go "
    "from|laid me off at|laid me off from|sacked me from|fired me from|made me redundant at|made "
    "redundant at|made redundant by|made redundant from|sacked from|sacked by|fired from|fired "
    "by|let "
    "go by|let go from|laid off by|laid off from|laid off at";

// The verb and the word behind the thing: "cut Spotify loose".
struct Around {
  std::string_view verb;
  std::string_view behind;
};
constexpr std::array kAround = {Around{"cut", "loose"},
                                Around{"let", "lapse"},
                                Around{"let", "slide"},
                                Around{"let", "die"},
                                Around{"kiss", "goodbye"},
                                Around{"wave", "goodbye"},
                                Around{"put", "out of its misery"},
                                Around{"put", "on the scrapheap"},
                                Around{"lay", "to rest"},
                                Around{"put", "to rest"},
                                Around{"consign", "to history"},
                                Around{"leave", "behind for good"}};

std::size_t words_of(std::string_view phrase) {
  return static_cast<std::size_t>(std::count(phrase.begin(), phrase.end(), ' ')) + 1;
}

// Where one of the phrases stands, and its end; both 0 without.
std::pair<std::size_t, std::size_t> phrase_in(const Tokens& tokens, std::string_view phrases) {
  for (std::size_t at = 0; at < phrases.size();) {
    const std::size_t stop = std::min(phrases.find('|', at), phrases.size());
    const std::string_view phrase = phrases.substr(at, stop - at);
    at = stop + 1;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (sequence_at(tokens, i, phrase)) return {i, i + words_of(phrase)};
    }
  }
  return {0, 0};
}

bool is_denied(const Tokens& tokens, std::size_t until) {
  return std::any_of(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(until),
                     [](const Token& token) {
                       return token.low == "not" || token.low == "never" || token.low == "almost";
                     });
}

End end_of(std::size_t begin, std::size_t end, bool before) {
  End found;
  found.ended = true;
  found.begin = begin;
  found.end = end;
  found.before = before;
  return found;
}

// "that's the gym membership gone"
End find_that_gone(const Tokens& tokens) {
  static const WordSet over("gone done finished over cancelled canceled sold history binned");
  if (tokens.size() < 5 || tokens[0].low != "that" || !is_be(tokens[1].low)) return {};
  if (!is_determiner(tokens[2].low) && !tokens[2].capital) return {};
  constexpr std::size_t kReach = 8;
  for (std::size_t i = 4; i < tokens.size() && i < kReach; ++i) {
    if (is_preposition(tokens[i].low) || is_auxiliary(tokens[i].low)) return {};
    if (over.has(tokens[i].low)) return end_of(i, i + 1, true);
  }
  return {};
}

// "no rugby for me since the concussion": none of it, and for how long.
End find_none_for_me(const Tokens& tokens) {
  constexpr std::string_view kSince =
      "since|any more|anymore|these days|from now on|any longer|now";
  if (tokens.size() < 4 || tokens[0].low != "no") return {};
  constexpr std::size_t kReach = 6;
  for (std::size_t i = 2; i + 1 < tokens.size() && i < kReach; ++i) {
    if (tokens[i].low != "for" || (tokens[i + 1].low != "me" && tokens[i + 1].low != "us"))
      continue;
    if (!speaks(TokenSpan(tokens).subspan(i + 2), kSince)) return {};
    End found = end_of(0, 1, false);
    found.stop = i;
    return found;
  }
  return {};
}

// "the lease on the studio is up"
End find_lease_up(const Tokens& tokens) {
  static const WordSet terms("lease contract tenancy subscription membership licence license term");
  for (std::size_t i = 2; i < tokens.size(); ++i) {
    const bool up = tokens[i].low == "up" && is_be(tokens[i - 1].low) && i + 1 == tokens.size();
    if (!up || owner_of(tokens) == Owner::other) continue;
    const bool term = std::any_of(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(i),
                                  [](const Token& token) { return terms.has(token.low); });
    if (term) return end_of(i, i + 1, true);
  }
  return {};
}

// "moved everything off Dropbox", "pulled all our photos out of iCloud", "emptied the Barclays
// account": nothing of it is left there.
End find_emptied(const Tokens& tokens) {
  static const WordSet moving("move pull take migrate get transfer switch clear shift");
  const auto is_all = [&](std::size_t at) {
    if (tokens[at].low == "everything") return true;
    return tokens[at].low == "all" && at + 1 < tokens.size() &&
           (tokens[at + 1].low == "my" || tokens[at + 1].low == "our");
  };
  for (std::size_t i = 0; i + 3 < tokens.size(); ++i) {
    if (!moving.has(lemma_of(tokens[i].low))) continue;
    if (!is_verb(tokens[i].low, kPast | kParticiple) || !is_all(i + 1)) continue;
    constexpr std::size_t kReach = 7;
    for (std::size_t k = i + 2; k + 1 < tokens.size() && k < i + kReach; ++k) {
      if (sequence_at(tokens, k, "out of") && k + 2 < tokens.size()) return end_of(i, k + 2, false);
      if (tokens[k].low == "off") return end_of(i, k + 1, false);
    }
  }
  return {};
}

// "The Astra went to a lad off Facebook for 900 quid", "every last record went to Oxfam".
End find_handed_on(const Tokens& tokens) {
  static const WordSet givers("went gone");
  static const WordSet takers(
      "oxfam charity tip skip dump auction ebay vinted gumtree freecycle barnardo's scrapyard "
      "hospice "
      "recycling scrap shelter museum collector dealer breakers goodwill craigslist depop "
      "marketplace");
  static const WordSet priced("quid pounds euros dollars bucks grand tenner fiver cash");
  static const WordSet first("i we he she they you it that who");
  for (std::size_t i = 1; i + 2 < tokens.size(); ++i) {
    if (!givers.has(tokens[i].low) || first.has(tokens[0].low)) continue;
    if (is_kin(tokens[i - 1].low) || is_kin(tokens[0].low)) return {};
    const bool to = tokens[i + 1].low == "to" || tokens[i + 1].low == "on";
    const bool sold = tokens[i + 1].low == "for" && tokens[i + 2].kind == TokenKind::number;
    if (!to && !sold) continue;
    const TokenSpan rest = TokenSpan(tokens).subspan(i + 2);
    const bool taken = std::any_of(rest.begin(), rest.end(),
                                   [](const Token& token) { return takers.has(token.low); });
    const bool price = std::any_of(rest.begin(), rest.end(), [](const Token& token) {
      return priced.has(token.low) || token.low == "\xC2\xA3" || token.low == "$" ||
             token.low == "\xE2\x82\xAC" || token.low.starts_with("\xC2\xA3");
    });
    static const WordSet articles("a an");
    const bool person = articles.has(tokens[i + 2].low) || tokens[i + 2].low == "someone" ||
                        tokens[i + 2].low == "some";
    const bool home = speaks(rest, "good home|new home|new owner|new owners|lovely family");
    // "the money went to charity": what was spent
    if (speaks(TokenSpan(tokens).first(i), "money|proceeds|rest|bill|ticket|tickets")) return {};
    if (taken || home || (price && (person || sold))) {
      std::size_t begin = i;
      while (begin > 1 && (is_auxiliary(tokens[begin - 1].low) ||
                           is_adverb(tokens[begin - 1].low) || tokens[begin - 1].low == "'s")) {
        --begin;
      }
      return end_of(begin, i + 1, true);
    }
  }
  return {};
}

// "wiped Windows off the last machine", "the consultant has struck penicillin off my notes".
End find_wiped(const Tokens& tokens) {
  static const WordSet wiping(
      "wiped wipe struck taken took crossed removed deleted scrubbed cleared");
  constexpr std::string_view kRecords =
      "off my notes|off my records|off my record|off my file|from my notes|from my records|from my "
      "record|from my file|off my medical notes|off my chart";
  constexpr std::string_view kMachines =
      "off the last machine|off my last machine|off every machine|off all my machines|off the "
      "laptop|off my laptop|off the pc|off my pc|off my phone|off my machine|off the machine|off "
      "the drive|off everything|off all our machines|off my computer|off the computer";
  for (std::size_t i = 0; i + 3 < tokens.size(); ++i) {
    if (!wiping.has(tokens[i].low)) continue;
    for (std::size_t k = i + 2; k + 1 < tokens.size() && k < i + 7; ++k) {
      const TokenSpan place =
          TokenSpan(tokens).subspan(k, std::min<std::size_t>(4, tokens.size() - k));
      const bool records =
          (tokens[k].low == "off" || tokens[k].low == "from") && speaks(place, kRecords);
      const bool machine = tokens[k].low == "off" && tokens[i].low.starts_with("wipe") &&
                           speaks(place, kMachines) && owner_of(tokens) == Owner::speaker;
      if (!records && !machine) continue;
      End found = end_of(i, i + 1, false);
      found.stop = k;
      found.heals = found.by_any = records;
      return found;
    }
  }
  return {};
}

}  // namespace

End find_farewell(const Tokens& tokens) {
  if (const End wiped = find_wiped(tokens); wiped.ended && !is_denied(tokens, wiped.begin))
    return wiped;
  if (const End handed = find_handed_on(tokens); handed.ended && !is_denied(tokens, handed.begin))
    return handed;
  constexpr std::string_view kForNow =
      "today|tonight|this week|this weekend|this morning|this evening|for now|until|till|for the "
      "day|for the night|this year|this season";
  if (speaks(tokens, kForNow)) return {};
  if (const End gone = find_that_gone(tokens); gone.ended) return gone;
  if (const End none = find_none_for_me(tokens); none.ended) return none;
  if (const End up = find_lease_up(tokens); up.ended) return up;
  if (owner_of(tokens) != Owner::other) {
    if (const End emptied = find_emptied(tokens); emptied.ended && !is_denied(tokens, emptied.end))
      return emptied;
  }
  if (const auto [begin, end] = phrase_in(tokens, kBehind); end != 0 && begin > 0) {
    const TokenSpan thing = TokenSpan(tokens).first(begin);
    const bool others = std::any_of(thing.begin(), thing.end(), [](const Token& token) {
      return token.low == "'s" || is_kin(token.low) || token.low == "his" || token.low == "her" ||
             token.low == "their" || token.low == "your";
    });
    if (is_denied(tokens, begin) || others) return {};
    return end_of(begin, end, true);
  }
  if (const auto [begin, end] = phrase_in(tokens, kBefore); end != 0 && end < tokens.size()) {
    if (is_denied(tokens, begin)) return {};
    return end_of(begin, end, false);
  }
  for (const Around& around : kAround) {
    for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
      if (lemma_of(tokens[i].low) != around.verb || owner_of(tokens) != Owner::speaker) continue;
      constexpr std::size_t kThingTokensMax = 6;
      for (std::size_t k = i + 2; k < tokens.size() && k < i + kThingTokensMax; ++k) {
        if (!sequence_at(tokens, k, around.behind) || is_denied(tokens, i)) continue;
        End found = end_of(i, i + 1, false);
        found.stop = k;
        return found;
      }
    }
  }
  return {};
}

}  // namespace mnestic::extract
