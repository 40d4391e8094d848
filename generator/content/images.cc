#include "content/images.h"

#include <fmt/format.h>

#include "base/text.h"
#include "content/image_size.h"
#include "model/pictures.h"

namespace broadsheet::content {

namespace {

/// `bridge.png`; the host where the path names no file.
std::string_view file_name(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  while (url.ends_with('/')) url.remove_suffix(1);
  return url.substr(url.rfind('/') + 1);
}

void append_picture_link(const Node& image, std::string_view target, std::string_view text, Links links,
                         std::string& out) {
  if (links == Links::kept) {
    out += "<a class=\"picture\"";
    append_attribute("href", target, out);
    if (!image.title.empty() && text != image.title) append_attribute("title", image.title, out);
    out += '>';
  }
  append_escaped_html(out, text.empty() ? file_name(target) : text);
  if (links == Links::kept) out += "</a>";
}

}  // namespace

void append_attribute(std::string_view name, std::string_view value, std::string& out) {
  out.append(" ").append(name).append("=\"");
  append_escaped_html(out, value);
  out += '"';
}

void prepare_images(Tree& tree, const model::Site& site) {
  measure_images(tree, site.static_folder);
  if (site.remote_pictures) return;
  for (NodeId id = 0; id < tree.size(); ++id)
    if (tree[id].kind == NodeKind::image) tree[id].linked = model::is_remote_picture(tree[id].url, site);
}

void append_image_html(const Node& image, std::string alternative, Links links, std::string& out) {
  if (alternative.empty()) alternative = image.title;  // a title alone describes the picture
  const std::string target = link_target(image.url);
  if (!leads_somewhere(target)) {
    append_escaped_html(out, alternative);
    return;
  }
  if (image.linked) return append_picture_link(image, target, alternative, links, out);
  out += "<img";
  append_attribute("src", target, out);
  append_attribute("alt", alternative, out);
  if (!image.title.empty() && alternative != image.title) append_attribute("title", image.title, out);
  if (image.width > 0) out += fmt::format(R"( width="{}" height="{}")", image.width, image.height);
  out += R"( loading="lazy" decoding="async">)";
}

}  // namespace broadsheet::content
