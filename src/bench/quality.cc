#include "mnestic/bench/quality.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "data_sets.h"
#include "metrics.h"

namespace mnestic::bench {
namespace {

// As deep as the deepest measure.
constexpr std::uint32_t kLimit = 50;
constexpr std::array<const char*, 9> kMeasures = {"R@5",   "R@10",   "R@50",   "NDCG@10",    "MRR",
                                                  "hit@1", "any@10", "all@10", "session R@5"};

struct Variant {
  std::string name;
  memory::Weights weights;
  memory::Profile profile = memory::Profile::standard;
};

// Everything, and what is left when one signal is taken away.
std::vector<Variant> variants_of(bool ablations) {
  std::vector<Variant> all = {{.name = "all signals"}};
  if (!ablations) return all;
  const auto without = [&](const std::string& name, double memory::Weights::*weight) {
    Variant variant{.name = "without " + name};
    variant.weights.*weight = 0;
    all.push_back(variant);
  };
  const memory::Weights legs{.window = 0,
                             .session = 0,
                             .named = 0,
                             .time = 0,
                             .length = 0,
                             .recency = 0,
                             .use = 0,
                             .confidence = 0};
  Variant both{.name = "words and meaning only", .weights = legs};
  Variant words = both;
  words.name = "words only";
  words.weights.meaning = 0;
  Variant meaning = both;
  meaning.name = "meaning only";
  meaning.weights.words = 0;
  all.insert(all.end(), {words, meaning, both});
  without("window", &memory::Weights::window);
  without("session", &memory::Weights::session);
  without("named", &memory::Weights::named);
  without("time", &memory::Weights::time);
  without("length", &memory::Weights::length);
  without("recency", &memory::Weights::recency);
  without("use", &memory::Weights::use);
  without("confidence", &memory::Weights::confidence);
  all.push_back({.name = "profile classic", .profile = memory::Profile::classic});
  return all;
}

// A person whose items lie in the store.
struct Stored {
  std::string user_id;
  const Person* person = nullptr;
  std::map<std::string, std::size_t> index_of;  // of items, by the memory's id
};

std::string fixed(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f", value);
  return text.data();
}

memory::Fields fields_of(const Item& item, bool conversation) {
  memory::Fields fields;
  fields.content = item.text;
  if (conversation) fields.kind = model::note_kind();
  if (item.at) fields.observed_at = *item.at;
  return fields;
}

class Run {
 public:
  Run(memory::Engine& engine, const QualityOptions& options) : engine_(engine), options_(options) {}

  Result<void> measure(const DataSet& set, const std::vector<Variant>& variants) {
    for (std::size_t p = 0; p < set.persons.size(); ++p) {
      MNESTIC_TRY_ASSIGN(const Stored stored, store(set, set.persons[p], p));
      for (const Variant& variant : variants) {
        for (const Question& question : stored.person->questions)
          MNESTIC_TRY(ask(set, stored, question, variant));
      }
    }
    return {};
  }

  // The last measured set's rows; before the first one the head.
  void print_rows(const DataSet& set, const std::vector<Variant>& variants) {
    if (!std::exchange(has_head_, true)) {
      std::string head = "| set | variant |";
      std::string rule = "|---|---|";
      for (const char* name : kMeasures) {
        head += std::string(" ") + name + " |";
        rule += "--:|";
      }
      print(head + "\n" + rule);
    }
    for (const Variant& variant : variants) {
      std::string row = "| " + set.name + " | " + variant.name + " |";
      for (const char* name : kMeasures) {
        const auto mean = measures_[{set.name, variant.name}].mean(name);
        row += " " + (mean ? fixed(*mean) : std::string()) + " |";
      }
      print(row);
    }
  }

  void print(const std::string& line) const { options_.print(line + "\n"); }

 private:
  Result<Stored> store(const DataSet& set, const Person& person, std::size_t number) {
    Stored stored{.user_id = set.name + " " + std::to_string(number), .person = &person};
    for (std::size_t begin = 0; begin < person.items.size();) {
      memory::RememberRequest request{.user_id = stored.user_id};
      request.facts.emplace();
      const std::string& session = person.items[begin].session;
      if (!session.empty()) request.chat_id = session;
      std::size_t end = begin;
      while (end < person.items.size() && person.items[end].session == session)
        request.facts->push_back(fields_of(person.items[end++], set.conversation));
      MNESTIC_TRY_ASSIGN(const auto done, engine_.remember(request));
      for (const model::Memory& memory : done.added) {
        // In order, but one that was known already is not among them.
        while (begin < end && person.items[begin].text != memory.content) ++begin;
        if (begin < end) stored.index_of[memory.id.to_string()] = begin++;
      }
      begin = end;
    }
    return stored;
  }

