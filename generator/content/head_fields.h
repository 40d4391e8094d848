// What follows the bold title on a story's head line: fields between "·", links in parentheses, a channel, a colon.
#pragma once

#include <string>
#include <vector>

#include "content/cursor.h"
#include "content/name_index.h"

namespace broadsheet::content {

/// A link, or a piece of plain text.
struct HeadField {
  std::string text;  ///< with the words before a link that belong to it ("via HN")
  std::string url;   ///< as authored
  bool is_link = false;
};

struct HeadFields {
  std::vector<HeadField> fields;
  std::string lead;            ///< the word before a channel: "on"
  bool parenthesised = false;  ///< at least one link stands in parentheses
  bool channel = false;        ///< the one field is a channel in bold
  bool separated = false;      ///< a separator follows the title, whatever follows that
  /// What stands where the fields end.
  enum class End { line, colon, dash, text } end = End::line;
  Cursor body;  ///< after them: the start of the body, or a line break before it
};

/// Reads the fields from `at`, which stands right after the title. A dash separates only what surely is a field: a link
/// that ends the line, or a name of the vocabulary; text that is too long for a name is the body.
HeadFields read_head_fields(const Tree& tree, Cursor at, const NameIndex& names, bool may_have_channel);

/// The links in parentheses at `at`, which is moved past them; nothing (and `at` not moved) where there are none.
std::vector<HeadField> read_parenthesised_links(const Tree& tree, Cursor& at);

}  // namespace broadsheet::content
