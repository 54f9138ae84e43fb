// Secrets in the shapes in which people write them: what no memory, no message and no quotation may
// hold, and what looks alike and may.
#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "mnestic/extract/guard.h"
#include "tests/extract/reading.h"

namespace mnestic::extract {
namespace {

struct Case {
  const char* text;
  std::vector<const char*> secrets;  // none of them may be left
};

void check_hidden(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    CAPTURE(std::string(c.text));
    const std::string masked = mask_secrets(c.text);
    CAPTURE(masked);
    for (const char* secret : c.secrets) {
      CAPTURE(std::string(secret));
      CHECK(std::string(c.text).find(secret) != std::string::npos);
      CHECK(masked.find(secret) == std::string::npos);
    }
  }
}

void check_kept(const std::vector<const char*>& texts) {
  for (const char* text : texts) {
    CAPTURE(std::string(text));
    CHECK(mask_secrets(text) == text);
  }
}

TEST_CASE("secrets: a value before the word that names it") {
  check_hidden({{"5093 is the PIN on my Monzo card", {"5093"}},
                {"lemur_88x — that's the guest wifi password", {"lemur_88x"}},
                {"we have x9!kestrel as our router password", {"x9!kestrel"}},
                {"7714 (my PIN) is easy to remember", {"7714"}},
                {"marigold is my password for everything", {"marigold"}},
                {"It's 12june1991, the password I mean", {"12june1991"}},
                {"No, it's 3358. 3385 was the old one. The PIN, I mean.", {"3358", "3385"}},
                {"8840 opens the shed door", {"8840"}},
                {"5127. That's what you type at the cash machine", {"5127"}}});
}

TEST_CASE("secrets: words between, hedges, sentences between") {
  check_hidden(
      {{"password is literally just zxcvbn lol", {"zxcvbn"}},
       {"Password? Gr3y&heron. Job? Plumber.", {"Gr3y&heron"}},
       {"my login password is my cat's name, Pipkin, with a capital", {"Pipkin"}},
       {"I have a PIN. It is 4096 and I never tell", {"4096"}},
       {"There are two halves to the combination. Left is 4417. Right is 9053.", {"4417", "9053"}},
       {"I changed the alarm code to 7120 last week", {"7120"}},
       {"we changed the wifi password to fernbank last week", {"fernbank"}},
       {"The password is Harriet. No, Harriet1964.", {"Harriet1964"}},
       {"my password isn't Tulip-31 any more, I took Tulip-32", {"Tulip-31", "Tulip-32"}},
       {"That password failed, so I went for Cobble~stone9 instead", {"Cobble~stone9"}},
       {"the pwd starts with Haddock and I forget the rest", {"Haddock"}},
       {"ask me for the wifi, it's plumjam all one word", {"plumjam"}}});
}

TEST_CASE("secrets: several of them") {
  check_hidden({{"PINs: debit 4417, credit 9052, phone 7318", {"4417", "9052", "7318"}},
                {"dad's PIN's 0417, mum's is 2211 and mine's 9630", {"0417", "2211", "9630"}},
                {"backup codes:\n8367 3221\n3783 2567\nCall Bea", {"8367", "3221", "3783", "2567"}},
                {"recovery codes are cqnk-m9wg, 5n68-bx9v and 22wq-gotz",
                 {"cqnk-m9wg", "5n68-bx9v", "22wq-gotz"}},
                {"my wife's passport is LX8402917, mine's LX8402731", {"LX8402917", "LX8402731"}},
                {"all my logins: mail Lantern*Fog3, bank app 518206", {"Lantern*Fog3", "518206"}},
                {"creds for the NAS are admin and Spoon_33bill", {"Spoon_33bill"}},
                {"Her phone unlocks with 240613, his with 110988", {"240613", "110988"}}});
}

TEST_CASE("secrets: phrases of plain words") {
  check_hidden(
      {{"the wifi password is purple kettle mountain, ask me", {"kettle", "mountain"}},
       {"memorable word it's lighthouse; I bank online", {"lighthouse"}},
       {"Security question: first pet. Answer: Mr Wiggles.", {"Wiggles"}},
       {"Security questions: first school Saint Oda's, first pet Mo.", {"Oda", "Mo."}},
       {"our safe word is pineapple", {"pineapple"}},
       {"recovery phrase: foam seven there diary abandon anger share myth tape punch maid "
        "margin",
        {"foam", "diary", "margin"}},
       {"seed:\n1. foam\n2. seven\n3. there\n4. diary\n5. abandon\n6. anger\n7. share\n8. "
        "myth\n9. tape\n10. punch\n11. maid\n12. margin\nbye",
        {"foam", "margin"}},
       {"my 12 words foam,seven,there,diary,abandon,anger,share,myth,tape,punch,maid,margin",
        {"foam", "margin"}},
       {"for the wallet the first four are foam seven diary abandon; the rest anger share "
        "myth tape",
        {"diary", "myth"}},
       {"foam seven there diary abandon anger share myth tape punch maid margin",
        {"abandon", "punch"}}});
}

TEST_CASE("secrets: digits said, grouped, wide") {
  check_hidden({{"my pin is four eight two one", {"four eight"}},
                {"the pin's seven, seven, three, three", {"seven, three"}},
                {"PIN: double four, triple two", {"double four", "triple two"}},
                {"Alarm: one-nine-eight-four", {"nine-eight"}},
                {"padlock opens with 0 7 1 9", {"0 7", "1 9"}},
                {"bike lock 4-0-9-3", {"4-0-9-3"}},
                {"then I went for 4-7-7-1-2", {"4-7-7"}},
                {"my pin is \xEF\xBC\x97\xEF\xBC\x97\xEF\xBC\x94\xEF\xBC\x91", {"\xEF\xBC\x97"}},
                {"card 4111\xC2\xA0"
                 "1111\xC2\xA0"
                 "1111\xC2\xA0"
                 "1111",
                 {"1111"}},
                {"NHS number 943 476 5919", {"943", "5919"}},
                {"they texted me 014 919, what for", {"014", "919"}}});
}

TEST_CASE("secrets: numbers of accounts, cards and people") {
  check_hidden({{"a/c 41830927, s/c 20 45 11", {"41830927", "20 45"}},
                {"sc 30.92.17 acc no 75220922", {"30.92.17", "75220922"}},
                {"routing 112882006 acct 000482917736", {"112882006", "000482917736"}},
                {"BSB 063-412 with account 1084 7729", {"1084", "7729"}},
                {"visa 4111 1111 1111 1111, expires 09/28, three digits on the back 417",
                 {"4111", "09/28", "417"}},
                {"mastercard 5370-6402-4342-7091 with a slip in it", {"5370", "7091"}},
                {"Aadhaar 7290 2227 9187", {"7290", "9187"}},
                {"my SIN's 587 838 483", {"587", "483"}},
                {"PAN BXJPK4471L", {"BXJPK4471L"}},
                {"mi DNI es 62889751T", {"62889751T"}},
                {"CPF 340.187.801-84", {"340", "801"}},
                {"codice fiscale MNTGLI83E51F205S", {"MNTGLI83E51F205S"}},
                {"my SA id is 990528 1196 080", {"990528", "1196"}}});
}

TEST_CASE("secrets: of more countries and makers") {
  check_hidden(
      {{"PPS number is 6417028A, two kids", {"6417028A"}},
       {"TC kimlik no 38176492572", {"38176492572"}},
       {"my personal identity code 140672-5838", {"140672", "5838"}},
       {"my driving licence number, it's HARGR 704182 KL9XB", {"HARGR", "704182", "KL9XB"}},
       {"BitLocker: 418275-603911-227403-519068-334862-107745-690239-482603", {"418275", "482603"}},
       {"user birchvets, app password qwmz hvtk rbxe pnlj", {"qwmz", "pnlj"}},
       {"security answers on there: maiden name = Quarrington, pet = Mops",
        {"Quarrington", "Mops"}},
       {"Alarm panel 2580, safe 4 turns", {"2580"}},
       {"passports from the room safe (7733)", {"7733"}},
       {"my locker padlock is 31-07-24-16, right first", {"31-07"}}});
}

TEST_CASE("secrets: keys, fields, addresses") {
  check_hidden({{"db is postgres://ida:qu1ll-Harbor@db.internal:5432/app", {"qu1ll-Harbor"}},
                {"https://api.example/v1?city=Leeds&apikey=c57d21fa5d328263", {"c57d21fa5d328263"}},
                {"username,password,notes\nida,Glasgow-Kiss-5,mine", {"Glasgow-Kiss-5"}},
                {"<user><name>Ida</name><password>f0xglove&co</password></user>", {"f0xglove&co"}},
                {R"({"user":"ida","password":"f0xglove&co"})", {"f0xglove&co"}},
                {"Server=sql04;User Id=app;Password=Gr4nite.Loaf;Trust=true;", {"Gr4nite.Loaf"}},
                {"WIFI:T:WPA;S:Home_5G;P:Zubr!Las1987;;", {"Zubr!Las1987"}},
                {"mysql -u root -pMarzipan88 shop", {"Marzipan88"}},
                {"`PGPASSWORD=moth3r-0f-pearl psql`", {"moth3r-0f-pearl"}},
                {"windows key FVKT8-86HMV-XWB4V-Y77H6-QBTXF", {"FVKT8", "QBTXF"}},
                {"setup key: 6LNC ZKYW HJPM CCUH Y5T2 TP3Y", {"6LNC", "TP3Y"}},
                {"boto3 wants Ymugomsqp8VnckArOWG2LU5DiOgAMZV+NGvxOcfR", {"Ymugomsqp8"}},
                {"https://hooks.slack.com/services/T04/B07/u8RnVq3Z is the hook", {"u8RnVq3Z"}},
                {"passwrod for netflix is Wombat!99", {"Wombat!99"}},
                {"Actually make that Crumpet!8", {"Crumpet!8"}}});
}

TEST_CASE("secrets: said aloud, digit by digit or letter by letter") {
  check_hidden({{"Bank card? That'd be three, eight, one, six at the machine", {"three, eight"}},
                {"the keypad wants nine two nine four, then the star", {"nine two nine four"}},
                {"you say six-zero-zero-one when it asks", {"six-zero-zero-one"}},
                {"social is four one seven, then fifty-two, then three thousand and eight",
                 {"four one seven", "fifty-two", "three thousand"}},
                {"la taquilla se abre con tres nueve cero cinco", {"tres nueve"}},
                {"PIN-ul e opt-trei-unu-sase", {"opt-trei"}},
                {"it's p l o v e r d u s k 7 7, gaps taken out", {"p l o v"}},
                {"on the rota I am sierra, lima, 4, kilo, yankee, 9", {"sierra", "kilo", "yankee"}},
                {"capital B, then r-i-s-k, dollar sign, four four, underscore", {"r-i-s-k"}},
                {"for the vault we took four random words, mauve lanterns borrow thunder",
                 {"mauve lanterns", "thunder"}},
                {"gpg asks again. I typed nine otters under Bergen, with the spaces", {"otters"}}});
  check_kept({"We counted one two three four five before the jump",
              "I have two, three, four cats, depending on the week",
              "I flew Delta to Lima with Mike and Charlie",
              "Golf, hotel, taxi: what I spent most on",
              "Four little words, he said no, and I cried", "three words, best day ever",
              "I speak four languages: Dutch, English, French and German",
              "I type 90 words per minute with no spaces"});
}

TEST_CASE("secrets: turned, drawn and pressed") {
  check_hidden({{"The safe: left to 12, twice round to the right, 40, then left 7", {"12", "40"}},
                {"two turns clockwise to 81, one the other way to 16, clockwise to 33", {"to 81"}},
                {"unlock pattern is bottom left, centre, top right", {"centre", "top right"}},
                {"press 2 & 5 together, then 4, then 1, and pull", {"2 & 5", "then 1"}}});
  check_kept({"I drive to exit 12, turn right to 5th avenue, then left at the lights",
              "I turned the dial right to 10 and then left to 5 on the amp",
              "My son is in the top left corner of the photo, bottom row",
              "Press 1 then 2 for customer service"});
}

TEST_CASE("secrets: quoted, listed, told with others") {
  check_hidden(
      {{"whoever knocks says 'custard at noon', that's the password this week", {"custard"}},
       {"he changed my steam pw, it was gravy_lord and now it's 'trev smells 77'",
        {"gravy_lord", "trev smells"}},
       {"the security ones again: first pet Mr Crumb, street Elm Mews.", {"Crumb", "Elm Mews"}},
       {"arm with 6093, disarm with the same, at gunpoint 6094", {"6093", "6094"}},
       {"the tablet: Nell's side opens with 2580, mine with 147963", {"2580", "147963"}},
       {"the code for the back stairwell is 4481", {"4481"}},
       {"the suitcase is set to 0-8-3, the red one to 6-1-9", {"0-8-3", "6-1-9"}},
       {"All four of our cases open with 0-6-2", {"0-6-2"}},
       {"MacBook opens with 'Sundays in Tangier', spaces and all", {"Sundays in", "Tangier"}},
       {"HOA site: dkess / Bluegill*Pond9 . Meetings are weekly", {"Bluegill*Pond9"}},
       {"lol the bank text just came 482 917 is that it", {"482 917"}},
       {"The security question wants my pet, I always put Zeb Newtface", {"Zeb", "Newtface"}},
       {"SSID VM224 Settings 192.168.0.1 pw 61830577", {"61830577"}},
       {"my dad's mastercard for the lego, 52734608... rest is 19227104", {"5273", "1922"}},
       {"The number for gran's debit card at the cash machine is 6604", {"6604"}},
       {"the sticker says 418-27-563", {"418-27-563"}},
       {"my visa number is AB1234567 and it runs out in June", {"AB1234567"}},
       {"Laptop 660912. Gate 1379. Fridge is full.", {"660912", "1379"}},
       {"the wifi at grandma's is Quilt-Ferret-88", {"Quilt-Ferret"}},
       {"pay with 5432 1088 4917 2034, 09/29, on the back 471", {"09/29", "471"}},
       {"they found me under 943 476 5919, the NHS one", {"943 476"}},
       {"onlinebanking vr-netkey 88140273915 pin Adler77x", {"88140273915", "Adler77x"}}});
  check_kept({"My password manager says 'vault locked' all the time",
              "the code for the assignment is 300 lines long", "the wifi at work is terrible",
              "the alarm is at 0630", "I collect enamel pins, have 1340 now",
              "uno dos tres cuatro, un dos tres", "my options are a b c d e f",
              "we won 2-1-0 on aggregate", "My laptop is from 2019",
              "I work for the NHS and my phone is 0161 496 0018"});
}

TEST_CASE("secrets: other languages") {
  check_hidden({{"mi contrase\xC3\xB1"
                 "a es girasol",
                 {"girasol"}},
                {"mon mot de passe est chaussette42", {"chaussette42"}},
                {"moje has\xC5\x82o to Pierogi2x4", {"Pierogi2x4"}},
                {"Das WLAN-Passwort lautet Kaffee_04", {"Kaffee_04"}},
                {"取款密码是六六零三九一", {"六六零三九一"}},
                {"我的密码是xiaolong88,我住在成都", {"xiaolong88"}},
                {"パスワードはsakura7310です", {"sakura7310"}},
                {"マイナンバーは8948 1131 1449で", {"8948", "1449"}},
                {"मेरा पासवर्ड gulmohar@55 है", {"gulmohar@55"}},
                {"Мой пароль Сирень-4729", {"Сирень", "4729"}},
                {"DigiD: wachtwoord Stroop-Vrijdag, en ik fiets graag", {"Stroop-Vrijdag"}},
                {"mes cadenas: le vélo c'est 7146 et la cave c'est 2963", {"7146", "2963"}},
                {"el código de la alarma es 5093", {"5093"}},
                {"Versichertennummer: T481209375", {"T481209375"}},
                {"Nume: Ilinca / CNP: 2850927401188", {"2850927401188"}},
                {"الرقم السري لبطاقتي ٤٨٢٦", {"٤٨٢٦"}},
                {"סיסמה: tzipor77", {"tzipor77"}},
                {"주민번호 910527-2084162 이거 불러줘야 돼", {"2084162"}}});
  check_kept({"el código postal es 28013", "Mon vélo c'est un Peugeot de 1978"});
}

TEST_CASE("secrets: what follows one is read") {
  check_readings(std::array{
      Reading{"My IBAN is DE89370400440532013000 and I work at Bosch", "+ User works at Bosch"},
      Reading{"The gate opens with 194275 and I have an iPhone 13", "+ User has an iPhone 13"},
      Reading{"Bitwarden password: pelican, and I have two cats", "+ User has two cats"},
      Reading{"My PIN is 4821, can you draft a letter? I live in Hull.", "+ User lives in Hull"}});
}

TEST_CASE("secrets: what only looks like one is kept") {
  check_kept(
      {"I need to change my password on Friday before my trip to Rome",
       "I forgot my password again so I switched to passkeys everywhere",
       "my password policy opinion: passphrases beat complexity rules",
       "I'm reading 'The Password to Larkspur Lane'",
       "I bought a silver pin in 2014 for my lapel",
       "a safety pin got stuck in my thumb at 1530 yesterday",
       "I forgot my PIN on holiday in 2022",
       "Our family safe word game was called Sardines",
       "My safe place is the allotment, plot 114",
       "PIN entry machines at my shop are made by Verifone",
       "The area code for my town is 01274 and zip code 90210",
       "alarm 0545 every weekday",
       "My seed order: tomato, basil, squash, onion",
       "the secret is wax, twice a week",
       "my social security claim was approved on 11/02/2026",
       "I'm building a login page in Svelte, passwords hashed with argon2",
       "API_KEY=<your-key-here>",
       "the login page shows password: ********",
       "commit 3f9a7c21 broke my build",
       "I was born on 14/03/1987 in Derby",
       "the answer is 42 and I love it",
       "I keep a spare key with Ruth at number 22",
       "sha256 of the file is 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
       "My flight is BA2490 on 14 March at 07:45"});
}

}  // namespace
}  // namespace mnestic::extract
