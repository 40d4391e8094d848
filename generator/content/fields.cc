#include "content/fields.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "content/yaml.h"

namespace broadsheet::content {

using model::Data;

namespace {

std::string_view type_name(const Data& data) {
  switch (data.value.index()) {
    case 0:
      return "nothing";
    case 1:
      return "true or false";
    case 2:
      return "a whole number";
    case 3:
      return "a number";
    case 4:
      return "text";
    case 5:
      return "a list";
    default:
      return "a map";
  }
}

}  // namespace

std::optional<std::string> scalar_text(const Data& data) {
  if (const std::string* text = data.text()) return *text;
  if (const bool* flag = std::get_if<bool>(&data.value)) return *flag ? "true" : "false";
  if (const std::int64_t* integer = std::get_if<std::int64_t>(&data.value)) return std::to_string(*integer);
  if (const double* number = std::get_if<double>(&data.value)) return fmt::format("{}", *number);
  return std::nullopt;
}

Fields::Fields(const CleanSource& source, const Data& data, std::string rule, Diagnostics& diagnostics)
    : source_(source), data_(data), rule_(std::move(rule)), diagnostics_(diagnostics) {
  if (!data.map() && !data.is_null())
    error(data, fmt::format("must be a map of keys and values, but is {}", type_name(data)));
}

void Fields::error(const Data& data, std::string message, std::string hint) const {
  diagnostics_.error(rule_, place(data), std::move(message), std::move(hint));
}

const Data* Fields::find(std::string_view key) const {
  const Data* data = data_.find(key);
  return data == nullptr || data->is_null() ? nullptr : data;
}

std::optional<std::string> Fields::text(std::string_view key) const {
  const Data* data = find(key);
  if (data == nullptr) return std::nullopt;
  std::optional<std::string> text = written(*data);
  if (!text) error(*data, fmt::format("'{}' must be text, but is {}", key, type_name(*data)));
  return text;
}

/// A number as it is written where it stands, or its value: a version `3.10` is not 3.1.
std::optional<std::string> Fields::written(const Data& data) const {
  std::optional<std::string> text = scalar_text(data);
  const bool number = std::holds_alternative<double>(data.value) || std::holds_alternative<std::int64_t>(data.value);
  if (!number || data.line == 0) return text;
  const std::string line = place(data).excerpt;
  std::size_t begin = 0;
  for (int column = 1; column < data.column && begin < line.size(); ++column) next_code_point(line, begin);
  const std::size_t end = std::min(line.find_first_not_of("0123456789.eE+-xobacdfABCDF", begin), line.size());
  Data again;
  resolve_scalar(std::string_view(line).substr(begin, end - begin), again);
  return scalar_text(again) == text ? line.substr(begin, end - begin) : text;
}

std::optional<bool> Fields::flag(std::string_view key) const {
  const Data* data = find(key);
  if (data == nullptr) return std::nullopt;
  if (const bool* flag = std::get_if<bool>(&data->value)) return *flag;
  error(*data, fmt::format("'{}' must be true or false, but is {}", key, type_name(*data)),
        data->text() ? "write it without quotes" : "");
  return std::nullopt;
}

std::optional<std::int64_t> Fields::integer(std::string_view key) const {
  const Data* data = find(key);
  if (data == nullptr) return std::nullopt;
  if (const std::int64_t* integer = std::get_if<std::int64_t>(&data->value)) return *integer;
  error(*data, fmt::format("'{}' must be a whole number, but is {}", key, type_name(*data)));
  return std::nullopt;
}

std::vector<std::string> Fields::texts(std::string_view key) const {
  std::vector<std::string> texts;
  const Data* data = find(key);
  if (data == nullptr) return texts;
  if (std::optional<std::string> single = written(*data)) return {std::move(*single)};
  if (!data->list()) {
    error(*data, fmt::format("'{}' must be a list, but is {}", key, type_name(*data)));
    return texts;
  }
  for (const Data& item : *data->list()) {
    if (std::optional<std::string> text = written(item))
      texts.push_back(std::move(*text));
    else
      error(item, fmt::format("an entry of '{}' must be text, but is {}", key, type_name(item)));
  }
  return texts;
}

const Data::List& Fields::list(std::string_view key) const {
  static const Data::List kEmpty;
  const Data* data = find(key);
  if (data == nullptr) return kEmpty;
  if (data->list()) return *data->list();
  error(*data, fmt::format("'{}' must be a list, but is {}", key, type_name(*data)));
  return kEmpty;
}

void Fields::expect(std::initializer_list<std::string_view> known) const {
  if (!data_.map()) return;
  for (const auto& [key, data] : *data_.map()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    const std::string near = nearest(key, {known.begin(), known.end()});
    diagnostics_.warning(rule_, place(data), fmt::format("the key '{}' is not known here", key),
                         near.empty() ? "" : fmt::format("did you mean '{}'?", near));
  }
}

}  // namespace broadsheet::content
