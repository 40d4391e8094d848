// Typed access to the entries of a map of plain data, for configuration and front matter. A value of the wrong type is
// an error at its place, and reads as if it were not there.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "content/source.h"
#include "model/data.h"

namespace broadsheet::content {

/// The text of a scalar: text as it is, numbers and booleans as they are written; nothing for null, lists and maps.
std::optional<std::string> scalar_text(const model::Data& data);

/// One map. The source, the data and the diagnostics must outlive it.
class Fields {
 public:
  /// `rule` names the errors ("config", "front-matter"). Data that is no map is an error, and has no entries.
  Fields(const CleanSource& source, const model::Data& data, std::string rule, Diagnostics& diagnostics);

  /// The value under `key`; null where there is none, or where it is YAML's null.
  const model::Data* find(std::string_view key) const;

  std::optional<std::string> text(std::string_view key) const;
  std::optional<bool> flag(std::string_view key) const;
  std::optional<std::int64_t> integer(std::string_view key) const;
  /// A list of scalars; a single scalar is a list of one.
  std::vector<std::string> texts(std::string_view key) const;
  /// The entries of a list, whatever they are.
  const model::Data::List& list(std::string_view key) const;

  /// Warns of each key that is not in `known`, with the nearest of them.
  void expect(std::initializer_list<std::string_view> known) const;

  Location place(const model::Data& data) const { return source_.at(data.line, data.column); }
  void error(const model::Data& data, std::string message, std::string hint = {}) const;

  const CleanSource& source() const { return source_; }
  Diagnostics& diagnostics() const { return diagnostics_; }
  const std::string& rule() const { return rule_; }
  const model::Data& data() const { return data_; }

 private:
  std::optional<std::string> written(const model::Data& data) const;

  const CleanSource& source_;
  const model::Data& data_;
  std::string rule_;
  Diagnostics& diagnostics_;
};

}  // namespace broadsheet::content
