// The handles on an archive and the texts that pages share.
#include <algorithm>

#include "base/date_text.h"
#include "base/excerpt.h"
#include "base/parallel.h"
#include "base/prefetch.h"
#include "base/text.h"
#include "model/address.h"
#include "render/shortcodes.h"
#include "render/view.h"

namespace broadsheet::render {

namespace {

constexpr std::size_t kSummaryLength = 180;  // code points; search engines show about 160

/// The first prose of an issue, and where it has none, its stories' titles.
std::string summary_of(const model::Issue& issue) {
  if (!issue.description.empty()) return collapse_white_space(issue.description);
  for (const model::Section& section : issue.sections)
    for (const model::Block& block : section.blocks)
      if (block.kind == model::Block::Kind::prose && !trim(block.text).empty())
        return excerpt(block.text, kSummaryLength);
  std::string titles;
  for (const model::Story& story : issue.stories) {
    if (titles.size() > 4 * kSummaryLength) break;
    titles.append(titles.empty() ? "" : "; ").append(story.title);
  }
  return shorten(titles.empty() ? issue.title : titles, kSummaryLength);
}

/// Splits "https://host/digest/" into "https://host" and "/digest/".
std::pair<std::string, std::string> split_url(const std::string& url) {
  const std::size_t host = url.find("://");
  const std::size_t path = host == std::string::npos ? 0 : url.find('/', host + 3);
  if (path == std::string::npos) return {url, "/"};
  return {url.substr(0, path), url.substr(path)};
}

}  // namespace

Views::Views(const model::Archive& archive, tmpl::Value options, bool has_search)
    : archive_(archive), options_(std::move(options)), has_search_(has_search), site_{this} {
  std::tie(origin_, base_) = split_url(archive.site.url);
  if (!base_.ends_with('/')) base_ += '/';
  company_together_ = find_together(archive, true);
  topic_together_ = find_together(archive, false);
  make_handles();
  make_texts();
  make_urls();
}

void Views::make_handles() {
  for (std::uint32_t at = 0; at < archive_.issues.size(); ++at) {
    issues_.push_back({this, at});
    const std::string& language = archive_.issues[at].language;
    languages_.push_back(language.empty() ? &archive_.site.language : &language);
    first_story_.push_back(stories_.size());
    for (std::uint32_t s = 0; s < archive_.issues[at].stories.size(); ++s)
      stories_.push_back({this, {at, s}, &archive_.issues[at].stories[s], &archive_.links[at].stories[s]});
    const Date last = archive_.issues[at].last;
    months_[{static_cast<int>(last.year()), static_cast<unsigned>(last.month())}].push_back(at);
  }
  for (auto& [month, issues] : months_) std::reverse(issues.begin(), issues.end());
  for (std::uint32_t at = 0; at < archive_.series.size(); ++at) series_.push_back({this, at});
  for (std::uint32_t at = 0; at < archive_.weeks.size(); ++at) weeks_.push_back({this, at});
  for (const model::Term& term : archive_.companies) companies_.push_back({this, &term, true});
  for (const model::Term& term : archive_.topics) topics_.push_back({this, &term, false});
  for (std::uint32_t at = 0; at < archive_.threads.size(); ++at) threads_.push_back({this, at});
}

void Views::make_texts() {
  const std::size_t count = archive_.issues.size();
  issue_addresses_.resize(count);
  issue_dates_.resize(count);
  summaries_.resize(count);
  parallel_for(count, [&](std::size_t at) {
    const model::Issue& issue = archive_.issues[at];
    issue_addresses_[at] = model::issue_address(issue);
    issue_dates_[at] = date_range_text(issue.first, issue.last, language_of(static_cast<std::uint32_t>(at)));
    summaries_[at] = summary_of(issue);
    archive_.texts->release_if_many(at);
  });
}

void Views::make_urls() {
  for (const std::string& address : issue_addresses_) issue_urls_.push_back(url(address));
  for (const auto* terms : {&companies_, &topics_})
    for (const TermView& view : *terms) {
      const model::Term& term = *view.term;
      term_urls_.push_back(
          !term.has_page ? ""
                         : url(view.is_company ? model::company_address(term.slug) : model::topic_address(term.slug)));
    }
  story_urls_.reserve(stories_.size());
  TextStore::Filler filler(*archive_.texts);
  std::string story_url;
  for (const StoryView& story : stories_) {
    if (story.ref.story == 0)
      for (const model::Story& next : archive_.issues[story.ref.issue].stories) prefetch(next.id);
    story_url.assign(issue_urls_[story.ref.issue]).append(1, '#').append(story.story->id);
    story_urls_.push_back(filler.add(story_url));
    if (story.ref.story == 0) archive_.texts->release_if_many(story.ref.issue);
  }
}

std::string Views::url(std::string_view address) const {
  if (!address.starts_with('/')) return std::string(address);
  std::string url;
  url.reserve(base_.size() + address.size());
  return url.append(base_).append(address, 1);
}

std::string Views::absolute_url(std::string_view address) const {
  return origin_ + url(address);
}

tmpl::Value Views::issue_html(std::uint32_t issue, std::string_view html,
                              std::span<const model::ProseMention> mentions) const {
  const bool has_shortcodes = shortcodes_ != nullptr && !archive_.issues[issue].shortcodes.empty();
  if (mentions.empty() && base_ == "/" && !has_shortcodes) return tmpl::Value::markup(html);
  std::string out = linked(html, mentions);
  if (base_ != "/") out = below_base(out);
  return tmpl::Value::owned_markup(expanded_html(issue, out));
}

tmpl::Value Views::page_html(std::uint32_t page) const {
  const model::StandalonePage& from = archive_.pages[page];
  std::string out = base_ == "/" ? from.html : below_base(from.html);
  if (shortcodes_ != nullptr && !from.shortcodes.empty()) out = shortcodes_->expand_page(page, out);
  return tmpl::Value::owned_markup(std::move(out));
}

std::string Views::expanded_html(std::uint32_t issue, const std::string& html) const {
  if (shortcodes_ == nullptr || archive_.issues[issue].shortcodes.empty()) return html;
  return shortcodes_->expand_issue(issue, html);
}

std::string Views::linked(std::string_view html, std::span<const model::ProseMention> mentions) const {
  std::string out;
  std::size_t copied = 0;
  out.reserve(html.size() + mentions.size() * 64);
  for (const model::ProseMention& mention : mentions) {
    out.append(html, copied, mention.begin - copied).append("<a class=\"mention\" href=\"");
    out.append(model::company_address(archive_.companies[mention.company].slug)).append("\">");
    out.append(html, mention.begin, mention.end - mention.begin).append("</a>");
    copied = mention.end;
  }
  return out.append(html, copied);
}

std::string Views::below_base(std::string_view html) const {
  std::string out;
  std::size_t copied = 0;
  // The reader's HTML has its attributes in double quotes, and none outside of tags, where they are references.
  for (std::size_t at = html.find("=\"/"); at != std::string::npos; at = html.find("=\"/", at + 3)) {
    const std::string_view before = html.substr(0, at);
    const bool is_address = before.ends_with(" href") || before.ends_with(" src");
    if (!is_address || html.compare(at + 3, 1, "/") == 0) continue;
    out.append(html, copied, at + 2 - copied).append(base_);
    copied = at + 3;
  }
  return out.append(html, copied);
}

std::vector<int> Views::years() const {
  std::vector<int> years;
  for (const auto& [month, issues] : months_)
    if (years.empty() || years.back() != month.first) years.push_back(month.first);
  return years;
}

std::vector<unsigned> Views::months(int year) const {
  std::vector<unsigned> months;
  for (auto at = months_.lower_bound({year, 0}); at != months_.end() && at->first.first == year; ++at)
    months.push_back(at->first.second);
  return months;
}

const std::vector<std::uint32_t>& Views::issues_of(int year, unsigned month) const {
  static const std::vector<std::uint32_t> none;
  const auto found = months_.find({year, month});
  return found == months_.end() ? none : found->second;
}

std::vector<std::uint32_t> Views::issues_of(int year) const {
  std::vector<std::uint32_t> issues;
  for (unsigned month = 12; month >= 1; --month) {
    const auto& more = issues_of(year, month);
    issues.insert(issues.end(), more.begin(), more.end());
  }
  return issues;
}

tmpl::Value data_value(const model::Data& data) {
  using tmpl::Value;
  if (const auto* flag = std::get_if<bool>(&data.value)) return *flag;
  if (const auto* integer = std::get_if<std::int64_t>(&data.value)) return *integer;
  if (const auto* number = std::get_if<double>(&data.value)) return *number;
  if (const std::string* text = data.text()) return *text;
  if (const model::Data::List* list = data.list())
    return list_of(*list, [](const auto& item) { return data_value(item); });
  if (const model::Data::Map* map = data.map()) {
    std::vector<std::pair<std::string, Value>> entries;
    for (const auto& [name, item] : *map) entries.emplace_back(name, data_value(item));
    return Value::map(std::move(entries));
  }
  return Value::none();
}

tmpl::Value issue_list(const Views& views, const std::vector<std::uint32_t>& issues) {
  return list_of(issues, [&](std::uint32_t at) { return tmpl::record(views.issue(at)); });
}

void prefetch_related(const Views& views, std::uint32_t issue) {
  constexpr std::size_t kMost = 512;   // stories: as much as a processor keeps close
  constexpr std::size_t kStart = 256;  // bytes of a text: more than an excerpt shows
  std::vector<model::StoryRef> stories;
  for (const model::StoryLinks& links : views.archive().links[issue].stories) {
    for (const model::RelatedStory& related : links.related) stories.push_back(related.story);
    stories.insert(stories.end(), links.also_told.begin(), links.also_told.end());
  }
  if (stories.size() > kMost) stories.resize(kMost);
  // Each round needs what the one before it asked for.
  for (const model::StoryRef ref : stories) prefetch(&views.story(ref), sizeof(StoryView));
  for (const model::StoryRef ref : stories) {
    prefetch(views.story(ref).story, sizeof(model::Story));
    prefetch(views.story(ref).links, sizeof(model::StoryLinks));
  }
  for (const model::StoryRef ref : stories) {
    const StoryView& view = views.story(ref);
    const std::string_view text = view.story->body_text, url = views.story_url(view);
    prefetch(view.story->title.view().data(), view.story->title.size());
    prefetch(text.data(), std::min(text.size(), kStart));
    prefetch(view.story->byline.begin(), view.story->byline.size() * sizeof(model::BylineName));
    prefetch(view.links->byline.begin(), view.links->byline.size() * sizeof(std::optional<std::uint32_t>));
    prefetch(url.data(), url.size());
  }
}

tmpl::Value story_list(const Views& views, std::span<const model::StoryRef> stories) {
  return list_of(stories, [&](model::StoryRef ref) { return tmpl::record(views.story(ref)); });
}

}  // namespace broadsheet::render
