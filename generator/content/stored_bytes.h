// A cereal archive over bytes in memory, as BinaryInputArchive reads them from a stream: with hundreds of small fields an
// issue, a stream's calls cost more than the bytes.
#pragma once

#include <cereal/archives/binary.hpp>
#include <cstring>
#include <string_view>

namespace broadsheet::content {

class StoredBytes;

}  // namespace broadsheet::content

namespace cereal::traits::detail {

template <>
struct get_output_from_input<broadsheet::content::StoredBytes> {
  using type = BinaryOutputArchive;
};

}  // namespace cereal::traits::detail

namespace broadsheet::content {

/// Reads numbers as this machine has them. Throws cereal::Exception where the bytes end too early.
class StoredBytes : public cereal::InputArchive<StoredBytes, cereal::AllowEmptyClassElision> {
 public:
  explicit StoredBytes(std::string_view bytes) : InputArchive(this), rest_(bytes) {}

  void read(void* to, std::size_t size) { std::memcpy(to, take(size).data(), size); }
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

 private:
  std::string_view rest_;
};

template <class T>
std::enable_if_t<std::is_arithmetic_v<T>> load(StoredBytes& archive, T& value) {
  archive.read(&value, sizeof value);
}
template <class T>
void load(StoredBytes& archive, cereal::NameValuePair<T>& pair) {
  archive(pair.value);
}
template <class T>
void load(StoredBytes& archive, cereal::SizeTag<T>& size) {
  archive(size.size);
}
inline void load(StoredBytes& archive, std::string& text) {
  text = archive.text();
}

}  // namespace broadsheet::content
