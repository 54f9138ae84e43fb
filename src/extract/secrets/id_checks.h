// What proves a national id: check digits, check letters and dates of birth, by the formulas that
// the offices publish. Each gets the id without its separators, letters in upper case, in the
// shape that secret_ids.cc has found.
//
// Thread safety: pure functions.
#pragma once

#include <string_view>

namespace mnestic::extract {

// With a date of birth and a check.
[[nodiscard]] bool is_belgian(std::string_view id);      // modulo 97, two kinds by century
[[nodiscard]] bool is_finnish(std::string_view id);      // a letter by modulo 31
[[nodiscard]] bool is_polish(std::string_view id);       // PESEL
[[nodiscard]] bool is_greek(std::string_view id);        // AMKA
[[nodiscard]] bool is_romanian(std::string_view id);     // CNP
[[nodiscard]] bool is_norwegian(std::string_view id);    // two checks modulo 11
[[nodiscard]] bool is_swedish(std::string_view id);      // ten digits or twelve
[[nodiscard]] bool is_swedish_run(std::string_view id);  // ten digits without a mark
[[nodiscard]] bool is_czech(std::string_view id);        // and Slovak: divisible by 11
[[nodiscard]] bool is_bulgarian(std::string_view id);    // EGN
[[nodiscard]] bool is_baltic(std::string_view id);       // Estonia's and Lithuania's personal code
[[nodiscard]] bool is_icelandic(std::string_view id);    // kennitala
[[nodiscard]] bool is_yugoslav(std::string_view id);     // JMBG, in use from Slovenia to Macedonia
[[nodiscard]] bool is_luxembourgish(std::string_view id);  // Luhn and Verhoeff
[[nodiscard]] bool is_south_african(std::string_view id);
[[nodiscard]] bool is_kazakh(std::string_view id);   // IIN
[[nodiscard]] bool is_chinese(std::string_view id);  // GB 11643-1999

// With a check only.
[[nodiscard]] bool is_swiss(std::string_view id);       // AHV: an EAN-13 that begins with 756
[[nodiscard]] bool is_french(std::string_view id);      // NIR with its key, Corsica's letters too
[[nodiscard]] bool is_turkish(std::string_view id);     // two checks
[[nodiscard]] bool is_german_tax(std::string_view id);  // ISO 7064 MOD 11,10; one digit repeats
[[nodiscard]] bool is_german_health(std::string_view id);  // KVNR
[[nodiscard]] bool is_chilean(std::string_view id);        // RUT
[[nodiscard]] bool is_brazilian(std::string_view id);      // CPF: two checks
[[nodiscard]] bool is_brazilian_run(std::string_view id);  // eleven digits without marks
[[nodiscard]] bool is_argentine(std::string_view id);      // CUIT
[[nodiscard]] bool is_aadhaar(std::string_view id);        // Verhoeff
[[nodiscard]] bool is_singaporean(std::string_view id);    // NRIC, FIN
[[nodiscard]] bool is_taiwanese(std::string_view id);
[[nodiscard]] bool is_thai(std::string_view id);
[[nodiscard]] bool is_spanish(std::string_view id);     // DNI, NIE: a letter by modulo 23
[[nodiscard]] bool is_irish(std::string_view id);       // PPS: a letter by modulo 23
[[nodiscard]] bool is_portuguese(std::string_view id);  // NIF
[[nodiscard]] bool is_hungarian(std::string_view id);   // TAJ

// By the shape alone, where classes of letters and dates are telling enough.
[[nodiscard]] bool begins_with_day(std::string_view id);   // ddmmyy
[[nodiscard]] bool begins_with_year(std::string_view id);  // yymmdd
[[nodiscard]] bool is_danish(std::string_view id);         // CPR: its check is no longer kept
[[nodiscard]] bool is_korean(std::string_view id);
[[nodiscard]] bool is_egyptian(std::string_view id);
[[nodiscard]] bool is_lankan(std::string_view id);   // the day of the year, women's plus 500
[[nodiscard]] bool is_mexican(std::string_view id);  // CURP, RFC
[[nodiscard]] bool is_british_driver(std::string_view id);
[[nodiscard]] bool is_medicare(std::string_view id);  // MBI
[[nodiscard]] bool is_pan(std::string_view id);
[[nodiscard]] bool is_social_security(std::string_view id);
[[nodiscard]] bool is_british_insurance(std::string_view id);

}  // namespace mnestic::extract
