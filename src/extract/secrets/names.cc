#include "secrets/names.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "grammar/lexicon.h"
#include "grammar/tokens.h"
#include "secrets/words.h"

namespace mnestic::extract {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

// "adminPw", "DB_PASS", "signing-key", "HTTPToken" in their parts, lower case; digits at the end
// of a part are left out.
std::vector<std::string> parts_of(std::string_view name) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  const auto add = [&](std::size_t end) {
    std::string_view part = name.substr(begin, end - begin);
    while (!part.empty() && part.back() >= '0' && part.back() <= '9') part.remove_suffix(1);
    if (!part.empty()) parts.push_back(lower(part));
  };
  for (std::size_t at = 0; at < name.size(); ++at) {
    const char c = name[at];
    if (c == '_' || c == '-' || c == '.' || c == ' ' || c == ':' || c == '/' || c == '$') {
      add(at);
      begin = at + 1;
      continue;
    }
    const bool after_lower = at > begin && is_upper(c) && !is_upper(name[at - 1]);
    const bool last_upper = at > begin && is_upper(c) && is_upper(name[at - 1]) &&
                            at + 1 < name.size() && is_lower(name[at + 1]);
    if (after_lower || last_upper) {
      add(at);
      begin = at;
    }
  }
  add(name.size());
  return parts;
}

// Parts that are a password by themselves, in several languages.
bool is_password(const std::string& part) {
  static const WordSet words(
      "password passwords passwd passwrd passwort passwörter passphrase passcode pwd pw psw psk "
      "pass "
      "pin cvv cvc puk totp kennwort kennwörter losung zugangscode contraseña contrasena clave "
      "claves mdp senha senhas wachtwoord wachtwoorden hasło haslo lösenord losenord adgangskode "
      "adgangskoder passord salasana parola heslo jelszó jelszo пароль parole şifre sifre κωδικός "
      "密码 密碼 パスワード 비밀번호 rootpw adminpw userpw dbpw bindpw wifipw loginpw dbpass "
      "rootpass "
      "adminpass userpass smtppass mailpass keypass storepass wifipass requirepass masterauth "
      "becomepass");
  if (words.has(part)) return true;
  constexpr std::size_t kLongerThan = 3;
  for (const std::string_view end :
       {"password", "passwd", "passwort", "passphrase", "passcode", "kennwort", "pwd", "psk"}) {
    if (part.size() >= end.size() + kLongerThan - 1 && part.ends_with(end)) return true;
  }
  return false;
}

// Parts that are when the value looks like it.
bool is_code(const std::string& part) {
  static const WordSet words(
      "secret secrets token key keys code codes auth sig signature credential credentials creds "
      "cookie bearer authorization seed mnemonic otp hook webhook schlüssel clé cle llave código "
      "codigo chiave sleutel codice");
  if (words.has(part)) return true;
  for (const std::string_view end : {"secret", "token", "apikey", "privatekey", "secretkey",
                                     "accesskey", "authkey", "presharedkey"}) {
    if (part.ends_with(end)) return true;
  }
  return false;
}

// Before "key" and "code": "private key", "door code" are secrets, "sort key", "tax code" are not.
bool opens(const std::string& part) {
  static const WordSet words(
      "api private secret access signing sign encryption encrypt preshared shared master auth "
      "authentication hmac aes session app application admin recovery backup deploy webhook "
      "consumer "
      "client server service account storage host license licence cipher crypto jwt ssh gpg wg "
      "activation door gate alarm safe lock security entry unlock verification login");
  return words.has(part) || is_password(part);
}

// "token_type", "password-min-length", "publicKey": about it, not it.
bool is_about(const std::string& part) {
  static const WordSet words(
      "public primary foreign sort cache partition row index min max length len size policy "
      "policies "
      "url uri endpoint expires expiry expiration expire ttl type kind name names id ids hint "
      "manager "
      "file path dir reset field label count limit lifetime rotation algorithm alg enabled enable "
      "required require placeholder prompt changed at updated created age strength score regex "
      "pattern attempts retries days method mode format encoding provider store input output usage "
      "used total per version status error reason event ref less press release");
  return words.has(part);
}

