// Secrets on command lines, told by the program that reads them: "mysql -pMarzipan88",
// "curl -u ida:secret", "sshpass -p secret ssh ...".
#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/lexicon.h"
#include "grammar/tokens.h"
#include "secrets/names.h"
#include "secrets/secrets.h"
#include "secrets/words.h"

namespace mnestic::extract {
namespace {

constexpr std::string_view kReason = "looks like a password";

// One argument of a command, without the quotation marks around it.
struct Argument {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool bare = true;
  bool opens_command = false;  // first of a line, or behind "|", ";", "&&"
};
using Arguments = std::vector<Argument>;

// Whether `word` is among those of `literal`, which has blanks between them. Most words of a text
// are asked for in every row, so that a set a row would cost more than it saves.
bool lists(std::string_view literal, std::string_view word) {
  for (std::size_t at = literal.find(word); at != std::string_view::npos && !word.empty();
       at = literal.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || literal[at - 1] == ' ') && (end == literal.size() || literal[end] == ' '))
      return true;
  }
  return false;
}

bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }

Arguments arguments_of(std::string_view text) {
  constexpr std::size_t kBytesMax = 256;
  Arguments all;
  bool opens = true;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      const bool continued = c == '\n' && at > 0 && text[at - 1] == '\\';
      opens = opens || (c == '\n' && !continued);
      ++at;
      continue;
    }
    if (c == '|' || c == ';' || c == '&') {
      opens = true;
      ++at;
      continue;
    }
    Argument argument{at, at, true, opens};
    opens = false;
    if (is_quote(c)) {
      const std::size_t close =
          text.substr(0, std::min(text.size(), at + kBytesMax)).find(c, at + 1);
      if (close != std::string_view::npos && close > at + 1) {
        all.push_back({at + 1, close, false, argument.opens_command});
        at = close + 1;
        continue;
      }
    }
    while (at < text.size() && std::isspace(static_cast<unsigned char>(text[at])) == 0 &&
           text[at] != '|' && text[at] != ';')
      ++at;
    argument.end = at;
    all.push_back(argument);
  }
  return all;
}

// How an option takes its secret.
enum class Taken : std::uint8_t {
  glued,  // -pSECRET
  next,   // -a SECRET
  both,   // either
  behind  // -u name:SECRET, behind a mark
};

struct Option {
  std::string_view programs;
  std::string_view options;
  Taken taken;
  std::string_view needs = {};  // a word that the command must hold
};

constexpr std::array kOptions = {
    Option{"mysql mysqldump mysqladmin mysqlimport mysqlcheck mysqlshow mariadb mariadb-dump "
           "mariadb-admin",
           "-p", Taken::glued},
    Option{"sshpass", "-p", Taken::both},
    Option{"redis-cli valkey-cli", "-a", Taken::next},
    Option{"curl wget http https xh", "-u --user --proxy-user -a", Taken::behind},
    Option{"lftp", "-u", Taken::behind},
    Option{"smbclient rpcclient smbmap", "-U", Taken::behind},
    Option{"docker podman nerdctl helm buildah skopeo oc az cf", "-p", Taken::next, "login"},
    Option{"mongo mongosh mongodump mongorestore mongoexport mongoimport", "-p", Taken::both},
    Option{"ldapsearch ldapadd ldapmodify ldapdelete ldapwhoami ldappasswd", "-w -s", Taken::next},
    Option{"zip unzip sqlcmd ipmitool", "-P", Taken::next},
    Option{"bcp osql", "-P", Taken::both},
    Option{"7z 7za 7zz 7zr rar unrar", "-p -hp", Taken::glued},
    Option{"openssl", "-passin -passout -pass", Taken::behind},
    Option{"openssl", "-k", Taken::next},
    Option{"snmpwalk snmpget snmpset", "-A -X", Taken::next},
    Option{"kdbxtool keepassxc-cli wpa_cli vncdo", "-p", Taken::next}};

