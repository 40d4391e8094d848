// Finds the tags of shortcodes in Markdown (`{{< name "argument" key="value" >}}`, `{{% name %}}`, `{{% /name %}}`) and
// reads their arguments, as Hugo's authors write them.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "model/data.h"

namespace broadsheet::content {

/// A tag, from its braces to its braces.
struct ShortcodeTag {
  enum class Kind {
    open,     ///< `{{< name … >}}`
    close,    ///< `{{< /name >}}`
    single,   ///< `{{< name … />}}`
    escaped,  ///< `{{</* … */>}}`, which stands for the tag without the comment's marks
    broken,   ///< the braces and the name of a tag that does not end, or has a quote without its second half
  };
  Kind kind = Kind::open;
  std::string_view name;
  std::size_t begin = 0;  ///< offsets in the text
  std::size_t end = 0;
  bool markdown = false;  ///< `{{% … %}}`
  /// What is quoted is text; true, false and numbers without quotes are what they look like.
  model::Data::List args;
  model::Data::Map params;
};

/// The tags from `offset` on, in order; `text` must outlive them. Tags in fenced code and in code spans are none, but
/// for escaped ones. Takes time linear in the text where its marks are few, see cost.h.
std::vector<ShortcodeTag> find_shortcode_tags(std::string_view text, std::size_t offset);

}  // namespace broadsheet::content
