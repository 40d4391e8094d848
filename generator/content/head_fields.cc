#include "content/head_fields.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "content/head_authors.h"
#include "content/html.h"

namespace broadsheet::content {

namespace {

constexpr std::size_t kLongestField = 80;      // code points; a longer one is a sentence
constexpr std::size_t kMostWordsWithStop = 4;  // of a name that ends in a full stop, as "Example Holding Co."

/// · • ・ ‧ ∙ ⋅ | ｜
constexpr std::array<std::string_view, 8> kFieldSeparators = {"·", "•", "・", "‧", "∙", "⋅", "|", "｜"};
/// Words before a link or channel that belong to it.
constexpr std::array<std::string_view, 7> kLeads = {"on", "via", "from", "by", "at", "来自", "来源："};

bool is_blank(std::string_view text, std::size_t at) {
  return at < text.size() && (text[at] == ' ' || text[at] == '\t');
}

std::string written_text(const Tree& tree, NodeId node) {
  std::string text;
  append_inline_text(tree, node, tree[node].next, text);
  return normalize_nfc(trim(text));
}

bool is_lead(std::string_view text) {
  const std::string lower = lower_case(text);
  return std::find(kLeads.begin(), kLeads.end(), lower) != kLeads.end();
}

bool is_plausible_name(std::string_view text) {
  if (count_code_points(text) > kLongestField) return false;
  const bool stopped = text.ends_with('.') || text.ends_with('!') || text.ends_with('?') || text.ends_with("。");
  return !stopped || static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) < kMostWordsWithStop;
}

/// How far a text field reaches in the text at `at`: to a separator with a blank beside it, a colon before a blank, or
/// a parenthesis that opens right before a link.
std::size_t field_width(const Cursor& at) {
  const std::string_view text = at.text();
  int depth = 0;
  for (std::size_t end = 0; end < text.size(); ++end) {
    const char c = text[end];
    if ((c == '(' && end + 1 == text.size()) || text.substr(end) == "（") return end;
    depth += c == '(';
    depth -= c == ')' && depth > 0;
    if (depth > 0) continue;
    const std::size_t width = separator_width(text.substr(end));
    if (width > 0 &&
        (end + width == text.size() || is_blank(text, end + width) || (end > 0 && is_blank(text, end - 1))))
      return end;
    if ((c == ':' && is_blank(text, end + 1)) || text.substr(end).starts_with("：")) return end;
  }
  return text.size();
}

/// One field, a link or text; `at` is moved past it. Nothing where what follows is no field but a sentence.
std::optional<HeadField> read_field(const Tree& tree, Cursor& at) {
  at.skip_blanks();
  if (at.is(NodeKind::link)) {
    const NodeId link = at.node();
    at.skip_node();
    return link_field(tree, link);
  }
  std::string text;
  while (!at.at_line_end()) {
    if (at.is(NodeKind::link)) {
      if (!is_lead(trim(text))) break;
      const NodeId link = at.node();
      at.skip_node();
      return link_field(tree, link, trim(text));
    }
    if (!at.is(NodeKind::text)) {
      append_inline_text(tree, at.node(), tree[at.node()].next, text);
      at.skip_node();
      continue;
    }
    const std::string_view rest = at.text();
    const std::size_t width = field_width(at);
    text += rest.substr(0, width);
    const bool whole = width == rest.size();
    at.skip_text(width);
    if (!whole) break;
  }
  std::string name = normalize_nfc(trim(text));
  if (!is_plausible_name(name)) return std::nullopt;
  return HeadField{std::move(name), {}, false, {}};
}

/// A field after a dash, which is one only where that is beyond doubt.
std::optional<HeadField> read_field_after_dash(const Tree& tree, Cursor& at, const NameIndex& names) {
  Cursor here = at;
  const std::optional<HeadField> field = read_field(tree, here);
  if (!field || field->text.empty()) return std::nullopt;
  Cursor after = here;
  after.skip_blanks();
  const bool ends = after.at_line_end() || separator_width(after.text()) > 0;
  if (!ends || (!field->is_link && names.find(field->text) == nullptr)) return std::nullopt;
  at = here;
  return field;
}

bool take_dash(Cursor& at) {
  return at.take("— ") || at.take("– ") || at.take("- ") || at.take("——");
}

bool take_separator(Cursor& at) {
  const std::size_t width = separator_width(at.text());
  if (width > 0) at.skip_text(width);
  return width > 0;
}

/// ` on **Channel**`
std::optional<HeadField> read_channel(const Tree& tree, Cursor& at) {
  const std::string_view text = at.text();
  for (std::string_view word : kLeads) {
    if (!text.starts_with(word)) continue;
    Cursor here = at;
    here.skip_text(word.size());
    const bool blank = here.skip_blanks();
    if (!here.is(NodeKind::strong) || (!blank && static_cast<unsigned char>(word[0]) < 0x80)) continue;
    const NodeId channel = here.node();
    const NodeId child = tree[channel].first;
    here.skip_node();
    at = here;
    HeadField field{written_text(tree, channel), {}, false, std::string(word)};
    if (child != kNoNode && tree[child].kind == NodeKind::link) field.url = tree[child].url;
    return field;
  }
  return std::nullopt;
}

/// Reads one field after another until something else comes.
class Reading {
 public:
  Reading(const Tree& tree, Cursor at, const NameIndex& names)
      : tree_(tree), names_(names), result_{{}, {}, {}, false, false, false, HeadFields::End::line, at} {}

  HeadFields run(LinkedTitle title) {
    while (step(title)) {
    }
    return std::move(result_);
  }

