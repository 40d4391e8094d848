#include "search/stored_document.h"

#include "base/hash.h"
#include "search/bits.h"

namespace broadsheet::search {
namespace {

/// Each text but the body as its length (varint) and its bytes, in one order for writing and reading.
template <typename Use>
void each_text(auto& document, Use text) {
  text(document.title);
  text(document.url);
  text(document.issue_title);
  text(document.series_slug);
  text(document.series_name);
  text(document.section);
  text(document.language);
}

KeptList<Tag> get_tags(std::string_view bytes, std::size_t& offset) {
  KeptList<Tag> tags;
  for (std::uint64_t left = get_varint(bytes, offset); left > 0; --left) {
    const std::string_view slug = get_text(bytes, offset);
    tags.push_back({slug, get_text(bytes, offset)});
  }
  return tags;
}

void append_tags(std::string& out, const Document& document) {
  for (const KeptList<Tag>* tags : {&document.companies, &document.topics}) {
    put_varint(out, tags->size());
    for (const auto& [slug, name] : *tags) {
      put_text(out, slug);
      put_text(out, name);
    }
  }
}

/// Appends all but the body.
void append_head(std::string& out, const Document& document) {
  out += iso_date(document.date);
  append_tags(out, document);
  each_text(document, [&out](const KeptText& text) { put_text(out, text); });
}

}  // namespace

std::string store_document(const Document& document) {
  std::string out;
  append_head(out, document);
  put_text(out, document.body);
  return out;
}

std::uint64_t hash_document(const Document& document) {
  if (document.hash != 0) return document.hash;
  std::string head;
  append_head(head, document);
  return hash64(document.body, hash64(head));
}

std::uint64_t hash_tags(const Document& document) {
  if (document.tags_hash != 0) return document.tags_hash;
  std::string tags;
  append_tags(tags, document);
  put_text(tags, document.series_slug);
  put_text(tags, document.series_name);
  return hash64(tags);
}

Document restore_document(std::string_view bytes) {
  constexpr std::size_t kDateSize = 10;
  Document document;
  document.date = parse_iso_date(bytes.substr(0, kDateSize)).value_or(Date{});
  std::size_t offset = kDateSize;
  document.companies = get_tags(bytes, offset);
  document.topics = get_tags(bytes, offset);
  each_text(document, [&](KeptText& text) { text = get_text(bytes, offset); });
  document.body = get_text(bytes, offset);
  return document;
}

}  // namespace broadsheet::search
