#include "content/head_line.h"

#include <algorithm>
#include <array>

#include "base/characters.h"
#include "base/text.h"
#include "content/byline.h"
#include "content/head_fields.h"
#include "content/head_titles.h"
#include "content/html.h"

namespace broadsheet::content {

namespace {

using model::BoldMeaning;
using model::Link;
using model::StoryTitle;

constexpr std::size_t kLongestMark = 8;  // code points of emoji before a title

/// Texts of links that say nothing of the story.
constexpr std::array<std::string_view, 16> kGenericTexts = {"source", "link",  "blog", "article",   "post",     "here",
                                                            "paper",  "video", "read", "read more", "original", "more",
                                                            "来源",   "原文",  "链接", "阅读原文"};

bool is_generic(std::string_view text) {
  const std::string lower = lower_case(text);
  return std::find(kGenericTexts.begin(), kGenericTexts.end(), lower) != kGenericTexts.end();
}

/// Emoji and symbols before a bold title, which belong to it; `at` is moved past them. Empty where there are none.
std::string read_mark(Cursor& at) {
  const std::string_view text = at.text();
  if (text.empty() || count_code_points(text) > kLongestMark) return {};
  bool any_symbol = false;
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t c = next_code_point(text, offset);
    const bool joiner = c == ' ' || c == 0x200d || (c >= 0xfe00 && c <= 0xfe0f);
    const bool symbol = (c >= 0x2190 && c < 0x2e80) || (c >= 0x1f000 && c < 0x20000);
    if (!joiner && !symbol) return {};
    any_symbol = any_symbol || symbol;
  }
  if (!any_symbol) return {};
  std::string mark(text);
  at.skip_text(text.size());
  return mark;
}

/// Whether a text goes on in the middle of a sentence, so that bold words before it are no head.
bool continues_sentence(const Cursor& at) {
  const std::string_view text = at.text();
  if (text.empty()) return !at.at_end();
  std::size_t offset = 0;
  const char32_t c = next_code_point(text, offset);
  std::string first;
  append_utf8(first, c);
  if (is_unspaced(c)) return true;
  if (!is_word(c)) return c != '"' && c != '\'' && c != 0x201c && c != 0x2018 && c != '(';
  return lower_case(first) == first && (c < '0' || c > '9');
}

/// Whether the bold text ends inside a word.
bool continues_word(const Cursor& at) {
  std::size_t offset = 0;
  return !at.text().empty() && is_word(next_code_point(at.text(), offset));
}

/// "Jane Doe (jdoe)"
bool is_person_with_nick(std::string_view text) {
  const std::size_t open = text.find(" (");
  return open != std::string_view::npos && open > 0 && text.ends_with(')');
}

/// Puts a head together from its titles and fields.
class Assembly {
 public:
  Assembly(const HeadContext& context, HeadTitles titles, HeadFields fields)
      : context_(context), titles_(std::move(titles)), fields_(std::move(fields)) {}

  Head run(bool bold);

 private:
  bool bold_is_company() const;
  void assign_company();
  void assign_fields();
  int form(bool bold) const;

