#include "link/vocabulary.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"

namespace broadsheet::link {

namespace {

std::string key_of(std::string_view name) {
  return fold_case(collapse_white_space(name));
}

model::Term make_term(const model::VocabularyEntry& entry, std::string slug) {
  model::Term term;
  term.name = entry.name;
  term.slug = std::move(slug);
  term.kind = entry.kind;
  term.homepage = entry.homepage;
  term.description = entry.description;
  term.aliases = entry.aliases;
  term.mention = entry.mention;
  term.case_sensitive = entry.case_sensitive;
  term.in_vocabulary = true;
  return term;
}

/// A slug for a name that transliteration leaves nothing of (an emoji): stable, since it depends on the name alone.
std::string slug_of(std::string_view name) {
  std::string slug = slugify(name);
  return slug.empty() ? fmt::format("x{:08x}", static_cast<std::uint32_t>(hash64(name))) : slug;
}

}  // namespace

Vocabulary::Vocabulary(const std::vector<model::VocabularyEntry>& entries, Diagnostics& diagnostics) {
  std::vector<const model::VocabularyEntry*> origins;
  for (const model::VocabularyEntry& entry : entries) {
    const auto number = static_cast<std::uint32_t>(terms_.size());
    std::string slug = entry.slug.empty() ? slug_of(entry.name) : entry.slug;
    if (auto [other, fresh] = by_slug_.try_emplace(slug, number); !fresh) {
      diagnostics.add(
          Error("vocabulary", entry.location,
                fmt::format("the slug '{}' of '{}' is taken by '{}'", slug, entry.name, terms_[other->second].name),
                "give one of them a `slug:` of its own", {{origins[other->second]->location, "the other entry"}}));
      continue;
    }
    terms_.push_back(make_term(entry, std::move(slug)));
    spellings_.emplace_back();
    origins.push_back(&entry);
    std::vector<std::string_view> names{entry.name};
    names.insert(names.end(), entry.aliases.begin(), entry.aliases.end());
    for (std::string_view name : names) {
      auto [other, fresh] = by_name_.try_emplace(key_of(name), number);
      if (fresh || other->second == number) continue;
      diagnostics.add(
          Error("vocabulary", entry.location,
                fmt::format("'{}' stands for both '{}' and '{}'", name, terms_[other->second].name, entry.name),
                "leave it out of one of them", {{origins[other->second]->location, "the other entry"}}));
    }
  }
}

std::uint32_t Vocabulary::term_of(std::string_view name, std::string key) {
  if (const auto known = by_name_.find(key); known != by_name_.end()) return known->second;
  const std::string slug = slug_of(name);
  const auto [same_slug, fresh] = by_slug_.try_emplace(slug, static_cast<std::uint32_t>(terms_.size()));
  if (fresh) {
    model::Term term;
    term.slug = slug;
    terms_.push_back(std::move(term));
    spellings_.emplace_back();
  }
  return by_name_.emplace(std::move(key), same_slug->second).first->second;
}

std::uint32_t Vocabulary::spelling_of(std::uint32_t term, std::string_view name) {
  const std::string text = collapse_white_space(name);
  std::vector<Spelling>& all = spellings_[term];
  const auto found = std::find_if(all.begin(), all.end(), [&](const Spelling& one) { return one.text == text; });
  const auto place = static_cast<std::uint32_t>(found - all.begin());
  if (found == all.end()) all.push_back({text, 0});
  return place;
}

std::optional<std::uint32_t> Vocabulary::resolve(std::string_view name, int times) {
  auto [known, fresh] = seen_.try_emplace(std::string(name));
  Seen& seen = known->second;
  if (fresh) {
    std::string key = key_of(name);
    if (key.empty()) {
      seen_.erase(known);
      return std::nullopt;
    }
    seen.term = term_of(name, std::move(key));
    seen.spelling = spelling_of(seen.term, name);
  }
  spellings_[seen.term][seen.spelling].count += times;
  if (terms_[seen.term].kind == kNotAnEntity) return std::nullopt;
  return seen.term;
}

std::vector<model::Term> Vocabulary::terms() && {
  for (std::size_t number = 0; number < terms_.size(); ++number) {
    if (terms_[number].in_vocabulary) continue;
    int most = 0;
    for (const Spelling& spelling : spellings_[number]) {
      if (spelling.count <= most) continue;
      most = spelling.count;
      terms_[number].name = spelling.text;
    }
  }
  return std::move(terms_);
}

}  // namespace broadsheet::link
