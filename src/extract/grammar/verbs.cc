// Verb forms: a table of irregular verbs and a list of regular ones; the regular forms are made by
// rule.
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

#include "grammar/lexicon.h"

namespace mnestic::extract {
namespace {

// lemma past participle; the third person and gerund are made by rule.
constexpr std::string_view kIrregular =
    "have had had|do did done|go went gone|be was been|get got got|get got gotten|make made made|"
    "take took taken|give gave given|come came come|see saw seen|know knew known|think thought "
    "thought|find found found|tell told told|become became become|leave left left|feel felt felt|"
    "put put put|mean meant meant|keep kept kept|begin began begun|hear heard heard|run ran run|"
    "hold held held|bring brought brought|write wrote written|sit sat sat|stand stood stood|lose "
    "lost lost|pay paid paid|meet met met|set set set|learn learnt learnt|lead led led|understand "
    "understood understood|speak spoke spoken|read read read|spend spent spent|grow grew grown|win "
    "won won|teach taught taught|buy bought bought|send sent sent|build built built|fall fell "
    "fallen|cut cut cut|sell sold sold|drive drove driven|break broke broken|wear wore worn|eat "
    "ate eaten|drink drank drunk|sleep slept slept|swim swam swum|sing sang sung|draw drew drawn|"
    "ride rode ridden|fly flew flown|choose chose chosen|forget forgot forgotten|quit quit quit|"
    "hate hated hated|bake baked baked|knit knit knit|shoot shot shot|catch caught caught|hurt "
    "hurt "
    "hurt|throw threw thrown|fight fought fought|bike biked biked|split split split|let let let|"
    "cost cost cost|say said said|lie lay lain|hit hit hit|rise rose risen|bear bore born|steal "
    "stole stolen|wake woke woken|shut shut shut|swear swore sworn|bet bet bet|bite bit bitten|"
    "burn burnt burnt|deal dealt dealt|dream dreamt dreamt|feed fed fed|freeze froze frozen|hang "
    "hung hung|hide hid hidden|kneel knelt knelt|lend lent lent|light lit lit|ring rang rung|seek "
    "sought sought|shake shook shaken|show showed shown|sink sank sunk|spell spelt spelt|spill "
    "spilt spilt|stick stuck stuck|strike struck struck|sweep swept swept|tear tore torn|"
    "undergo underwent undergone|"
    "withdraw withdrew withdrawn|outgrow outgrew outgrown|breed bred bred|overcome overcame "
    "overcome|rebuild rebuilt rebuilt|resit resat resat|retake retook retaken|babysit babysat "
    "babysat|dig dug dug|sew sewed sewn|weave wove woven|upset upset upset|bend bent bent|shrink "
    "shrank shrunk|slide slid slid|blow blew blown|beat beat beaten|cast cast cast|spread spread "
    "spread|spin spun spun|bleed bled bled|foresee foresaw foreseen|redo redid redone|";

constexpr std::string_view kRegular =
    "reside possess touch pick default tailor cite quote swear round sugarcoat list "
    "use like love enjoy prefer adore dislike detest loathe live work play want need move study "
    "start stop finish try help ask call turn visit cook clean walk talk look watch listen travel "
    "plan hope wish aim intend decide agree promise commit book schedule cancel reschedule arrange "
    "attend join follow support manage own rent share adopt foster raise marry divorce separate "
    "date engage retire graduate enrol enroll train practise practice exercise jog hike climb "
    "cycle "
    "ski surf dance paint craft sew garden volunteer donate invest save earn owe borrow collect "
    "subscribe unsubscribe switch change migrate replace swap convert upgrade install uninstall "
    "delete remove "
    "drop ditch dump abandon reduce avoid skip miss hate code program develop design deploy test "
    "debug maintain test host publish blog post stream record edit photograph suffer recover heal "
    "diagnose treat prescribe inject smoke vape order cater bake grill roast fry ferment brew "
    "taste "
    "tolerate handle stand mind care worry fear dread love expect await celebrate turn age "
    "register apply interview hire fire promote resign freelance commute drive park fix repair "
    "renovate decorate clean organise organize order pack ship deliver prepare host invite "
    "introduce name identify pronounce spell sign email message text phone remind contact answer "
    "reply respond explain describe summarise summarize translate correct format convert "
    "calculate assume treat believe worship pray attend fast observe vote campaign carry contain "
    "include consist depend rely reach settle relocate stay remain return arrive depart land "
    "board fly land happen occur last end close open expire renew lapse cover cost pay charge "
    "weigh measure stretch lift row sail kayak box wrestle skate snowboard fence bowl golf camp "
    "fish hunt forage birdwatch shop cross stitch crochet embroider whittle carve sketch doodle "
    "journal meditate chant hum whistle compose produce mix perform act direct rehearse audition "
    "tour compete race score train coach mentor tutor lecture research analyse analyze "
    "present report supervise consult advise audit trade sell market advertise recruit onboard "
    "sweat snore itch ache limp faint vomit sneeze cough wheeze bruise recover relapse struggle "
    "cope battle survive die pass live breathe notice realise realize remember recall recognise "
    "recognize imagine pretend suppose guess wonder doubt suspect consider contemplate debate mull "
    "count measure track log monitor check review inspect approve reject accept refuse decline "
    "allow permit ban restrict limit cap budget afford waste recycle compost reuse repurpose "
    "charge plug unplug mount install wire solder print scan copy paste type click tap swipe "
    "scroll browse search google download upload sync back restore reset reboot crash freeze "
    "belong matter suit fit match appeal bother annoy irritate frustrate disappoint please "
    "satisfy bore interest fascinate excite scare frighten terrify hug kiss cuddle feed groom "
    "walk trot gallop bark meow purr shed mate neuter spay rehome rescue vaccinate microchip "
    "worm deworm groom crave sip nibble snack dine feast gain diet weigh trigger cause upset "
    "flare react swell receive accept earn win donate lend owe settle pool chip split sponsor "
    "launch found cofound co-found incorporate register dissolve merge acquire employ contract "
    "outsource bill invoice expense claim file submit pass fail ace resit defer repeat major "
    "minor specialise specialize focus concentrate tend act swing hire lease let sublet "
    "purchase acquire gift inherit exchange refund rate rank score favour favor "
    "speak bark push postpone delay shift bump pull cover beat swap curse haggle rather reschedule "
    "swear "
    "confirm double-check chat text ring meet greet welcome thank apologise apologize blame "
    "forgive argue joke laugh smile cry shout scream whisper yell mention note state claim "
    "suggest recommend propose request demand insist complain drink park dye shave wax trim "
    "pierce tattoo remove fill crown straighten whiten brace study revise cram homeschool "
    "unschool attend tutor babysit nanny parent co-parent coparent step escape flee immigrate "
    "emigrate naturalise naturalize qualify certify license stock trade retire pension vest "
    "seem appear offer provide improve involve affect anticipate enter require represent compare "
    "complete contribute create deny destroy determine discover discuss divide encourage ensure "
    "establish exist gather indicate inform inspire obtain operate prevent proceed protect prove "
    "reflect retain reveal solve succeed threaten vary brainstorm refresh appraise insure "
    "express relive reconnect recharge motivate cherish pursue embrace appreciate capture "
    "strengthen deepen broaden widen enhance nurture empower uplift ignite savor savour "
    "achieve accomplish complement personalize personalise customize customise optimize "
    "optimise integrate evaluate estimate maximize maximise minimize minimise monetize "
    "stimulate simplify streamline "
    "sound abseil accelerate alternate attach bank border face overlook downsize animate annotate "
    "arrest "
    "assemble assess automate baptise barter beatbox benchmark "
    "bind blend bless boil boulder bounce braid brake brush burp "
    "bury busk canvass carpool cartwheel cheat chop "
    "christen chuck collide commemorate confess confide configure "
    "connect containerise coordinate crawl cremate darn dawdle declutter "
    "decrypt delegate demote devour disembark dismantle dive doze "
    "drain dub elope encrypt engrave enlist etch examine explore extend facetime "
    "facilitate finetune flip flit floss fold forgo freak fundraise ghost glamp "
    "glaze grieve grumble hack haggle headhunt "
    "hitchhike hoard hoover hop hurry hustle hydrate illustrate "
    "insulate interpret joust juggle kick laze lean lint "
    "lurk marinate mend micromanage moan moderate moisturise "
    "moisturize moonlight mourn mow multitask narrate navigate negotiate "
    "orchestrate overclock oversleep overtake overthink paddle parse "
    "peel plead pledge pluck plumb poach polish "
    "preach preserve prioritise prioritize procrastinate protest prune purge "
    "ramble rebase reconcile redeploy refactor refill refuel refurbish "
    "relax reload remix render resell retouch rewire rinse roam rotate sack "
    "scatter scrape scrimp scrub sculpt "
    "serve sightsee simmer snooze soak "
    "sort splurge steer stir strum "
    "sue sulk sunbathe swallow swerve tease testify tidy tinker "
    "transcribe transfer tumble unfollow unwind upcycle "
    "upholster varnish wander weld "
    "whine wipe yawn wean hand clear part axe bin shelve deactivate terminate discontinue taper "
    "disappear vanish "
    "chew chase fetch growl howl scratch lick cuddle bolt shriek knead pounce moult stable "
    "hover fluctuate linger persist subside worsen deteriorate thrive sprout wilt wither "
    "overwinter "
    "hibernate incubate hatch graze haul capsize decant distil evict vacate occupy reclaim "
    "renounce "
    "relinquish resume revisit rename reorganise reorganize relearn realign rearrange refinance "
    "remortgage renegotiate reapply rejoin reopen repaint replant resettle restock retrain "
    "rewatch redecorate uproot upskill outlive outnumber outperform overcook overreact "
    "underestimate misplace mispronounce misjudge cohabit evolve dissuade persuade pester bicker "
    "squabble reunite accompany "
    "fizzle peter disband dismiss furlough total";

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

bool ends_with(std::string_view word, std::string_view tail) { return word.ends_with(tail); }

// One short syllable that ends in one consonant doubles it: stop -> stopping. Longer words are
// listed.
bool doubles(std::string_view base) {
  static const WordSet longer(
      "prefer refer admit commit permit equip forget begin swap travel "
      "cancel enrol program quit babysit resit regret unplug format upset "
      "submit occur defer sublet");
  static const WordSet never("fix mix tax wax box row sew vow enjoy play stay pay buy say format");
  if (never.has(base)) return false;
  if (longer.has(base)) return true;
  const std::size_t n = base.size();
  if (n < 3 || n > 5) return false;
  const char last = base[n - 1];
  if (is_vowel(last) || last == 'w' || last == 'x' || last == 'y') return false;
  std::size_t vowels = 0;
  for (const char c : base) vowels += is_vowel(c) ? 1 : 0;
  return is_vowel(base[n - 2]) && vowels == 1;
}

std::string gerund_of(std::string_view base) {
  if (base == "be") return "being";
  if (ends_with(base, "ie")) return std::string(base.substr(0, base.size() - 2)) + "ying";
  if (ends_with(base, "e") && !ends_with(base, "ee") && !ends_with(base, "ye")) {
    return std::string(base.substr(0, base.size() - 1)) + "ing";
  }
  if (doubles(base)) return std::string(base) + base.back() + "ing";
  return std::string(base) + "ing";
}

std::string past_of(std::string_view base) {
  if (ends_with(base, "e")) return std::string(base) + "d";
  const std::size_t n = base.size();
  if (n > 1 && base[n - 1] == 'y' && !is_vowel(base[n - 2])) {
    return std::string(base.substr(0, n - 1)) + "ied";
  }
  if (doubles(base)) return std::string(base) + base.back() + "ed";
  return std::string(base) + "ed";
}

class Verbs {
 public:
  Verbs() {
    std::size_t at = 0;
    while (at < kIrregular.size()) {
      const std::size_t end = kIrregular.find('|', at);
      add_irregular(kIrregular.substr(at, end - at));
      at = end + 1;
    }
    at = 0;
    while (at < kRegular.size()) {
      const std::size_t end = std::min(kRegular.find(' ', at), kRegular.size());
      add_regular(kRegular.substr(at, end - at));
      at = end + 1;
    }
    for (const std::string_view pair :
         {"learned learn", "dreamed dream", "burned burn", "spelled spell", "gotten get",
          "knitted knit", "am be", "is be", "are be", "were be", "being be", "been be",
          "travelled travel", "labelled label", "modelling model"}) {
      const std::size_t blank = pair.find(' ');
      const std::string_view form = pair.substr(0, blank);
      add(form, pair.substr(blank + 1),
          form == "being"  ? kGerund
          : form == "been" ? kParticiple
                           : kPast | kParticiple);
    }
  }