 private:
  bool step(LinkedTitle title);
  bool read_credit(LinkedTitle title, Cursor at, bool blank);
  bool stop(HeadFields::End end, Cursor at) {
    at.skip_blanks();
    result_.end = at.at_line_end() ? HeadFields::End::line : end;
    result_.body = at;
    return false;
  }
  bool go_on(Cursor at) {
    result_.body = at;
    return true;
  }
  bool add(std::optional<HeadField> field, Cursor at) {
    if (!field->text.empty() || field->is_link) result_.fields.push_back(std::move(*field));
    return go_on(at);
  }

  const Tree& tree_;
  const NameIndex& names_;
  HeadFields result_;
};

/// A channel, an author or a remark after a linked title; whether there is one.
bool Reading::read_credit(LinkedTitle title, Cursor at, bool blank) {
  if (!title.linked) return false;
  const bool first = result_.fields.empty();
  if (first && title.bold && result_.authors.empty()) {
    if (auto channel = read_channel(tree_, at)) {
      result_.channel = true;
      return add(std::move(channel), at);
    }
  }
  if (result_.authors.empty()) {
    result_.authors = read_authors(tree_, at);
    if (!result_.authors.empty()) return go_on(at);
  }
  if (!first || !result_.tail.empty()) return false;
  result_.tail = read_remark(at);
  if (blank && !result_.tail.empty()) result_.tail.insert(0, 1, ' ');
  return !result_.tail.empty() && go_on(at);
}

bool Reading::step(LinkedTitle title) {
  Cursor at = result_.body;
  const bool blank = at.skip_blanks();
  if (at.at_line_end()) return stop(HeadFields::End::line, at);
  Cursor field_at = at;
  const bool separated = take_separator(field_at);
  if (separated) {
    result_.separated = true;
    const Cursor after_separator = field_at;
    if (auto field = read_field(tree_, field_at)) return add(std::move(field), field_at);
    return stop(HeadFields::End::text, after_separator);
  }
  if (auto links = read_parenthesised_links(tree_, at); !links.empty()) {
    result_.parenthesised = true;
    for (HeadField& link : links) result_.fields.push_back(std::move(link));
    return go_on(at);
  }
  const bool after_field = !result_.fields.empty();
  if (after_field && at.is(NodeKind::link) && !result_.fields.back().is_link)
    return add(read_field(tree_, at), at);  // "Company [Source](url)"
  if (read_credit(title, at, blank)) return true;
  if (title.linked && !title.bold && !after_field) {  // a full stop after a link, and nothing else
    Cursor stop_at = at;
    if (stop_at.take(".") || stop_at.take("。")) {
      stop_at.skip_blanks();
      if (stop_at.at_line_end()) return stop(HeadFields::End::line, stop_at);
    }
  }
  if (at.take(":") || at.take("：")) return stop(HeadFields::End::colon, at);
  if (after_field && (field_at.take(", ") || field_at.take("/ ") || field_at.take("& "))) {
    field_at.skip_blanks();
    if (field_at.is(NodeKind::link)) return add(read_field(tree_, field_at), field_at);
  }
  if ((blank || at.text().starts_with("——")) && take_dash(at)) {
    at.skip_blanks();
    if (auto field = read_field_after_dash(tree_, at, names_)) return add(std::move(field), at);
    return stop(HeadFields::End::dash, at);
  }
  if ((after_field || !result_.authors.empty()) && (at.take(".") || at.take("。")))
    return stop(HeadFields::End::text, at);
  return stop(HeadFields::End::text, at);
}

/// The text without what joins it to the links beside it; `text` is empty then.
std::string take_piece(std::string& text) {
  std::string_view piece = trim(text);
  while (!piece.empty() && std::string_view(",;/&").find(piece.front()) != std::string_view::npos)
    piece = trim(piece.substr(1));
  while (!piece.empty() && std::string_view(",;/&").find(piece.back()) != std::string_view::npos)
    piece = trim(piece.substr(0, piece.size() - 1));
  std::string taken(piece);
  text.clear();
  return taken;
}

}  // namespace

std::vector<HeadField> read_parenthesised_links(const Tree& tree, Cursor& at) {
  Cursor here = at;
  if (!here.take("(") && !here.take("（")) return {};
  std::vector<HeadField> fields;
  bool any_link = false;
  std::string text;  // before a link, or instead of one
  while (!here.at_line_end()) {
    if (here.is(NodeKind::link)) {
      fields.push_back(link_field(tree, here.node(), take_piece(text)));
      any_link = true;
      here.skip_node();
      continue;
    }
    if (!here.is(NodeKind::text)) return {};
    const std::string_view rest = here.text();
    const std::size_t close = std::min(rest.find(')'), rest.find("）"));
    text += rest.substr(0, close);
    if (text.size() > kLongestField) return {};
    if (close == std::string_view::npos) {
      here.skip_text(rest.size());
      continue;
    }
    here.skip_text(close + (rest[close] == ')' ? 1u : 3u));
    if (std::string plain = take_piece(text); !plain.empty()) fields.push_back({std::move(plain), {}, false, {}});
    if (!any_link) return {};
    at = here;
    return fields;
  }
  return {};
}

HeadFields read_head_fields(const Tree& tree, Cursor at, const NameIndex& names, LinkedTitle title) {
  return Reading(tree, at, names).run(title);
}

std::size_t separator_width(std::string_view text) {
  return start_among(kFieldSeparators, text).size();
}

HeadField link_field(const Tree& tree, NodeId link, std::string_view lead) {
  return {written_text(tree, link), tree[link].url, true, std::string(lead)};
}

model::StoryCredit credit(const HeadField& field) {
  return {field.text, field.url, field.lead};
}

bool is_joining_word(std::string_view word) {
  return word == "and" || word == "or" || word == "和" || word == "与";
}

}  // namespace broadsheet::content
