#include "content/json.h"

#include <fmt/format.h>

#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "base/line_index.h"

namespace broadsheet::content {

namespace {

using model::Data;
using nlohmann::json;

/// Reads characters and knows how many the parser took.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, std::size_t* count) : at_(at), count_(count) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    ++at_;
    ++*count_;
    return *this;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
  bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  std::size_t* count_;
};

/// Builds the data from the parser's events. A value starts after the blanks and marks that follow the token before.
class JsonBuilder : public nlohmann::json_sax<json> {
 public:
  JsonBuilder(const CleanSource& source, const std::size_t& taken)
      : source_(source), lines_(source.text), taken_(taken) {}

  Data take() { return std::move(result_); }

  bool null() override { return add(Data()); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(std::int64_t value) override { return add(value); }
  bool number_unsigned(std::uint64_t value) override {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
      return add(static_cast<double>(value));
    return add(static_cast<std::int64_t>(value));
  }
  bool number_float(double value, const std::string&) override { return add(value); }
  bool string(std::string& value) override { return add(std::move(value)); }
  bool binary(json::binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Data::Map()); }
  bool start_array(std::size_t) override { return open(Data::List()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(std::string& name) override {
    Level& level = levels_.back();
    if (!level.keys.insert(name).second) fail(start(), fmt::format("the key '{}' stands here again", name));
    level.key = name;
    done_ = taken_;
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const json::exception& problem) override {
    // The library's message begins with its own number and position; what it expected stands after the last dash.
    const std::string_view whole = problem.what();
    const std::size_t cut = whole.rfind(" - ");
    fail(position > 0 ? position - 1 : 0, std::string(cut == std::string_view::npos ? whole : whole.substr(cut + 3)));
  }

 private:
  struct Level {
    Data data;
    std::string key;
    std::set<std::string> keys;
  };

  [[noreturn]] void fail(std::size_t offset, std::string message) const {
    throw Error("json", source_.at_offset(offset), std::move(message));
  }

  std::size_t start() const {
    const std::size_t at = source_.text.find_first_not_of(" \t\n:,]}", done_);
    return std::min(at, source_.text.size());
  }

  template <class Value>
  bool add(Value value) {
    const LineIndex::Place place = lines_.place(start());
    Data data;
    if constexpr (std::is_same_v<Value, Data>)
      data = std::move(value);
    else
      data.value = std::move(value);
    data.line = place.line;
    data.column = place.column;
    done_ = taken_;
    attach(std::move(data));
    return true;
  }

  void attach(Data data) {
    if (levels_.empty()) {
      result_ = std::move(data);
    } else if (auto* list = std::get_if<Data::List>(&levels_.back().data.value)) {
      list->push_back(std::move(data));
    } else {
      std::get<Data::Map>(levels_.back().data.value).emplace_back(levels_.back().key, std::move(data));
    }
  }

  template <class Container>
  bool open(Container empty) {
    if (levels_.size() == model::kDeepestData)
      fail(start(), fmt::format("nested deeper than {} levels", model::kDeepestData));
    const LineIndex::Place place = lines_.place(start());
    Level level;
    level.data.value = std::move(empty);
    level.data.line = place.line;
    level.data.column = place.column;
    levels_.push_back(std::move(level));
    done_ = taken_;
    return true;
  }

  bool close() {
    Data data = std::move(levels_.back().data);
    levels_.pop_back();
    done_ = taken_;
    attach(std::move(data));
    return true;
  }

  const CleanSource& source_;
  const LineIndex lines_;
  const std::size_t& taken_;
  std::size_t done_ = 0;  // offset after the token before
  std::vector<Level> levels_;
  Data result_;
};

}  // namespace

std::optional<LeadingJson> parse_leading_json(const CleanSource& source) {
  const std::string_view text = source.text;
  const std::size_t inside = text.find_first_not_of(" \t\n", 1);
  if (!text.starts_with('{') || inside == std::string_view::npos || (text[inside] != '"' && text[inside] != '}'))
    return std::nullopt;
  std::size_t taken = 0;
  JsonBuilder builder(source, taken);
  const char* begin = text.data();
  json::sax_parse(CountingIterator(begin, &taken), CountingIterator(begin + text.size(), &taken), &builder,
                  json::input_format_t::json, false);
  LeadingJson result{builder.take(), taken};
  if (text.substr(result.end).starts_with('\n')) ++result.end;
  return result;
}

}  // namespace broadsheet::content
