// Images of a document: prepared after parsing, then written as HTML. A picture of another host tells that host who
// reads the page, and the policy that themes live under refuses it; so a link stands in its place, unless the owner
// wants it loaded (`remote_pictures: load`).
#pragma once

#include <string>
#include <string_view>

#include "content/html.h"
#include "content/tree.h"
#include "model/site.h"

namespace broadsheet::content {

/// Sets the sizes of the images whose files are the site's own, and marks those that only a link will stand for.
void prepare_images(Tree& tree, const model::Site& site);

/// Appends the image as HTML; `alternative` is its description as plain text. Where there is none, its title takes the
/// place, and in a link at last the name of the picture's file. Without `links`, the text of a link alone.
void append_image_html(const Node& image, std::string alternative, Links links, std::string& out);

/// ` name="value"`, escaped.
void append_attribute(std::string_view name, std::string_view value, std::string& out);

}  // namespace broadsheet::content
