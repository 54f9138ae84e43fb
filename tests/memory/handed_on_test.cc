// What went to somebody else, was struck off, moved to another day, or has another name or boss
// now.
#include "tests/support/fates.h"

namespace mnestic::memory {
namespace {

using testing::check_ended;
using testing::check_kept;

TEST_CASE("handed on: what ends") {
  check_ended(
      {{"User drives a Vauxhall Astra", "The Astra went to a lad off Facebook for 900 quid, cash"},
       {"User has a caravan", "caravan's gone to a good home, bittersweet"},
       {"User has a piano", "the piano went to a school in Hull for £200"},
       {"User has a collection of 400 vinyl records",
        "cleared the loft - every last record went to Oxfam, the guy nearly wept"},
       {"User owns a drum kit", "Drum kit went on Gumtree for 300, house is quiet"},
       {"User uses Windows",
        "wiped Windows off the last machine this weekend, it's Debian all the way down"},
       {"User is allergic to penicillin",
        "Consultant's struck the penicillin allergy off my notes, apparently a childhood rash and "
        "nothing else"},
       {"User is allergic to penicillin",
        "GP has taken penicillin off my records, never was allergic"},
       {"User watches every Formula 1 race",
        "The spark's gone out of Formula 1 for me. Sundays are for the garden now"},
       {"User's ex is called Rowan",
        "Please wipe the bit about Rowan from your memory, I don't want it coming up"},
       {"User has parents' evening on Thursday 6 November",
        "Parents' evening got shifted: Tuesday 11th now, same hall"},
       {"User has a dentist appointment on Monday 3 March", "Dentist moved to Wednesday the 5th"},
       {"User's flight is on Friday 7 March", "flight's been pushed to Saturday 8 March"},
       {"User's manager is Caroline", "Caroline's gone up to head office, so I answer to Femi now"},
       {"User's boss is called Tim", "I report to Anika from Monday"},
       {"User's name is Catherine",
        "It's Katarzyna - you've got me down as Catherine, which is my boss"},
       {"User's name is Jon", "I'm Joan, you keep calling me Jon"},
       {"User's band is called Soft Furnishings",
        "Soft Furnishings is dead, long live Velvet Ditch. Same five idiots, new name on the drum"},
       {"User's energy supplier is E.ON",
        "E.ON wanted thirty quid more a month so Octopus it is, the switch went through today"},
       {"User banks with Barclays", "Barclays shut my branch, so Monzo it is"}});
}

TEST_CASE("handed on: what is another's, or not so yet") {
  check_kept({{"User drives a Vauxhall Astra", "The Astra went to the garage for its MOT"},
              {"User has a piano", "my brother's piano went to a school in Hull for £200"},
              {"User has two cats", "the cats went to a cattery for a week"},
              {"User has a collection of 400 vinyl records", "one record went to Oxfam by mistake"},
              {"User has a son called Max", "Max went to a party"},
              {"User uses Windows", "wiped the grease off the windows"},
              {"User is allergic to penicillin", "they took the old address off my records"},
              {"User is allergic to penicillin", "Mum's GP struck penicillin off her notes"},
              {"User's ex is called Rowan", "wipe the bit about the tablecloth, Rowan spilled it"},
              {"User has a dentist appointment on Monday 3 March",
               "the plumber moved to Wednesday the 5th"},
              {"User's manager is Caroline", "my brother reports to Femi now"},
              {"User's manager is Caroline", "I don't answer to Femi these days"},
              {"User has a cat called King", "The king is dead, long live the king"},
              {"User banks with Barclays", "so Barclays it is"},
              {"User lives in Leeds", "Leeds is full for Saturday, so Bradford it is for dinner"}});
}

}  // namespace
}  // namespace mnestic::memory
