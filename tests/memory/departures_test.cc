// Who died or moved out, what was hung up or taken off, what was not the cause after all.
#include "tests/support/fates.h"

namespace mnestic::memory {
namespace {

using testing::check_ended;
using testing::check_kept;

TEST_CASE("departures: what ends") {
  check_ended(
      {{"User's Nan lives in a care home in Rhyl",
        "Nan passed on Tuesday, in her sleep. 91 and sharp to the end."},
       {"User's mum is a midwife", "My mum died in March"},
       {"User's grandad lives in Cork", "Grandad passed away peacefully this morning"},
       {"User's youngest son Theo lives at home",
        "Our youngest got his own place on Saturday, so it's just the two of us and the echo now"},
       {"User's son Theo lives at home", "Theo moved out last week"},
       {"User keeps two hens, Dolly and Loretta",
        "fox got both hens in the night, just feathers left"},
       {"User has a rabbit", "a fox took our rabbit"},
       {"User plays Sunday league football",
        "I've hung up my boots. The ankles voted and the motion was carried"},
       {"User is a football referee", "finally hung up my whistle"},
       {"User's left arm is in a cast",
        "Cast's off. My arm looks like something from a butcher's bin, but it bends"},
       {"User has braces", "Braces are finally off!"},
       {"User has a lodger called Marek",
        "Marek's gone back to Poland so I've got my spare room back"},
       {"User volunteers at a hospice shop",
        "Handed in my badge at the hospice shop, Thursday was my last one. Lovely card"},
       {"User is allergic to prawns",
        "turns out it isn't the prawns. allergist reckons dust mites"},
       {"User is allergic to walnuts", "Tests are back: it's not the walnuts after all"},
       {"User lives in Salford", "Keys handed over, boxes everywhere. Hello from Todmorden!"},
       {"User is pregnant", "Twelve hours, no epidural, and here's Edie. 3.2 kilos of pure fury"},
       {"User's son Finn goes to nursery",
        "finn started reception on wednesday!! shirt down to his knees"},
       {"User dislikes jazz", "I've come right round on jazz, had Mingus on all week"},
       {"User dislikes olives", "I've finally come round to olives"},
       {"User subscribes to Sky TV", "Rang Sky and told them to stuff it, box goes back tomorrow"},
       {"User has twelve nieces and nephews",
        "Counted again and I've fourteen nieces and nephews, I'd forgotten Dermot's two"},
       {"User is married to Martin",
        "Final divorce papers came in the post today. I celebrated alone with a sausage roll"}});
}

TEST_CASE("departures: what is another's, or not so yet") {
  check_kept(
      {{"User's mum is a midwife", "Mum passed her driving test at 58"},
       {"User's mum is a midwife", "Mum's cat died"},
       {"User's Nan lives in a care home in Rhyl", "My friend's nan died last week"},
       {"User's dad lives in Hull", "Dad nearly died laughing"},
       {"User's son Theo lives at home", "Theo's girlfriend moved out"},
       {"User's son Theo lives at home", "when Theo has left home we'll get a lodger"},
       {"User keeps hens", "fox got next door's hens"},
       {"User keeps hens", "fox got one of the hens"},
       {"User has a rabbit", "the cat got a rabbit in the field"},
       {"User plays rugby", "hung up my boots to dry"},
       {"User watches football", "I've hung up my boots"},
       {"User's left arm is in a cast", "the cast is off their game tonight, dreadful play"},
       {"User has braces", "her braces are off"},
       {"User has a lodger called Marek", "Marek's gone back to Poland for Christmas"},
       {"User volunteers at a hospice shop", "handed in my essay at the hospice shop"},
       {"User has a savings account with Chase", "closed the Chase app"},
       {"User is allergic to prawns", "turns out it isn't the prawns making the fridge smell"},
       {"User is allergic to prawns", "it isn't the prawns I mind, it's the price"},
       {"User lives in Salford", "Hello from Lisbon! Sun's out"},
       {"User is pregnant", "and here's Edie with the weather"},
       {"User is pregnant", "my sister did twelve hours, no epidural, and here's Edie, 7lb 2"},
       {"User likes olives", "he's come round to olives"}});
}

}  // namespace
}  // namespace mnestic::memory
