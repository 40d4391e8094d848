#include "content/yaml.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <charconv>
#include <limits>
#include <sstream>
#include <unordered_map>

#include "base/diagnostics.h"
#include "base/text.h"

namespace broadsheet::content {

namespace {

using model::Data;

constexpr std::size_t kLargestYaml = std::size_t(16) << 20;
constexpr std::size_t kMostAliased = 10'000;
constexpr int kLongestCounted = 4096;  // in bytes; columns further right are counted in bytes, or long lines cost n²
constexpr std::string_view kTagPrefix = "tag:yaml.org,2002:";

std::size_t count_values(const Data& data) {
  std::size_t count = 1;
  if (const Data::List* list = data.list())
    for (const Data& item : *list) count += count_values(item);
  if (const Data::Map* map = data.map())
    for (const auto& entry : *map) count += count_values(entry.data);
  return count;
}

/// Builds the data from the parser's events. Nesting is checked as it is announced, before the parser goes down.
class YamlBuilder : public YAML::EventHandler {
 public:
  YamlBuilder(std::string_view file, std::string_view text, int first_line)
      : file_(file), text_(text), lines_before_(first_line - 1) {}

  Data take() { return std::move(result_); }
  bool has_document() const { return documents_ > 0; }
  bool is_indented_by_tab(const YAML::Mark& mark) const { return location(mark).excerpt.starts_with('\t'); }
  [[noreturn]] void fail(const YAML::Mark& mark, std::string message, std::string hint = {}) const;
  /// The same where the innermost list or map begins: the parser notices only at the end that it was never closed.
  [[noreturn]] void fail_at_open(const YAML::Mark& mark, std::string message, std::string hint) const;

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) fail(mark, "a second document starts here", "only one document is read");
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (awaits_key()) fail(mark, "a key is missing before the colon");
    add(at(mark), anchor);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, anchor, Data::List());
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, anchor, Data::Map());
  }
  void OnMapEnd() override { close(); }

 private:
  struct Level {
    Data data;
    YAML::anchor_t anchor = 0;
    bool has_key = false;
    std::string key;
    std::unordered_map<std::string, int> lines;  // of the keys so far
  };

  Location location(const YAML::Mark& mark) const;
  int column_of(const YAML::Mark& mark) const;
  void check_closed(const YAML::Mark& mark) const;
  Data at(const YAML::Mark& mark) const;
  bool awaits_key() const {
    return !levels_.empty() && levels_.back().data.map() != nullptr && !levels_.back().has_key;
  }
  void add_key(const YAML::Mark& mark, std::string key);
  void add(Data data, YAML::anchor_t anchor);
  template <class Container>
  void open(const YAML::Mark& mark, YAML::anchor_t anchor, Container empty);
  void close();

  std::string_view file_;
  std::string_view text_;
  int lines_before_;
  int documents_ = 0;
  std::size_t aliased_ = 0;
  std::vector<Level> levels_;
  std::unordered_map<YAML::anchor_t, Data> anchored_;
  Data result_;
};

Location YamlBuilder::location(const YAML::Mark& mark) const {
  if (mark.is_null()) {
    Location place = locate(file_, text_, text_.size());
    place.line += lines_before_;
    return place;
  }
  Location place = locate_line(file_, text_, mark.line + 1, column_of(mark));
  place.line += lines_before_;
  return place;
}

int YamlBuilder::column_of(const YAML::Mark& mark) const {
  if (mark.column > kLongestCounted || mark.pos < mark.column) return mark.column + 1;
  const auto bytes = static_cast<std::size_t>(mark.column);
  const auto start = static_cast<std::size_t>(mark.pos) - bytes;
  if (start + bytes > text_.size()) return mark.column + 1;
  return static_cast<int>(count_code_points(text_.substr(start, bytes))) + 1;
}

void YamlBuilder::fail(const YAML::Mark& mark, std::string message, std::string hint) const {
  throw Error("yaml", location(mark), std::move(message), std::move(hint));
}

void YamlBuilder::fail_at_open(const YAML::Mark& mark, std::string message, std::string hint) const {
  if (levels_.empty()) fail(mark, std::move(message), std::move(hint));
  const Data& innermost = levels_.back().data;
  Location place = locate_line(file_, text_, innermost.line - lines_before_, innermost.column);
  place.line += lines_before_;
  throw Error("yaml", std::move(place), std::move(message), std::move(hint));
}

Data YamlBuilder::at(const YAML::Mark& mark) const {
  Data data;
  data.line = mark.line + 1 + lines_before_;
  data.column = column_of(mark);
  return data;
}

void YamlBuilder::add_key(const YAML::Mark& mark, std::string key) {
  Level& level = levels_.back();
  const int line = mark.line + 1 + lines_before_;
  if (const auto [other, fresh] = level.lines.emplace(key, line); !fresh)
    fail(mark, fmt::format("the key '{}' stands here again; it is already on line {}", key, other->second),
         "remove one of them");
  level.key = std::move(key);
  level.has_key = true;
}

void YamlBuilder::add(Data data, YAML::anchor_t anchor) {
  if (anchor != 0) anchored_.insert_or_assign(anchor, data);
  if (levels_.empty()) {
    result_ = std::move(data);
    return;
  }
  Level& level = levels_.back();
  if (auto* list = std::get_if<Data::List>(&level.data.value)) {
    list->push_back(std::move(data));
  } else {
    std::get<Data::Map>(level.data.value).emplace_back(std::move(level.key), std::move(data));
    level.has_key = false;
  }
}

void YamlBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const auto found = anchored_.find(anchor);
  if (found == anchored_.end()) fail(mark, "the alias stands inside what it stands for");
  if (awaits_key()) fail(mark, "an alias cannot be a key");
  aliased_ += count_values(found->second);
  if (aliased_ > kMostAliased)
    fail(mark, fmt::format("the aliases stand for more than {} values", kMostAliased), "write the values out");
  add(Data(found->second), 0);
}

void YamlBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& value) {
  if (awaits_key()) {
    add_key(mark, value);
    return;
  }
  if (tag == "!") check_closed(mark);
  Data data = at(mark);
  const bool plain = tag == "?" || (tag.starts_with(kTagPrefix) && tag != "tag:yaml.org,2002:str");
  if (plain)
    resolve_scalar(value, data);
  else
    data.value = value;
  add(std::move(data), anchor);
}

/// The parser takes a quotation that the end of the text cuts off.
void YamlBuilder::check_closed(const YAML::Mark& mark) const {
  auto at = static_cast<std::size_t>(std::max(mark.pos, 0));
  const char quote = at < text_.size() ? text_[at] : '\0';
  if (quote != '"' && quote != '\'') return;  // a block scalar, which ends by itself
  for (++at; at < text_.size() && text_[at] != quote; ++at)
    if (quote == '"' && text_[at] == '\\') ++at;
  if (at >= text_.size()) fail(mark, "the quotation is not closed", fmt::format("end it with {}", quote));
}

template <class Container>
void YamlBuilder::open(const YAML::Mark& mark, YAML::anchor_t anchor, Container empty) {
  if (awaits_key()) fail(mark, "a key must be plain text");
  if (levels_.size() == model::kDeepestData)
    fail(mark, fmt::format("nested deeper than {} levels", model::kDeepestData));
  Level level;
  level.data = at(mark);
  level.data.value = std::move(empty);
  level.anchor = anchor;
  levels_.push_back(std::move(level));
}

void YamlBuilder::close() {
  Level level = std::move(levels_.back());
  levels_.pop_back();
  add(std::move(level.data), level.anchor);
}

bool resolve_integer(std::string_view text, Data& data) {
  int base = 10;
  std::string_view digits = text;
  if (text.starts_with("0x") || text.starts_with("0o")) {
    base = text[1] == 'x' ? 16 : 8;
    digits.remove_prefix(2);
    if (digits.starts_with('-')) return false;
  } else if (digits.starts_with('+')) {
    digits.remove_prefix(1);
    if (digits.starts_with('-')) return false;
  }
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (problem != std::errc() || end != digits.data() + digits.size() || digits.empty()) return false;
  data.value = value;
  return true;
}

bool resolve_number(std::string_view text, Data& data) {
  const bool negative = text.starts_with('-');
  std::string_view digits = text.substr(negative || text.starts_with('+') ? 1 : 0);
  double value = 0;
  if (digits == ".inf" || digits == ".Inf" || digits == ".INF") {
    value = std::numeric_limits<double>::infinity();
  } else if (text == ".nan" || text == ".NaN" || text == ".NAN") {
    value = std::numeric_limits<double>::quiet_NaN();
  } else {
    const bool digit_first = !digits.empty() && (digits[0] == '.' || (digits[0] >= '0' && digits[0] <= '9'));
    if (!digit_first) return false;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (problem != std::errc() || end != digits.data() + digits.size()) return false;
  }
  data.value = negative ? -value : value;
  return true;
}

/// The parser's own words for the commonest mistakes say little to an author.
std::string readable(const std::string& message) {
  if (message == "illegal map value") return "a value must not hold ': ' without quotes";
  if (message == "end of map not found") return "the indentation fits no line above, or a colon is missing";
  if (message == "end of sequence not found") return "the list is not continued as it began";
  return message;
}

}  // namespace

void resolve_scalar(std::string_view text, Data& data) {
  if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL")
    data.value = std::monostate();
  else if (text == "true" || text == "True" || text == "TRUE")
    data.value = true;
  else if (text == "false" || text == "False" || text == "FALSE")
    data.value = false;
  else if (!resolve_integer(text, data) && !resolve_number(text, data))
    data.value = std::string(text);
}

Data parse_yaml(std::string_view file, std::string_view text, int first_line) {
  if (text.size() > kLargestYaml)
    throw Error("yaml", {std::string(file), first_line, 1, {}}, "the text is larger than 16 MiB");
  std::istringstream stream{std::string(text)};
  YamlBuilder builder(file, text, first_line);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::Exception& problem) {
    if (builder.is_indented_by_tab(problem.mark)) builder.fail(problem.mark, "a tab cannot indent", "use blanks");
    if (problem.msg == "end of sequence flow not found")
      builder.fail_at_open(problem.mark, "the list is not closed", "end it with ']'");
    if (problem.msg == "end of map flow not found")
      builder.fail_at_open(problem.mark, "the map is not closed", "end it with '}'");
    builder.fail(problem.mark, readable(problem.msg));
  }
  return builder.take();
}

}  // namespace broadsheet::content
