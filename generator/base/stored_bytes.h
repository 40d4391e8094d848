// Values as bytes, for caches: cereal archives over bytes in memory, the same bytes as BinaryOutputArchive writes into
// a stream: with hundreds of small fields an issue, a stream's calls cost more than the bytes.
#pragma once

#include <algorithm>
#include <cereal/cereal.hpp>
#include <cstring>
#include <string>
#include <string_view>

#include "base/kept_list.h"
#include "base/kept_text.h"

namespace broadsheet {

/// What becomes of texts that are read: copies, or views of the bytes, which then must outlive them.
enum class StoredTexts { copied, viewed };

/// Reads numbers as this machine has them. Throws cereal::Exception where the bytes end too early.
class StoredBytes : public cereal::InputArchive<StoredBytes, cereal::AllowEmptyClassElision> {
 public:
  explicit StoredBytes(std::string_view bytes, StoredTexts texts = StoredTexts::copied)
      : InputArchive(this), rest_(bytes), texts_(texts) {}

  void read(void* to, std::size_t size) {
    const std::string_view from = take(size);
    if (size > 0) std::memcpy(to, from.data(), size);  // an empty vector has no place to copy to
  }
  /// The next bytes, where they stand.
  std::string_view take(std::size_t size) {
    if (size > rest_.size()) throw cereal::Exception("ends too early");
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }
  /// A text, where it stands. Its length is checked against the bytes at hand: a damaged one asks for no memory.
  std::string_view text() {
    cereal::size_type size = 0;
    (*this)(cereal::make_size_tag(size));
    return take(size);
  }
  /// The same into a text that is kept.
  void read(KeptText& to) {
    if (texts_ == StoredTexts::viewed)
      to.become_view_of(text());
    else
      to = text();
  }
  /// How many items are still to come at most, if there are said to be `size`: none takes less than a byte.
  std::size_t at_most(std::size_t size) const { return std::min(size, rest_.size()); }

 private:
  std::string_view rest_;
  StoredTexts texts_;
};

/// Appends to a string, which must outlive it.
class BytesToStore : public cereal::OutputArchive<BytesToStore, cereal::AllowEmptyClassElision> {
 public:
  explicit BytesToStore(std::string& bytes) : OutputArchive(this), bytes_(bytes) {}

  void write(const void* from, std::size_t size) {
    if (size > 0) bytes_.append(static_cast<const char*>(from), size);
  }
  void text(std::string_view text) {
    (*this)(cereal::make_size_tag(static_cast<cereal::size_type>(text.size())));
    bytes_.append(text);
  }

 private:
  std::string& bytes_;
};

template <class T>
std::enable_if_t<std::is_arithmetic_v<T>> save(BytesToStore& archive, const T& value) {
  archive.write(&value, sizeof value);
}
template <class T>
void save(BytesToStore& archive, const cereal::SizeTag<T>& size) {
  archive(size.size);
}
template <class T>
void save(BytesToStore& archive, const cereal::NameValuePair<T>& pair) {
  archive(pair.value);
}
inline void save(BytesToStore& archive, const std::string& text) {
  archive.text(text);
}
inline void save(BytesToStore& archive, const KeptText& text) {
  archive.text(text);
}

template <class T>
std::enable_if_t<std::is_arithmetic_v<T>> load(StoredBytes& archive, T& value) {
  archive.read(&value, sizeof value);
}
template <class T>
void load(StoredBytes& archive, cereal::SizeTag<T>& size) {
  archive(size.size);
}
template <class T>
void load(StoredBytes& archive, cereal::NameValuePair<T>& pair) {
  archive(pair.value);
}
inline void load(StoredBytes& archive, std::string& text) {
  text = archive.text();
}
inline void load(StoredBytes& archive, KeptText& text) {
  archive.read(text);
}

template <class Item>
void save(BytesToStore& archive, const KeptList<Item>& list) {
  archive(cereal::make_size_tag(static_cast<cereal::size_type>(list.size())));
  for (const Item& item : list) archive(item);
}
template <class Item>
void load(StoredBytes& archive, KeptList<Item>& list) {
  cereal::size_type size = 0;
  archive(cereal::make_size_tag(size));
  list = {};
  list.reserve(archive.at_most(size));
  for (; size > 0; --size) archive(list.emplace_back());
}

template <class T>
void save(BytesToStore& archive, const cereal::BinaryData<T>& data) {
  archive.write(data.data, static_cast<std::size_t>(data.size));
}
template <class T>
void load(StoredBytes& archive, cereal::BinaryData<T>& data) {
  archive.read(data.data, static_cast<std::size_t>(data.size));
}

/// The bytes that `write(archive)` stores.
template <class Write>
std::string to_bytes(Write write) {
  std::string bytes;
  BytesToStore archive(bytes);
  write(archive);
  return bytes;
}

}  // namespace broadsheet

CEREAL_SETUP_ARCHIVE_TRAITS(broadsheet::StoredBytes, broadsheet::BytesToStore)
