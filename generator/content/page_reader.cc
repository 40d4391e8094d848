#include "content/page_reader.h"

#include "base/text.h"
#include "content/front_matter.h"
#include "content/html.h"
#include "content/ids.h"
#include "content/matter.h"
#include "content/shortcodes.h"

namespace broadsheet::content {

namespace {

std::string_view without_ending(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot);
}

std::string page_address(std::string_view path, std::string_view slug) {
  for (std::string_view folder : {"pages/", "issues/"})
    if (path.starts_with(folder)) {
      path.remove_prefix(folder.size());
      break;
    }
  std::vector<std::string_view> parts = split(path, '/');
  parts.back() = without_ending(parts.back());
  if (parts.back() == "index" || parts.back() == "_index") parts.pop_back();
  std::string address = "/";
  for (std::size_t at = 0; at < parts.size(); ++at) {
    const bool last = at + 1 == parts.size();
    const std::string segment = slugify(last && !slug.empty() ? slug : parts[at]);
    if (!segment.empty()) address += segment + "/";
  }
  return address;
}

/// The file's name, or its folder's where that says nothing.
std::string name_of(std::string_view path) {
  std::vector<std::string_view> parts = split(path, '/');
  const std::string_view name = without_ending(parts.back());
  const bool is_index = name == "index" || name == "_index";
  return std::string(is_index && parts.size() > 1 ? parts[parts.size() - 2] : name);
}

/// Takes the first heading of the first level out of the page: it is the title, which the theme shows.
NodeId take_title(Tree& tree) {
  NodeId previous = kNoNode;
  for (NodeId block : children(tree, 0)) {
    if (tree[block].kind == NodeKind::heading && tree[block].number == 1) {
      (previous == kNoNode ? tree[0].first : tree[previous].next) = tree[block].next;
      return block;
    }
    previous = block;
  }
  return kNoNode;
}

void read_body(Tree& tree, model::StandalonePage& page) {
  Ids ids;
  const auto heading_id = [&](NodeId heading) {
    std::string text;
    append_inline_text(tree, tree[heading].first, kNoNode, text);
    return ids.take(text, "section");
  };
  for (NodeId block : children(tree, 0)) {
    if (tree[block].kind == NodeKind::heading) tree[block].number = std::max(tree[block].number, 2);
    append_block_html(tree, block, page.html, heading_id);
    std::string text;
    append_block_text(tree, block, text);
    if (!page.text.empty() && !text.empty()) page.text += '\n';
    page.text += text;
  }
  append_footnotes_html(tree, page.html);
}

model::StandalonePage read(const model::Site& site, const CleanSource& source, Diagnostics& diagnostics) {
  FrontMatter front_matter = read_front_matter(source);
  Matter matter = read_matter(source, front_matter.data, diagnostics);
  Document document =
      parse_document(site, source, front_matter.body, front_matter.body_line, DocumentKind::page, diagnostics);
  Tree& tree = document.tree;
  model::StandalonePage page;
  page.path = source.path;
  page.address = page_address(source.path, matter.slug);
  if (page.address == "/")
    throw Error("address", {source.path, 0, 0, {}}, "the page has the address of the home page",
                "give it another name");
  if (const NodeId title = take_title(tree); title != kNoNode)
    append_inline_text(tree, tree[title].first, kNoNode, page.title);
  page.title = normalize_nfc(trim(page.title));
  if (page.title.empty()) page.title = matter.title;
  if (page.title.empty()) page.title = name_of(source.path);
  page.description = std::move(matter.description);
  page.language = matter.language.empty() ? site.language : std::move(matter.language);
  page.aliases = std::move(matter.aliases);
  page.draft = matter.draft;
  read_body(tree, page);
  page.shortcodes = std::move(document.shortcodes);
  page.front_matter = std::move(front_matter.data);
  return page;
}

}  // namespace

std::optional<model::StandalonePage> read_page(const model::Site& site, const Source& source,
                                               Diagnostics& diagnostics) {
  try {
    return read(site, clean(source, diagnostics), diagnostics);
  } catch (const Error& problem) {
    diagnostics.add(problem);
    return std::nullopt;
  }
}

}  // namespace broadsheet::content
