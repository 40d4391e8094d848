// The titles in the bold part of a head line.
#pragma once

#include <string>
#include <vector>

#include "content/tree.h"

namespace broadsheet::content {

/// A title of a story, or a part of it, while it is read: the fields of model::StoryTitle.
struct HeadTitle {
  std::string separator;
  std::string text;
  std::string html;
  std::string url;
};

struct HeadTitles {
  std::vector<HeadTitle> titles;
  bool bracketed = false;  ///< the author put literal brackets around
  bool linked = false;     ///< the author made a link of it, maybe to `#`
  bool colon = false;      ///< it ended with a colon, which is taken off
};

/// The titles in a strong or link node: several where links, or bracketed texts, are joined by "&" and the like.
/// Literal brackets around a title are no part of it. Empty where there is no text.
HeadTitles read_titles(const Tree& tree, NodeId node);

/// `**[T](u) · Company**`, `**[T] · Company**`: moves what follows the title inside a strong node behind it, where the
/// fields of a head are looked for.
void split_bold_fields(Tree& tree, NodeId strong);

}  // namespace broadsheet::content
