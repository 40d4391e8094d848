#include "link/vocabulary.h"

#include <fmt/format.h>

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

std::optional<std::uint32_t> Vocabulary::resolve(std::string_view name) {
  std::string key = key_of(name);
  if (key.empty()) return std::nullopt;
  auto known = by_name_.find(key);
  if (known == by_name_.end()) {
    const std::string slug = slug_of(name);
    auto [same_slug, fresh] = by_slug_.try_emplace(slug, static_cast<std::uint32_t>(terms_.size()));
    if (fresh) {
      model::Term term;
      term.slug = slug;
      terms_.push_back(std::move(term));
      spellings_.emplace_back();
    }
    known = by_name_.emplace(std::move(key), same_slug->second).first;
  }
  const std::uint32_t number = known->second;
  if (!terms_[number].in_vocabulary) {
    Spellings& spellings = spellings_[number];
    std::string spelling = collapse_white_space(name);
    if (++spellings.counts[spelling] == 1) spellings.order.push_back(std::move(spelling));
  }
  if (terms_[number].kind == kNotAnEntity) return std::nullopt;
  return number;
}

std::vector<model::Term> Vocabulary::terms() const {
  std::vector<model::Term> named = terms_;
  for (std::size_t number = 0; number < named.size(); ++number) {
    int most = 0;
    for (const std::string& spelling : spellings_[number].order) {
      const int count = spellings_[number].counts.at(spelling);
      if (count <= most) continue;
      most = count;
      named[number].name = spelling;
    }
  }
  return named;
}

}  // namespace broadsheet::link
