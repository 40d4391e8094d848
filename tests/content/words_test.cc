// No word of any issue is ever lost: holds the reader against cmark's own tree of the same text.
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <catch2/catch.hpp>

#include "base/characters.h"
#include "base/text.h"
#include "content/issue_reader.h"
#include "content/made_html.h"
#include "content/made_issues.h"

namespace broadsheet::content {

namespace {

/// Letters and digits alone, in Normal Form C: what is left of a text when blanks and marks do not count.
std::string letters(std::string_view text) {
  std::string kept;
  const std::string normal = normalize_nfc(text);
  for (std::size_t at = 0; at < normal.size();) {
    const char32_t c = next_code_point(normal, at);
    if (is_word(c)) append_utf8(kept, c);
  }
  return kept;
}

/// The letters that one text has more often than the other: `+a -b` for an `a` too many and a `b` missing.
std::string difference(std::string_view text, std::string_view expected) {
  std::map<std::string, int> counts;
  const auto count = [&](std::string_view from, int weight) {
    for (std::size_t at = 0; at < from.size();) {
      std::string letter;
      append_utf8(letter, next_code_point(from, at));
      counts[letter] += weight;
    }
  };
  count(text, 1);
  count(expected, -1);
  std::string shown;
  for (const auto& [letter, more] : counts)
    for (int times = 0; times < std::abs(more); ++times) shown += (more > 0 ? "+" : "-") + letter + " ";
  return shown;
}

/// What is left of `part` where its letters stop to follow each other in `whole`; empty where all of them do.
std::string out_of_order(const std::string& part, const std::string& whole) {
  std::size_t at = 0;
  for (char c : whole)
    if (at < part.size() && part[at] == c) ++at;
  return part.substr(at);
}

bool is_hidden(std::string_view html) {
  html = trim(html);
  const std::string lower = lower_case(html);
  const bool comment = html.starts_with("<!--") && html.find("-->") + 3 == html.size();
  return comment || lower == "<br>" || lower == "<br/>" || lower == "<br />";
}

/// All texts of a document, as cmark reads it.
std::string visible_text(std::string_view markdown) {
  cmark_gfm_core_extensions_ensure_registered();
  cmark_parser* parser = cmark_parser_new(CMARK_OPT_SMART | CMARK_OPT_FOOTNOTES);
  cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
  cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("tasklist"));
  cmark_parser_feed(parser, markdown.data(), markdown.size());
  cmark_node* document = cmark_parser_finish(parser);
  std::string text;
  cmark_iter* iterator = cmark_iter_new(document);
  while (cmark_iter_next(iterator) != CMARK_EVENT_DONE) {
    cmark_node* node = cmark_iter_get_node(iterator);
    const cmark_node_type type = cmark_node_get_type(node);
    const bool html = type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE;
    if (!html && type != CMARK_NODE_TEXT && type != CMARK_NODE_CODE && type != CMARK_NODE_CODE_BLOCK) continue;
    const char* literal = cmark_node_get_literal(node);
    if (literal != nullptr && !(html && is_hidden(literal))) text += literal;
  }
  cmark_iter_free(iterator);
  cmark_node_free(document);
  cmark_parser_free(parser);
  return text;
}

/// Everything in an issue that a reader sees, below its title.
std::string shown_text(const model::Issue& issue) {
  std::string text;
  for (const model::Section& section : issue.sections) {
    text += section.title;
    for (const model::Block& block : section.blocks) {
      text += block.text;
      if (block.kind != model::Block::Kind::story) continue;
      const model::Story& story = issue.stories[block.story];
      text += story.mark;
      for (const model::StoryTitle& title : story.titles) text += title.separator + title.text;
      for (const model::BylineName& name : story.byline) text += name.separator + name.name;
      for (const auto* credits : {&story.authors, &story.sources})
        for (const model::StoryCredit& credit : *credits) text += credit.lead + credit.text;
      text += story.body_text;
    }
  }
  return text;
}

/// The same without what may change its place on the way: a head's fields, and links after an item's text.
std::string text_in_order(const model::Issue& issue) {
  std::string text;
  for (const model::Section& section : issue.sections) {
    text += section.title;
    for (const model::Block& block : section.blocks) {
      text += block.text;
      if (block.kind != model::Block::Kind::story) continue;
      const model::Story& story = issue.stories[block.story];
      text += story.mark + story.title;
      text += story.body_text;
    }
  }
  return text;
}

/// What is wrong with the HTML and the ids of an issue.
std::string page_problem(const model::Issue& issue) {
  std::set<std::string> ids;
  std::string problem = html_problem(issue.title_html, ids);
  const auto look = [&](std::string_view html) {
    if (problem.empty()) problem = html_problem(html, ids);
  };
  const auto claim = [&](const KeptText& id) {
    if (problem.empty() && !ids.emplace(id.view()).second) problem = "id " + id + " twice";
  };
  for (const model::Section& section : issue.sections) {
    look(section.title_html);
    if (!section.title.empty()) claim(section.id);
    for (const model::Block& block : section.blocks) {
      look(block.html);
      if (block.kind == model::Block::Kind::heading) claim(block.id);
    }
  }
  for (const model::Story& story : issue.stories) {
    claim(story.id);
    for (const model::StoryTitle& title : story.titles) look(title.html);
    look(story.body_html);
  }
  return problem;
}

void check(const std::string& markdown) {
  INFO(markdown);
  Diagnostics diagnostics;
  const auto issue = read_issue({}, {"tech-2026-03-24.md", markdown}, diagnostics);
  REQUIRE(issue);
  const std::string expected = letters(visible_text(clean({"", markdown}, diagnostics).text));
  CHECK(difference(letters(issue->title + shown_text(*issue)), expected) == "");
  CHECK(out_of_order(letters(issue->title + text_in_order(*issue)), expected) == "");
  CHECK(page_problem(*issue) == "");
}

}  // namespace

TEST_CASE("no word of an issue is lost, doubled or moved", "[content]") {
  for (std::uint32_t seed = 0; seed < 300; ++seed) check(IssueMaker(seed).make());
}

TEST_CASE("no word of a damaged issue is lost", "[content]") {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    IssueMaker maker(seed);
    check(maker.damage(maker.make()));
  }
}

}  // namespace broadsheet::content
