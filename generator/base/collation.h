// The order in which readers look names up, and the letters that they look under, by ICU's collation of a language.
// Names of other scripts follow those of the language's own; Chinese ones stand by Pinyin, but for languages that order
// them otherwise (Japanese, Korean).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace broadsheet {

/// Const and safe for many threads once made.
class Collation {
 public:
  /// `language` is a BCP 47 tag; one that ICU does not know gives the root collation.
  explicit Collation(std::string_view language);
  ~Collation();
  Collation(const Collation&) = delete;
  Collation& operator=(const Collation&) = delete;

  /// Digits compare by value, and at last bytes, so that no two texts tie.
  bool before(std::string_view a, std::string_view b) const;

 private:
  struct Collators;
  std::unique_ptr<Collators> collators_;
};

/// Where a name stands in an index from A to Z.
struct IndexLetter {
  std::string name;         ///< in upper case; # for digits and symbols
  std::uint32_t place = 0;  ///< among all letters; Latin ones before Greek and Cyrillic …, # first

  bool operator==(const IndexLetter&) const = default;
};

/// The letters of a language's index, with those of other scripts. Const and safe for many threads once made.
class LetterIndex {
 public:
  explicit LetterIndex(std::string_view language);
  ~LetterIndex();
  LetterIndex(const LetterIndex&) = delete;
  LetterIndex& operator=(const LetterIndex&) = delete;

  /// Letters with marks count as the language has them: É stands under E, and Å under A, but in Swedish under Å.
  IndexLetter letter_of(std::string_view name) const;

 private:
  struct Indexes;
  std::unique_ptr<Indexes> indexes_;
};

}  // namespace broadsheet
