#include "render/values.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "template/value.h"

namespace broadsheet::render {

using tmpl::Kind;
using tmpl::RecordType;
using tmpl::Value;

namespace {

constexpr std::size_t kLongestText = 96;  // code points of a text that is told in one line

/// The table and the struct of a record, borrowed or owned; nullptr for other values.
std::pair<const RecordType*, const void*> as_record(const Value& value) {
  if (value.kind() == Kind::record) return {&value.record_type(), value.record_data()};
  if (value.kind() == Kind::object) return value.object()->as_record();
  return {nullptr, nullptr};
}

/// Holds other values, so that the extent bounds it.
bool is_nested(const Value& value) {
  return value.is_listing() || value.kind() == Kind::map || as_record(value).first != nullptr;
}

std::string in_quotes(std::string_view text) {
  return nlohmann::json(std::string(text)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string type_name(const Value& value) {
  if (const auto [type, data] = as_record(value); type != nullptr) return std::string(type->name);
  if (value.is_listing()) {
    if (value.size() == 0) return "empty list";
    const Value first = value.at(0);
    return fmt::format("list of {}{}", value.size(), is_nested(first) ? " " + type_name(first) : "");
  }
  return value.size() == 0 ? "empty map" : fmt::format("map of {}", value.size());
}

class TextWriter {
 public:
  explicit TextWriter(Extent extent) : extent_(extent) {}

  void write(std::string_view name, const Value& value, std::size_t level, std::size_t depth) {
    out_.append(2 * level, ' ').append(name).append(": ").append(is_nested(value) ? type_name(value) : leaf(value));
    out_ += '\n';
    if (!is_nested(value) || depth > extent_.depth) return;
    if (const auto [type, data] = as_record(value); type != nullptr) {
      write_record(*type, data, level + 1, depth + 1);
    } else if (value.kind() == Kind::map) {
      for (const tmpl::Entry& entry : value.entries()) write(entry.key.text(), entry.value, level + 1, depth + 1);
    } else {
      write_list(value, level + 1, depth);
    }
  }

  std::string take() { return std::move(out_); }

 private:
  static std::string leaf(const Value& value) {
    switch (value.kind()) {
      case Kind::text:
        return (value.is_markup() ? "HTML " : "") + in_quotes(shorten(value.text(), kLongestText));
      case Kind::boolean:
        return value.boolean() ? "true" : "false";
      case Kind::integer:
        return fmt::format("{}", value.integer());
      case Kind::real:
        return fmt::format("{}", value.real());
      default:
        return "none";
    }
  }

  void write_record(const RecordType& type, const void* data, std::size_t level, std::size_t depth) {
    for (const tmpl::Field& field : type.fields) {
      const Value value = field.get(data);
      if (depth <= extent_.depth || !is_nested(value)) write(field.name, value, level, depth);
    }
  }

  void write_list(const Value& list, std::size_t level, std::size_t depth) {
    const std::size_t shown = std::min(list.size(), extent_.items);
    for (std::size_t at = 0; at < shown; ++at) write(fmt::format("[{}]", at), list.at(at), level, depth);
    if (shown < list.size()) out_.append(2 * level, ' ').append(fmt::format("… {} more\n", list.size() - shown));
  }

  const Extent extent_;
  std::string out_;
};

using Json = nlohmann::ordered_json;

class JsonMaker {
 public:
  explicit JsonMaker(Extent extent) : extent_(extent) {}

  Json make(const Value& value, std::size_t depth) const {
    if (const auto [type, data] = as_record(value); type != nullptr) {
      Json object = Json::object();
      for (const tmpl::Field& field : type->fields) {
        const Value member = field.get(data);
        if (depth < extent_.depth || !is_nested(member)) object[std::string(field.name)] = make(member, depth + 1);
      }
      return object;
    }
    if (value.kind() == Kind::map) {
      Json object = Json::object();
      for (const tmpl::Entry& entry : value.entries())
        object[std::string(entry.key.text())] = make(entry.value, depth + 1);
      return object;
    }
    if (value.is_listing()) {
      Json list = Json::array();
      for (std::size_t at = 0; at < std::min(value.size(), extent_.items); ++at)
        list.push_back(make(value.at(at), depth));
      return list;
    }
    return leaf(value);
  }

 private:
  static Json leaf(const Value& value) {
    switch (value.kind()) {
      case Kind::text: {
        std::string text(value.text());
        return value.is_markup() ? Json{{"__html__", std::move(text)}} : Json(std::move(text));
      }
      case Kind::boolean:
        return value.boolean();
      case Kind::integer:
        return value.integer();
      case Kind::real:
        return value.real();
      default:
        return nullptr;
    }
  }

  const Extent extent_;
};

}  // namespace

std::string values_as_text(const Variables& variables, Extent extent) {
  TextWriter writer(extent);
  for (const auto& [name, value] : variables) writer.write(name, value, 0, 1);
  return writer.take();
}

std::string values_as_json(const Variables& variables, Extent extent) {
  Json object = Json::object();
  const JsonMaker maker(extent);
  for (const auto& [name, value] : variables) object[std::string(name)] = maker.make(value, 1);
  return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace broadsheet::render
