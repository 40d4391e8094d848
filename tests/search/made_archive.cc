#include "made_archive.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "made_words.h"

namespace broadsheet::search {
namespace {

constexpr const char* kRoots[] = {
    "cache",    "deploy", "cluster", "agent",   "model",    "query",   "index",   "token",   "latency", "observ",
    "kubernet", "secur",  "network", "migrat",  "relation", "univers", "general", "commun",  "arsen",   "happi",
    "replic",   "compil", "schedul", "comput",  "optim",    "hop",     "run",     "stop",    "fly",     "try",
    "pay",      "say",    "boy",     "ski",     "die",      "use",     "rate",    "hate",    "conflat", "sens",
    "depend",   "adopt",  "form",    "decis",   "hope",     "good",    "care",    "fear",    "boston",  "vital",
    "radic",    "differ", "analog",  "vietnam", "predic",   "oper",    "feud",    "callous", "format",  "electr"};
constexpr const char* kEndings[] = {"",        "s",     "es",      "ed",    "ing",     "er",   "ers",     "ly",
                                    "ness",    "ation", "ational", "izer",  "ization", "ful",  "fulness", "ive",
                                    "iveness", "able",  "ability", "ance",  "ement",   "ment", "ies",     "ied",
                                    "y",       "'s",    "ically",  "ousli", "alism",   "ingly"};
constexpr const char* kPlain[] = {"the", "a",  "of",   "to",   "in",   "and", "for",  "on",       "with", "is",
                                  "it",  "as", "team", "data", "time", "new", "fast", "platform", "news", "sky"};
constexpr const char* kOdd[] = {"C++",      "C#",     "F#",      "Node.js", "gpt-4", "AT&T",
                                "U.N.",     "naïve",  "café",    "Über",    "don't", "it’s",
                                "O’Reilly", "3.14",   "1,000",   "v2.0.1",  "a_b",   "İstanbul",
                                "ﬁne",      "x86-64", "k8s",     "e-mail",  "R&D",   "state-of-the-art",
                                "10⁶",      "αβγ",    "ΣΊΣΥΦΟΣ", "наука",   "½",     "l'été"};
constexpr const char* kChinese[] = {"人", "工", "智", "能", "公", "司", "今", "日",
                                    "头", "条", "快", "讯", "数", "据", "库", "云"};
constexpr const char* kCompanies[] = {"Cloudflare", "Amazon Web Services", "O'Reilly", "AT&T", "C++ Alliance",
                                      "腾讯",       "Zürich Labs",         "x.ai"};
constexpr const char* kTopics[] = {"AI agents", "observability", "databases", "machine learning", "C++"};
constexpr const char* kSeries[] = {"Engineering @ Scale", "AI on Reddit", "今日头条"};
constexpr const char* kLanguages[] = {"de-AT", "de-AT", "ru", "zh", "pl", ""};
constexpr const char* kSections[] = {"Deep Dives", "Signal of the Day", "快讯", ""};

std::string made_word(Dice& dice) {
  const std::size_t kind = dice.below(100);
  if (kind < 35) return kPlain[dice.zipf(std::size(kPlain))];
  if (kind < 40) return dice.pick(kOdd);
  if (kind < 80) return std::string(kRoots[dice.zipf(std::size(kRoots))]) + kEndings[dice.zipf(std::size(kEndings))];
  std::string word;
  for (std::size_t rank = dice.zipf(4000) + 1; rank > 0; rank /= 17) {
    word += "bcdfghklmnprstvyz"[rank % 17];
    word += "aeiouy"[rank % 6];
  }
  return word + (dice.chance(3) ? "n" : "");
}

std::string made_chinese(Dice& dice) {
  std::string text;
  for (std::size_t left = 1 + dice.below(8); left > 0; --left) text += kChinese[dice.zipf(std::size(kChinese))];
  return text;
}

/// `foreign`: words of another language that stand between the others; may be empty.
std::string made_text(Dice& dice, std::size_t words, const std::vector<std::string>& foreign) {
  std::string text;
  for (std::size_t i = 0; i < words; ++i) {
    std::string word = dice.chance(30) ? made_chinese(dice) : made_word(dice);
    if (!foreign.empty() && dice.chance(2)) word = foreign[dice.zipf(foreign.size())];
    if (dice.chance(12) && word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] - 'a' + 'A');
    text += word;
    const std::size_t sign = dice.below(40);
    text += sign == 0 ? ". " : sign == 1 ? ", " : sign == 2 ? " — " : sign == 3 ? "。" : " ";
  }
  return text;
}

Tag tag(const std::string& name) {
  return {slugify(name), name};
}

std::vector<Tag> some(Dice& dice, const std::vector<Tag>& all, std::size_t most) {
  std::vector<Tag> chosen;
  for (std::size_t left = dice.below(most + 1); left > 0; --left) {
    const Tag& one = all[dice.zipf(all.size())];
    if (std::find(chosen.begin(), chosen.end(), one) == chosen.end()) chosen.push_back(one);
  }
  return chosen;
}

template <typename Names>
std::vector<Tag> tags(const Names& names) {
  std::vector<Tag> all;
  for (const char* name : names) all.push_back(tag(name));
  return all;
}

/// Some words of a document, as a reader remembers them.
std::vector<std::string> words_of(const Document& document) {
  std::vector<std::string> words;
  const std::string text = document.title.str() + ' ' + document.body.str();
  for (const std::string_view word : split(text, ' '))
    if (!word.empty()) words.emplace_back(word);
  return words;
}

std::string run_of(Dice& dice, const std::vector<std::string>& words, std::size_t length) {
  const std::size_t first = dice.below(words.size() - std::min(words.size() - 1, length));
  std::string text;
  for (std::size_t i = first; i < std::min(words.size(), first + length); ++i)
    text += (text.empty() ? "" : " ") + words[i];
  return text;
}

std::string misspelt(Dice& dice, std::string word) {
  if (word.size() < 3) return word;
  const std::size_t at = 1 + dice.below(word.size() - 2);
  if (dice.chance(3))
    std::swap(word[at], word[at + 1]);
  else if (dice.chance(2))
    word.erase(at, 1);
  else
    word.insert(at, 1, 'e');
  return repair_utf8(word);
}

std::string made_filter(Dice& dice, const Document& document) {
  switch (dice.below(9)) {
    case 0:
      return document.companies.empty() ? "company:nobody" : "company:" + document.companies[0].first.str();
    case 1:
      return document.companies.empty() ? "company:\"\"" : "company:\"" + document.companies[0].second.str() + '"';
    case 2:
      return document.topics.empty() ? "topic:" : "topic:\"" + document.topics[0].second.str() + '"';
    case 3:
      return "series:" + document.series_slug.str();
    case 4:
      return "section:\"" + document.section.str() + '"';
    case 5:
      return "before:" + iso_date(document.date);
    case 6:
      return "after:" + iso_date(document.date).substr(0, 7);
    case 7:
      return "week:" + iso_week_name(iso_week(document.date));
    default:
      return "year:" + iso_date(document.date).substr(0, 4);
  }
}

std::string soup(Dice& dice) {
  constexpr const char* kPieces[] = {"(",     ")",      "\"",       "-",        " ", "AND", "OR",     "NOT",
                                     "cache", "title:", "company:", "*",        "+", "the", "云数据", "week:2026-W07",
                                     "年",    "agents", "“",        "year:abc", "'", "C++"};
  std::string text;
  for (std::size_t left = dice.below(16); left > 0; --left)
    text += dice.pick(kPieces) + std::string(dice.chance(2) ? " " : "");
  return text;
}

std::string made_query(Dice& dice, const Document& document) {
  const std::vector<std::string> words = words_of(document);
  const auto word = [&] { return dice.pick(words); };
  switch (dice.below(17)) {
    case 0:
      return word();
    case 1:
      return word() + ' ' + word();
    case 2:
      return word() + ' ' + word() + ' ' + word() + ' ' + word();
    case 3:
      return '"' + run_of(dice, words, 2 + dice.below(3)) + '"';
    case 4:
      return word() + " \"" + run_of(dice, words, 2) + '"';
    case 5:
      return word() + " -" + word();
    case 6:
      return word() + " AND " + word() + " OR " + word();
    case 7:
      return '(' + word() + " OR " + word() + ") AND NOT " + word();
    case 8:
      return word() + ' ' + made_filter(dice, document);
    case 9:
      return made_filter(dice, document) + ' ' + made_filter(dice, document);
    case 10:
      return word() + " title:" + words[0] + " -" + made_filter(dice, document);
    case 11:
      return misspelt(dice, word()) + ' ' + word();
    case 12:
      return run_of(dice, words, 1).substr(0, 3 + dice.below(3)) + '*';
    case 13:
      return word() + " (" + made_filter(dice, document) + " OR " + made_filter(dice, document) + ')';
    case 14:
      return made_chinese(dice) + (dice.chance(2) ? " \"" + made_chinese(dice) + '"' : "");
    case 15:
      return '(' + word() + " OR \"" + run_of(dice, words, 2) + "\") AND " + word() + " OR " +
             made_filter(dice, document);
    default:
      return soup(dice);
  }
}

}  // namespace

