#include "template/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/text.h"
#include "template/compare.h"
#include "template/failure.h"
#include "template/text.h"

namespace broadsheet::tmpl {

namespace {

class JsonWriter {
 public:
  explicit JsonWriter(const std::string_view* indent) : indent_(indent) {}

  void write(const Value& value) {
    switch (value.kind()) {
      case Kind::none:
        out_ += "null";
        return;
      case Kind::boolean:
        out_ += value.boolean() ? "true" : "false";
        return;
      case Kind::integer:
        append_repr(out_, value);
        return;
      case Kind::real:
        write_real(value.real());
        return;
      case Kind::text:
        write_text(value.text());
        return;
      case Kind::sequence:
      case Kind::list:
      case Kind::tuple:
        return write_list(value);
      case Kind::map:
        return write_map(value);
      case Kind::undefined:
        fail_undefined(value);
      default:
        throw Failure("a " + std::string(type_name(value)) + " can't be written as JSON");
    }
  }

  std::string take() { return std::move(out_); }

 private:
  void write_real(double value) {
    if (std::isnan(value)) {
      out_ += "NaN";
    } else if (std::isinf(value)) {
      out_ += value < 0 ? "-Infinity" : "Infinity";
    } else {
      out_ += real_repr(value);
    }
  }

  void write_code(std::uint32_t unit) { out_ += fmt::format("\\u{:04x}", unit); }

  void write_character(char32_t c) {
    static constexpr std::string_view kPlain = "\"\\\b\f\n\r\t";
    static constexpr std::string_view kLetters = "\"\\bfnrt";
    const std::size_t simple = c < 0x80 ? kPlain.find(static_cast<char>(c)) : std::string_view::npos;
    if (simple != std::string_view::npos) {
      out_ += '\\';
      out_ += kLetters[simple];
    } else if (c >= 0x10000) {
      write_code(0xd800 + ((c - 0x10000) >> 10));
      write_code(0xdc00 + ((c - 0x10000) & 0x3ff));
    } else if (c < 0x20 || c >= 0x7f || c == '<' || c == '>' || c == '&' || c == '\'') {
      if (c == 0x7f) {
        out_ += static_cast<char>(c);
      } else {
        write_code(c);
      }
    } else {
      out_ += static_cast<char>(c);
    }
  }

  void write_text(std::string_view text) {
    out_ += '"';
    for (std::size_t at = 0; at < text.size();) write_character(next_code_point(text, at));
    out_ += '"';
  }

  void separate(bool first) {
    if (!first) out_ += indent_ != nullptr ? "," : ", ";
    if (indent_ != nullptr) new_line();
  }

  void new_line() {
    out_ += '\n';
    for (int i = 0; i < depth_; ++i) out_ += *indent_;
  }

  void deeper() {
    if (++depth_ > 200) throw Failure("the value is nested too deep for JSON");
  }

  void close(char bracket, bool empty) {
    --depth_;
    if (indent_ != nullptr && !empty) new_line();
    out_ += bracket;
  }

  void write_list(const Value& list) {
    out_ += '[';
    deeper();
    for (std::size_t i = 0; i < list.size(); ++i) {
      separate(i == 0);
      write(list.at(i));
    }
    close(']', list.size() == 0);
  }

  void write_map(const Value& map) {
    std::vector<const Entry*> entries;
    for (const Entry& entry : map.entries()) entries.push_back(&entry);
    std::sort(entries.begin(), entries.end(), [](const Entry* a, const Entry* b) { return less(a->key, b->key); });
    out_ += '{';
    deeper();
    for (std::size_t i = 0; i < entries.size(); ++i) {
      separate(i == 0);
      write_key(entries[i]->key);
      out_ += ": ";
      write(entries[i]->value);
    }
    close('}', entries.empty());
  }

  void write_key(const Value& key) {
    if (key.is_text()) return write_text(key.text());
    if (!key.is_number() && !key.is_none())
      throw Failure("a " + std::string(type_name(key)) + " can't be a key in JSON");
    out_ += '"';
    write(key);
    out_ += '"';
  }

  const std::string_view* indent_;
  std::string out_;
  int depth_ = 0;
};

}  // namespace

std::string json_for_html(const Value& value, const std::string_view* indent) {
  JsonWriter writer(indent);
  writer.write(value);
  return writer.take();
}

}  // namespace broadsheet::tmpl
