#include "grammar/lexicon.h"

#include <cctype>

namespace mnestic::extract {

WordSet::WordSet(std::string_view literal) {
  std::size_t at = 0;
  while (at < literal.size()) {
    const std::size_t end = std::min(literal.find(' ', at), literal.size());
    const std::string_view word = literal.substr(at, end - at);
    if (!word.empty()) {
      words_.insert(word);
      starts_ |= std::uint64_t{1} << start_of(word);
      ends_ |= std::uint64_t{1} << end_of(word);
    }
    at = end + 1;
  }
}

bool is_modal(std::string_view word) {
  static const WordSet set("can could will would shall should must might may cannot ought");
  return set.has(word);
}

bool is_be(std::string_view word) {
  static const WordSet set("am is are was were");
  return set.has(word);
}

bool is_auxiliary(std::string_view word) {
  static const WordSet set("have has had do does did");
  return is_be(word) || is_modal(word) || set.has(word);
}

bool is_possessive(std::string_view word) {
  static const WordSet set("my our his her their your its whose");
  return set.has(word);
}

bool is_determiner(std::string_view word) {
  static const WordSet set(
      "a an the this that these those some any no every each all both many much few several "
      "another either neither lots enough most more less");
  return set.has(word) || is_possessive(word) || is_number_word(word) || is_digits(word);
}

bool is_preposition(std::string_view word) {
  static const WordSet set(
      "in on at to from with without for of by about into onto over under between among through "
      "during before after since until till as near around against across behind beside besides "
      "beyond despite except inside outside off like per via within than towards toward upon "
      "along past up down out every instead because");
  return set.has(word);
}

bool is_subordinator(std::string_view word) {
  static const WordSet set(
      "because since when whenever while although though unless until if as after before that "
      "who which where whereas so once");
  return set.has(word);
}

bool is_adverb(std::string_view word) {
  static const WordSet set(
      "always usually often sometimes never ever rarely seldom hardly barely mostly mainly "
      "currently now still already just recently finally also really actually absolutely "
      "generally normally typically basically definitely certainly probably personally only "
      "even both all simply totally completely truly kinda secretly lately occasionally "
      "regularly especially particularly primarily largely nearly almost literally honestly "
      "genuinely strongly deeply highly greatly much originally formerly previously soon then "
      "once twice apparently obviously fully partly half technically officially ultimately "
      "eventually exclusively specifically solely quite constantly frequently daily weekly "
      "happily sadly gladly proudly gratefully reluctantly begrudgingly grudgingly regretfully "
      "stubbornly stupidly foolishly accidentally religiously desperately quietly slowly quickly "
      "suddenly actively casually briefly secretly belatedly miraculously thankfully annoyingly "
      "shamelessly bravely faithfully dutifully cheerfully politely");
  return set.has(word);
}

bool is_pronoun(std::string_view word) {
  static const WordSet set(
      "i we you he she it they me us him her them this that these those there someone somebody "
      "everyone everybody anyone anybody nobody everything something nothing one");
  return set.has(word);
}

bool is_wh_word(std::string_view word) {
  static const WordSet set("what who whom whose which when where why how whats what's");
  return set.has(word);
}

bool is_kin(std::string_view word) {
  for (const std::string_view prefix : {"step-", "half-", "god-", "great-"}) {
    if (word.starts_with(prefix)) return is_kin(word.substr(prefix.size()));
  }
  static const WordSet many(
      "teenagers toddlers stepsons stepdaughters stepsisters stepbrothers aunts aunties uncles "
      "grandsons granddaughters grandmothers grandfathers godsons goddaughters");
  if (many.has(word)) return true;
  static const WordSet set(
      "mum mom mam mama mother dad papa father parent parents sister sisters brother brothers "
      "sibling siblings son sons daughter daughters kid kids child children baby twin twins wife "
      "husband spouse partner girlfriend boyfriend fiancé fiancée fiance fiancee ex grandma "
      "grandmother gran nan nana granny grandad granddad grandpa grandfather grandparents "
      "grandson granddaughter grandchild grandchildren aunt auntie uncle cousin cousins nephew "
      "nephews niece nieces stepmum stepmom stepdad stepson stepdaughter stepsister stepbrother "
      "family folks in-laws mother-in-law father-in-law sister-in-law brother-in-law godson "
      "goddaughter godmother godfather friend friends mate mates roommate roommates flatmate "
      "flatmates housemate housemates neighbour neighbours neighbor neighbors colleague "
      "colleagues coworker coworkers co-worker boss manager team mentor therapist doctor gp "
      "dentist landlord landlady teacher coach trainer accountant lawyer nanny au-pair client "
      "clients employer company bestie toddler newborn teenager hubby half-sister half-brother "
      "stepkids stepmother stepfather daughter-in-law son-in-law midwife physio barber "
      "hairdresser vet tutor supervisor advisor adviser assistant intern student students tío tía "
      "papá mamá maman abuela abuelo abuelita nonna nonno oma opa babcia yiayia pappou mémé pépé");
  return set.has(word);
}

bool fits_pronoun(std::string_view person, std::string_view pronoun) {
  static const WordSet men(
      "dad father papa brother son husband uncle nephew grandad granddad grandpa grandfather "
      "boyfriend stepdad stepfather stepson stepbrother half-brother grandson hubby godson "
      "godfather "
      "father-in-law brother-in-law son-in-law tío papá nonno opa abuelo landlord");
  static const WordSet women(
      "mum mom mam mama mother sister daughter wife aunt auntie niece gran grandma grandmother nan "
      "nana granny girlfriend stepmum stepmom stepmother stepdaughter stepsister half-sister "
      "granddaughter goddaughter godmother mother-in-law sister-in-law daughter-in-law tía mamá "
      "maman nonna oma abuela landlady");
  const bool he = pronoun == "he" || pronoun == "him" || pronoun == "his";
  const bool she = pronoun == "she" || pronoun == "her" || pronoun == "hers";
  bool man = false;
  bool woman = false;
  std::size_t at = 0;
  while (at < person.size()) {
    const std::size_t end = std::min(person.find(' ', at), person.size());
    std::string_view word = person.substr(at, end - at);
    // "User's dad's car": whose, then what.
    if (word.ends_with("'s")) word.remove_suffix(2);
    man = man || men.has(word);
    woman = woman || women.has(word);
    at = end + 1;
  }
  return man == woman || (he && man) || (she && woman) || (!he && !she);
}

bool is_bare_kin(std::string_view word) {
  static const WordSet set(
      "mum mom mam mama mother dad papa father grandma gran nan nana granny grandad granddad "
      "grandpa hubby auntie tío tía papá mamá maman abuela abuelo abuelita nonna nonno oma opa "
      "babcia yiayia pappou mémé pépé");
  return set.has(word);
}

bool is_pet(std::string_view word) {
  static const WordSet set(
      "dog dogs cat cats puppy puppies kitten kittens rabbit rabbits bunny hamster hamsters "
      "guinea-pig parrot parrots budgie tortoise turtle fish goldfish horse horses pony snake "
      "gecko lizard ferret ferrets chinchilla rat rats chickens hens duck ducks goat goats "
      "greyhound labrador lab poodle terrier collie spaniel beagle corgi dachshund husky retriever "
      "pug whippet lurcher tabby siamese ragdoll pet pets cockatiel canary axolotl hedgehog "
      "gerbil gerbils pig pigs donkey sheep cow cows bees spaniels mutt pup");
  return set.has(word);
}

bool is_owned_thing(std::string_view word) {
  static const WordSet set(
      "pronouns hobbies hobby birthday nickname timezone degree car van bike motorbike bicycle "
      "house flat apartment condo home garden kitchen office desk "
      "laptop phone tablet computer pc mac macbook iphone printer router server boat truck "
      "caravan allotment garage landlord rent mortgage lease budget job salary thesis startup "
      "boiler fridge oven piano guitar camper scooter ebike e-bike allergy intolerance diet "
      "pressure cholesterol appetite diagnosis commute contract visa passport insurance marriage "
      "engagement hair height weight "
      "eyesight hearing knee shoulder hip surname address pension loan trip allotment balcony key "
      "keys "
      "licence license smartphone telly "
      "loft roof chimney basement porch conservatory greenhouse stopcock thermostat shed cellar "
      "attic freezer dishwasher");
  return set.has(word);
}

bool is_time_word(std::string_view word) {
  static const WordSet set(
      "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays "
      "thursdays fridays saturdays sundays mon tue tues wed thu thur thurs fri sat sun january "
      "february march april june july august september october november december jan feb mar "
      "apr jun jul aug sep sept oct nov dec today tonight tomorrow yesterday weekend weekends "
      "morning afternoon evening noon midnight christmas easter thanksgiving diwali eid "
      "hanukkah ramadan halloween week month year weeks months years fortnight spring summer "
      "autumn winter quarter");
  return set.has(word);
}

bool is_occasion(std::string_view word) {
  static const WordSet set(
      "appointment appointments shower tour interview flight wedding meeting exam exams test trip "
      "birthday "
      "anniversary surgery operation party concert gig dinner lunch brunch breakfast conference "
      "deadline call checkup check-up scan mri ultrasound holiday vacation ceremony graduation "
      "funeral baptism christening recital rehearsal audition match game race marathon move "
      "presentation demo review viewing inspection hearing court visit cleaning haircut canal "
      "filling vaccination jab booster shot dentist doctor physio therapy session class course "
      "lesson lessons workshop webinar standup train ferry bus exhibition festival camp retreat "
      "closing delivery pickup graduation due-date bloods biopsy mot service wisdom launch "
      "release day reunion honeymoon barbecue bbq picnic playdate hike budget final finals");
  return set.has(word);
}

bool is_adjective(std::string_view word) {
  static const WordSet set(
      "allergic intolerant vegetarian vegan pescatarian pregnant diabetic asthmatic coeliac celiac "
      "dyslexic autistic deaf blind married single engaged divorced widowed retired unemployed "
      "employed self-employed freelance left-handed right-handed colour-blind color-blind "
      "colourblind colorblind lactose-intolerant teetotal sober bilingual trilingual fluent "
      "jewish muslim christian catholic hindu buddhist sikh atheist agnostic gay lesbian bi "
      "bisexual trans queer straight german french spanish italian portuguese british english "
      "scottish welsh irish american canadian australian indian chinese japanese korean brazilian "
      "mexican polish dutch swedish norwegian danish finnish turkish greek russian ukrainian "
      "kosher halal gluten-free dairy-free good great bad terrible decent rubbish afraid scared "
      "terrified claustrophobic interested keen obsessed anaemic anemic epileptic hypothyroid "
      "bipolar neurodivergent adhd tall short old older younger based born originally due "
      "separated lactose nut-free immunocompromised near-sighted nearsighted shortsighted "
      "short-sighted hypertensive insulin-dependent responsible available");
  return set.has(word);
}

bool is_like_adjective(std::string_view word) {
  if (is_adjective(word)) return true;
  for (const std::string_view prefix : {"pre-", "non-", "semi-", "ex-", "part-", "half-"}) {
    if (word.starts_with(prefix)) return is_like_adjective(word.substr(prefix.size()));
  }
  if (word.size() < 6) return false;
  static const WordSet nouns(
      "unless mouthful handful spoonful business vegetable vegetables table syllable timetable "
      "cable stable bible dish radish british swedish finish");
  if (nouns.has(word)) return false;
  for (const std::string_view tail : {"less", "ful", "ous", "able", "ible", "phobic", "tolerant"}) {
    if (word.ends_with(tail)) return true;
  }
  return false;
}

bool is_profession(std::string_view low) {
  static const WordSet set(
      "riser sleeper fan owl lark nerd geek addict buff enthusiast lover supporter hoarder "
      "introvert extrovert "
      "nurse teacher engineer developer programmer designer student chef cook baker writer author "
      "journalist editor lawyer solicitor barrister paralegal doctor physician surgeon vet dentist "
      "pharmacist paramedic midwife therapist physio psychologist scientist researcher biologist "
      "chemist physicist mathematician historian librarian archivist curator translator "
      "interpreter "
      "accountant auditor banker trader economist analyst consultant manager director founder "
      "freelancer contractor builder carpenter joiner plumber electrician welder mechanic driver "
      "trucker courier pilot sailor soldier veteran firefighter policeman farmer gardener florist "
      "beekeeper fisherman butcher barista bartender waiter waitress cashier cleaner receptionist "
      "secretary assistant intern apprentice trainee postdoc lecturer professor tutor coach "
      "trainer "
      "musician singer drummer guitarist pianist violinist dancer actor artist painter sculptor "
      "photographer filmmaker animator architect surveyor planner retiree pensioner widower widow "
      "vegetarian vegan pescatarian runner cyclist climber swimmer gamer collector insomniac "
      "beginner native expat immigrant dual-citizen parent mum mom dad stepdad stepmum grandmother "
      "grandfather twin mother father sysadmin dev techie optician estate-agent hairdresser tailor "
      "landscaper roofer bricklayer referee lifeguard nanny childminder carer caregiver person");
  return set.has(low);
}

bool is_group(std::string_view word) {
  static const WordSet set(
      "choir band team club church army navy group committee board course programme program party "
      "association orchestra squad union league class forum chat society council syndicate crew "
      "ensemble troupe company regiment network circle rota brigade guild");
  return set.has(word);
}

bool is_number_word(std::string_view word) {
  static const WordSet set(
      "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
      "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
      "hundred thousand million dozen");
  return set.has(word);
}

bool is_digits(std::string_view word) {
  return !word.empty() && std::isdigit(static_cast<unsigned char>(word.front())) != 0;
}

}  // namespace mnestic::extract
