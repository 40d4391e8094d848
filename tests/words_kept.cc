#include "words_kept.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "base/characters.h"
#include "base/files.h"
#include "base/text.h"
#include "content/archive_reader.h"
#include "content/config.h"
#include "content/front_matter.h"
#include "content/source.h"
#include "model/address.h"

namespace broadsheet {

namespace {

/// Words of scripts with blanks; each ideograph is one. Kinds of quotes and dashes do not count.
std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) words.push_back(std::exchange(word, {}));
  };
  const std::string normal = normalize_nfc(text);
  for (std::size_t at = 0; at < normal.size();) {
    const char32_t c = next_code_point(normal, at);
    if (!is_word(c) || is_unspaced(c)) finish();
    if (!is_word(c)) continue;
    append_utf8(word, c);
    if (is_unspaced(c)) finish();
  }
  finish();
  return words;
}

bool is_hidden(std::string_view html) {
  html = trim(html);
  const bool comment = html.starts_with("<!--") && html.find("-->") + 3 == html.size();
  return comment || split_words(lower_case(html)) == std::vector<std::string>{"br"};
}

bool ends_words(cmark_node_type type) {
  return type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK ||
         (type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

std::string decoded(std::string_view html) {
  std::string text(html);
  for (const auto& [from, to] : {std::pair<std::string_view, std::string_view>{"&lt;", "<"},
                                 {"&gt;", ">"},
                                 {"&quot;", "\""},
                                 {"&#39;", "'"},
                                 {"&#34;", "\""},
                                 {"&nbsp;", " "},
                                 {"&amp;", "&"}})
    replace_all(text, from, to);
  return text;
}

/// Elements inside a line, which do not end a word.
bool is_inline_tag(std::string_view name) {
  for (std::string_view known : {"a", "em", "strong", "code", "span", "del", "b", "i", "mark", "wbr"})
    if (name == known) return true;
  return false;
}

/// The words of `expected` that `shown` has too few of.
std::vector<std::string> missing_words(const std::vector<std::string>& expected,
                                       const std::vector<std::string>& shown) {
  std::map<std::string_view, int> counts;
  for (const std::string& word : shown) ++counts[word];
  std::vector<std::string> missing;
  for (const std::string& word : expected)
    if (--counts[word] < 0) missing.push_back(word);
  return missing;
}

/// The text without the tags of shortcodes, whose templates say what is shown instead.
std::string without_shortcodes(std::string text) {
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"{{<", ">}}"}, {"{{%", "%}}"}})
    for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
      const std::size_t end = text.find(close, at);
      text.erase(at, end == std::string::npos ? open.size() : end + close.size() - at);
    }
  return text;
}

/// A file and the address of the page that it became.
struct Published {
  std::string path;
  std::string address;
};

void compare_one(const std::string& content, const std::string& site, const Published& file, KeptWords& result) {
  Diagnostics ignored;
  const content::CleanSource source = content::clean({file.path, read_file(content + "/" + file.path)}, ignored);
  const std::size_t body = content::read_front_matter(source).body;
  const std::vector<std::string> expected = words_of_markdown(without_shortcodes(source.text.substr(body)));
  const std::string page = file.address.substr(1) + "index.html";
  const bool is_there = file_exists(site + "/" + page);
  std::vector<std::string> missing =
      is_there ? missing_words(expected, words_of_page(read_file(site + "/" + page))) : expected;
  ++result.files;
  result.words += expected.size();
  if (!missing.empty() || !is_there) result.lost.push_back({file.path, page, std::move(missing), expected.size()});
}

}  // namespace

std::vector<std::string> words_of_markdown(std::string_view markdown) {
  cmark_gfm_core_extensions_ensure_registered();
  const std::unique_ptr<cmark_parser, void (*)(cmark_parser*)> parser(
      cmark_parser_new(CMARK_OPT_SMART | CMARK_OPT_FOOTNOTES), cmark_parser_free);
  for (const char* extension : {"table", "tasklist"})
    cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(extension));
  cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
  const std::unique_ptr<cmark_node, void (*)(cmark_node*)> document(cmark_parser_finish(parser.get()), cmark_node_free);
  const std::unique_ptr<cmark_iter, void (*)(cmark_iter*)> iterator(cmark_iter_new(document.get()), cmark_iter_free);
  std::string text;
  int images = 0;  // what stands in an image is its alternative text, no word on the page
  for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
    cmark_node* node = cmark_iter_get_node(iterator.get());
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_IMAGE) images += event == CMARK_EVENT_ENTER ? 1 : -1;
    if (ends_words(type)) text += '\n';
    const bool html = type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE;
    if (!html && type != CMARK_NODE_TEXT && type != CMARK_NODE_CODE && type != CMARK_NODE_CODE_BLOCK) continue;
    const char* literal = cmark_node_get_literal(node);
    if (literal == nullptr || images > 0) continue;
    text += html && is_hidden(literal) ? "\n" : literal;
  }
  return split_words(text);
}

std::vector<std::string> words_of_page(std::string_view html) {
  std::string text;
  const std::size_t body = html.find("<body");
  for (std::size_t at = body == std::string_view::npos ? 0 : body; at < html.size();) {
    const std::size_t open = std::min(html.find('<', at), html.size());
    text += html.substr(at, open - at);
    if (open == html.size()) break;
    std::size_t close = std::min(html.find('>', open), html.size() - 1);
    std::string_view name = html.substr(open + 1, close - open - 1);
    if (name.starts_with('/')) name.remove_prefix(1);
    name = name.substr(0, std::min(name.find_first_of(" />\n"), name.size()));
    for (std::string_view raw : {"script", "style"})
      if (name == raw && html[open + 1] != '/')
        close = std::min(html.find('>', html.find("</" + std::string(raw), close)), html.size() - 1);
    if (!is_inline_tag(name)) text += '\n';
    at = close + 1;
  }
  return split_words(decoded(text));
}

KeptWords compare_words(const std::string& content, const std::string& site) {
  Diagnostics ignored;
  const model::Site configured = content::read_site(content, ignored);
  const content::ReadResult read = content::read_archive(configured, content, ignored);
  KeptWords result;
  for (const model::Issue& issue : read.issues)
    if (!issue.draft) compare_one(content, site, {issue.path, model::issue_address(issue)}, result);
  for (const model::StandalonePage& page : read.pages)
    if (!page.draft) compare_one(content, site, {page.path, page.address}, result);
  std::sort(result.lost.begin(), result.lost.end(),
            [](const LostWords& a, const LostWords& b) { return a.path < b.path; });
  return result;
}

}  // namespace broadsheet