  const VerbForm* find(std::string_view word) const {
    const auto it = forms_.find(std::string(word));
    return it == forms_.end() ? nullptr : &it->second;
  }

 private:
  void add(std::string_view form, std::string_view lemma, int tags) {
    auto& entry = forms_[std::string(form)];
    if (entry.lemma.empty()) entry.lemma = std::string(lemma);
    // "left" is a form of "leave" and nothing else here; the first lemma wins.
    if (entry.lemma == lemma) entry.tags = static_cast<std::uint8_t>(entry.tags | tags);
  }

  void add_shared(std::string_view lemma) {
    add(lemma, lemma, kBase);
    add(third_person(lemma), lemma, kThird);
    add(gerund_of(lemma), lemma, kGerund);
  }

  void add_irregular(std::string_view row) {
    const std::size_t first = row.find(' ');
    const std::size_t second = row.find(' ', first + 1);
    const std::string_view lemma = row.substr(0, first);
    add_shared(lemma);
    add(row.substr(first + 1, second - first - 1), lemma, kPast);
    add(row.substr(second + 1), lemma, kParticiple);
    add_again(lemma, row.substr(first + 1, second - first - 1), kPast);
    add_again(lemma, row.substr(second + 1), kParticiple);
  }

  // "remarried", "re-read", "overslept": forms with a prefix that no noun has.
  void add_again(std::string_view lemma, std::string_view form, int tags) {
    static const WordSet never("go be do have come lay sort late port gain mind view put");
    if (never.has(lemma) || lemma.starts_with("re") || lemma.starts_with("over")) return;
    for (const std::string prefix : {"re", "over"}) {
      const std::string whole = prefix + std::string(form);
      if (forms_.contains(whole)) continue;
      add(whole, prefix + std::string(lemma), tags);
    }
  }

