#include <algorithm>
#include <map>
#include <set>

#include "output/js_scopes.h"
#include "output/minify.h"

namespace broadsheet::output {
namespace {

/// Declarations of one name, one inside of the other, and where their variables are seen at most: all uses of the name
/// there are theirs, so that one new name does for all.
struct Variable {
  std::string_view name;
  JsRange reach;
  std::vector<JsRange> seen;
  std::vector<std::size_t> uses;  ///< tokens
  bool stays = false;
  std::string chosen;
};

bool overlap(const JsRange& a, const JsRange& b) {
  return a.first < b.last && b.first < a.last;
}

/// The variables, by the names that they have. Of two reaches one holds the other, or they are apart.
std::map<std::string_view, std::vector<Variable>> variables_of(std::vector<JsDeclaration> declarations) {
  std::stable_sort(declarations.begin(), declarations.end(), [](const JsDeclaration& a, const JsDeclaration& b) {
    return a.reach.last - a.reach.first > b.reach.last - b.reach.first;
  });
  std::map<std::string_view, std::vector<Variable>> variables;
  for (const JsDeclaration& one : declarations) {
    std::vector<Variable>& known = variables[one.name];
    auto found =
        std::find_if(known.begin(), known.end(), [&one](const Variable& v) { return overlap(v.reach, one.reach); });
    if (found == known.end()) found = known.insert(known.end(), Variable{one.name, one.reach, {}, {}, false, {}});
    found->reach = {std::min(found->reach.first, one.reach.first), std::max(found->reach.last, one.reach.last)};
    found->seen.push_back(one.seen);
  }
  return variables;
}

/// Gives each use of a name to its variable; the names that no variable has, or that must stay, go to `taken`.
void find_uses(const std::vector<JsToken>& tokens, const std::vector<JsRole>& roles,
               std::map<std::string_view, std::vector<Variable>>& variables, std::set<std::string_view>& taken) {
  const auto use = [&](std::string_view name, std::size_t at, bool stays) {
    const auto all = variables.find(name);
    Variable* own = nullptr;
    if (all != variables.end())
      for (Variable& one : all->second)
        if (one.reach.has(at)) own = &one;
    const auto covers = [at](const JsRange& range) { return range.has(at); };
    if (own == nullptr || stays || std::none_of(own->seen.begin(), own->seen.end(), covers)) {
      taken.insert(name);
      if (own != nullptr) own->stays = true;
      return;
    }
    own->uses.push_back(at);
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].text.starts_with('`'))
      for (const std::string_view word : js_words(tokens[i].text)) use(word, i, true);
    if (tokens[i].kind == JsToken::Kind::word && roles[i] != JsRole::other)
      use(tokens[i].text, i, roles[i] == JsRole::fixed);
  }
}

/// a, b, … Z, aa, ab, …
std::string nth_name(std::size_t n) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  std::string name(1, kLetters[n % kLetters.size()]);
  for (n /= kLetters.size(); n > 0; n = (n - 1) / kLetters.size()) name += kLetters[(n - 1) % kLetters.size()];
  return name;
}

/// Chooses new names: the most used variables get the shortest, and those that never meet may have the same.
void choose(std::vector<Variable*>& variables, const std::set<std::string_view>& taken) {
  constexpr std::string_view kWords[] = {"as", "do", "if", "in", "is", "of"};
  std::stable_sort(variables.begin(), variables.end(),
                   [](const Variable* a, const Variable* b) { return a->uses.size() > b->uses.size(); });
  std::vector<std::vector<JsRange>> given;  // of each nth name, where those that have it reach
  const auto is_free = [&](std::size_t n, const std::string& name, const JsRange& reach) {
    if (taken.contains(name) || std::find(std::begin(kWords), std::end(kWords), name) != std::end(kWords)) return false;
    return std::none_of(given[n].begin(), given[n].end(), [&](const JsRange& other) { return overlap(other, reach); });
  };
  for (Variable* one : variables)
    for (std::size_t n = 0; one->chosen.empty(); ++n) {
      if (n == given.size()) given.emplace_back();
      std::string name = nth_name(n);
      if (!is_free(n, name, one->reach)) continue;
      given[n].push_back(one->reach);
      one->chosen = std::move(name);
    }
}

}  // namespace

bool is_module(std::string_view script) {
  const auto tokens = js_tokens(script);
  for (std::size_t i = 0; tokens && i + 1 < tokens->size(); ++i) {
    if (i > 0 && ((*tokens)[i - 1].text == "." || (*tokens)[i - 1].text == "?.")) continue;
    if ((*tokens)[i].text == "export" || ((*tokens)[i].text == "import" && (*tokens)[i + 1].text != "(")) return true;
  }
  return false;
}

std::string shorten_names(const std::string& module) {
  const auto tokens = js_tokens(module);
  if (!tokens) return module;
  const auto scopes = js_scopes(*tokens);
  if (!scopes) return module;
  std::set<std::string_view> taken;
  auto variables = variables_of(scopes->declarations);
  find_uses(*tokens, scopes->roles, variables, taken);
  std::vector<Variable*> renamed;
  for (auto& [name, all] : variables)
    for (Variable& one : all) {
      if (one.stays)
        taken.insert(name);
      else
        renamed.push_back(&one);
    }
  choose(renamed, taken);
  std::map<std::size_t, const std::string*> names;  // of tokens
  for (const Variable* one : renamed)
    for (const std::size_t token : one->uses) names.emplace(token, &one->chosen);
  std::string out;
  std::size_t copied = 0;
  for (const auto& [token, name] : names) {
    const std::string_view old = (*tokens)[token].text;
    const auto at = static_cast<std::size_t>(old.data() - module.data());
    out.append(module, copied, at - copied);
    if (scopes->roles[token] == JsRole::shorthand && old != *name) out.append(old).append(":");
    out += *name;
    copied = at + old.size();
  }
  return out.append(module, copied);
}

}  // namespace broadsheet::output
