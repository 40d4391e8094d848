// What follows the bold title on a story's head line: fields between "·", links in parentheses, a channel, a colon.
#pragma once

#include <string>
#include <vector>

#include "content/cursor.h"
#include "content/name_index.h"
#include "model/issue.h"

namespace broadsheet::content {

/// A link, or a piece of plain text.
struct HeadField {
  std::string text;
  std::string url;  ///< as authored
  bool is_link = false;
  std::string lead;  ///< the word before it that belongs to it: "via", "on", "and"
};

HeadField link_field(const Tree& tree, NodeId link, std::string_view lead = {});

/// How many bytes a separator of fields ("·", "|") at the start of a text takes; 0 where there is none.
std::size_t separator_width(std::string_view text);

/// The field as a source or an author.
model::StoryCredit credit(const HeadField& field);

/// Whether a word joins two names: "and", "和".
bool is_joining_word(std::string_view word);

struct HeadFields {
  std::vector<HeadField> fields;
  std::vector<HeadField> authors;  ///< people after "by"
  std::string tail;                ///< a remark in parentheses after the title: "（英文）", "(video)"
  bool parenthesised = false;      ///< at least one link stands in parentheses
  bool channel = false;            ///< the one field is a channel in bold
  bool separated = false;          ///< a separator follows the title, whatever follows that
  /// What stands where the fields end.
  enum class End { line, colon, dash, text } end = End::line;
  Cursor body;  ///< after them: the start of the body, or a line break before it
};

/// What is known of the title before the fields: only a linked one has an author or a remark, only a bold one a
/// channel.
struct LinkedTitle {
  bool linked = false;
  bool bold = false;
};

/// Reads the fields from `at`, which stands right after the title. A dash separates only what surely is a field: a link
/// that ends the line, or a name of the vocabulary; text that is too long for a name is the body.
HeadFields read_head_fields(const Tree& tree, Cursor at, const NameIndex& names, LinkedTitle title);

/// The links in parentheses at `at`, which is moved past them; nothing (and `at` not moved) where there are none.
std::vector<HeadField> read_parenthesised_links(const Tree& tree, Cursor& at);

}  // namespace broadsheet::content
