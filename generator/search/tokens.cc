#include "search/tokens.h"

#include <xapian.h>

#include "base/text.h"

namespace broadsheet::search {
namespace {

constexpr std::size_t kLongestKey = 200;

struct Range {
  char32_t first, last;
};

/// The code points that Xapian 1.4 takes as CJK.
constexpr Range kCjk[] = {{0x2E80, 0x2EFF}, {0x3000, 0x9FFF}, {0xA700, 0xA71F},   {0xAC00, 0xD7AF},  {0xF900, 0xFAFF},
                          {0xFE30, 0xFE4F}, {0xFF00, 0xFFEF}, {0x20000, 0x2A6DF}, {0x2F800, 0x2FA1F}};

}  // namespace

struct Tokenizer::Internal {
  /// TermGenerator asks its stemmer about each word, in order, and adds nothing to the document where the stem is
  /// empty: so a stemmer that writes down and answers nothing turns it into a tokeniser.
  class Listener : public Xapian::StemImplementation {
   public:
    std::string operator()(const std::string& word) override {
      (*sink)(word);
      return {};
    }
    std::string get_description() const override { return "broadsheet"; }

    const std::function<void(const std::string&)>* sink = nullptr;
  };

  Xapian::TermGenerator generator;
  Listener* listener = new Listener;  // owned by the generator's Stem
};

Tokenizer::Tokenizer() : internal_(std::make_unique<Internal>()) {
  Xapian::TermGenerator& generator = internal_->generator;
  generator.set_stemmer(Xapian::Stem(internal_->listener));
  generator.set_stemming_strategy(Xapian::TermGenerator::STEM_ALL);
  generator.set_flags(Xapian::TermGenerator::FLAG_CJK_NGRAM);
  generator.set_max_word_length(64);
}

Tokenizer::~Tokenizer() = default;

void Tokenizer::each(std::string_view text, const std::function<void(const std::string&)>& sink) {
  internal_->listener->sink = &sink;
  internal_->generator.index_text(Xapian::Utf8Iterator(text.data(), text.size()));
}

std::vector<std::string> Tokenizer::words(std::string_view text) {
  std::vector<std::string> found;
  each(text, [&found](const std::string& word) { found.push_back(word); });
  return found;
}

bool may_join_over_blanks(std::string_view text) {
  static_assert(kCjk[0].first == 0x2E80);  // in UTF-8, E2 BA 80: nothing before it is CJK
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte > 0xE2 || (byte == 0xE2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0xBA))
      return true;
  }
  return false;
}

bool is_cjk(std::string_view word) {
  std::size_t offset = 0;
  const char32_t first = word.empty() ? 0 : next_code_point(word, offset);
  for (const Range& range : kCjk)
    if (first >= range.first && first <= range.last) return true;
  return false;
}

std::string filter_key(Tokenizer& tokenizer, std::string_view name) {
  std::string key;
  bool full = false;
  tokenizer.each(name, [&](const std::string& word) {
    full = full || key.size() + 1 + word.size() > kLongestKey;
    if (full) return;
    if (!key.empty()) key += '-';
    key += word;
  });
  return key;
}

}  // namespace broadsheet::search
