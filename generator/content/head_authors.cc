#include "content/head_authors.h"

#include <algorithm>
#include <array>

#include "base/characters.h"
#include "base/text.h"

namespace broadsheet::content {

namespace {

constexpr std::array<std::string_view, 5> kByWords = {"by ", "By ", "作者：", "作者:", "文："};
constexpr std::array<std::string_view, 19> kParticles = {"de", "der", "den", "van", "von", "da", "do", "di", "la", "le",
                                                         "el", "al",  "bin", "ter", "et",  "of", "at", "du", "y"};
constexpr std::size_t kLongestAuthor = 60;  // code points
constexpr std::size_t kMostAuthorWords = 8;
constexpr std::size_t kLongestRemark = 40;  // bytes of "(German)"
constexpr std::size_t kMostAuthors = 8;

/// Where a name ends in a text: before a parenthesis, a dash, a colon, or a full stop that no initial has.
std::size_t author_width(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view rest = text.substr(at);
    for (std::string_view end : {" (", "（", " - ", " – ", " — ", ": ", "：", "; ", "。", " · ", " | ", " and ", " & "})
      if (rest.starts_with(end)) return at;
    const bool stop = text[at] == '.' && (at + 1 == text.size() || text[at + 1] == ' ');
    const bool initial = at >= 1 && (at < 2 || text[at - 2] == ' ' || text[at - 2] == '.');
    if (stop && !initial) return at;
  }
  return text.size();
}

/// Whether a text is a name: it starts with a capital letter, "@" or an ideograph.
bool is_author(std::string_view text) {
  if (text.empty() || count_code_points(text) > kLongestAuthor ||
      static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) >= kMostAuthorWords)
    return false;
  std::size_t at = 0;
  const char32_t c = next_code_point(text, at);
  std::string first;
  append_utf8(first, c);
  if (c != '@' && !is_unspaced(c) && (!is_word(c) || lower_case(first) == first)) return false;
  // A word in small letters that no name has tells a sentence.
  for (std::string_view word : split(text, ' ')) {
    const bool small = !word.empty() && word[0] >= 'a' && word[0] <= 'z';
    if (small && std::find(kParticles.begin(), kParticles.end(), word) == kParticles.end()) return false;
  }
  return true;
}

/// A name in plain text; `at` is moved past it.
std::optional<HeadField> read_author_name(Cursor& at) {
  const std::size_t width = author_width(at.text());
  std::string_view name = trim(at.text().substr(0, width));
  std::string_view joiner;
  for (std::string_view word : {" and", " &", ",", "、", "和"})
    if (width == at.text().size() && name.ends_with(word)) joiner = word;
  name = trim(name.substr(0, name.size() - joiner.size()));
  if (!is_author(name)) return std::nullopt;
  HeadField field{normalize_nfc(name), {}, false, {}};
  at.skip_text(static_cast<std::size_t>(name.data() - at.text().data()) + name.size());
  return field;
}

}  // namespace

std::vector<HeadField> read_authors(const Tree& tree, Cursor& at) {
  Cursor here = at;
  std::string lead;
  for (std::string_view word : kByWords)
    if (lead.empty() && here.take(word)) lead = trim(word.ends_with("：") ? word.substr(0, word.size() - 3) : word);
  if (lead.ends_with(':')) lead.pop_back();
  if (lead.empty()) return {};
  std::vector<HeadField> authors;
  while (authors.size() < kMostAuthors) {
    here.skip_blanks();
    if (here.is(NodeKind::link)) {
      authors.push_back(link_field(tree, here.node(), lead));
      here.skip_node();
    } else if (auto name = read_author_name(here)) {
      name->lead = lead;
      authors.push_back(std::move(*name));
    } else {
      break;
    }
    at = here;
    here.skip_blanks();
    lead.clear();
    if (here.take("and ")) lead = "and";
    if (lead.empty() && !here.take(",") && !here.take("&") && !here.take("、") && !here.take("和")) break;
    if (here.at_line_end()) break;
    here.skip_blanks();
    if (here.take("and ")) lead = "and";
  }
  return authors;
}

std::string read_remark(Cursor& at) {
  const std::string_view text = at.text();
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"(", ")"}, {"（", "）"}}) {
    if (!text.starts_with(open)) continue;
    const std::size_t end = text.find(close);
    if (end == std::string_view::npos || end > kLongestRemark) return {};
    std::string remark(text.substr(0, end + close.size()));
    if (std::string_view(remark).substr(open.size()).find(open) != std::string_view::npos) return {};
    at.skip_text(remark.size());
    return remark;
  }
  return {};
}

}  // namespace broadsheet::content
