// Text of documents, which mostly stands elsewhere already: an archive's documents copy none of its stories.
#pragma once

#include <compare>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace broadsheet::search {

/// UTF-8 that does not change: its own, which copies share, or a view of text that outlives it.
class Text {
 public:
  Text() = default;
  Text(std::string own) {  // NOLINT(google-explicit-constructor): a text as any other
    if (own.empty()) return;
    own_ = std::make_shared<const std::string>(std::move(own));
    text_ = *own_;
  }
  Text(const char* own) : Text(std::string(own)) {}  // NOLINT(google-explicit-constructor)

  /// A view of text that must outlive this and all its copies.
  static Text view(std::string_view text) {
    Text made;
    made.text_ = text;
    return made;
  }

  operator std::string_view() const { return text_; }  // NOLINT(google-explicit-constructor)
  std::string str() const { return std::string(text_); }
  std::size_t size() const { return text_.size(); }
  bool empty() const { return text_.empty(); }
  bool operator==(const Text& other) const { return text_ == other.text_; }
  auto operator<=>(const Text& other) const { return text_ <=> other.text_; }

 private:
  std::shared_ptr<const std::string> own_;
  std::string_view text_;
};

}  // namespace broadsheet::search
