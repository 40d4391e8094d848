#include "render/fingerprints.h"

#include <algorithm>

#include "base/hash.h"
#include "base/parallel.h"
#include "model/address.h"

namespace broadsheet::render {

using tmpl::Field;
using tmpl::RecordType;
using tmpl::Value;

namespace {

constexpr std::size_t kRun = 64;  // things that are named or hashed one after the other

template <class View>
const RecordType& type_of() {
  return record_type(static_cast<const View*>(nullptr));
}

std::uint32_t facet_count(const RecordType& type) {
  std::uint32_t count = 1;
  for (const Field& field : type.fields) count = std::max(count, field.facet + 1U);
  return count;
}

}  // namespace

/// Writes values down, in order, to be hashed as one.
class Fingerprints::Hashing {
 public:
  explicit Hashing(const Fingerprints& all) : all_(all) {}

  void add(const Value& value);
  void add_number(std::uint64_t number) { bytes_.append(reinterpret_cast<const char*>(&number), sizeof number); }
  void add(std::string_view text) {
    add_number(text.size());
    if (text.size() > kLongText)
      add_number(hash64(text));
    else
      bytes_.append(text);
  }
  void add_mentions(const auto& mentions) {
    for (const model::ProseMention& mention : mentions) {
      add_number(std::uint64_t{mention.begin} << 32 | mention.end);
      add_number(all_.looks_[mention.company]);
    }
  }
  /// The fields of one facet.
  void add_facet(const RecordType& type, const void* record, std::uint32_t facet) {
    for (const Field& field : type.fields)
      if (field.facet == facet) add(field.get(record));
  }
  std::uint64_t finish() {
    const std::uint64_t hash = hash64(bytes_);
    bytes_.clear();
    return hash;
  }

 private:
  void add_record(const RecordType& type, const void* record);

  static constexpr std::size_t kLongText = 100;  // rather hashed by itself than copied

