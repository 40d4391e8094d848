#include "output/bundle.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "output/js_module.h"
#include "output/js_scopes.h"
#include "output/js_tokens.h"

namespace broadsheet::output {
namespace {

constexpr std::string_view kPrefix = kModulePrefix;

std::string_view without_breaks(std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  while (text.starts_with('\n')) text.remove_prefix(1);
  return text;
}

std::string list(const std::vector<JsBinding>& names, std::string_view between) {
  std::string out;
  for (const JsBinding& name : names) {
    out += (out.empty() ? "" : ",") + std::string(name.from);
    if (name.from != name.to) out += std::string(between) + std::string(name.to);
  }
  return out;
}

/// The modules of a bundle one after the other, without a function around each: where all names at their top are
/// different, none of them is a name that another takes from the world, and imports keep the names of exports.
class Flat {
 public:
  explicit Flat(const ModuleSource& source) : source_(source) {}

  std::string run(const std::string& entry) {
    add(entry, true);
    for (const std::string_view name : foreign_)
      if (own_.contains(name)) throw UnclearModule();
    return flat_;
  }

 private:
  void add(const std::string& text, bool is_entry) {
    const JsModule module = read_module(text, is_entry);
    if (!module.passed_on.empty()) throw UnclearModule();
    std::set<std::string_view> imported;
    for (const JsImport& import : module.imports) {
      put(import.specifier);
      for (const JsBinding& name : import.names) {
        if (name.from != name.to) throw UnclearModule();
        imported.insert(name.to);
      }
    }
    for (const JsBinding& name : module.exports)
      if (name.from != name.to) throw UnclearModule();
    collect(module, imported);
    flat_ += without_breaks(module.body);
    flat_ += '\n';
  }

  void put(std::string_view specifier) {
    if (const auto known = done_.find(specifier); known != done_.end()) {
      if (!known->second) throw UnclearModule();  // a circle
      return;
    }
    const auto text = source_(specifier);
    if (!text) throw UnclearModule();
    texts_.push_back(std::make_unique<std::string>(*text));
    const auto opened = done_.emplace(specifier, false).first;
    add(*texts_.back(), false);
    opened->second = true;
  }

  /// The names that a module has at its top, and those that it takes from elsewhere.
  void collect(const JsModule& module, const std::set<std::string_view>& imported) {
    const auto scopes = js_scopes(module.tokens);
    if (!scopes) throw UnclearModule();
    std::set<std::string_view> own;
    for (const JsDeclaration& one : scopes->declarations)
      if (one.reach.last == module.tokens.size()) own.insert(one.name);
    for (const JsBinding& name : module.exports) own.insert(name.from);
    for (const std::string_view name : own)
      if (!own_.insert(name).second) throw UnclearModule();
    for (std::size_t i = 0; i < module.tokens.size(); ++i) {
      const std::string_view word = module.tokens[i].text;
      const bool inside = word.starts_with('`');
      if (!inside && scopes->roles[i] == JsRole::other) continue;
      for (const std::string_view name : inside ? js_words(word) : std::set<std::string_view>{word})
        if (!own.contains(name) && !imported.contains(name) && (inside || !declared(*scopes, name, i)))
          foreign_.insert(name);
    }
  }

  static bool declared(const JsScopes& scopes, std::string_view name, std::size_t token) {
    return std::any_of(scopes.declarations.begin(), scopes.declarations.end(),
                       [&](const JsDeclaration& one) { return one.name == name && one.seen.has(token); });
  }

  const ModuleSource& source_;
  std::map<std::string_view, bool> done_;  ///< specifier → whether all of it is there
  std::vector<std::unique_ptr<std::string>> texts_;
  std::set<std::string_view> own_, foreign_;
  std::string flat_;
};

class Bundle {
 public:
  explicit Bundle(const ModuleSource& source) : source_(source) {}

  std::string run(const std::string& entry) {
    const JsModule module = read_module(entry, true);
    const std::string heads = heads_of(module);
    if (numbers_.empty()) return entry;
    std::string passed_on;
    for (const JsImport& one : module.passed_on) passed_on += pass_on(one);
    return bundled_ + heads + passed_on + module.body;
  }

 private:
  /// What a module takes from others, which are put into the bundle before it.
  std::string heads_of(const JsModule& module) {
    std::string heads;
    for (const JsImport& import : module.imports) {
      const std::string other = put(import.specifier);
      if (other.empty())
        heads += import.names.empty()
                     ? fmt::format("import\"{}\";", import.specifier)
                     : fmt::format("import{{{}}}from\"{}\";", list(import.names, " as "), import.specifier);
      else if (!import.names.empty())
        heads += fmt::format("const{{{}}}={};\n", list(import.names, ":"), other);
    }
    for (const JsImport& import : module.passed_on) put(import.specifier);
    return heads;
  }

  /// An export of the entry from another module.
  std::string pass_on(const JsImport& import) {
    const std::string other = put(import.specifier);
    if (other.empty()) throw UnclearModule();
    std::string out;
    for (const JsBinding& name : import.names)
      out += fmt::format("export const {}={}.{};\n", name.to, other, name.from);
    return out;
  }

  /// The name of what a module exports, after it has been put into the bundle; empty where it stays apart.
  std::string put(std::string_view specifier) {
    const std::string key(specifier);
    if (const auto known = numbers_.find(key); known != numbers_.end()) {
      if (known->second < 0) throw UnclearModule();  // a circle
      return fmt::format("{}{}", kPrefix, known->second);
    }
    const auto text = source_(specifier);
    if (!text) return {};
    numbers_[key] = -1;
    texts_.push_back(std::make_unique<std::string>(*text));
    const JsModule module = read_module(*texts_.back(), false);
    const std::string heads = heads_of(module);
    if (heads.find("import") == 0 || heads.find(";import") != std::string::npos) throw UnclearModule();
    std::string exports;
    for (const JsBinding& name : module.exports)
      exports += (exports.empty() ? "" : ",") + std::string(name.to) +
                 (name.from == name.to ? "" : ":" + std::string(name.from));
    for (const JsImport& import : module.passed_on)
      for (const JsBinding& name : import.names)
        exports += fmt::format("{}{}:{}.{}", exports.empty() ? "" : ",", name.to, put(import.specifier), name.from);
    const int number = static_cast<int>(count_++);
    bundled_ += fmt::format("const {}{}=(()=>{{{}{}\nreturn{{{}}}}})();\n", kPrefix, number, heads,
                            without_breaks(module.body), exports);
    numbers_[key] = number;
    return fmt::format("{}{}", kPrefix, number);
  }

  const ModuleSource& source_;
  std::map<std::string, int> numbers_;  ///< specifier → number, -1 while it is being put
  std::vector<std::unique_ptr<std::string>> texts_;
  std::size_t count_ = 0;
  std::string bundled_;
};

}  // namespace

std::string bundle_js(const std::string& module, const ModuleSource& source) {
  try {
    return Flat(source).run(module);
  } catch (const UnclearModule&) {
    // Some names are equal: each module gets a function of its own.
  }
  try {
    return Bundle(source).run(module);
  } catch (const UnclearModule&) {
    return module;
  }
}

}  // namespace broadsheet::output
