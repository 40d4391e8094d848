#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "check/parts.h"
#include "check/rules.h"

namespace broadsheet::check {

namespace {

constexpr std::size_t kLongestFormula = 1000;  // bytes
constexpr std::size_t kLongBold = 120;         // code points; what is shorter may be a heading or a thread's name

/// What assistants say to those they work for, and nobody to readers; in lower case, with straight apostrophes.
constexpr std::array<std::string_view, 39> kPhrases = {"would you like me to",
                                                       "do you want me to",
                                                       "if you'd like, i can",
                                                       "if you want, i can",
                                                       "let me know if you'd like",
                                                       "let me know if you would like",
                                                       "let me know if you want me to",
                                                       "as an ai language model",
                                                       "as a large language model",
                                                       "as an ai assistant",
                                                       "as an ai model, i",
                                                       "i hope this helps",
                                                       "i don't have access to real-time",
                                                       "i cannot browse the",
                                                       "i can't browse the",
                                                       "as of my last update",
                                                       "as of my last knowledge update",
                                                       "my knowledge cutoff",
                                                       "here is the revised version",
                                                       "here's the revised version",
                                                       "certainly! here",
                                                       "sure! here",
                                                       "sure, here is",
                                                       "sure, here's",
                                                       "i'm sorry, but i can't",
                                                       "i'm sorry, but i cannot",
                                                       "feel free to ask me",
                                                       "作为一个ai",
                                                       "作为ai语言模型",
                                                       "作为一个人工智能",
                                                       "作为人工智能语言模型",
                                                       "需要我帮你",
                                                       "需要我帮您",
                                                       "需要我继续",
                                                       "您希望我",
                                                       "你希望我",
                                                       "希望这对您有帮助",
                                                       "希望这对你有帮助",
                                                       "截至我的知识"};

/// Marks that chat programs put where they cite.
constexpr std::array<std::string_view, 4> kMarks = {"contentReference[oaicite", "citeturn", "†source", "[cite_start]"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The length of `[1-4]`, `[2, 5]` or `[1][2]`-like citations at a bracket; 0 where it is something else, as a link's
/// text, a footnote or the one number that a reference has.
std::size_t citation_length(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  int numbers = 0;
  while (end < text.size()) {
    const std::size_t digits = end;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end == digits || end - digits > 3) return 0;
    ++numbers;
    if (text.substr(end).starts_with("–")) {
      end += 3;
    } else if (end < text.size() && (text[end] == '-' || text[end] == ',')) {
      ++end;
      while (end < text.size() && text[end] == ' ') ++end;
    } else {
      break;
    }
  }
  if (end >= text.size() || text[end] != ']' || numbers < 2) return 0;
  const char next = end + 1 < text.size() ? text[end + 1] : '\n';
  return next == '(' || next == ':' || next == '[' ? 0 : end + 1 - at;
}

void find_citations(const Prose& prose, Diagnostics& diagnostics) {
  const std::string_view text = prose.prose();
  for (std::size_t at = text.find('[', prose.body()); at != kNone; at = text.find('[', at + 1))
    if (const std::size_t length = citation_length(text, at))
      report(diagnostics, "chat-residue", prose.at(at),
             fmt::format("'{}' cites sources that are not here", text.substr(at, length)),
             "take it away, or link the source");
}

/// Lower case for ASCII; the same number of bytes, so that offsets stay.
std::string searchable(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 32);
  return out;
}

void find_phrases(const Prose& prose, Diagnostics& diagnostics) {
  std::string text = searchable(prose.prose());
  std::vector<std::size_t> shift;  // curly apostrophes are two bytes longer: offsets at which they stood
  for (std::size_t at = text.find("’"); at != kNone; at = text.find("’", at + 1)) {
    text[at] = '\'';
    text.erase(at + 1, 2);
    shift.push_back(at);
  }
  auto original = [&](std::size_t at) {
    return at + 2 * static_cast<std::size_t>(std::lower_bound(shift.begin(), shift.end(), at) - shift.begin());
  };
  auto find_all = [&](std::string_view phrase) {
    for (std::size_t at = text.find(phrase); at != kNone; at = text.find(phrase, at + phrase.size()))
      report(diagnostics, "chat-residue", prose.at(original(at)),
             fmt::format("'{}' is said to an author, not to readers", phrase), "take the sentence away");
  };
  for (std::string_view phrase : kPhrases) find_all(phrase);
  for (std::string_view mark : kMarks)
    for (std::size_t at = prose.prose().find(mark); at != kNone; at = prose.prose().find(mark, at + mark.size()))
      report(diagnostics, "chat-residue", prose.at(at), fmt::format("'{}' is a mark of a chat program", mark),
             "take it away");
}

/// `***` at the end of the issue, or of a line that has no other.
void find_trailing_rule(const Prose& prose, Diagnostics& diagnostics) {
  const std::string_view text = prose.prose();
  const std::string_view whole = trim(text);
  if (!whole.ends_with("***")) return;
  const auto at = static_cast<std::size_t>(whole.data() + whole.size() - text.data()) - 3;
  const std::size_t start = text.rfind('\n', at) + 1;
  const std::size_t first = text.find("***", start);
  if (first != at && trim(text.substr(start, at - start)).find_first_not_of('*') != kNone) return;
  report(diagnostics, "chat-residue", prose.at(first), "a '***' at the end divides the text from nothing",
         "take it away");
}

void find_bold_paragraph(const Prose& prose, Paragraph paragraph, Diagnostics& diagnostics) {
  const std::string_view text = trim(prose.prose().substr(paragraph.begin, paragraph.end - paragraph.begin));
  for (std::string_view mark : {"**", "__"}) {
    if (!text.starts_with(mark) || !text.ends_with(mark) || text.size() < 2 * mark.size()) continue;
    const std::string_view inside = text.substr(mark.size(), text.size() - 2 * mark.size());
    if (inside.find(mark) != kNone || count_code_points(inside) < kLongBold) continue;
    report(diagnostics, "bold-paragraph", prose.at(paragraph.begin), "the whole paragraph is in bold",
           "keep bold for the words that matter");
  }
}

/// Whether what stands between two dollar signs is a formula, and no prices around some words.
bool is_formula(std::string_view inside) {
  if (inside.empty() || inside.front() == ' ' || inside.back() == ' ' || inside.find('\n') != kNone) return false;
  for (std::size_t at = 0; at + 1 < inside.size(); ++at) {
    const char next = inside[at + 1];
    const bool command = inside[at] == '\\' && ((next | 32) >= 'a' && (next | 32) <= 'z');
    if (command || ((inside[at] == '^' || inside[at] == '_') && next != ' ')) return true;
  }
  return false;
}

/// TeX between dollar signs, which nothing on the page sets.
void find_formulas(const Prose& prose, Diagnostics& diagnostics) {
  const std::string_view text = prose.prose();
  for (std::size_t at = text.find('$'); at != kNone; at = text.find('$', at)) {
    const std::string_view mark = text.substr(at).starts_with("$$") ? "$$" : "$";
    const std::size_t inside = at + mark.size();
    const std::size_t end = text.substr(0, std::min(text.size(), inside + kLongestFormula)).find(mark, inside);
    const bool escaped = at > 0 && text[at - 1] == '\\';
    const bool found =
        !escaped && end != kNone && end > inside && (mark == "$$" || is_formula(text.substr(inside, end - inside)));
    if (found)
      report(diagnostics, "math", prose.at(at), "a formula is shown as it is written, dollar signs and all",
             "write it in words, or show it as an image");
    at = found ? end + mark.size() : inside;
  }
}

}  // namespace

void check_prose(const Prose& prose, Diagnostics& diagnostics) {
  find_citations(prose, diagnostics);
  find_phrases(prose, diagnostics);
  find_trailing_rule(prose, diagnostics);
  find_formulas(prose, diagnostics);
  for (const Paragraph& paragraph : prose.paragraphs()) find_bold_paragraph(prose, paragraph, diagnostics);
}

}  // namespace broadsheet::check