  const Fingerprints& all_;
  std::string bytes_;
};

void Fingerprints::Hashing::add_record(const RecordType& type, const void* record) {
  if (const auto place = all_.place(type, record)) return add_number(all_.names_[*place]);
  add(type.name);
  for (const Field& field : type.fields) add(field.get(record));
}

void Fingerprints::Hashing::add(const Value& value) {
  bytes_.push_back(static_cast<char>(value.kind()));
  switch (value.kind()) {
    case tmpl::Kind::undefined:
    case tmpl::Kind::none:
      return;
    case tmpl::Kind::boolean:
    case tmpl::Kind::integer:
      return add_number(static_cast<std::uint64_t>(value.integer()));
    case tmpl::Kind::real: {
      const double real = value.real();
      bytes_.append(reinterpret_cast<const char*>(&real), sizeof real);
      return;
    }
    case tmpl::Kind::text:
      bytes_.push_back(value.is_markup() ? 'm' : 't');
      return add(value.text());
    case tmpl::Kind::record:
      return add_record(value.record_type(), value.record_data());
    case tmpl::Kind::map:
      add_number(value.size());
      for (const tmpl::Entry& entry : value.entries()) {
        add(entry.key);
        add(entry.value);
      }
      return;
    case tmpl::Kind::object:
      if (const auto [type, record] = value.object()->as_record(); type != nullptr) add_record(*type, record);
      return;
    default:
      add_number(value.size());
      for (std::size_t at = 0; at < value.size(); ++at) add(value.at(at));
  }
}

Fingerprints::Fingerprints(const Views& views) : views_(views) {
  const model::Archive& archive = views.archive();
  add_kind(type_of<SiteView>(), 1);
  add_kind(type_of<SeriesView>(), archive.series.size());
  add_kind(type_of<WeekView>(), archive.weeks.size());
  add_kind(type_of<TermView>(), archive.companies.size() + archive.topics.size());
  add_kind(type_of<ThreadView>(), archive.threads.size());
  add_kind(type_of<IssueView>(), archive.issues.size());
  add_kind(type_of<StoryView>(), views.story_count());
  name_all();
  look_at_terms();
  hash_all();
}

void Fingerprints::add_kind(const RecordType& type, std::size_t count) {
  kinds_.push_back({&type, static_cast<std::uint32_t>(names_.size()), facet_count(type)});
  names_.resize(names_.size() + count * kinds_.back().facets);
  states_.resize(names_.size());
}

std::size_t Fingerprints::index_of(Thing thing, const void* record) const {
  switch (thing) {
    case Thing::site:
      return 0;
    case Thing::series:
      return static_cast<const SeriesView*>(record)->index;
    case Thing::week:
      return static_cast<const WeekView*>(record)->index;
    case Thing::term:
      return views_.term_number(*static_cast<const TermView*>(record));
    case Thing::thread:
      return static_cast<const ThreadView*>(record)->index;
    case Thing::issue:
      return static_cast<const IssueView*>(record)->index;
    case Thing::story:
      return views_.story_number(*static_cast<const StoryView*>(record));
  }
  return 0;
}

/// Where the facets of a thing begin.
std::optional<std::size_t> Fingerprints::place(const RecordType& type, const void* record) const {
  // Stories come last, and are asked for most.
  for (std::size_t at = kinds_.size(); at-- > 0;)
    if (kinds_[at].type == &type)
      return kinds_[at].first + index_of(static_cast<Thing>(at), record) * kinds_[at].facets;
  return std::nullopt;
}

std::optional<std::uint32_t> Fingerprints::number(const RecordType& type, const void* record,
                                                  const Field& field) const {
  const auto first = place(type, record);
  if (!first) return std::nullopt;
  return static_cast<std::uint32_t>(*first) + field.facet;
}

void Fingerprints::name_all() {
  const model::Archive& archive = views_.archive();
  const auto name_at = [&](const Kind& kind, std::size_t place, std::uint64_t name) {
    for (std::uint32_t facet = 0; facet < kind.facets; ++facet) names_[place + facet] = name + facet;
  };
  std::size_t kind = 0, next = 0;
  const auto name = [&](std::string_view text) {
    name_at(kinds_[kind], next, hash64(text, hash64(kinds_[kind].type->name)));
    next += kinds_[kind].facets;
  };
  name("");
  ++kind;
  for (const model::Series& series : archive.series) name(series.rule.slug);
  ++kind;
  for (const model::Week& week : archive.weeks) name(iso_week_name(week.week));
  ++kind;
  for (const model::Term& term : archive.companies) name("company " + term.slug);
  for (const model::Term& term : archive.topics) name("topic " + term.slug);
  ++kind;
  for (const model::Thread& thread : archive.threads) name(thread.slug);
  ++kind;
  for (std::uint32_t at = 0; at < archive.issues.size(); ++at) name(views_.issue_address(at));
  const Kind& stories = kinds_[++kind];
  const std::uint64_t seed = hash64(stories.type->name);
  parallel_runs(archive.issues.size(), kRun, [&](std::size_t begin, std::size_t end) {
    for (auto at = static_cast<std::uint32_t>(begin); at < end; ++at) {
      std::size_t place = stories.first + views_.story_number({at, 0}) * stories.facets;
      const std::uint64_t issue = hash64(views_.issue_address(at), seed);
      for (const model::Story& story : archive.issues[at].stories) {
        name_at(stories, place, hash64(story.id, issue));
        place += stories.facets;
      }
    }
    archive.texts->release_if_many();
  });
}

void Fingerprints::look_at_terms() {
  looks_.reserve(views_.companies().size() + views_.topics().size());
  Hashing hashing(*this);
  for (const auto* terms : {&views_.companies(), &views_.topics()})
    for (const TermView& term : *terms) {
      hashing.add_number(names_[*place(type_of<TermView>(), &term)]);
      hashing.add(std::string_view(term.term->name));
      hashing.add(std::string_view(views_.term_url(term)));
      looks_.push_back(hashing.finish());
    }
}

namespace {

constexpr std::uint32_t kShown = 0, kOwnPage = 1, kRest = 2;  // facets of issues and stories, see facet() in view.h

}  // namespace

/// What all fields of a story depend on, in place of the fields, which are many: the hash of what was read and, of the
/// archive, what its links say. A new field that shows anything else of the archive belongs here, too.
/// Gives the facets that are hashed so, a bit each; fields of others are to be read.
std::uint32_t Fingerprints::hash_story(const StoryView& view, Hashing& hashing) {
  const model::Archive& archive = views_.archive();
  // The templates of shortcodes may look at anything.
  if (view.story->hash == 0 || !archive.issues[view.ref.issue].shortcodes.empty()) return 0;
  const model::StoryLinks& links = *view.links;
  const std::size_t topics = archive.companies.size();
  std::uint64_t* const states = &states_[*place(type_of<StoryView>(), &view)];
  const auto add_terms = [&](const auto& terms, std::size_t first) {
    hashing.add_number(terms.size());
    for (const std::uint32_t term : terms) hashing.add_number(looks_[first + term]);
  };
  const auto add_name = [&](model::StoryRef story) {
    hashing.add_number(names_[*place(type_of<StoryView>(), &views_.story(story))]);
  };
  hashing.add_number(view.story->hash);
  hashing.add_number(view.ref.story);
  for (const auto& company : links.byline) hashing.add_number(company ? looks_[*company] : 0);
  add_terms(links.companies, 0);
  add_terms(links.topics, topics);
  add_terms(links.mentioned, 0);
  states[kShown] = hashing.finish();

  hashing.add_number(view.story->hash);
  hashing.add_mentions(links.mentions);
  states[kOwnPage] = hashing.finish();

  hashing.add_number(links.related.size());
  for (const model::RelatedStory& related : links.related) {
    add_name(related.story);
    add_terms(related.companies, 0);
    add_terms(related.topics, topics);
    hashing.add_number(related.words.size());
    for (const std::string_view word : related.words) hashing.add(word);
    hashing.add_number(related.same_issue);
    hashing.add_number(static_cast<std::uint64_t>(related.days));
  }
  hashing.add_number(links.also_told.size());
  for (const model::StoryRef other : links.also_told) add_name(other);
  if (links.thread) hashing.add(std::string_view(archive.threads[*links.thread].slug));
  states[kRest] = hashing.finish();
  return 1u << kShown | 1u << kOwnPage | 1u << kRest;
}

/// The same of what an issue's own page shows.
std::uint32_t Fingerprints::hash_issue(std::uint32_t index, Hashing& hashing) {
  const model::Issue& issue = views_.archive().issues[index];
  if (issue.body_hash == 0 || !issue.shortcodes.empty()) return 0;
  hashing.add_number(issue.body_hash);
  for (const model::BlockMentions& block : views_.archive().links[index].mentions) {
    hashing.add_number(std::uint64_t{block.section} << 32 | block.block);
    hashing.add_mentions(block.mentions);
  }
  const auto& lists = views_.archive().site.source_lists;
  for (const std::string& name : issue.source_lists) {
    const auto list = lists.find(name);
    if (list == lists.end()) continue;
    hashing.add_number(list->second.size());
    for (const model::Link& link : list->second) {
      hashing.add(std::string_view(link.text));
      hashing.add(std::string_view(link.url));
    }
  }
  states_[*place(type_of<IssueView>(), &views_.issue(index)) + kOwnPage] = hashing.finish();
  return 1u << kOwnPage;
}

void Fingerprints::hash_all() {
  const model::Archive& archive = views_.archive();
  const auto hash_quickly = [&](Thing kind, std::size_t at, Hashing& hashing) {
    if (kind == Thing::issue) return hash_issue(static_cast<std::uint32_t>(at), hashing);
    return kind == Thing::story ? hash_story(views_.numbered_story(at), hashing) : 0;
  };
  const auto hash_kind = [&](Thing kind, std::size_t count, auto record_at) {
    const Kind& of = kinds_[static_cast<std::size_t>(kind)];
    parallel_runs(count, kRun, [&](std::size_t begin, std::size_t end) {
      Hashing hashing(*this);
      for (std::size_t at = begin; at < end; ++at) {
        const std::uint32_t hashed = hash_quickly(kind, at, hashing);
        for (std::uint32_t facet = 0; facet < of.facets; ++facet) {
          if ((hashed >> facet & 1) != 0) continue;
          try {
            hashing.add_facet(*of.type, record_at(at), facet);
          } catch (const Error& error) {  // of a shortcode's template; the page that shows it will tell
            hashing.add(std::string_view(error.what()));
          }
          states_[of.first + at * of.facets + facet] = hashing.finish();
        }
      }
      archive.texts->release_if_many();
    });
  };
  const auto number = [](std::size_t at) { return static_cast<std::uint32_t>(at); };
  hash_kind(Thing::site, 1, [&](std::size_t) { return &views_.site(); });
  hash_kind(Thing::series, archive.series.size(), [&](std::size_t at) { return &views_.series(number(at)); });
  hash_kind(Thing::week, archive.weeks.size(), [&](std::size_t at) { return &views_.week(number(at)); });
  const std::size_t companies = archive.companies.size();
  hash_kind(Thing::term, companies + archive.topics.size(), [&](std::size_t at) {
    return at < companies ? &views_.company(number(at)) : &views_.topic(number(at - companies));
  });
  hash_kind(Thing::thread, archive.threads.size(), [&](std::size_t at) { return &views_.thread(number(at)); });
  hash_kind(Thing::issue, archive.issues.size(), [&](std::size_t at) { return &views_.issue(number(at)); });
  hash_kind(Thing::story, views_.story_count(), [&](std::size_t at) { return &views_.numbered_story(at); });
}

std::uint64_t Fingerprints::state_of(const Variables& variables) const {
  Hashing hashing(*this);
  for (const auto& [name, value] : variables) {
    hashing.add(name);
    hashing.add(value);
  }
  return hashing.finish();
}

/// Where a thing stands, and what it shows of itself, in lists and on its own page.
std::int64_t Fingerprints::content_state(const RecordType& type, const void* record) const {
  const std::size_t at = *place(type, record);
  const std::uint64_t states[] = {names_[at], states_[at], states_[at + 1]};
  return static_cast<std::int64_t>(hash64({reinterpret_cast<const char*>(states), sizeof states}));
}

std::uint64_t Fingerprints::state_of(const FeedPlan& feed) const {
  const model::Site& site = views_.archive().site;
  std::vector<Value> shown{Value(feed.address),  Value(feed.title),  Value(feed.subtitle),
                           Value(site.language), Value(site.author), Value(site.title)};
  const auto add_story = [&](model::StoryRef story) {
    shown.push_back(Value(content_state(type_of<StoryView>(), &views_.story(story))));
    shown.push_back(Value(std::chrono::sys_days(views_.archive().issues[story.issue].last).time_since_epoch().count()));
    shown.push_back(Value(views_.language_of(story.issue)));
  };
  for (const std::uint32_t issue : feed.issues) {
    shown.push_back(Value(content_state(type_of<IssueView>(), &views_.issue(issue))));
    for (std::uint32_t story = 0; story < views_.archive().issues[issue].stories.size(); ++story)
      add_story({issue, story});
  }
  for (const model::StoryRef story : feed.stories) add_story(story);
  return state_of(Variables{{"feed", Value::list(std::move(shown))}});
}

void FacetLog::read(const RecordType& type, const void* record, const Field& field) {
  const std::size_t mixed = reinterpret_cast<std::uintptr_t>(record) * 0x9E3779B97F4A7C15 >> 48;
  Read& recent = recent_[(mixed + field.facet) % kRecent];
  if (recent.record == record && recent.type == &type && recent.facet == field.facet) return;
  recent = {&type, record, field.facet};
  if (const auto number = fingerprints_.number(type, record, field)) numbers_.push_back(*number);
}

std::vector<std::uint32_t> FacetLog::take() {
  std::sort(numbers_.begin(), numbers_.end());
  numbers_.erase(std::unique(numbers_.begin(), numbers_.end()), numbers_.end());
  return std::move(numbers_);
}

}  // namespace broadsheet::render