// Whose last argument is the secret, when a word says so.
struct Last {
  std::string_view program;
  std::string_view needs;  // one of them
};
constexpr std::array kLast = {
    Last{"htpasswd", "-b -bc -cb -nb -bn -bB -Bb -nbB -bBc -bcB -cbB -nbm"},
    Last{"wpa_passphrase", {}},
    Last{"rabbitmqctl", "add_user change_password"},
    Last{"chpasswd", {}},
    Last{"requirepass", {}},
    Last{"masterauth", {}},
    Last{"wpa-psk", {}}};

class Command {
 public:
  Command(std::string_view text, const Arguments& all, std::size_t first, std::size_t last)
      : text_(text), all_(all), first_(first), last_(last) {}

  void find(std::vector<Secret>& found) const {
    for (std::size_t i = first_; i < last_; ++i) {
      std::string_view program = word(i);
      program = program.substr(program.find_last_of("/\\") + 1);
      for (const Option& row : kOptions) {
        if (lists(row.programs, program) && holds(i, row.needs)) find_option(i, row, found);
      }
      for (const Last& row : kLast) {
        if (row.program == program && holds(i, row.needs)) find_last(i, found);
      }
      if (program == "net" && i + 1 < last_) find_net(i, found);
      if (i + 2 < last_ && !all_[i + 2].bare && lower(program) == "identified" &&
          lower(word(i + 1)) == "by")
        add(all_[i + 2].begin, all_[i + 2].end, all_[i + 2].bare, found);
      if (i > first_ && word(i).starts_with("-")) find_named(i, found);
    }
  }

 private:
  [[nodiscard]] std::string_view word(std::size_t i) const {
    return text_.substr(all_[i].begin, all_[i].end - all_[i].begin);
  }

  [[nodiscard]] bool holds(std::size_t from, std::string_view needs) const {
    if (needs.empty()) return true;
    for (std::size_t i = from + 1; i < last_; ++i) {
      if (lists(needs, word(i))) return true;
    }
    return false;
  }

  void add(std::size_t begin, std::size_t end, bool bare, std::vector<Secret>& found) const {
    constexpr std::size_t kBytesMin = 3;
    while (begin < end && is_quote(text_[begin])) ++begin;
    while (end > begin && (is_quote(text_[end - 1]) || text_[end - 1] == ',')) --end;
    if (end < begin + kBytesMin) return;
    if (!is_placeholder(text_.substr(begin, end - begin), bare))
      found.push_back({begin, end, kReason});
  }

  void find_option(std::size_t program, const Option& row, std::vector<Secret>& found) const {
    for (std::size_t i = program + 1; i < last_; ++i) {
      const std::string_view option = word(i);
      const bool whole = lists(row.options, option);
      if (whole && i + 1 < last_ && row.taken != Taken::glued) {
        const Argument& next = all_[i + 1];
        const std::size_t mark = word(i + 1).find_first_of(":%,");
        if (row.taken != Taken::behind) add(next.begin, next.end, next.bare, found);
        if (row.taken == Taken::behind && mark != std::string_view::npos && is_given(word(i + 1)))
          add(next.begin + mark + 1, next.end, next.bare, found);
      }
      if (whole || (row.taken != Taken::glued && row.taken != Taken::both)) continue;
      const std::size_t bytes = option.starts_with("-hp") && lists(row.options, "-hp") ? 3 : 2;
      if (lists(row.options, option.substr(0, bytes)) && option.size() > bytes &&
          option[bytes] != '=')
        add(all_[i].begin + bytes, all_[i].end, false, found);
    }
  }

  // Of openssl: "pass:secret" is it, "file:..." and "env:..." say where it is.
  static bool is_given(std::string_view value) {
    return !value.starts_with("file:") && !value.starts_with("env:") && !value.starts_with("fd:");
  }

