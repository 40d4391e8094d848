#include "output/bundle.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <vector>

#include "output/js_tokens.h"

namespace broadsheet::output {
namespace {

/// The modules cannot be put together.
struct Unclear {};

using Kind = JsToken::Kind;

constexpr std::string_view kPrefix = "$module";

/// A name in one module, and in another.
struct Binding {
  std::string_view from;
  std::string_view to;
};

/// An import, or an export from elsewhere.
struct Import {
  std::string_view specifier;
  std::vector<Binding> names;
};

/// A module without its imports and exports.
struct Module {
  std::vector<Import> imports;
  std::vector<Import> passed_on;
  std::vector<Binding> exports;
  std::string body;
};

/// What a bracket belongs to: what follows `if` and its like, or the body of a function.
enum class Bracket { other, condition, function };

class Reader {
 public:
  Reader(const std::string& text, bool keep_exports) : text_(text), keep_exports_(keep_exports) {
    auto tokens = js_tokens(text_);
    if (!tokens) throw Unclear();
    tokens_ = std::move(*tokens);
  }

  Module read() {
    for (; tokens_[at_].kind != Kind::end; ++at_) {
      const std::string_view word = tokens_[at_].text;
      if (word.starts_with(kPrefix) || (word == "await" && !in_function()) || (word == "import" && is(1, ".")))
        throw Unclear();
      const bool statement = brackets_.empty() && starts_statement();
      if (statement && word == "import" && !is(1, "("))
        import();
      else if (statement && word == "export")
        export_();
      else
        count_brackets();
    }
    module_.body.append(text_, copied_);
    return std::move(module_);
  }

 private:
  bool is(std::size_t ahead, std::string_view text) const {
    return at_ + ahead < tokens_.size() && tokens_[at_ + ahead].text == text;
  }

  bool starts_statement() const {
    if (at_ == 0) return true;
    const std::string_view before = tokens_[at_ - 1].text;
    return before == ";" || before == "}" || tokens_[at_].breaks;
  }

  /// Whether `await` stands in a function, as far as can be seen: a module in the bundle is a function that does not wait.
  bool in_function() const {
    return in_async_ || std::find(brackets_.begin(), brackets_.end(), Bracket::function) != brackets_.end();
  }

  void count_brackets() {
    constexpr std::string_view kBeforeCondition[] = {"if", "for", "while", "switch", "catch", "with", "await"};
    const std::string_view text = tokens_[at_].text, before = at_ > 0 ? tokens_[at_ - 1].text : std::string_view();
    if (text == ";" || text == "{" || text == "}") in_async_ = false;
    if (text == "async") in_async_ = true;
    if (text == "(") {
      const bool known = std::find(std::begin(kBeforeCondition), std::end(kBeforeCondition), before) !=
                         std::end(kBeforeCondition);
      brackets_.push_back(known ? Bracket::condition : Bracket::other);
    } else if (text == "{") {
      const bool body = before == "=>" || (before == ")" && last_closed_ == Bracket::other);
      brackets_.push_back(body ? Bracket::function : Bracket::other);
    } else if (text == "[") {
      brackets_.push_back(Bracket::other);
    } else if (text == ")" || text == "]" || text == "}") {
      if (brackets_.empty()) throw Unclear();
      last_closed_ = brackets_.back();
      brackets_.pop_back();
    }
  }

  std::size_t offset(std::size_t token) const {
    return tokens_[token].kind == Kind::end ? text_.size()
                                            : static_cast<std::size_t>(tokens_[token].text.data() - text_.data());
  }

  /// Leaves the tokens from `first` to before at_ + 1 out of the body.
  void leave_out(std::size_t first) {
    module_.body.append(text_, copied_, offset(first) - copied_);
    copied_ = offset(at_) + tokens_[at_].text.size();
    while (copied_ < text_.size() && text_[copied_] == ' ') ++copied_;
  }

  std::string_view next(Kind kind) {
    if (tokens_[++at_].kind != kind) throw Unclear();
    return tokens_[at_].text;
  }

  void expect(std::string_view text) {
    if (tokens_[++at_].text != text) throw Unclear();
  }

  /// `{ a, b as c }`, from the brace on.
  std::vector<Binding> names() {
    std::vector<Binding> found;
    expect("{");
    while (!is(1, "}")) {
      Binding binding;
      binding.from = binding.to = next(Kind::word);
      if (is(1, "as")) {
        ++at_;
        binding.to = next(Kind::word);
      }
      if (binding.from == "default" || binding.to == "default") throw Unclear();
      found.push_back(binding);
      if (!is(1, "}")) expect(",");
    }
    expect("}");
    return found;
  }

  std::string_view specifier() {
    expect("from");
    return unquoted(next(Kind::string));
  }

  static std::string_view unquoted(std::string_view text) {
    if (text.front() == '`' || text.find('\\') != std::string_view::npos) throw Unclear();
    return text.substr(1, text.size() - 2);
  }

  void end_statement() {
    if (is(1, ";"))
      ++at_;
    else if (!tokens_[at_ + 1].breaks && tokens_[at_ + 1].kind != Kind::end)
      throw Unclear();
  }