  const HeadContext& context_;
  HeadTitles titles_;
  HeadFields fields_;
  Head head_;
  bool company_ = false;
};

bool Assembly::bold_is_company() const {
  if (titles_.linked || titles_.bracketed || titles_.titles.size() != 1) return false;
  if (context_.bold) return *context_.bold == BoldMeaning::company;
  const auto is_link = [](const HeadField& field) { return field.is_link && !is_generic(field.text); };
  return fields_.fields.size() == 1 && is_link(fields_.fields[0]) && !fields_.parenthesised &&
         context_.names.is(titles_.titles[0].text, "company");
}

/// The bold text is the company, the first field that says something is the title.
void Assembly::assign_company() {
  company_ = true;
  StoryTitle bold = std::move(titles_.titles[0]);
  titles_.titles.clear();
  for (HeadField& field : fields_.fields) {
    const bool is_title = titles_.titles.empty() && !is_generic(field.text) && !fields_.parenthesised;
    if (is_title)
      titles_.titles.push_back({"", field.text, escape_html(field.text), field.url});
    else
      head_.sources.push_back({std::move(field.text), std::move(field.url)});
  }
  head_.byline = split_byline(bold.text, context_.names);
  if (titles_.titles.empty()) titles_.titles.push_back(std::move(bold));
}

/// The first text is the company, unless it is a publisher; every other field is a source.
void Assembly::assign_fields() {
  const bool bold_is_channel = context_.bold == BoldMeaning::channel && !titles_.linked && titles_.titles.size() == 1 &&
                               !fields_.fields.empty() && fields_.fields[0].is_link;
  if (bold_is_channel) {
    head_.sources.push_back({titles_.titles[0].text, {}});
    HeadField& first = fields_.fields[0];
    titles_.titles = {{"", first.text, escape_html(first.text), first.url}};
    fields_.fields.erase(fields_.fields.begin());
  }
  for (HeadField& field : fields_.fields) {
    const bool is_company = !field.is_link && !fields_.channel && !fields_.parenthesised && head_.byline.empty() &&
                            !context_.names.is(field.text, "publisher");
    if (is_company)
      head_.byline = split_byline(field.text, context_.names);
    else
      head_.sources.push_back({std::move(field.text), std::move(field.url)});
  }
}

int Assembly::form(bool bold) const {
  if (context_.in_list) return bold ? 10 : 13;
  if (head_.kind != HeadKind::story) return 11;
  if (!bold) return 13;
  if (fields_.channel) return 12;
  if (company_) return 7;
  if (titles_.titles.size() > 1) return 6;
  if (fields_.parenthesised) return 9;
  if (titles_.linked) return head_.sources.empty() ? 2 : 3;
  if (!head_.byline.empty() && is_person_with_nick(head_.byline[0].name)) return 8;
  if (head_.byline.empty() && head_.sources.empty()) return titles_.bracketed ? 1 : 11;
  if (head_.byline.empty()) return 5;
  return titles_.bracketed ? 1 : 4;
}

Head Assembly::run(bool bold) {
  const bool evidence = titles_.linked || titles_.bracketed || fields_.separated || !fields_.fields.empty();
  const bool alone = fields_.end == HeadFields::End::line;
  head_.kind = evidence ? HeadKind::story : alone ? HeadKind::lead_in : HeadKind::run_in;
  if (bold_is_company())
    assign_company();
  else
    assign_fields();
  head_.source_lead = fields_.channel ? fields_.lead : std::string();
  head_.form = form(bold);
  head_.titles = std::move(titles_.titles);
  head_.body = {fields_.body.node(), fields_.body.offset()};
  return std::move(head_);
}

/// Where the first sentence of a text ends, after its mark; the text's size where it has but one.
std::size_t sentence_end(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool stop = text[at] == '.' || text[at] == '!' || text[at] == '?';
    if (stop && at + 1 < text.size() && text[at + 1] == ' ') return at + 1;
    for (std::string_view wide : {"。", "！", "？"})
      if (text.substr(at).starts_with(wide)) return at + wide.size();
  }
  return text.size();
}

/// Cuts a text in two; gives the second part.
NodeId cut(Tree& tree, Cursor at) {
  if (at.offset() == 0) return at.node();
  Node rest = tree[at.node()];
  rest.literal.erase(0, at.offset());
  tree[at.node()].literal.resize(at.offset());
  const NodeId id = tree.add(std::move(rest));
  tree[at.node()].next = id;
  return id;
}

/// Where the links in parentheses at the end of a list item's text start; nothing where there are none. They are the
/// last parentheses that open, so only those few are tried.
std::optional<Cursor> closing_links(const Tree& tree, Cursor at, std::vector<HeadField>& fields) {
  std::array<std::optional<Cursor>, 4> candidates;
  std::size_t count = 0;
  for (; !at.at_end(); at.skip_node()) {
    const std::string_view text = at.text();
    for (std::size_t open = 0; open < text.size(); ++open)
      if (text[open] == '(' || text.substr(open).starts_with("（"))
        candidates[count++ % candidates.size()] = Cursor(tree, at.node(), at.offset() + open);
  }
  for (std::size_t tried = 0; tried < std::min(count, candidates.size()); ++tried) {
    const Cursor start = *candidates[(count - 1 - tried) % candidates.size()];
    Cursor links = start;
    fields = read_parenthesised_links(tree, links);
    if (fields.empty()) continue;
    while (links.take(".") || links.take("。") || links.skip_blanks()) {
    }
    if (links.at_end()) return start;
  }
  fields.clear();
  return std::nullopt;
}