  void find_last(std::size_t program, std::vector<Secret>& found) const {
    if (last_ - program < 2 || !all_[program].opens_command) return;
    const Argument& last = all_[last_ - 1];
    if (!word(last_ - 1).starts_with("-")) add(last.begin, last.end, last.bare, found);
  }

  // "net use Z: \\srv\share secret /user:nina", "net user nina secret /add"
  void find_net(std::size_t program, std::vector<Secret>& found) const {
    const std::string what = lower(word(program + 1));
    std::size_t share = program + 2;
    bool told = what == "user";
    for (std::size_t i = program + 2; what == "use" && i < last_; ++i) {
      if (word(i).starts_with("\\\\")) share = i;
      told = told || lower(word(i)).starts_with("/user:");
    }
    for (std::size_t i = share + 1; told && i < last_; ++i) {
      if (word(i).starts_with("/")) continue;
      if (is_made_up(word(i)) || what == "use") add(all_[i].begin, all_[i].end, false, found);
      return;
    }
  }

  // "--password secret", "-storepass secret", of any program.
  void find_named(std::size_t i, std::vector<Secret>& found) const {
    constexpr std::size_t kNameBytesMin = 4;
    std::string_view name = word(i);
    name.remove_prefix(std::min(name.find_first_not_of('-'), name.size()));
    if (name.size() < kNameBytesMin || i + 1 >= last_ || name.find('=') != std::string_view::npos)
      return;
    const Named named = named_by(name);
    const std::string_view value = word(i + 1);
    if (value.starts_with("-") || !is_secret_value(named, value, all_[i + 1].bare)) return;
    // "the --password flag" is a sentence.
    if (!all_[i + 1].bare || digits_in(value) > 0 || is_made_up(value))
      add(all_[i + 1].begin, all_[i + 1].end, all_[i + 1].bare, found);
  }

  std::string_view text_;
  const Arguments& all_;
  std::size_t first_;
  std::size_t last_;
};

// "echo nina:secret | chpasswd", "echo secret | sudo -S ...": what is said to the next command.
void find_piped(std::string_view text, const Arguments& all, std::size_t said, std::size_t first,
                std::size_t last, std::vector<Secret>& found) {
  static const WordSet reads("chpasswd sudo --stdin --password-stdin --passphrase-fd --with-token");
  static const WordSet says("echo printf");
  const auto word = [&](std::size_t i) {
    return text.substr(all[i].begin, all[i].end - all[i].begin);
  };
  if (!says.has(word(said)) || first < said + 2) return;
  const bool read =
      std::any_of(all.begin() + static_cast<std::ptrdiff_t>(first),
                  all.begin() + static_cast<std::ptrdiff_t>(last), [&](const Argument& argument) {
                    return reads.has(text.substr(argument.begin, argument.end - argument.begin));
                  });
  const Argument& value = all[first - 1];
  const std::size_t colon = word(first - 1).find(':');
  const bool pair =
      word(first) == "chpasswd" || (first + 1 < last && word(first + 1) == "chpasswd");
  const std::size_t begin = value.begin + (pair && colon != std::string_view::npos ? colon + 1 : 0);
  if (read && value.end > begin &&
      !is_placeholder(text.substr(begin, value.end - begin), value.bare))
    found.push_back({begin, value.end, kReason});
}

}  // namespace

void find_commands(std::string_view text, std::vector<Secret>& found) {
  constexpr std::size_t kArgumentsMax = 64;
  const Arguments all = arguments_of(text);
  std::size_t before = 0;
  for (std::size_t first = 0; first < all.size();) {
    std::size_t last = first + 1;
    while (last < all.size() && !all[last].opens_command && last - first < kArgumentsMax) ++last;
    Command(text, all, first, last).find(found);
    if (first > 0) find_piped(text, all, before, first, last, found);
    before = first;
    first = last;
  }
}

}  // namespace mnestic::extract
