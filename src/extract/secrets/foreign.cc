// Secrets in scripts that put no blanks between words, and in others whose words are not taken
// apart here: "我的密码是abc123", "パスワードはsakura73です", "मेरा पासवर्ड gulmohar@55 है".
#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <vector>

#include "secrets/secrets.h"

namespace mnestic::extract {
namespace {

constexpr std::array<std::string_view, 49> kNames = {
    "パスは",       "密码",     "密碼",        "口令",        "验证码",      "驗證碼",
    "身份证",       "身份證",   "证件",        "護照",        "护照",        "社保号",
    "银行卡号",     "卡号",     "パスワード",  "暗証",        "合言葉",      "認証コード",
    "マイナンバー", "口座番号", "비밀번호",    "비번",        "암호",        "주민등록번호",
    "주민번호",     "인증번호", "여권번호",    "계좌번호",    "카드번호",    "पासवर्ड",
    "पिन",          "आधार",     "пароль",      "пин-код",     "паспорт",     "пінкод",
    "كلمة السر",    "كلمة سر",  "كلمة المرور", "الرقم السري", "الرمز السري", "رقم الهوية",
    "رمز عبور",     "סיסמה",    "סיסמא",       "תעודת זהות",  "קוד סודי",    "รหัสผ่าน",
    "mật khẩu"};

bool is_value_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte > ' ' && byte < 0x7F &&
         std::string_view(",;()[]{}<>\"'`").find(c) == std::string_view::npos;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// From the first plain letter or digit behind a name to the end of the value: letters, digits and
// signs with a digit among them, or groups of digits.
Piece value_behind(std::string_view text, std::size_t at) {
  constexpr std::size_t kReachBytes = 48;
  constexpr std::size_t kBytesMin = 3;
  const std::size_t behind = at;
  const std::size_t limit = std::min(text.size(), at + kReachBytes);
  while (at < limit && std::isalnum(static_cast<unsigned char>(text[at])) == 0) ++at;
  if (at >= limit) return {};
  std::size_t end = at;
  while (end < text.size() && is_value_byte(text[end])) ++end;
  while (end + 1 < text.size() && text[end] == ' ' && is_digit(text[end + 1]) &&
         is_digit(text[end - 1])) {
    for (++end; end < text.size() && is_value_byte(text[end]);) ++end;
  }
  while (end > at && (text[end - 1] == '.' || text[end - 1] == ':')) --end;
  const bool any = std::any_of(text.begin() + static_cast<std::ptrdiff_t>(at),
                               text.begin() + static_cast<std::ptrdiff_t>(end), is_digit);
  // "Сирень-4729": letters of any script before, behind a blank.
  std::size_t front = at;
  while (front > behind && static_cast<unsigned char>(text[front - 1]) > ' ') --front;
  if (front > behind) at = front;
  return end - at >= kBytesMin && (any || end - at >= 2 * kBytesMin) ? Piece{at, end} : Piece{};
}

}  // namespace

void find_foreign(std::string_view text, std::vector<Secret>& found) {
  for (const std::string_view name : kNames) {
    for (std::size_t at = text.find(name); at != std::string_view::npos;
         at = text.find(name, at + name.size())) {
      const Piece value = value_behind(text, at + name.size());
      if (value.end > value.begin)
        found.push_back({value.begin, value.end, "looks like a password"});
    }
  }
}

}  // namespace mnestic::extract