  void add_regular(std::string_view lemma) {
    if (lemma.empty() || find(lemma) != nullptr) return;
    add_shared(lemma);
    add(past_of(lemma), lemma, kPast | kParticiple);
    add_again(lemma, past_of(lemma), kPast | kParticiple);
    add_again(lemma, gerund_of(lemma), kGerund);
  }

  std::unordered_map<std::string, VerbForm> forms_;
};

const Verbs& verbs() {
  static const Verbs table;
  return table;
}

}  // namespace

const VerbForm* verb_form(std::string_view word) { return verbs().find(word); }

bool is_verb(std::string_view word, std::uint8_t tags) {
  const VerbForm* form = verb_form(word);
  return form != nullptr && (form->tags & tags) != 0;
}

std::string lemma_of(std::string_view word) {
  const VerbForm* form = verb_form(word);
  return form == nullptr ? std::string(word) : form->lemma;
}

std::string third_person(std::string_view base) {
  if (base == "be" || base == "am" || base == "are") return "is";
  if (base == "have") return "has";
  if (base == "do" || base == "go" || base == "undergo" || base == "redo") {
    return std::string(base) + "es";
  }
  const std::size_t n = base.size();
  if (n > 1 && base[n - 1] == 'y' && !is_vowel(base[n - 2])) {
    return std::string(base.substr(0, n - 1)) + "ies";
  }
  for (const std::string_view tail : {"s", "x", "z", "ch", "sh"}) {
    if (ends_with(base, tail)) return std::string(base) + "es";
  }
  return std::string(base) + "s";
}

std::string base_of_gerund(std::string_view gerund) {
  const VerbForm* form = verb_form(gerund);
  if (form != nullptr) return form->lemma;
  if (!ends_with(gerund, "ing") || gerund.size() < 5) return std::string(gerund);
  std::string stem(gerund.substr(0, gerund.size() - 3));
  const std::size_t n = stem.size();
  if (n > 2 && stem[n - 1] == stem[n - 2] && !is_vowel(stem[n - 1]) && stem[n - 1] != 'l' &&
      stem[n - 1] != 's') {
    stem.pop_back();
  }
  return stem;
}

}  // namespace mnestic::extract
