#include "content/shortcodes.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "content/cost.h"
#include "content/images.h"
#include "content/markdown.h"
#include "content/shortcode_marks.h"
#include "content/shortcode_nodes.h"

namespace broadsheet::content {

namespace {

void set_place(model::Data& value, const Location& place) {
  value.line = place.line;
  value.column = place.column;
}

/// The first argument of a `sources` shortcode, whatever its name.
std::string list_named_by(const ShortcodeTag& tag) {
  const model::Data* list = !tag.args.empty() ? &tag.args[0] : !tag.params.empty() ? &tag.params[0].data : nullptr;
  return list != nullptr && list->text() ? *list->text() : "";
}

/// Parses a text part by part: the whole without what stands inside of calls, then that, and so on.
class Parser : public CallPlacer {
 public:
  Parser(const model::Site& site, const CleanSource& source, DocumentKind kind, Diagnostics& diagnostics)
      : site_(site), source_(source), kind_(kind), diagnostics_(diagnostics) {}

  Document run(std::size_t offset, int line);

  std::string text_of(std::size_t call) const override;
  bool is_text(std::size_t call) const override { return calls_[call].is_text; }
  void tell(std::size_t call) override;
  void tell_of_address(std::size_t call) override;
  bool place(Tree& tree, NodeId node, std::size_t call, bool is_block) override;

 private:
  bool is_known(std::string_view name) const;
  bool in_theme(std::string_view name) const;
  Tree parse(const MarkedPart& part, int line, std::string_view prefix);
  std::string written_inner(const ShortcodeCall& call) const;
  void warn_of_sources(std::size_t call);

