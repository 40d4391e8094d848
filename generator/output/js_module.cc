#include "output/js_module.h"

#include <algorithm>

namespace broadsheet::output {
namespace {

using Kind = JsToken::Kind;

/// What a bracket belongs to: what follows `if` and its like, or the body of a function.
enum class Bracket { other, condition, function };

class ModuleReader {
 public:
  ModuleReader(const std::string& text, bool keep_exports) : text_(text), keep_exports_(keep_exports) {
    auto tokens = js_tokens(text_);
    if (!tokens) throw UnclearModule();
    tokens_ = std::move(*tokens);
  }

  JsModule read() {
    for (; tokens_[at_].kind != Kind::end; ++at_) {
      const std::string_view word = tokens_[at_].text;
      if (word.starts_with(kModulePrefix) || (word == "await" && !in_function()) || (word == "import" && is(1, ".")))
        throw UnclearModule();
      const bool statement = brackets_.empty() && starts_statement();
      if (statement && word == "import" && !is(1, "("))
        import();
      else if (statement && word == "export")
        export_();
      else
        count_brackets();
    }
    module_.body.append(text_, copied_);
    module_.tokens = std::move(tokens_);
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

  /// Whether `await` stands in a function, as far as can be seen: a module in the bundle is a function that does not
  /// wait.
  bool in_function() const {
    return in_async_ || std::find(brackets_.begin(), brackets_.end(), Bracket::function) != brackets_.end();
  }

  void count_brackets() {
    constexpr std::string_view kBeforeCondition[] = {"if", "for", "while", "switch", "catch", "with", "await"};
    const std::string_view text = tokens_[at_].text, before = at_ > 0 ? tokens_[at_ - 1].text : std::string_view();
    if (text == ";" || text == "{" || text == "}") in_async_ = false;
    if (text == "async") in_async_ = true;
    if (text == "(") {
      const bool known =
          std::find(std::begin(kBeforeCondition), std::end(kBeforeCondition), before) != std::end(kBeforeCondition);
      brackets_.push_back(known ? Bracket::condition : Bracket::other);
    } else if (text == "{") {
      const bool body = before == "=>" || (before == ")" && last_closed_ == Bracket::other);
      brackets_.push_back(body ? Bracket::function : Bracket::other);
    } else if (text == "[") {
      brackets_.push_back(Bracket::other);
    } else if (text == ")" || text == "]" || text == "}") {
      if (brackets_.empty()) throw UnclearModule();
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
    if (tokens_[++at_].kind != kind) throw UnclearModule();
    return tokens_[at_].text;
  }

  void expect(std::string_view text) {
    if (tokens_[++at_].text != text) throw UnclearModule();
  }

  /// `{ a, b as c }`, from the brace on.
  std::vector<JsBinding> names() {
    std::vector<JsBinding> found;
    expect("{");
    while (!is(1, "}")) {
      JsBinding binding;
      binding.from = binding.to = next(Kind::word);
      if (is(1, "as")) {
        ++at_;
        binding.to = next(Kind::word);
      }
      if (binding.from == "default" || binding.to == "default") throw UnclearModule();
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
    if (text.front() == '`' || text.find('\\') != std::string_view::npos) throw UnclearModule();
    return text.substr(1, text.size() - 2);
  }

  void end_statement() {
    if (is(1, ";"))
      ++at_;
    else if (!tokens_[at_ + 1].breaks && tokens_[at_ + 1].kind != Kind::end)
      throw UnclearModule();
  }

  void import() {
    const std::size_t first = at_;
    if (tokens_[at_ + 1].kind == Kind::string) {
      module_.imports.push_back({unquoted(next(Kind::string)), {}});
    } else {
      JsImport found;
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
      std::vector<JsBinding> found = names();
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
    if (what != "function" && what != "class" && what != "const") throw UnclearModule();
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
    throw UnclearModule();
  }

  const std::string& text_;
  bool keep_exports_;
  std::vector<JsToken> tokens_;
  std::size_t at_ = 0;
  std::size_t copied_ = 0;
  std::vector<Bracket> brackets_;  ///< that are open
  Bracket last_closed_ = Bracket::other;
  bool in_async_ = false;  ///< `async` stood in this statement
  JsModule module_;
};

}  // namespace

JsModule read_module(const std::string& text, bool keep_exports) {
  return ModuleReader(text, keep_exports).read();
}

}  // namespace broadsheet::output