  void import() {
    const std::size_t first = at_;
    if (tokens_[at_ + 1].kind == Kind::string) {
      module_.imports.push_back({unquoted(next(Kind::string)), {}});
    } else {
      Import found;
      found.names = names();
      found.specifier = specifier();
      module_.imports.push_back(std::move(found));
    }
    end_statement();
    leave_out(first);
  }

  void export_() {
    const std::size_t first = at_;
    if (is(1, "{")) {
      std::vector<Binding> found = names();
      if (is(1, "from")) {
        module_.passed_on.push_back({specifier(), std::move(found)});
      } else {
        if (keep_exports_) return;
        module_.exports.insert(module_.exports.end(), found.begin(), found.end());
      }
      end_statement();
      return leave_out(first);
    }
    if (!keep_exports_) leave_out(first);
    if (is(1, "async")) ++at_;
    const std::string_view what = next(Kind::word);
    if (what == "function" && is(1, "*")) ++at_;
    if (what != "function" && what != "class" && what != "const") throw Unclear();
    const std::string_view name = next(Kind::word);
    if (what == "const" && !keep_exports_) check_single(at_);
    module_.exports.push_back({name, name});
  }

  /// A constant that is declared alone, in a statement that ends with a semicolon.
  void check_single(std::size_t token) const {
    int depth = 0;
    for (; tokens_[token].kind != Kind::end; ++token) {
      const std::string_view text = tokens_[token].text;
      if (text == "(" || text == "[" || text == "{") ++depth;
      if (text == ")" || text == "]" || text == "}") --depth;
      if (depth == 0 && text == ";") return;
      if (depth == 0 && text == ",") break;
    }
    throw Unclear();
  }

  const std::string& text_;
  bool keep_exports_;
  std::vector<JsToken> tokens_;
  std::size_t at_ = 0;
  std::size_t copied_ = 0;
  std::vector<Bracket> brackets_;  ///< that are open
  Bracket last_closed_ = Bracket::other;
  bool in_async_ = false;  ///< `async` stood in this statement
  Module module_;
};

std::string list(const std::vector<Binding>& names, std::string_view between) {
  std::string out;
  for (const Binding& name : names) {
    out += (out.empty() ? "" : ",") + std::string(name.from);
    if (name.from != name.to) out += std::string(between) + std::string(name.to);
  }
  return out;
}

class Bundle {
 public:
  explicit Bundle(const ModuleSource& source) : source_(source) {}

  std::string run(const std::string& entry) {
    const Module module = Reader(entry, true).read();
    const std::string heads = heads_of(module);
    if (numbers_.empty()) return entry;
    std::string passed_on;
    for (const Import& one : module.passed_on) passed_on += pass_on(one);
    return bundled_ + heads + passed_on + module.body;
  }

 private:
  /// What a module takes from others, which are put into the bundle before it.
  std::string heads_of(const Module& module) {
    std::string heads;
    for (const Import& import : module.imports) {
      const std::string other = put(import.specifier);
      if (other.empty())
        heads += import.names.empty() ? fmt::format("import\"{}\";", import.specifier)
                                      : fmt::format("import{{{}}}from\"{}\";", list(import.names, " as "), import.specifier);
      else if (!import.names.empty())
        heads += fmt::format("const{{{}}}={};\n", list(import.names, ":"), other);
    }
    for (const Import& import : module.passed_on) put(import.specifier);
    return heads;
  }

  /// An export of the entry from another module.
  std::string pass_on(const Import& import) {
    const std::string other = put(import.specifier);
    if (other.empty()) throw Unclear();
    std::string out;
    for (const Binding& name : import.names) out += fmt::format("export const {}={}.{};\n", name.to, other, name.from);
    return out;
  }

  /// The name of what a module exports, after it has been put into the bundle; empty where it stays apart.
  std::string put(std::string_view specifier) {
    const std::string key(specifier);
    if (const auto known = numbers_.find(key); known != numbers_.end()) {
      if (known->second < 0) throw Unclear();  // a circle
      return fmt::format("{}{}", kPrefix, known->second);
    }
    const auto text = source_(specifier);
    if (!text) return {};
    numbers_[key] = -1;
    texts_.push_back(std::make_unique<std::string>(*text));
    const Module module = Reader(*texts_.back(), false).read();
    const std::string heads = heads_of(module);
    if (heads.find("import") == 0 || heads.find(";import") != std::string::npos) throw Unclear();
    std::string exports;
    for (const Binding& name : module.exports)
      exports += (exports.empty() ? "" : ",") + std::string(name.to) +
                 (name.from == name.to ? "" : ":" + std::string(name.from));
    for (const Import& import : module.passed_on)
      for (const Binding& name : import.names)
        exports += fmt::format("{}{}:{}.{}", exports.empty() ? "" : ",", name.to, put(import.specifier), name.from);
    const int number = static_cast<int>(count_++);
    bundled_ += fmt::format("const {}{}=(()=>{{{}{}\nreturn{{{}}}}})();\n", kPrefix, number, heads, trimmed(module.body),
                            exports);
    numbers_[key] = number;
    return fmt::format("{}{}", kPrefix, number);
  }

  static std::string_view trimmed(std::string_view text) {
    while (text.ends_with('\n')) text.remove_suffix(1);
    return text;
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
    return Bundle(source).run(module);
  } catch (const Unclear&) {
    return module;
  }
}

}  // namespace broadsheet::output