bool has_any(std::string_view value, std::string_view of) {
  return value.find_first_of(of) != std::string_view::npos;
}

// Six characters or more, digits and others among them: nothing that a person would name.
bool is_mixed(std::string_view value) {
  constexpr std::size_t kBytesMin = 6;
  const std::size_t digits = digits_in(value);
  const bool other = std::any_of(value.begin(), value.end(), [](char c) {
    return std::isdigit(static_cast<unsigned char>(c)) == 0;
  });
  return value.size() >= kBytesMin && digits >= 1 && other;
}

}  // namespace

Named named_by(std::string_view name) {
  constexpr std::size_t kNameBytesMax = 64;
  if (name.empty() || name.size() > kNameBytesMax) return Named::nothing;
  const std::vector<std::string> parts = parts_of(name);
  Named named = Named::nothing;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (is_about(parts[i]) && parts.size() > 1) return Named::nothing;
    const bool open = i == 0 || opens(parts[i - 1]);
    const bool key = parts[i] == "key" || parts[i] == "keys" || parts[i] == "code";
    if (is_password(parts[i])) {
      named = Named::password;
    } else if (named == Named::nothing && is_code(parts[i]) && (open || !key)) {
      named = Named::code;
    }
  }
  return named;
}

bool is_placeholder(std::string_view value, bool bare) {
  static const WordSet nothing(
      "none null nil true false yes no on off undefined empty string str text int number required "
      "optional hidden redacted removed changeme change_me change-me todo tbd example placeholder "
      "password passwd secret token key pass pin code bytes object any default disabled enabled "
      "prompt ask wrong correct incorrect invalid valid missing expired same here below above");
  const std::string low = lower(value);
  if (low.size() < 3 || nothing.has(low)) return true;
  if (digits_in(low) == low.size() && low.size() <= 3) return true;
  for (const std::string_view begin :
       {"${",       "{{",        "$(",        "$env",        "<",        "%(",        "env:",
        "env.",     "env[",      "file:",     "process.env", "os.env",   "var.",      "local.",
        "data.",    "secretref", "valuefrom", "vault:",      "op://",    "arn:",      "ref+",
        "!secret",  "!vault",    "[hidden",   "your-",       "your_",    "my-secret", "@",
        "self.",    "this.",     "config.",   "args.",       "request.", "settings.", "http://",
        "https://", "xxx",       "***",       "..."}) {
    if (low.starts_with(begin)) return true;
  }
  // "$DB_PASS", "%DB_PASS%", "YOUR_KEY_HERE"
  const bool loud = std::all_of(value.begin(), value.end(), [](char c) {
    return is_upper(c) || c == '_' || c == '$' || c == '%';
  });
  if (loud && (value[0] == '$' || value[0] == '%' || value.find('_') != std::string_view::npos))
    return true;
  if (value.find_first_not_of(value[0]) == std::string_view::npos) return true;  // "••••", "xxxx"
  // A call or an element is code; a password in quotes may hold brackets.
  return bare && has_any(value, "([");
}

bool is_secret_value(Named named, std::string_view value, bool bare) {
  if (named == Named::nothing || is_placeholder(value, bare)) return false;
  if (named == Named::password) {
    // "password = user_password": a variable's name.
    const bool variable =
        bare && digits_in(value) == 0 && value.find('_') != std::string_view::npos;
    return !(variable && named_by(value) != Named::nothing);
  }
  constexpr std::size_t kCodeBytesMin = 4;
  const bool number = digits_in(value) == value.size();
  if (number) return false;
  return value.size() >= kCodeBytesMin && is_mixed(value);
}

}  // namespace mnestic::extract
