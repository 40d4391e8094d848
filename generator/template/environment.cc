#include "template/environment.h"

#include <algorithm>
#include <mutex>
#include <set>

#include "base/diagnostics.h"
#include "template/builtins.h"
#include "template/compiled.h"
#include "template/library.h"
#include "template/runtime_objects.h"
#include "template/text.h"

namespace broadsheet::tmpl {

namespace {

/// CR LF and CR as LF.
std::string with_unix_lines(std::string text) {
  if (std::find(text.begin(), text.end(), '\r') == text.end()) return text;
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      out += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      out += '\n';
    }
  }
  return out;
}

}  // namespace

std::unique_ptr<const Template> compile(std::string name, Source source, const Library& library) {
  auto compiled = std::make_unique<Template>();
  compiled->name = std::move(name);
  compiled->source = {std::move(source.file), with_unix_lines(std::move(source.text))};
  std::string& text = compiled->source.text;
  if (!library.options.keep_trailing_newline && text.ends_with('\n')) text.pop_back();
  parse(*compiled, library.options);
  resolve(*compiled, library);
  compiled->fixed = is_fixed(compiled->root.body.body);
  return compiled;
}

Environment::Environment(Load load, Options options) : library_(std::make_unique<Library>()) {
  library_->load = std::move(load);
  library_->options = options;
  add_builtins(*library_);
  for (auto& [name, value] : builtin_globals()) add_global(name, std::move(value));
}

Environment::~Environment() = default;

void Environment::add_filter(std::string name, Filter filter) {
  library_->filters.insert_or_assign(std::move(name), FilterEntry{nullptr, std::move(filter)});
}

void Environment::add_test(std::string name, std::function<bool(const Value&, Arguments)> test) {
  library_->tests.insert_or_assign(std::move(name), TestEntry{nullptr, std::move(test)});
}

void Environment::add_function(std::string name, Function function) {
  add_global(std::move(name), Value::object(new FunctionObject(std::move(function))));
}

void Environment::add_global(std::string name, Value value) {
  const Symbol symbol = library_->symbols.intern(name);
  if (library_->globals.size() <= symbol) library_->globals.resize(symbol + 1);
  library_->globals[symbol] = std::move(value);
}

const Options& Environment::options() const {
  return library_->options;
}

const Template* Environment::find(std::string_view name) const {
  {
    const std::shared_lock lock(library_->mutex);
    const auto known = library_->templates.find(name);
    if (known != library_->templates.end()) return known->second.get();
  }
  const std::string key(name);
  std::optional<Source> source = library_->load(name);
  std::unique_ptr<const Template> compiled;
  if (source) compiled = compile(key, std::move(*source), *library_);
  // Another thread may have been faster; its template is as good.
  const std::unique_lock lock(library_->mutex);
  return library_->templates.try_emplace(key, std::move(compiled)).first->second.get();
}

const Template& Environment::get(std::string_view name) const {
  const Template* found = find(name);
  if (found == nullptr) throw Error("template", {}, "there is no template " + quoted(name));
  return *found;
}

std::vector<std::string> dependencies(const Environment& environment, const Template& page) {
  std::set<std::string> seen;
  std::vector<const Template*> open{&page};
  while (!open.empty()) {
    const Template& next = *open.back();
    open.pop_back();
    for (const std::string& name : next.references) {
      if (!seen.insert(name).second) continue;
      if (const Template* found = environment.find(name)) open.push_back(found);
    }
  }
  seen.erase(page.name);
  return {seen.begin(), seen.end()};
}

}  // namespace broadsheet::tmpl