  Result<void> ask(const DataSet& set, const Stored& stored, const Question& question,
                   const Variant& variant) {
    memory::RecallRequest request{.user_id = stored.user_id, .query = question.text};
    request.limit_count = kLimit;
    request.weights = variant.weights;
    request.profile = variant.profile;
    MNESTIC_TRY_ASSIGN(const auto answer, engine_.recall(request));
    const auto& items = stored.person->items;
    std::vector<std::size_t> ranks(question.gold.size(), kNotFound);
    std::map<std::string, std::size_t> session_ranks;  // by what was found first of them
    for (const std::size_t gold : question.gold) session_ranks[items[gold].session] = kNotFound;
    std::set<std::string> sessions;
    for (std::size_t rank = 0; rank < answer.memories.size(); ++rank) {
      const auto found = stored.index_of.find(answer.memories[rank].memory.id.to_string());
      if (found == stored.index_of.end()) continue;
      const auto gold = std::find(question.gold.begin(), question.gold.end(), found->second);
      if (gold != question.gold.end())
        ranks[static_cast<std::size_t>(gold - question.gold.begin())] = rank;
      const std::string& session = items[found->second].session;
      const auto wanted = session_ranks.find(session);
      if (sessions.insert(session).second && wanted != session_ranks.end())
        wanted->second = sessions.size() - 1;
    }
    Measures& measures = measures_[{set.name, variant.name}];
    measures.add("", ranks);
    if (!set.conversation) return {};
    std::vector<std::size_t> of_sessions;
    of_sessions.reserve(session_ranks.size());
    for (const auto& [session, rank] : session_ranks) of_sessions.push_back(rank);
    measures.add("session ", of_sessions);
    return {};
  }

  memory::Engine& engine_;
  const QualityOptions& options_;
  std::map<std::pair<std::string, std::string>, Measures> measures_;
  bool has_head_ = false;
};

std::string count_of(const DataSet& set) {
  std::size_t items = 0;
  std::size_t questions = 0;
  for (const Person& person : set.persons) {
    items += person.items.size();
    questions += person.questions.size();
  }
  return set.name + ": " + std::to_string(questions) + " questions, " +
         std::to_string(set.persons.size()) + " users, " + std::to_string(items) + " memories";
}

// A file to measure. One that was named must be of its kind.
struct Source {
  std::filesystem::path path;
  SetKind kind = SetKind::other;
};

Result<std::vector<Source>> sources_of(const QualityOptions& options) {
  std::vector<Source> sources;
  const auto add = [&](const std::filesystem::path& path, SetKind kind) {
    if (!path.empty()) sources.push_back({path, kind});
  };
  add(options.cases, SetKind::cases);
  add(options.locomo, SetKind::locomo);
  add(options.longmemeval, SetKind::longmemeval);
  if (options.folder.empty()) return sources;
  std::error_code error;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(options.folder, error)) {
    if (entry.is_regular_file()) paths.push_back(entry.path());
  }
  if (error) return not_found(options.folder.string() + " is no folder that can be read.");
  std::sort(paths.begin(), paths.end());
  for (const auto& path : paths) {
    MNESTIC_TRY_ASSIGN(const SetKind kind, kind_of(path));
    sources.push_back({path, kind});
  }
  return sources;
}

Result<DataSet> read(const Source& source, const QualityOptions& options) {
  switch (source.kind) {
    case SetKind::locomo:
      return read_locomo(source.path);
    case SetKind::longmemeval:
      return read_longmemeval(source.path, options.sessions, options.questions_max);
    case SetKind::cases:
      return read_cases(source.path);
    case SetKind::other:
      break;
  }
  return invalid_argument(source.path.string() + " is of no data set.");
}

}  // namespace

Result<void> run_quality(memory::Engine& engine, const QualityOptions& options) {
  Run run(engine, options);
  const std::vector<Variant> variants = variants_of(options.ablations);
  MNESTIC_TRY_ASSIGN(const auto sources, sources_of(options));
  std::vector<DataSet> sets;
  for (const Source& source : sources) {
    const std::string name = source.path.filename().string();
    if (source.kind == SetKind::other) {
      run.print(name + " is of no data set, or compressed: passed over.");
      continue;
    }
    MNESTIC_TRY_ASSIGN(DataSet set, read(source, options));
    set.name = name;
    run.print(count_of(set));
    sets.push_back(std::move(set));
  }
  if (sets.empty())
    return invalid_argument("Nothing to measure: name a file or folder of data sets.");
  run.print("");
  for (const DataSet& set : sets) {
    MNESTIC_TRY(run.measure(set, variants));
    run.print_rows(set, variants);
  }
  return {};
}

}  // namespace mnestic::bench
