#include "mnestic/extract/guard.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

namespace mnestic::extract {
namespace {

TEST_CASE("guard: secrets are refused and masked") {
  struct Case {
    const char* text;
    const char* masked;
  };
  const std::array cases = {
      Case{"my card is 4111 1111 1111 1111 ok", "my card is [hidden] ok"},
      Case{"card 4111-1111-1111-1111.", "card [hidden]."},
      Case{"5500005555555559", "[hidden]"},
      Case{"amex 3782 822463 10005", "amex [hidden]"},
      Case{"IBAN DE89 3704 0044 0532 0130 00 please", "IBAN [hidden] please"},
      Case{"gb29nwbk60161331926819", "[hidden]"},
      Case{"my SSN is 078-05-1120", "my SSN is [hidden]"},
      Case{"social security number 078051120", "social security number [hidden]"},
      Case{"my passport number is X1234567", "my passport number is [hidden]"},
      Case{"the wifi password is Tr0ub4dor&3, remember it",
           "the wifi password is [hidden], remember it"},
      Case{"password: hunter2", "password: [hidden]"},
      Case{"my password is swordfish.", "my password is [hidden]."},
      Case{"PIN for the joint account is 4471.", "PIN for the joint account is [hidden]."},
      Case{"the alarm code is 9981 in case", "the alarm code is [hidden] in case"},
      Case{"export KEY=sk-abcdEFGH1234567890abcd", "export KEY=[hidden]"},
      Case{"ghp_abcdefghijklmnopqrstuvwxyz0123456789", "[hidden]"},
      Case{"AKIAIOSFODNN7EXAMPLE", "[hidden]"},
      Case{"xoxb-123456789012-abcdefGHIJKL", "[hidden]"},
      Case{"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N", "[hidden]"},
      Case{"a -----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- b",
           "a [hidden] b"},
      Case{"my passport's new, it's L8841207 now", "my passport's new, it's [hidden] now"},
      Case{"passport details: 532847119 for me", "passport details: [hidden] for me"},
      Case{"I sign in to the library as mo with Otter_77_lake",
           "I sign in to the library as mo with [hidden]"},
      Case{"the passphrase is 'weak tea spoon lamp' by the way",
           "the passphrase is '[hidden]' by the way"},
      Case{"mein Kennwort ist Apfel!93", "mein Kennwort ist [hidden]"},
      Case{"changed the login, the new pass is Heron4!heron4",
           "changed the login, the new pass is [hidden]"},
      Case{"mon mot de passe est brie2brie", "mon mot de passe est [hidden]"},
      Case{"I have m0nk&y_7 as the password for it", "I have [hidden] as the password for it"},
      Case{"b3ach!towel is my old password.", "[hidden] is my old password."},
      Case{"bot 710283746:AAbcDefGhiJklMnoPqrStuVwxYz01234_-Q", "bot [hidden]"},
      Case{"wallet moved, private key 0x4f3edf983ac636a65a842ce7c78d9aa706d3b113bce9c46f30d7d217",
           "wallet moved, private key [hidden]"},
      Case{"the number for the safe is 40117", "the number for the safe is [hidden]"},
      Case{"sort code 20-45-11, account 11223344", "sort code [hidden], account [hidden]"},
      Case{"it goes to account 55667788", "it goes to account [hidden]"},
      Case{"my PINs are 4821 and 7733", "my PINs are [hidden] and [hidden]"},
      Case{"my licence is MORGA657054SM9IJ", "my licence is [hidden]"},
      Case{"the backup key is 8FJ2-KX0Q-77LM", "the backup key is [hidden]"},
      Case{"they texted me a code, 884 213, what now", "they texted me a code, [hidden], what now"},
      Case{"got the login code 7731-9042 by email", "got the login code [hidden] by email"},
      Case{"my seed phrase is legal winner thank year wave sausage worth useful legal winner thank "
           "yellow",
           "my seed phrase is [hidden]"}};
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(refusal_reason(c.text).has_value());
    CHECK(mask_secrets(c.text) == c.masked);
  }
}

TEST_CASE("guard: ordinary numbers and words pass") {
  const std::array texts = {"call me on +44 7911 123456",
                            "my phone is 555-123-4567",
                            "order number 4111111111111111",
                            "born on 1990-05-12",
                            "the budget is 2,400 euros",
                            "my postcode is 90210",
                            "my password is too weak",
                            "the password is stored in 1Password",
                            "the area code is 0161",
                            "discount code is 202020",
                            "I sk-ate on weekends",
                            "the pin is made of steel",
                            "1234 5678 9012 3456",
                            "0000 0000 0000 0000",
                            "My flight is BA2490 on 12 June",
                            "use a token bucket",
                            "User has 3 children",
                            "I use a password manager",
                            "I use 1Password as my password manager",
                            "I log in with my work laptop",
                            "I sign in to Netflix with an iPhone-15",
                            "my passport runs out in 2031",
                            "the pass is closed in winter",
                            "my boarding pass is AB12CD",
                            "I lost my passport on 12-04-2026 in Lyon",
                            "my account was opened on 12-11-24",
                            "the number for the card game is 52 to 54",
                            "the code for the new page is in 8f3a9c2e77b1",
                            "they sent me a discount code, 202020",
                            "I write code and got 4000 stars",
                            "the code that I got has 4000 lines",
                            "we opened the bar at 10:30 with 12345678 coins"};
  for (const char* text : texts) {
    CAPTURE(text);
    CHECK_FALSE(refusal_reason(text).has_value());
    CHECK(mask_secrets(text) == text);
  }
}

}  // namespace
}  // namespace mnestic::extract