  const model::Site& site_;
  const CleanSource& source_;
  DocumentKind kind_;
  Diagnostics& diagnostics_;
  std::vector<ShortcodeCall> calls_;
  Document document_;
  int depth_ = 0;
};

bool Parser::in_theme(std::string_view name) const {
  return !site_.shortcodes || std::binary_search(site_.shortcodes->begin(), site_.shortcodes->end(), name);
}

bool Parser::is_known(std::string_view name) const {
  return in_theme(name) || (kind_ == DocumentKind::issue && name == "sources");
}

/// A tag that is no call, or a call that stands in code, as its author wrote it; an escaped one as it was meant.
std::string Parser::text_of(std::size_t number) const {
  const ShortcodeCall& call = calls_[number];
  std::string text = source_.text.substr(call.tag.begin, call.end - call.tag.begin);
  if (call.tag.kind == ShortcodeTag::Kind::escaped) text.erase(text.size() - 5, 2).erase(3, 2);
  return without_prefix(text, container_prefix(source_.text, call.tag.begin));
}

void Parser::tell(std::size_t number) {
  ShortcodeCall& call = calls_[number];
  if (call.warning.empty()) return;
  const bool unknown = call.hint.empty();
  const std::string near =
      unknown && site_.shortcodes ? nearest(std::string(call.tag.name), *site_.shortcodes) : std::string();
  if (!near.empty()) call.hint = fmt::format("did you mean '{}'?", near);
  if (call.hint.empty()) call.hint = fmt::format("a theme has it as shortcodes/{}.html", call.tag.name);
  diagnostics_.warning(unknown ? "unknown-shortcode" : "shortcode", call.place, call.warning, call.hint);
}

void Parser::tell_of_address(std::size_t number) {
  diagnostics_.warning("shortcode", calls_[number].place,
                       "a shortcode cannot be the address of a link, which is left out", "write the address itself");
}

void Parser::warn_of_sources(std::size_t call) {
  diagnostics_.warning("unknown-shortcode", calls_[call].place,
                       "the shortcode 'sources' must stand on a line of its own",
                       "elsewhere, a theme has it as shortcodes/sources.html");
}

/// What stands between the tags of a pair, without the line breaks next to them.
std::string Parser::written_inner(const ShortcodeCall& call) const {
  std::string inner =
      without_prefix(std::string_view(source_.text).substr(call.inner_begin, call.inner_end - call.inner_begin),
                     container_prefix(source_.text, call.tag.begin));
  const std::size_t last_line = inner.rfind('\n');
  if (last_line != std::string::npos && trim(std::string_view(inner).substr(last_line)).empty())
    inner.resize(last_line);
  if (const std::size_t line = inner.find('\n'); line != std::string::npos && trim(inner.substr(0, line)).empty())
    inner.erase(0, line + 1);
  return inner;
}

/// Makes `node` the call; false where it is to be left out.
bool Parser::place(Tree& tree, NodeId node, std::size_t number, bool is_block) {
  ShortcodeCall& call = calls_[number];
  if (call.tag.name == "sources" && kind_ == DocumentKind::issue && depth_ == 1 && is_block) {
    document_.sources.push_back({list_named_by(call.tag), call.place});
    return false;
  }
  if (!in_theme(call.tag.name)) {
    warn_of_sources(number);
    tree[node].kind = NodeKind::text;
    tree[node].literal = text_of(number);
    return true;
  }
  if (call.tag.name == "sources") check_source_list(site_, list_named_by(call.tag), call.place, diagnostics_);
  model::Shortcode shortcode;
  shortcode.name = call.tag.name;
  for (model::Data& value : call.tag.args) set_place(value, call.place);
  for (auto& [name, value] : call.tag.params) set_place(value, call.place);
  shortcode.args.value = std::move(call.tag.args);
  shortcode.params.value = std::move(call.tag.params);
  shortcode.markdown = call.tag.markdown;
  shortcode.place = call.place;
  tree[node].number = static_cast<int>(document_.shortcodes.size());
  if (call.inner_begin < call.inner_end) shortcode.inner = written_inner(call);
  document_.shortcodes.push_back(std::move(shortcode));
  if (call.inner_begin == call.inner_end) return true;
  const std::string_view tags =
      std::string_view(source_.text).substr(call.tag.begin, call.inner_begin - call.tag.begin);
  const int line = call.place.line + static_cast<int>(std::count(tags.begin(), tags.end(), '\n'));
  const Tree inner = parse({call.inner_begin, call.inner_end, number + 1, call.next}, line,
                           container_prefix(source_.text, call.tag.begin));
  const std::string_view between = std::string_view(source_.text).substr(call.tag.begin, call.end - call.tag.begin);
  graft(tree, node, inner, !is_block || between.find('\n') == std::string_view::npos);
  return true;
}

Tree Parser::parse(const MarkedPart& part, int line, std::string_view prefix) {
  const CleanSource marked{source_.path, without_prefix(with_marks(source_.text, part, calls_), prefix)};
  Tree tree;
  try {
    tree = parse_markdown(marked, 0, 1);
  } catch (const Error& error) {
    Diagnostic found = error.diagnostic();
    found.location = source_.at(found.location.line + line - 1, found.location.column);
    throw Error(found.rule, found.location, found.message, found.hint);
  }
  for (NodeId id = 0; id < tree.size(); ++id) tree[id].line += line - 1;
  prepare_images(tree, site_);
  ++depth_;
  place_calls(tree, *this);
  --depth_;
  return tree;
}

Document Parser::run(std::size_t offset, int line) {
  calls_ = find_shortcode_calls(
      source_, offset, [&](std::string_view name) { return is_known(name); }, diagnostics_);
  document_.tree = parse({offset, source_.text.size(), 0, calls_.size()}, line, {});
  return std::move(document_);
}

}  // namespace

bool check_source_list(const model::Site& site, const std::string& name, const Location& place,
                       Diagnostics& diagnostics) {
  if (site.source_lists.contains(name)) return true;
  std::vector<std::string> lists;
  for (const auto& entry : site.source_lists) lists.push_back(entry.first);
  const std::string near = nearest(name, lists);
  Diagnostic found{
      lists.empty() ? Severity::warning : Severity::error,
      "unknown-source-list",
      place,
      name.empty() ? "the shortcode names no source list" : fmt::format("there is no source list '{}'", name),
      name.empty() ? "write it as {{< sources \"name\" >}}" : fmt::format("add sources/{}.yaml", name),
      {}};
  if (!near.empty()) found.hint = fmt::format("did you mean '{}'?", near);
  diagnostics.add(std::move(found));
  return false;
}

Document parse_document(const model::Site& site, const CleanSource& source, std::size_t offset, int line,
                        DocumentKind kind, Diagnostics& diagnostics) {
  const bool has_any =
      source.text.find("{{<", offset) != std::string::npos || source.text.find("{{%", offset) != std::string::npos;
  if (!has_any) {
    Document document{parse_markdown(source, offset, line), {}, {}};
    prepare_images(document.tree, site);
    return document;
  }
  check_cost(source, offset);
  return Parser(site, source, kind, diagnostics).run(offset, line);
}

}  // namespace broadsheet::content
