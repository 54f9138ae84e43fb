// National ids that prove themselves: hidden wherever they stand, and not when a digit is wrong or
// when the number is another thing. All of them are made up.
#include <doctest/doctest.h>

#include <array>
#include <random>
#include <string>

#include "mnestic/extract/guard.h"

namespace mnestic::extract {
namespace {

struct Case {
  const char* of;
  const char* id;
  const char* wrong;  // a digit or letter off; null where the shape alone tells
};

constexpr std::array kCases = {
    Case{"Switzerland", "756.3888.5393.36", "756.3888.5393.37"},
    Case{"Switzerland, bare", "7560182633043", "7560182633048"},
    Case{"Belgium", "59.12.18-354.41", "59.12.18-354.42"},
    Case{"Belgium, bare", "86091641702", "86091641712"},
    Case{"Finland", "011156-353B", nullptr},
    Case{"Finland, born after 2000", "150608A938U", "150608A938V"},
    Case{"Finland, sign of 2023", "011156Y353B", "011156Y353C"},
    Case{"Poland", "58121841301", "58121841311"},
    Case{"Greece", "11015739730", "11015739731"},
    Case{"Romania", "2610506196970", "2610506196980"},
    Case{"Norway", "06119573945", "06119573946"},
    Case{"Norway, with a blank", "020499 38082", "020499 38085"},
    Case{"Sweden", "890303-4927", "890303-4928"},
    Case{"Sweden, with the century", "198602267661", "198602267662"},
    Case{"Sweden, over a hundred", "890303+4927", "890303+4928"},
    Case{"Denmark", "120584-3141", nullptr},
    Case{"Latvia", "120584-31415", nullptr},
    Case{"Czechia", "730802/1589", "730802/1588"},
    Case{"Slovakia, a woman", "946215/0005", "946215/0006"},
    Case{"Czechia, until 1953", "530802/158", "530832/158"},
    Case{"Bulgaria", "7706063175", "7706063171"},
    Case{"Estonia", "36409242150", "36409242151"},
    Case{"Lithuania", "49506082781", "49506082782"},
    Case{"Iceland", "150887 3219", "150887 3229"},
    Case{"Slovenia", "1509953507351", "1509953507352"},
    Case{"Luxembourg", "1984061243150", "1984061243151"},
    Case{"France", "1 98 03 75 876 550 97", nullptr},
    Case{"France, bare", "151067504582738", "151067504582739"},
    Case{"France, grouped in another way", "1 5106 75045827 38", "1 5106 75045827 39"},
    Case{"France, without its key", "1 98 03 75 876 550", nullptr},
    Case{"Germany, taxes", "78 645 213 497", "78 645 213 498"},
    Case{"Germany, taxes, bare", "39094618271", "39094618272"},
    Case{"Germany, health", "M482039178", "M482039179"},
    Case{"Spain, a foreigner", "Y5385260P", "Y5385261P"},
    Case{"Spain", "12345678Z", "12345678A"},
    Case{"Ireland", "1699445C", "1699446C"},
    Case{"Italy", "RSSMRA85T10A562S", nullptr},
    Case{"Britain, a driver", "BLOGG812154JB9XY", "BLOGG819954JB9XY"},
    Case{"Britain, a driver, in groups", "FOX99 555103 LK9AB", "FOX99 559903 LK9AB"},
    Case{"Britain, insurance", "QQ 12 34 56 C", "QQ 12 34 56 Z"},
    Case{"the United States", "514-38-2207", "000-38-2207"},
    Case{"the United States, blanks", "514 38 2207", "514 00 2207"},
    Case{"the United States, taxpayer", "912-74-2207", "912-34-2207"},
    Case{"the United States, Medicare", "2FA7-QW3-RT58", nullptr},
    Case{"the United States, Medicare, bare", "2FA7QW3RT58", "2FA7333RT58"},
    Case{"Mexico", "GOMC840612HDFRRS09", "GOMC841612HDFRRS09"},
    Case{"Mexico, taxes", "GOMC840612QX3", "GOMC841612QX3"},
    Case{"Brazil", "465.401.352-03", nullptr},
    Case{"Brazil, bare", "46540135203", "46540135204"},
    Case{"Argentina", "20-09867068-9", "20-09867068-8"},
    Case{"Chile", "17.849.566-6", "17.849.566-7"},
    Case{"Chile, without dots", "17849566-6", "17849566-7"},
    Case{"India", "2339 4806 4053", "2339 4806 4054"},
    Case{"India, taxes", "BQZPK4471M", "BQZXK4471M"},
    Case{"Singapore", "S1234567D", "S1234567E"},
    Case{"Korea", "750310-1775004", "751310-1775004"},
    Case{"Malaysia", "991204-01-2212", "991304-01-2212"},
    Case{"China", "110105199004045729", "110105199004045728"},
    Case{"Taiwan", "A123456789", "A123456788"},
    Case{"Hong Kong", "K478201(3)", nullptr},
    Case{"Thailand", "2-9457-94167-09-1", "2-9457-94167-09-2"},
    Case{"Pakistan", "35202-4471903-7", nullptr},
    Case{"Sri Lanka", "851402207V", "859902207V"},
    Case{"Kazakhstan", "840612301238", "840612301237"},
    Case{"Turkey", "10219483716", "10219483717"},
    Case{"the Emirates", "784-1984-4471903-7", nullptr},
    Case{"South Africa", "6307181806087", "6307181806086"},
    Case{"Egypt", "28406120147903", "28416120147903"},
    Case{"a passport", "P<GBRHOLLIS<<NINA<ROSE<<<<<<<<<<<<<<<<<<<<<<", nullptr},
    Case{"a passport's second line", "5338471906GBR8406125F3101017<<<<<<<<<<<<<<04", nullptr},
    Case{"an identity card", "IDD<<T220001293<<<<<<<<<<<<<<<", nullptr}};

TEST_CASE("ids: hidden without a word that names them") {
  const std::array frames = {
      std::array{"", ""},
      std::array{"that would be ", ", she said."},
      std::array{"put down (", ") for Nina"},
      std::array{"it goes like this: ", ". Thanks"},
      std::array{"Nina's is ", " and 2 children are on it"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.of);
    for (const auto& frame : frames) {
      const std::string text = std::string(frame[0]) + c.id + frame[1];
      CAPTURE(text);
      CHECK(mask_secrets(text) == std::string(frame[0]) + "[hidden]" + frame[1]);
    }
    if (c.wrong == nullptr) continue;
    const std::string text = std::string("that would be ") + c.wrong + ", she said.";
    CAPTURE(text);
    CHECK(mask_secrets(text) == text);
  }
}

TEST_CASE("ids: only named") {
  CHECK(mask_secrets("NIF 275 777 383") == "NIF [hidden]");
  CHECK(mask_secrets("a TAJ az 123 456 788") == "a TAJ az [hidden]");
  CHECK(mask_secrets("we sold 275 777 383 of them") == "we sold 275 777 383 of them");
}

TEST_CASE("ids: other numbers stay") {
  const std::array texts = {
      "order 58121841301 has shipped",
      "tracking number 78645213497",
      "call me on 07812 184130 after six",
      "her number is +48 581 218 413 01",
      "call 10219483716 and ask for Sam",
      "ISBN 9780306406157 is the textbook",
      "the barcode says 5901234123457",
      "born on 1984-06-12 in Cork",
      "the backup 260828-1426 is broken",
      "from 20260828-1426 to 20260829-0230",
      "log 202608281426 is empty",
      "built at 1764288000",
      "at 1764288000123 ms the log stops",
      "we are on version 10.2.19483716",
      "it is 59.12.18 in my notes",
      "at 58121841301@example.com",
      "https://example.com/item/58121841301",
      "https://example.com/?item=5&of=581218413010",
      "SKU A123456789 is sold out",
      "item K478201 (3) is red",
      "the sum is 1,984,061,243,150",
      "we printed 12.345.678 copies",
      "my locker is 6-12-84",
      "page 730802/15 of the file",
      "room 730802/158a",
      "flight BA2490, seat 12A",
      "Windows 10.0.19045.3803",
      "the IP is 192.168.100.200",
      "in 1998 03 75 was the area",
      "lat 51.50735, lon -0.12776",
      "the Xbox is model 1914",
      "WH-1000XM4 and WF-1000XM5",
      "vector<vector<int>> is C++",
      "if (A<<B) return 0;",
      "<<<<<<< HEAD",
      "I ran 10 22 30 50 metres",
      "a score of 756 to 12",
      "4-4-2 beats 3-5-2",
      "the numbers were 2339 4806 4054",
      "the game sold 99999999999 copies",
  };
  for (const char* text : texts) {
    CAPTURE(std::string(text));
    CHECK(mask_secrets(text) == text);
  }
}

TEST_CASE("ids: few of the numbers that mean nothing are taken for one") {
  std::mt19937 chance(20261128);
  const auto digits = [&](std::size_t count) {
    std::string text;
    while (text.size() < count) text += static_cast<char>('0' + chance() % 10);
    return text;
  };
  const auto hidden_of = [](std::size_t rounds, auto&& number) {
    std::size_t hidden = 0;
    for (std::size_t i = 0; i < rounds; ++i)
      hidden += refusal_reason("I counted " + number() + " of them.").has_value() ? 1 : 0;
    return hidden;
  };
  // Of 10,000 runs of 9 to 13 digits, and of telephone numbers in their groups.
  const std::size_t runs = hidden_of(10'000, [&] { return digits(9 + chance() % 5); });
  CAPTURE(runs);
  CHECK(runs < 150);
  CHECK(hidden_of(2000, [&] { return "07" + digits(3) + " " + digits(6); }) == 0);
  CHECK(hidden_of(2000, [&] { return "+44 7" + digits(3) + " " + digits(6); }) == 0);
  CHECK(hidden_of(2000, [&] { return digits(3) + "-" + digits(3) + "-" + digits(4); }) == 0);
  CHECK(hidden_of(2000, [&] { return "978" + digits(10); }) == 0);
}

}  // namespace
}  // namespace mnestic::extract
