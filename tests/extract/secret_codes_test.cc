// Codes in groups and lists, columns of tables and addresses: what must be hidden, and what looks
// alike and must stay.
#include <doctest/doctest.h>

#include <array>
#include <string>

#include "mnestic/extract/guard.h"
#include "tests/extract/marked.h"

namespace mnestic::extract {
namespace {

void check_masked(const char* with_marks) {
  CAPTURE(std::string(with_marks));
  const Marked expected = marked(with_marks);
  CHECK(mask_secrets(expected.text) == expected.masked);
}

TEST_CASE("codes: told by their groups, their list or their last key") {
  for (const char* text :
       {"the square has «x4kd 7pqa m2rt wz3n» under it",
        "send it to the address «KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn»",
        "«5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ»",
        "the address is «0x4f3edf983ac636a65a842ce7c78d9aa706d3b113bce9c46f30d7d21715b23b1d»",
        "«xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU"
        "3T"
        "GtRBeJgk33yuGBxrMPHi»",
        "the voucher from mum is «X7K2-9QPM-4T1Z»", "steam: «8FJ2K-KX0QM-77LMA»",
        "«4471 9038» / «2206 5517» / «9914 3320»",
        "I wrote them on the card: «8841-2207», «9013-5562» and «7720-1143»",
        "my backup ones are «8841-2207», «9013-5562»",
        "1. «k3m9-x2p7»\n2. «q8w1-z5t4»\n3. «b6n2-v9r3»",
        "014 = «553821»\n015 = «220914»\n016 = «884102»", "014: «553821», 015: «220914»",
        "the gate takes «1379*» now", "gym door «4471#»"}) {
    check_masked(text);
  }
}

TEST_CASE("tables: a column that holds secrets") {
  for (const char* text :
       {"site, user, password\nnetflix, ida, «Teapot7»\nhulu, ida, «Kettle9»",
        "Here are the logins: site, user, pw\nnetflix, ida, «Teapot7»",
        "| site | user | password |\n|---|---|---|\n| netflix | ida | «Teapot7» |\n| hulu | ida | "
        "«Kettle 9» |",
        "Dienst;Benutzer;Kennwort\nMail;ida;«Teekanne7»",
        "Servicio\tUsuario\tContraseña\nCorreo\tida\t«Tetera7»",
        "Site | Identifiant | Mot de passe\nCourriel | ida | «Theiere7»",
        "Where | Door code\nOffice | «4471»\nShed | «9920»",
        "door | PIN\nfront | «4471»\nback | «9920»", "lock,code\nfront,«4471»\nback,«9920»"}) {
    check_masked(text);
  }
}

TEST_CASE("addresses: what lets in whoever knows it") {
  for (const char* text :
       {"https://hooks.example.com/in/«T8f2kQ91zLm4Xv77aBc0»",
        "https://n8n.example.com/webhook/«550e8400-e29b-41d4-a716-446655440000»",
        "join with app.example.com/invite/«k3J9fLq20sVbn4Xt81Pw», please",
        "https://app.example.com/magic?u=4&t=«k3J9fLq20sVbn4Xt81Pw»",
        "https://app.example.com/reset-password/«9f8e7d6c5b4a39281706f5e4d3c2b1a0»",
        "rtsp://admin:«Quince88»@192.168.1.20:554/s1",
        "https://«k3J9fLq20sVbn4Xt81Pw»@git.example.com/r.git"}) {
    check_masked(text);
  }
}

TEST_CASE("codes: what looks alike stays") {
  for (const char* text :
       {"my WH-1000XM4 and WF-1000XM5",
        "WH-1000XM3, WH-1000XM4, WH-1000XM5",
        "the GA402RJ-L8116W laptop",
        "serial number 8FJ2-KX0Q-77LM",
        "2019-2020, 2020-2021, 2021-2022",
        "2026-11-28, 2026-11-29, 2026-11-30",
        "1000-2000, 2000-3000, 3000-4000",
        "call 9123 4567, 8123 4567 or 6123 4567",
        "555-1234, 555-2234, 555-3334",
        "1 = 1000, 2 = 2000, 3 = 3000",
        "1: 2020, 2: 2021, 3: 2022",
        "in 2019* we moved",
        "it costs $1379* a year",
        "it is **1379** in bold",
        "dial *100# for the balance",
        "4471# of flour",
        "four word long text here",
        "the rooms 12ab and 34cd are free",
        "2024-Q1-W3",
        "an RTX-4090-X2",
        "550E8400-E29B-41D4-A716-446655440000",
        "ISO-8859-1, UTF-16LE",
        "the transaction 0x4f3edf983ac636a65a842ce7c78d9aa706d3b113bce9c46f30d7d21715b23b1d",
        "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq is my address",
        "name,code\nGermany,DE\nFrance,FR",
        "country,dial code,capital\nGermany,+49,Berlin",
        "city,area code\nLeeds,0113\nYork,01904",
        "course,code\nMaths,MA101\nArt,AR205",
        "key,value\nname,Ida\ncity,Leeds",
        "| Setting | Default |\n|---|---|\n| password length | 12 |",
        "I like apples, code, pins\nand bread, milk, eggs",
        "today, we code, and pass\nthe time, with tea, and cake",
        "https://en.wikipedia.org/wiki/Token_ring",
        "https://github.com/a/token/commit/9f8e7d6c5b4a39281706f5e4d3c2b1a0aabbccdd",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://docs.google.com/document/d/1A2b3C4d5E6f7G8h9I0jKlMnOpQrStUvWxYz/edit",
        "https://example.com/articles/550e8400-e29b-41d4-a716-446655440000",
        "https://example.com/blog/how-to-reset-your-password-in-10-easy-steps-2024",
        "https://docs.example.com/webhooks/getting-started-with-v2",
        "https://open.spotify.com/track/4cOdK2wGLETKBW3PvgPWqT"}) {
    CAPTURE(std::string(text));
    CHECK(mask_secrets(text) == text);
  }
}

}  // namespace
}  // namespace mnestic::extract
