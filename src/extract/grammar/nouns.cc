// Nouns that say what somebody is or has: roles, ailments, parts of the body.
#include <string_view>

#include "grammar/lexicon.h"

namespace mnestic::extract {

bool is_body_part(std::string_view low) {
  static const WordSet set(
      "knee knees back hip hips ankle ankles wrist wrists shoulder shoulders neck eye eyes ear "
      "ears "
      "skin stomach gut lungs heart kidney kidneys liver teeth tooth foot feet hand hands leg legs "
      "spine hearing eyesight vision voice memory bladder thyroid sinuses joints nerves nose hair");
  return set.has(low);
}

bool is_ailment(std::string_view low) {
  static const WordSet set(
      "asthma diabetes epilepsy eczema migraine migraines depression anxiety adhd autism ibs "
      "ibd "
      "pcos pots eds cfs ms copd ocd ptsd gord gerd hiv endo endometriosis lupus tinnitus "
      "vertigo gout syndrome disease disorder deficiency intolerance allergy allergies covid "
      "hayfever sciatica insomnia apnoea apnea dyslexia dyspraxia dyscalculia coeliac celiac "
      "crohn's "
      "palsy dystrophy sclerosis hernia tumour tumor cancer leukaemia lymphoma stroke concussion "
      "pacemaker stent implant prosthetic stoma catheter wheelchair crutches crutch cane walker "
      "stammer stutter phobia pain palpitations seizures cataract cataracts glaucoma anaemia "
      "anemia "
      "cholesterol reflux ulcer ulcers disc discs meniscus ligament ligaments fracture "
      "fatigue arrhythmia angina aneurysm shingles rosacea psoriasis vitiligo alopecia anorexia "
      "bulimia bipolar schizophrenia hypermobility fibrillation epilepsy parkinson's alzheimer's "
      "collarbone bunion bunions cyst cysts fibroids eczema menopause perimenopause hypertension "
      "hypotension");
  if (set.has(low) || low.size() < 8) return set.has(low);
  static const WordSet plain("crisis analysis thesis diagnosis emphasis academy");
  if (plain.has(low)) return false;
  for (const std::string_view tail : {"itis", "osis", "algia", "aemia", "emia", "pathy", "plegia",
                                      "phobia", "paresis", "trophy"}) {
    if (low.ends_with(tail)) return true;
  }
  return false;
}

bool is_role_word(std::string_view low) {
  static const WordSet set(
      "nurse teacher engineer developer programmer designer student chef cook baker writer author "
      "editor lawyer solicitor doctor vet dentist paramedic midwife therapist researcher librarian "
      "translator accountant manager director founder freelancer contractor builder carpenter "
      "plumber electrician welder mechanic driver pilot sailor soldier veteran firefighter farmer "
      "gardener beekeeper butcher barista bartender waiter waitress cleaner receptionist assistant "
      "apprentice trainee postdoc lecturer professor coach musician singer drummer dancer actor "
      "artist painter sculptor photographer architect surveyor retiree pensioner widow widower "
      "vegetarian vegan pescatarian runner cyclist climber swimmer gamer collector insomniac "
      "native expat immigrant parent twin carer caregiver holder fan owner user lover nerd geek "
      "child eater drinker sleeper smoker speaker survivor sufferer believer graduate illustrator "
      "dropout "
      "citizen resident convert veggie lefty righty southpaw introvert extrovert person guy woman "
      "man mum dad mother father grandad gran gardener volunteer member postie copper teetotaller "
      "reader rider worker dweller owl bird lark household national joiner trucker welder "
      "illustrator "
      "minister operator stonemason mason roofer plasterer tiler glazier joiner fitter machinist "
      "signaller "
      "signalman blacksmith farrier locksmith jeweller upholsterer tailor seamstress cobbler "
      "potter "
      "weaver milliner undertaker embalmer courier dispatcher paralegal barrister magistrate "
      "auctioneer curator archivist conservator animator composer conductor organist busker "
      "chaplain "
      "vicar priest imam rabbi deacon monk nun sexton ranger gamekeeper shepherd fisherman "
      "trawlerman "
      "deckhand skipper stevedore docker lighthousekeeper lifeguard ironmonger fishmonger "
      "greengrocer florist publican landlord brewer distiller winemaker cheesemaker chocolatier "
      "confectioner sommelier concierge valet porter steward stewardess flight-attendant "
      "bookkeeper auditor actuary underwriter economist statistician quantity-surveyor caretaker "
      "janitor groundsman tutor lexicographer subtitler interpreter proofreader copywriter "
      "playwright poet novelist journalist reporter broadcaster presenter ghostwriter caseworker "
      "counsellor warder detective sergeant corporal lieutenant captain gunner paratrooper "
      "headteacher gp diver headmaster headmistress governor warden phd undergrad postgrad");
  if (set.has(low)) return true;
  static const WordSet things("list fist wrist twist mist artist-");
  if (low.size() < 6 || things.has(low)) return false;
  for (const std::string_view tail : {"ologist", "ician", "graphist", "woman", "arian", "aholic"}) {
    if (low.ends_with(tail)) return true;
  }
  if (low.ends_with("-former") || low.ends_with("-grader")) return true;
  return low.ends_with("ist") && low != "checklist" && low != "playlist" && low != "shortlist" &&
         low != "wishlist" && low != "waitlist";
}

}  // namespace mnestic::extract
