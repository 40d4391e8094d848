#include "content/head_line.h"

#include <algorithm>
#include <array>

#include "base/characters.h"
#include "base/text.h"
#include "content/byline.h"
#include "content/head_fields.h"
#include "content/head_marks.h"
#include "content/head_titles.h"
#include "content/html.h"
#include "content/item_head.h"

namespace broadsheet::content {

namespace {

using model::BoldMeaning;
using model::Link;

/// Texts of links that say nothing of the story.
constexpr std::array<std::string_view, 16> kGenericTexts = {"source", "link",  "blog", "article",   "post",     "here",
                                                            "paper",  "video", "read", "read more", "original", "more",
                                                            "来源",   "原文",  "链接", "阅读原文"};

bool is_generic_text(std::string_view text) {
  const std::string lower = lower_case(text);
  return std::find(kGenericTexts.begin(), kGenericTexts.end(), lower) != kGenericTexts.end();
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

/// "Jane Doe (jdoe)", "李雷（leilei）"
bool is_person_with_nick(std::string_view text) {
  const auto has_end = [&](std::string_view open, std::string_view close) {
    const std::size_t at = text.find(open);
    return at != std::string_view::npos && at > 0 && text.ends_with(close);
  };
  return has_end(" (", ")") || has_end("（", "）");
}

/// Puts a head together from its titles and fields.
class Assembly {
 public:
  Assembly(const HeadContext& context, HeadTitles titles, HeadFields fields)
      : context_(context), titles_(std::move(titles)), fields_(std::move(fields)) {}

  Head run(bool bold, bool numbered);

 private:
  bool bold_is_company() const;
  void assign_company();
  void assign_fields();
  void add_tail();
  int form(bool bold, bool numbered) const;

  const HeadContext& context_;
  HeadTitles titles_;
  HeadFields fields_;
  Head head_;
  bool company_ = false;
};

bool Assembly::bold_is_company() const {
  if (titles_.linked || titles_.bracketed || titles_.titles.size() != 1) return false;
  if (context_.bold) return *context_.bold == BoldMeaning::company;
  const auto is_link = [](const HeadField& field) { return field.is_link && !is_generic_text(field.text); };
  return fields_.fields.size() == 1 && is_link(fields_.fields[0]) && !fields_.parenthesised &&
         context_.names.is(titles_.titles[0].text, "company");
}

/// The bold text is the company, the first field that says something is the title.
void Assembly::assign_company() {
  company_ = true;
  HeadTitle bold = std::move(titles_.titles[0]);
  titles_.titles.clear();
  for (HeadField& field : fields_.fields) {
    const bool is_title = titles_.titles.empty() && !is_generic_text(field.text) && !fields_.parenthesised;
    if (is_title)
      titles_.titles.push_back({"", field.text, escape_html(field.text), field.url});
    else
      head_.sources.push_back(credit(field));
  }
  head_.byline = split_byline(bold.text, context_.names);
  if (titles_.titles.empty()) titles_.titles.push_back(std::move(bold));
}

/// The first text is the company, unless it is a publisher; every other field is a source.
void Assembly::assign_fields() {
  const bool bold_is_channel = context_.bold == BoldMeaning::channel && !titles_.linked && titles_.titles.size() == 1 &&
                               !fields_.fields.empty() && fields_.fields[0].is_link;
  if (bold_is_channel) {
    head_.sources.push_back({titles_.titles[0].text, {}, {}});
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
      head_.sources.push_back(credit(field));
  }
}

int Assembly::form(bool bold, bool numbered) const {
  if (numbered && !context_.in_list) return kNumberedForm;
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

/// The remark after the title is a part of it without an address.
void Assembly::add_tail() {
  const std::string_view remark = trim(fields_.tail);
  titles_.titles.push_back({fields_.tail.starts_with(' ') ? " " : "", std::string(remark), escape_html(remark), {}});
}

Head Assembly::run(bool bold, bool numbered) {
  const bool evidence = titles_.linked || titles_.bracketed || fields_.separated || !fields_.fields.empty() ||
                        (numbered && context_.numbered);
  const bool alone = fields_.end == HeadFields::End::line;
  head_.kind = evidence ? HeadKind::story : alone ? HeadKind::lead_in : HeadKind::run_in;
  if (bold_is_company())
    assign_company();
  else
    assign_fields();
  for (const HeadField& author : fields_.authors) head_.authors.push_back(credit(author));
  if (!fields_.tail.empty()) add_tail();
  head_.form = form(bold, numbered);
  head_.titles = std::move(titles_.titles);
  head_.body = {fields_.body.node(), fields_.body.offset()};
  return std::move(head_);
}

/// The link alone, or the bold text in a link.
bool is_bold(const Tree& tree, NodeId node) {
  if (tree[node].kind == NodeKind::strong) return true;
  const NodeId child = tree[node].first;
  return child != kNoNode && tree[child].kind == NodeKind::strong && tree[child].next == kNoNode;
}

/// "SR-1234", "#42", "v1.2": a link that is no title without the words behind it.
bool is_reference(std::string_view text) {
  return text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-#./_") ==
             std::string_view::npos &&
         text.find_first_of("0123456789") != std::string_view::npos;
}

void add_marks(const HeadMarks& marks, Head& head) {
  head.mark = marks.text;
  if (marks.emoji.empty() || head.titles.empty()) return;
  head.titles[0].text.insert(0, marks.emoji);
  head.titles[0].html.insert(0, escape_html(marks.emoji));
}

/// Takes the number off a bold title: `**1. Title**`.
void take_number(HeadTitle& title, HeadMarks& marks) {
  const std::size_t width = marks.any() ? 0 : number_width(title.text);
  if (width == 0 || width >= title.text.size() || !title.html.starts_with(title.text.substr(0, width))) return;
  marks.text = trim(title.text.substr(0, width));
  marks.numbered = true;
  title.text.erase(0, width);
  title.html.erase(0, width);
}

/// Reads one line; holds what its steps have in common.
class HeadReader {
 public:
  HeadReader(Tree& tree, NodeId first, const HeadContext& context)
      : tree_(tree), context_(context), at_(tree, first), marks_(read_marks(at_)) {}

  std::optional<Head> run();

 private:
  std::optional<Head> sentence();
  bool is_no_head(const HeadTitles& titles, HeadFields& fields, bool bold) const;

  Tree& tree_;
  const HeadContext& context_;
  Cursor at_;  // after the marks
  const HeadMarks marks_;
};

/// A head without a title that stands out: only in lists, and after numbers.
std::optional<Head> HeadReader::sentence() {
  const bool numbered = context_.numbered && marks_.numbered;
  if ((!context_.in_list && !numbered) || at_.at_end()) return std::nullopt;
  const bool any_link = context_.linked_items || numbered;
  std::optional<Head> head = read_sentence_head(tree_, cut(tree_, at_), any_link);
  if (!head) return head;
  if (numbered) head->form = kNumberedForm;
  add_marks(marks_, *head);
  return head;
}

/// Whether the line goes on as a sentence after what would be its title.
bool HeadReader::is_no_head(const HeadTitles& titles, HeadFields& fields, bool bold) const {
  if (titles.colon && fields.end == HeadFields::End::text) fields.end = HeadFields::End::colon;
  const bool runs_on = fields.end == HeadFields::End::colon || fields.end == HeadFields::End::dash;
  if (!bold && runs_on && fields.fields.empty() && is_reference(titles.titles[0].text)) return true;
  if (fields.end != HeadFields::End::text || !fields.fields.empty() || !fields.authors.empty()) return false;
  const bool sure = titles.linked || titles.bracketed;
  return !bold || (!fields.separated && (!sure || continues_sentence(fields.body)));
}

std::optional<Head> HeadReader::run() {
  if (!at_.is(NodeKind::strong) && !at_.is(NodeKind::link)) return sentence();
  const NodeId node = at_.node();
  const bool bold = is_bold(tree_, node);
  if (bold) split_bold_fields(tree_, node);
  HeadTitles titles = read_titles(tree_, node);
  if (titles.titles.empty()) return std::nullopt;
  Cursor at(tree_, node);
  at.skip_node();
  if (!titles.colon && continues_word(at)) return sentence();
  const LinkedTitle title{titles.linked, bold};
  HeadFields fields = read_head_fields(tree_, at, context_.names, title);
  if (is_no_head(titles, fields, bold)) return sentence();
  const bool has_text =
      std::any_of(fields.fields.begin(), fields.fields.end(), [](const HeadField& f) { return !f.is_link; });
  const bool is_marked = context_.in_list || context_.in_heading || marks_.any();
  if (!bold && !has_text && !is_marked) return std::nullopt;            // a paragraph that begins with a link
  if (!bold && is_fragment(titles.titles[0].url)) return std::nullopt;  // an entry of a table of contents
  HeadMarks marks = marks_;
  if (bold) take_number(titles.titles[0], marks);
  Head head = Assembly(context_, std::move(titles), std::move(fields)).run(bold, marks.numbered);
  add_marks(marks, head);
  if (context_.in_list) take_closing_links(tree_, head);
  return head;
}

}  // namespace

std::optional<Head> read_head(Tree& tree, NodeId first, const HeadContext& context) {
  if (first == kNoNode) return std::nullopt;
  return HeadReader(tree, first, context).run();
}

std::optional<Head> read_heading_head(Tree& tree, NodeId heading, const HeadContext& context, bool is_title) {
  HeadContext in_heading = context;
  in_heading.in_heading = true;
  std::optional<Head> head = read_head(tree, tree[heading].first, in_heading);
  const bool whole = head && head->body.node == kNoNode && head->titles[0].url.size() > 0;
  if (!whole && !is_title) return std::nullopt;
  if (!whole) {
    head.emplace();
    Cursor at(tree, tree[heading].first);
    const HeadMarks marks = read_marks(at);
    if (at.at_end()) return std::nullopt;
    head->titles = title_parts(tree, cut(tree, at), kNoNode);
    if (head->titles.empty()) return std::nullopt;
    add_marks(marks, *head);
  }
  head->form = kHeadingForm;
  return head;
}

}  // namespace broadsheet::content