std::size_t Dice::below(std::size_t limit) {
  state_ ^= state_ >> 12;
  state_ ^= state_ << 25;
  state_ ^= state_ >> 27;
  return static_cast<std::size_t>((state_ * 2685821657736338717U) >> 33) % limit;
}

std::size_t Dice::zipf(std::size_t limit) {
  const double share = static_cast<double>(below(1 << 20)) / (1 << 20);
  return static_cast<std::size_t>(std::pow(static_cast<double>(limit) + 1, share)) - 1;
}

std::vector<Document> made_documents(std::size_t count, std::uint64_t seed) {
  Dice dice(seed);
  const std::vector<Tag> companies = tags(kCompanies), topics = tags(kTopics), series = tags(kSeries);
  std::vector<Document> documents;
  Date date{std::chrono::year{2025}, std::chrono::month{11}, std::chrono::day{20}};
  const std::vector<std::string> german = made_words("de", 300), russian = made_words("ru", 300), none;
  for (std::size_t i = 0; i < count; ++i) {
    if (dice.chance(9)) date = add_days(date, static_cast<int>(1 + dice.zipf(5)));
    Document document;
    document.language = dice.chance(4) ? dice.pick(kLanguages) : "en";
    const auto& foreign = document.language == "de-AT" ? german : document.language == "ru" ? russian : none;
    document.title = made_text(dice, 2 + dice.below(7), foreign);
    document.body = made_text(dice, 5 + dice.below(90), foreign);
    std::tie(document.series_slug, document.series_name) = dice.pick(series);
    document.url = '/' + document.series_slug.str() + '/' + iso_date(date) + "/#story-" + std::to_string(i);
    document.issue_title = document.series_name.str() + " — " + iso_date(date);
    document.section = dice.pick(kSections);
    document.companies = some(dice, companies, 3);
    document.topics = some(dice, topics, 2);
    document.date = date;
    documents.push_back(std::move(document));
  }
  std::stable_sort(documents.begin(), documents.end(), [](const Document& a, const Document& b) {
    return std::tie(a.date, a.series_slug) < std::tie(b.date, b.series_slug);  // issue by issue
  });
  return documents;
}

