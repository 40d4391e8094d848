// Packed segments as files of the cache: for the machine that wrote them alone, so numbers are as it has them.
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <limits>

#include "base/sealed_file.h"
#include "search/lengths.h"
#include "search/packed.h"

namespace broadsheet::search {
namespace {

constexpr std::size_t kHashSize = sizeof(std::uint64_t);

void put_number(std::string& out, std::uint64_t number) {
  out.append(reinterpret_cast<const char*>(&number), kHashSize);
}

std::uint64_t get_number(std::string_view bytes, std::size_t& offset) {
  std::uint64_t number = 0;
  std::memcpy(&number, get_bytes(bytes, offset, kHashSize).data(), kHashSize);
  return number;
}

void put_bits(std::string& out, const BitSpan& bits) {
  put_varint(out, bits.size);
  out += bits.bytes;
}

BitSpan get_bits(std::string_view bytes, std::size_t& offset) {
  const std::size_t size = get_varint(bytes, offset);
  return {get_bytes(bytes, offset, size / 8 + (size % 8 > 0 ? 1 : 0)), size};
}

/// Whether lists can be read with these: their documents have lengths and numbers that can be.
bool is_sound(const Packed& packed) {
  constexpr std::size_t kMostDocuments = std::numeric_limits<std::uint32_t>::max();
  return packed.range == range_of(packed.steps.size()) && packed.steps.size() < kMostDocuments &&
         packed.first < kMostDocuments - packed.steps.size() &&
         std::all_of(packed.steps.begin(), packed.steps.end(),
                     [](char step) { return static_cast<unsigned char>(step) < kSteps; });
}

}  // namespace

bool write_packed(const std::string& path, const Packed& packed, std::string_view kind) {
  SealedFile file(path);
  std::string part;
  put_text(part, kind);
  put_varint(part, packed.first);
  put_varint(part, packed.range);
  put_text(part, packed.steps);
  for (const std::uint64_t hash : packed.hashes) put_number(part, hash);
  put_varint(part, packed.terms.size());
  for (const PackedTerm& term : packed.terms) {
    constexpr std::size_t kPart = std::size_t{64} << 10;
    if (part.size() > kPart) {
      file.add(part);
      part.clear();
    }
    put_text(part, term.text);
    put_varint(part, term.documents);
    put_bits(part, term.postings);
    put_bits(part, term.positions);
  }
  file.add(part);
  return file.finish();
}

std::optional<Packed> read_packed(std::string_view content, std::string_view kind) {
  std::size_t offset = 0;
  if (get_text(content, offset) != kind) return std::nullopt;
  Packed packed;
  packed.first = get_varint(content, offset);
  packed.range = get_varint(content, offset);
  packed.steps = get_text(content, offset);
  if (!is_sound(packed)) throw Damaged();
  packed.hashes.reserve(packed.steps.size());
  while (packed.hashes.size() < packed.steps.size()) packed.hashes.push_back(get_number(content, offset));
  const std::size_t terms = get_varint(content, offset);
  if (terms > content.size()) throw Damaged();  // before memory is taken for them
  packed.terms.resize(terms);
  for (PackedTerm& term : packed.terms) {
    term.text = get_text(content, offset);
    term.documents = static_cast<std::uint32_t>(get_varint(content, offset));
    term.postings = get_bits(content, offset);
    term.positions = get_bits(content, offset);
  }
  return packed;
}

}  // namespace broadsheet::search
