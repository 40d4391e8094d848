// The head line of a story: recognises the forms in which authors write one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/cursor.h"
#include "content/head_titles.h"
#include "content/name_index.h"
#include "model/issue.h"

namespace broadsheet::content {

/// Forms that are no rows of bold heads: a heading, a line with a number, a sentence with links.
inline constexpr int kHeadingForm = 14;
inline constexpr int kNumberedForm = 15;
inline constexpr int kSentenceForm = 16;

/// How sure it is that a line is a head: `story` names a link, a company or a bracketed title; `lead_in` is bold and
/// stands on a line of its own; `run_in` is bold and ends with a colon or, in a list, a dash. The latter two are heads
/// only where the section says so.
enum class HeadKind { story, lead_in, run_in };

/// Where a piece of a paragraph begins or ends: before a node, or inside a text.
struct InlinePlace {
  NodeId node = kNoNode;
  std::size_t offset = 0;
};

struct Head {
  HeadKind kind = HeadKind::story;
  int form = 0;  ///< as in README.md
  std::string mark;
  std::vector<HeadTitle> titles;
  std::vector<model::BylineName> byline;
  std::vector<model::StoryCredit> authors;
  std::vector<model::StoryCredit> sources;
  InlinePlace body;      ///< in the same paragraph; kNoNode where there is none
  InlinePlace body_end;  ///< kNoNode: the paragraph's end
};

/// What is known of the place of a line.
struct HeadContext {
  const NameIndex& names;
  std::optional<model::BoldMeaning> bold;  ///< of the series
  bool in_list = false;
  bool in_heading = false;
  bool linked_items = false;  ///< a list item with a link anywhere is a story
  bool numbered = false;      ///< a line that starts with a number is a story
};

/// The head that the line at `first` starts with; nothing where it starts with none. Does not change the tree, but for
/// cutting texts in two where a list item's first sentence becomes its title.
std::optional<Head> read_head(Tree& tree, NodeId first, const HeadContext& context);

/// The head that a heading is: one link with what may follow a title, or, where `is_title`, whatever stands in it.
std::optional<Head> read_heading_head(Tree& tree, NodeId heading, const HeadContext& context, bool is_title);

}  // namespace broadsheet::content