IndexOptions made_options() {
  IndexOptions options;
  options.language = "en-GB";
  options.two_segments_from = 1000;
  options.segment_step = 1024;
  options.synonyms = {
      {"k8s", "kubernetes"}, {"caching", "cache", "data"}, {"two words", "alone"}, {"fast", "data", "newest"}};
  return options;
}

std::vector<MadeQuery> made_queries(const std::vector<Document>& documents, std::size_t count, std::uint64_t seed) {
  Dice dice(seed);
  std::vector<MadeQuery> queries;
  for (std::size_t i = 0; i < count; ++i) {
    MadeQuery query;
    query.text = repair_utf8(made_query(dice, dice.pick(documents)));
    query.options.limit = 20;
    query.options.all_words = dice.chance(4);
    query.options.partial = dice.chance(4);
    query.options.by_date = dice.chance(10);
    query.options.offset = dice.chance(10) ? 5 : 0;
    queries.push_back(std::move(query));
  }
  return queries;
}

nlohmann::json answer_of(const std::string& database, const MadeQuery& query) {
  const Results found = search(database, query.text, query.options);
  nlohmann::json results = nlohmann::json::array();
  for (const Result& result : found.results) results.push_back({result.document, result.score, result.url});
  return {{"query", query.text},
          {"limit", query.options.limit},
          {"offset", query.options.offset},
          {"operator", query.options.all_words ? "and" : "or"},
          {"partial", query.options.partial},
          {"sort", query.options.by_date ? "date" : "relevance"},
          {"results", results},
          {"total", found.total},
          {"suggestion", found.suggestion}};
}

}  // namespace broadsheet::search
