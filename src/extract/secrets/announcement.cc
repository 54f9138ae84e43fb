#include "secrets/announcement.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "grammar/lexicon.h"

namespace mnestic::extract {
namespace {

constexpr Announcement kPassword{Value::password, "looks like a password"};
constexpr Announcement kForeign{Value::foreign, "looks like a password"};
constexpr Announcement kPhrase{Value::phrase, "looks like a password"};
constexpr Announcement kCode{Value::code, "looks like a PIN or access code"};
constexpr Announcement kCodes{Value::codes, "looks like a PIN or access code"};
constexpr Announcement kCash{Value::cash, "looks like a PIN or access code"};
constexpr Announcement kKey{Value::password, "looks like a secret key"};
constexpr Announcement kMadeUpKey{Value::made_up, "looks like a secret key"};
constexpr Announcement kLogin{Value::made_up, "looks like a password"};
constexpr Announcement kId{Value::id, "looks like a government id"};
constexpr Announcement kLicence{Value::licence, "looks like a government id"};
constexpr Announcement kPassport{Value::passport, "looks like a passport number"};
constexpr Announcement kAccount{Value::account, "looks like a bank account number"};

// "passwrod", "pasword", "passwprd": one letter missing, wrong, doubled, or two changed round.
bool is_misspelt_password(std::string_view low) {
  static constexpr std::string_view kWord = "password";
  if (low.ends_with('s')) low.remove_suffix(1);
  if (low.size() < kWord.size() - 1 || low.size() > kWord.size() + 1) return false;
  std::size_t front = 0;
  const std::size_t shorter = std::min(low.size(), kWord.size());
  while (front < shorter && low[front] == kWord[front]) ++front;
  std::size_t back = 0;
  while (back < shorter - front && low[low.size() - 1 - back] == kWord[kWord.size() - 1 - back]) {
    ++back;
  }
  const std::size_t wrong = low.size() - front - back;
  const std::size_t right = kWord.size() - front - back;
  const bool turned =
      wrong == 2 && right == 2 && low[front] == kWord[front + 1] && low[front + 1] == kWord[front];
  return front > 0 && (turned || (wrong <= 1 && right <= 1));
}

// "the number for the cash machine is": what opens or pays, within a few words.
bool for_what_opens(const Words& words, std::size_t i) {
  static const WordSet opens(
      "atm cashpoint card alarm safe door gate lock locker padlock garage vault");
  constexpr std::size_t kReach = 5;
  if (i + 1 >= words.size() || words[i + 1].low != "for") return false;
  for (std::size_t k = i + 2; k < words.size() && k <= i + kReach; ++k) {
    if (opens.has(words[k].low)) return true;
    if (words[k].low == "machine" && words[k - 1].low == "cash") return true;
  }
  return false;
}

// The word behind the first link to a value from words[k] on, within `reach` words and the
// sentence; words.size() for none.
std::size_t linked_value(const Words& words, std::size_t k, std::size_t reach) {
  for (const std::size_t end = k + reach; k + 1 < words.size() && k < end; ++k) {
    if (ends_sentence(words[k])) break;
    if (links_to_value(words[k].low) && words[k].low != "to") return k + 1;
  }
  return words.size();
}

// "the wifi at grandma's is ...", and "... is 802.11ac", which is no value.
bool told_later(const Words& words, std::size_t i) {
  constexpr std::size_t kReach = 5;
  const std::size_t value = linked_value(words, i + 1, kReach);
  return value < words.size() && !words[value].low.empty() &&
         std::isalpha(static_cast<unsigned char>(words[value].low.front())) != 0;
}

const Announcement* password_by(const Words& words, std::size_t i, std::string_view low,
                                std::string_view before) {
  static const WordSet passwords(
      "password passwords passwort passwörter passphrase passphrases pwd pwds passwd pass-phrase "
      "pw "
      "pws p/w psswd pswd passwrd passkey psk");
  static const WordSet foreign("senha adgangskode mdp passord");
  // With whatever ending: "şifrem", "hasła".
  static constexpr std::array<std::string_view, 12> kStems = {
      "contraseñ", "contrasen", "kennwort", "wachtwoord", "lösenord", "hasł",
      "parol",     "пароль",    "heslo",    "salasan",    "şifre",    "palavra-passe"};
  static const WordSet before_pass("new old my our the login wifi wi-fi admin email account user");
  const bool marked = words[i].marks_after.find_first_of(":=") != std::string_view::npos;
  if (passwords.has(low) || is_misspelt_password(low)) return &kPassword;
  // "PGPASSWORD=...", "WLAN-Passwort"
  if (low.ends_with("password") || low.ends_with("passwort") || low.ends_with("_pass"))
    return &kPassword;
  if (low == "word" && before == "pass") return &kPassword;
  if (low == "phrase" && before == "pass") return &kPassword;
  // "the new pass is …", not a boarding pass.
  if (low == "pass" && (before_pass.has(before) || marked)) return &kForeign;
  const bool stem = std::any_of(kStems.begin(), kStems.end(),
                                [&](std::string_view s) { return low.starts_with(s); }) ||
                    low.ends_with("-passord") || low.ends_with("-passordet");
  if (foreign.has(low) || stem || (low == "passe" && before == "de")) return &kForeign;
  static const WordSet wireless("wifi wi-fi wlan");
  if (wireless.has(low) && (told_later(words, i))) return &kLogin;
  static const WordSet logins("creds credentials login log-in sign-in sign-on logins loggin clave");
  const bool told = i + 1 < words.size() && links_to_value(words[i + 1].low);
  static const WordSet tickets(
      "boarding bus ski season travel press hall train rail day lift lunch");
  if (logins.has(low) || (low == "pass" && told && !tickets.has(before))) return &kLogin;
  return nullptr;
}

// "the code for the back stairwell is 4481": a number that ends its clause.
bool told_for(const Words& words, std::size_t i) {
  constexpr std::size_t kReach = 7;
  if (i + 1 >= words.size() || words[i + 1].low != "for") return false;
  const std::size_t value = linked_value(words, i + 2, kReach);
  if (value == words.size()) return false;
  const Group group = group_at(words, value);
  return digits_in(group.digits) >= 4 && ends_clause(words, group.last);
}

// "el código de la alarma es 5093", "kode 4821": in other languages, with a value near.
const Announcement* code_abroad_by(const Words& words, std::size_t i, std::string_view low) {
  static const WordSet abroad(
      "kode koden kod kód kodu kodum código codigo codice koodi κωδικός код cod");
  const auto at = [&](std::size_t k) {
    return k < words.size() ? std::string_view(words[k].low) : std::string_view();
  };
  static const WordSet of("de del da do du della");
  static const WordSet open("barras barre área area país descuento desconto vestimenta conducta");
  const bool value = digits_in(at(i + 1)) >= 4 || links_to_value(at(i + 1)) ||
                     (of.has(at(i + 1)) && !open.has(at(i + 2)));
  if (abroad.has(low) && (value || words[i].marks_after == ":")) return &kCash;
  return nullptr;
}

const Announcement* code_by(const Words& words, std::size_t i, std::string_view low,
                            std::string_view before) {
  static const WordSet codes(
      "pin puk puk1 puk2 pin1 pin2 passcode cvv cvc cvv2 csc otp pincode pin-code keycode doorcode "
      "geheimzahl engangskode engångskod einmalcode einmalpasswort digicode türcode zugangscode "
      "sperrcode sikkerhetskode säkerhetskod toegangscode pincod");
  if (codes.has(low) || low == "p.i.n") return &kCode;
  if (const auto* abroad = code_abroad_by(words, i, low)) return abroad;
  // "my PINs are ..."; "212 enamel pins on it" are no codes.
  static const WordSet many("pins passcodes otps keycodes");
  static const WordSet pinned("enamel badge lapel bowling safety hair rolling drawing hat collect");
  const bool worn = pinned.has(before) || (i > 1 && pinned.has(words[i - 2].low));
  if (many.has(low) && !worn) return &kCodes;
  // "key safe is 2580"
  static const WordSet boxes("keysafe lockbox key-safe lock-box");
  if (boxes.has(low) || (low == "safe" && before == "key")) return &kCode;
  if ((low == "number" || low == "code") && for_what_opens(words, i)) return &kCash;
  if (low == "combination" || low == "combo") return &kCode;
  if (low == "backups" && before == "one-time") return &kCode;
  if (low == "recovery" && words[i].marks_after.find(':') != std::string_view::npos) return &kCode;
  // "Host key 604917"
  if (low == "key" && i + 1 < words.size() && is_bare_number(words[i + 1].low) &&
      words[i + 1].low.size() >= 4) {
    return &kCode;
  }
  static const WordSet secret(
      "alarm door gate security access entry safe lock keypad garage recovery backup verification "
      "2fa unlock authentication login building padlock bike-lock lockbox house voicemail pairing "
      "one-time reset scratch sec pass box buzzer");
  if (low == "code" && before == "identity") return &kId;
  if (low == "code" || low == "codes") {
    if (secret.has(before)) return &kCode;
    // Other codes are told by "is" alone, unless they are known to open nothing.
    static const WordSet harmless(
        "post postal zip area country dialling dialing calling bar qr source discount promo "
        "promotion "
        "voucher coupon referral gift dress colour color hex error status exit return response "
        "morse "
        "tax product course unit airport station iata icao icd cpt fault booking trouble swift "
        "branch "
        "city region state language currency machine byte building-regs penal highway ethics");
    const bool told = (i + 1 < words.size() && links_to_value(words[i + 1].low)) ||
                      words[i].marks_after.find_first_of(":=") != std::string_view::npos;
    static const WordSet of("de del da secret");  // "mon code de carte bleue, c'est le ..."
    const bool romance = i + 1 < words.size() && of.has(words[i + 1].low);
    return (told || romance || told_for(words, i)) && !harmless.has(before) ? &kCash : nullptr;
  }
  // "bike lock 4-0-9-3"
  static const WordSet locks("lock padlock keypad");
  if (locks.has(low) && i + 1 < words.size()) {
    const Group group = group_at(words, i + 1);
    const std::size_t digits = digits_in(group.digits);
    if (digits >= 3 && digits <= 8 && ends_clause(words, group.last)) return &kCode;
  }
  return nullptr;
}

const Announcement* key_by(const Words& words, std::size_t i, std::string_view low,
                           std::string_view before) {
  static const WordSet keys("key keys secret token tokens");
  if (low.ends_with("_key") || low.ends_with("_token") || low.ends_with("_secret") ||
      low.ends_with("_pwd")) {
    return &kPassword;
  }
  static const WordSet sessions("cookie cookies sid sessionid session_id phpsessid jsessionid");
  if (sessions.has(low)) return &kMadeUpKey;
  if (!keys.has(low)) return nullptr;
  static const WordSet of(
      "api secret access private client wifi wi-fi network bearer auth "
      "encryption licence signing refresh recovery backup wallet authenticator totp shared 2fa "
      "session webhook psk");
  if (of.has(before)) return &kKey;
  // "network BT-HUB-77, key xK4tMq9PfeHd"
  return i + 1 < words.size() && digits_in(words[i + 1].low) > 0 ? &kMadeUpKey : nullptr;
}

// The names that governments and banks give their numbers.
const Announcement* number_by(const Words& words, std::size_t i, std::string_view low,
                              std::string_view before) {
  static const WordSet ids(
      "ssn aadhaar aadhar nino itin cpf bsn pesel tfn curp rfc dni nie nif nric cnpj rut "
      "personnummer "
      "fødselsnummer henkilötunnus steuer-id steueridentifikationsnummer steuernummer "
      "sozialversicherungsnummer personalausweis personalausweisnummer sin utr dl a-number inn "
      "snils ein sécu transit hetu cnp amka afm idnr steuerid steuer-idnr versichertennummer "
      "krankenversichertennummer ahv ahv-nummer ahv-nummere avs rijksregister rijksregisternummer "
      "rodné fødselsnr personnr kennitala nip dowód kimlik tckn nik ktp npwp cccd mykad hkid nir "
      "iqama cédula cedula insz niss mbi vr-netkey netkey zugangsnummer anmeldename αμκα ΑΜΚΑ αφμ "
      "ΑΦΜ снилс СНИЛС инн ИНН");
  if (ids.has(low)) return &kId;
  if (low == "passport" || low == "reisepass" || low == "passeport" || low == "pasaporte")
    return &kPassport;
  if (low == "sociale" || (low == "social" && (before == "seguridad" || before == "my")))
    return &kId;
  if (low == "fiscal" || low == "fiscale") return &kId;
  static const WordSet banks(
      "routing acct a/c iban kontonummer bankleitzahl blz rib bsb aba checking");
  if (banks.has(low)) return &kAccount;
  static const WordSet numbers("number numbers no nr # id licence license card num security");
  if (!numbers.has(low)) return nullptr;
  static const WordSet of(
      "passport visa security insurance licence license nhs tax national identity "
      "ni medicare medicaid driver's drivers driving id social voter citizen resident alien health "
      "registration file pps kimlik");
  if (of.has(before)) return &kId;
  // "my SA id is 990528 1196 080", "My Number (Japan) 7826 ...".
  static const WordSet harmless("order user ticket booking transaction product item steam discord");
  if (low == "id" && !harmless.has(before) && i + 2 < words.size() &&
      links_to_value(words[i + 1].low) && digits_in(group_at(words, i + 2).digits) >= 9) {
    return &kId;
  }
  const bool japanese = (i + 1 < words.size() && words[i + 1].low == "japan") ||
                        (i > 1 && words[i - 2].low == "my");  // "my My Number"
  if (low == "number" && before == "my" && japanese) return &kId;
  if (low == "licence" || low == "license") return &kLicence;
  if (low != "id" && low != "security" &&
      (before == "account" || before == "routing" || before == "card" || before == "debit" ||
       before == "credit")) {
    return &kAccount;
  }
  return nullptr;
}

// "memorable word", "the answer to my security question", "our safe word".
const Announcement* phrase_by(const Words& words, std::size_t i, std::string_view low,
                              std::string_view before) {
  static const WordSet words_for("security memorable safe code secret duress");
  static const WordSet told("word phrase answer");
  static const WordSet memorable("place date name");
  if (low == "safeword" || low == "codeword") return &kPhrase;
  if (told.has(low) && words_for.has(before)) return &kPhrase;
  if (memorable.has(low) && before == "memorable") return &kPhrase;
  static const WordSet lists("questions answers thingies things ones prompts");
  if (lists.has(low) && before == "security") return &kPhrase;
  const bool put = (low == "put" || low == "say" || low == "answered") &&
                   (before == "i" || (i > 1 && is_adverb(before) && words[i - 2].low == "i"));
  const bool maiden = low == "name" && before == "maiden";
  if (low != "answer" && !put && !maiden && !(low == "question" && before == "security"))
    return nullptr;
  // An answer in a text that speaks of a security question.
  constexpr std::size_t kReach = 40;
  const std::size_t from = i > kReach ? i - kReach : 1;
  const auto begin = words.begin() + static_cast<std::ptrdiff_t>(std::min(from, words.size()));
  const auto end = words.begin() + static_cast<std::ptrdiff_t>(std::min(words.size(), i + kReach));
  const bool asked = std::any_of(begin, std::max(begin, end), [](const Word& word) {
    static const WordSet questions("question questions q");
    const std::string& front = (&word)[-1].low;
    return (questions.has(word.low) && (front == "security" || front == "secret")) ||
           (word.low == "for" && (front == "ask" || front == "asks"));
  });
  if (!asked) return nullptr;
  const bool to_question = low == "answer" && i + 1 < words.size() && words[i + 1].low == "to";
  return low == "question" || !to_question ? &kPhrase : nullptr;
}

}  // namespace

const Announcement* announced_by(const Words& words, std::size_t i) {
  std::string_view low = words[i].low;
  if (low.empty()) return nullptr;
  if (low.ends_with("'s")) low.remove_suffix(2);
  const std::string_view before = i > 0 ? std::string_view(words[i - 1].low) : std::string_view();
  if (const auto* found = password_by(words, i, low, before)) return found;
  if (const auto* found = code_by(words, i, low, before)) return found;
  if (const auto* found = key_by(words, i, low, before)) return found;
  if (const auto* found = number_by(words, i, low, before)) return found;
  return phrase_by(words, i, low, before);
}

bool says_about_secret(std::string_view low) {
  static const WordSet set(
      "weak strong long short wrong expired secure insecure incorrect missing required safe stored "
      "saved changed reset too very not the a an in on at my your his her their our so really "
      "still "
      "also now always never something what that it being going hard easy old new different unique "
      "compromised invalid correct right encrypted hashed empty blank random generated leaked "
      "forgotten lost used needed only case-sensitive due about protected for with from same "
      "secret "
      "important manager 1password bitwarden lastpass keepass asking getting set hidden obvious "
      "terrible bad good fine ok okay managed kept written somewhere longer shorter under behind "
      "there here gone back to no unknown up out as when if one "
      "zu nicht sehr schwach sicher falsch abgelaufen trop pas faible oublié perdu muy débil "
      "segura "
      "insegura incorrecta fraca forte errada debole sbagliata te niet zwak fout mi mein meine la "
      "el "
      "der die das le un une una");
  return set.has(low);
}

}  // namespace mnestic::extract
