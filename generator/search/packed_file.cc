// Packed segments as files of the cache: for the machine that wrote them alone, so numbers are as it has them.
#include <fmt/format.h>

#include <cstring>

#include "base/hash.h"
#include "search/packed.h"

namespace broadsheet::search {
namespace {

constexpr std::size_t kHashSize = sizeof(std::uint64_t);

void put_number(std::string& out, std::uint64_t number) {
  out.append(reinterpret_cast<const char*>(&number), kHashSize);
}

std::uint64_t get_number(std::string_view bytes, std::size_t& offset) {
  std::uint64_t number = 0;
  std::memcpy(&number, bytes.data() + offset, kHashSize);
  offset += kHashSize;
  return number;
}

void put_text(std::string& out, std::string_view text) {
  put_varint(out, text.size());
  out += text;
}

std::string_view get_text(std::string_view bytes, std::size_t& offset) {
  const std::size_t size = get_varint(bytes, offset);
  offset += size;
  return bytes.substr(offset - size, size);
}

void put_bits(std::string& out, const BitSpan& bits) {
  put_varint(out, bits.size);
  out += bits.bytes;
}

BitSpan get_bits(std::string_view bytes, std::size_t& offset) {
  const std::size_t size = get_varint(bytes, offset), whole = (size + 7) / 8;
  offset += whole;
  return {bytes.substr(offset - whole, whole), size};
}

}  // namespace

std::string write_packed(const Packed& packed, std::string_view kind) {
  constexpr std::size_t kMostBefore = 32;  // bytes, of a term's numbers
  std::size_t size = 64 + kind.size() + packed.steps.size() + packed.hashes.size() * kHashSize;
  for (const PackedTerm& term : packed.terms)
    size += kMostBefore + term.text.size() + term.postings.bytes.size() + term.positions.bytes.size();
  std::string out;
  out.reserve(size);  // growing would take as much again
  put_text(out, kind);
  put_varint(out, packed.first);
  put_varint(out, packed.range);
  put_text(out, packed.steps);
  for (const std::uint64_t hash : packed.hashes) put_number(out, hash);
  put_varint(out, packed.terms.size());
  for (const PackedTerm& term : packed.terms) {
    put_text(out, term.text);
    put_varint(out, term.documents);
    put_bits(out, term.postings);
    put_bits(out, term.positions);
  }
  put_number(out, hash64(out));
  return out;
}

std::optional<Packed> read_packed(std::string bytes, std::string_view kind) {
  if (bytes.size() < kHashSize) return std::nullopt;
  Packed packed;
  packed.storage.push_back(std::make_unique<std::string>(std::move(bytes)));
  const std::string_view all = *packed.storage.front();
  std::size_t end = all.size() - kHashSize, offset = 0;
  const std::string_view content = all.substr(0, end);
  if (get_number(all, end) != hash64(content)) return std::nullopt;
  if (get_text(content, offset) != kind) return std::nullopt;
  packed.first = get_varint(content, offset);
  packed.range = get_varint(content, offset);
  packed.steps = get_text(content, offset);
  packed.hashes.resize(packed.steps.size());
  for (std::uint64_t& hash : packed.hashes) hash = get_number(content, offset);
  packed.terms.resize(get_varint(content, offset));
  for (PackedTerm& term : packed.terms) {
    term.text = get_text(content, offset);
    term.documents = static_cast<std::uint32_t>(get_varint(content, offset));
    term.postings = get_bits(content, offset);
    term.positions = get_bits(content, offset);
  }
  return packed;
}

}  // namespace broadsheet::search
