#include "render/shortcodes.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace broadsheet::render {

namespace {

using tmpl::Value;

constexpr std::string_view kOpen = "<shortcode n=\"";
constexpr std::string_view kClose = "</shortcode>";
/// The calls at hand. Templates may show stories, and stories hold calls: one that shows itself would never end.
thread_local std::vector<const model::Shortcode*> under_way;

struct UnderWay {
  explicit UnderWay(const model::Shortcode& call) { under_way.push_back(&call); }
  ~UnderWay() { under_way.pop_back(); }
  UnderWay(const UnderWay&) = delete;
  UnderWay& operator=(const UnderWay&) = delete;
};

}  // namespace

/// One walk over a piece of HTML.
class Shortcodes::Expansion {
 public:
  Expansion(const Shortcodes& shortcodes, const std::vector<model::Shortcode>& calls, const Page& page,
            std::string_view html)
      : shortcodes_(shortcodes), calls_(calls), page_(page), rest_(html) {}

  /// Up to the end, or, inside of a call, past its closing tag.
  std::string run(bool inside);

 private:
  std::string call();
  std::string render(const model::Shortcode& call, const std::string& inner) const;

  const Shortcodes& shortcodes_;
  const std::vector<model::Shortcode>& calls_;
  const Page& page_;
  std::string_view rest_;
};

std::string Shortcodes::Expansion::run(bool inside) {
  std::string out;
  for (;;) {
    const std::size_t close = inside ? rest_.find(kClose) : std::string_view::npos;
    const std::size_t open = rest_.substr(0, close).find(kOpen);
    const std::size_t next = std::min({open, close, rest_.size()});
    out.append(rest_, 0, next);
    rest_.remove_prefix(next);
    if (open == std::string_view::npos) {
      if (inside) rest_.remove_prefix(kClose.size());
      return out;
    }
    out += call();
  }
}

std::string Shortcodes::Expansion::call() {
  std::size_t number = 0;
  const char* const digits = rest_.data() + kOpen.size();
  const char* const end = std::from_chars(digits, rest_.data() + rest_.size(), number).ptr;
  rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()) + std::string_view("\">").size());
  const std::string inner = run(true);
  return render(calls_[number], std::string(trim(inner)));
}

std::string Shortcodes::Expansion::render(const model::Shortcode& call, const std::string& inner) const {
  const PageView page{&shortcodes_.views_, &page_};
  const Value values[] = {
      Value(call.name),  data_value(call.args), data_value(call.params), Value::markup(inner),
      Value(call.inner), Value(call.markdown),  tmpl::record(page),      tmpl::record(shortcodes_.views_.site())};
  static_assert(std::size(values) == kShortcodeVariables.size());
  std::vector<std::pair<std::string_view, Value>> variables;
  for (std::size_t at = 0; at < std::size(values); ++at)
    variables.emplace_back(kShortcodeVariables[at].first, values[at]);
  Location place = call.place;
  place.file = shortcodes_.open_path_(place.file);
  if (std::find(under_way.begin(), under_way.end(), &call) != under_way.end())
    throw Error("template", std::move(place), "the shortcode '" + call.name + "' shows itself",
                "its template shows the text that this call stands in");
  const UnderWay now(call);
  try {
    const tmpl::Environment& environment = shortcodes_.environment_;
    const std::string out = tmpl::render(environment, environment.get("shortcodes/" + call.name + ".html"), variables);
    return std::string(trim(out));
  } catch (const Error& error) {
    const Diagnostic& found = error.diagnostic();
    std::vector<Note> notes = found.notes;
    notes.push_back({std::move(place), "in the shortcode '" + call.name + "', which is called here"});
    throw Error(found.rule, found.location, found.message, found.hint, std::move(notes));
  }
}

Shortcodes::Shortcodes(const Views& views, const tmpl::Environment& environment, const std::vector<Page>& pages,
                       std::function<std::string(const std::string&)> open_path)
    : views_(views),
      environment_(environment),
      open_path_(std::move(open_path)),
      issue_pages_(views.archive().issues.size()),
      pages_(views.archive().pages.size()) {
  for (const Page& page : pages) {
    if (page.kind == PageKind::issue) issue_pages_[page.index] = &page;
    if (page.kind == PageKind::page) pages_[page.index] = &page;
  }
}

// A page that is not planned has the address of another, which is an error: it will not be published.
std::string Shortcodes::expand_issue(std::uint32_t issue, std::string_view html) const {
  if (issue_pages_[issue] == nullptr) return std::string(html);
  return Expansion(*this, views_.archive().issues[issue].shortcodes, *issue_pages_[issue], html).run(false);
}

std::string Shortcodes::expand_page(std::uint32_t page, std::string_view html) const {
  if (pages_[page] == nullptr) return std::string(html);
  return Expansion(*this, views_.archive().pages[page].shortcodes, *pages_[page], html).run(false);
}

}  // namespace broadsheet::render