/// `- text. ([Source](url))`: the first sentence is the title, the others are the body.
std::optional<Head> read_plain_item(Tree& tree, NodeId first) {
  std::vector<HeadField> fields;
  const std::optional<Cursor> links = closing_links(tree, Cursor(tree, first), fields);
  if (!links || (links->node() == first && links->offset() == 0)) return std::nullopt;
  const NodeId end = cut(tree, *links);
  NodeId body = end;
  for (NodeId id : Siblings(tree, first, end)) {
    if (tree[id].kind != NodeKind::text) continue;
    const std::string_view text = tree[id].literal;
    const std::size_t sentence = sentence_end(text);
    if (trim(text.substr(sentence)).empty()) continue;
    body = cut(tree, Cursor(tree, id, sentence));
    break;
  }
  Head head;
  head.form = 10;
  StoryTitle title;
  append_inline_text(tree, first, body, title.text);
  append_inline_html(tree, first, body, Links::dropped, title.html);
  title.text = normalize_nfc(trim(title.text));
  title.html = normalize_nfc(trim(title.html));
  if (title.text.empty()) return std::nullopt;
  head.titles.push_back(std::move(title));
  for (HeadField& field : fields) head.sources.push_back({std::move(field.text), std::move(field.url)});
  if (body != end) {
    head.body = {body, 0};
    head.body_end = {end, 0};
  }
  return head;
}

/// Takes the links in parentheses that end a list item's text out of its body: they are its sources.
void take_closing_links(Tree& tree, Head& head) {
  if (head.body.node == kNoNode) return;
  std::vector<HeadField> fields;
  std::optional<Cursor> links = closing_links(tree, Cursor(tree, head.body.node, head.body.offset), fields);
  if (!links) return;
  const bool nothing_before = links->node() == head.body.node && links->offset() <= head.body.offset;
  head.body_end = {cut(tree, *links), 0};
  if (nothing_before) head.body = {};
  for (HeadField& field : fields) head.sources.push_back({std::move(field.text), std::move(field.url)});
}

/// The link alone, or the bold text in a link.
bool is_bold(const Tree& tree, NodeId node) {
  if (tree[node].kind == NodeKind::strong) return true;
  const NodeId child = tree[node].first;
  return child != kNoNode && tree[child].kind == NodeKind::strong && tree[child].next == kNoNode;
}

}  // namespace

std::optional<Head> read_head(Tree& tree, NodeId first, const HeadContext& context) {
  if (first == kNoNode) return std::nullopt;
  Cursor at(tree, first);
  at.skip_blanks();
  const std::string mark = read_mark(at);
  const auto plain = [&] { return context.in_list ? read_plain_item(tree, first) : std::nullopt; };
  if (!at.is(NodeKind::strong) && !at.is(NodeKind::link)) return plain();
  const bool bold = is_bold(tree, at.node());
  HeadTitles titles = read_titles(tree, at.node());
  if (titles.titles.empty()) return std::nullopt;
  if (!mark.empty()) {
    titles.titles[0].text.insert(0, mark);
    titles.titles[0].html.insert(0, escape_html(mark));
  }
  at.skip_node();
  if (!titles.colon && continues_word(at)) return plain();
  HeadFields fields = read_head_fields(tree, at, context.names, titles.linked && bold);
  const bool named = !fields.fields.empty();
  const bool has_text =
      std::any_of(fields.fields.begin(), fields.fields.end(), [](const HeadField& f) { return !f.is_link; });
  if (titles.colon && fields.end == HeadFields::End::text) fields.end = HeadFields::End::colon;
  if (fields.end == HeadFields::End::text && !named) {
    const bool sure = titles.linked || titles.bracketed;
    if (!bold || (!fields.separated && (!sure || continues_sentence(fields.body)))) return plain();
  }
  if (!bold && !has_text && !context.in_list) return std::nullopt;  // a paragraph that begins with a link
  Head head = Assembly(context, std::move(titles), std::move(fields)).run(bold);
  if (context.in_list) take_closing_links(tree, head);
  return head;
}

}  // namespace broadsheet::content
