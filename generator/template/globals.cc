// The global functions that every template has: range, dict, namespace, cycler, joiner (runtime_objects.h).
#include "template/access.h"
#include "template/failure.h"
#include "template/operators.h"
#include "template/rendering.h"
#include "template/text.h"

namespace broadsheet::tmpl {

namespace {

/// cycler(…): values one after the other, over and over.
struct CyclerObject final : Object {
  explicit CyclerObject(std::span<const Value> values) : items(values.begin(), values.end()) {}
  std::string_view type_name() const override { return "cycler"; }
  Value attribute(std::string_view name) const override;

  const std::vector<Value> items;
  mutable std::size_t at = 0;
};

Value CyclerObject::attribute(std::string_view name) const {
  if (name == "current") return items[at];
  if (name != "next" && name != "reset") return {};
  retain();
  const std::shared_ptr<const CyclerObject> kept(this, [](const CyclerObject* object) { object->release(); });
  const bool moves = name == "next";
  return Value::object(new FunctionObject([kept, moves](Arguments) {
    if (!moves) {
      kept->at = 0;
      return Value::none();
    }
    const std::size_t now = kept->at;
    kept->at = (now + 1) % kept->items.size();
    return kept->items[now];
  }));
}

/// joiner(separator): nothing the first time, the separator afterwards.
struct JoinerObject final : Object {
  explicit JoinerObject(Value its_separator) : separator(std::move(its_separator)) {}
  std::string_view type_name() const override { return "joiner"; }
  bool callable() const override { return true; }
  Value call(const Arguments&) const override { return std::exchange(used, true) ? separator : Value(""); }

  const Value separator;
  mutable bool used = false;
};

std::int64_t whole_number(const Value& value) {
  if (value.is_undefined()) fail_undefined(value);
  if (!value.is_integral()) throw Failure("range takes whole numbers, not " + std::string(type_name(value)));
  return value.integer();
}

Value make_range(Arguments arguments) {
  arguments.expect(3, {});
  if (arguments.size() == 0) throw Failure("range needs a number");
  const bool single = arguments.size() == 1;
  const std::int64_t start = single ? 0 : whole_number(arguments[0]);
  const std::int64_t stop = whole_number(arguments[single ? 0 : 1]);
  const std::int64_t step = arguments.size() > 2 ? whole_number(arguments[2]) : 1;
  if (step == 0) throw Failure("the step of a range can't be zero");
  Value range = Value::range(start, stop, step);
  if (arguments.rendering() != nullptr) check_list_size(range.size(), arguments.rendering()->options());
  return range;
}

/// The entries of the map or list of pairs that is the only positional argument, and the named arguments.
std::vector<Entry> collect_entries(const Arguments& arguments) {
  if (arguments.size() > 1) throw Failure("takes one positional argument at most");
  std::vector<Entry> entries;
  if (arguments.size() == 1 && arguments[0].kind() == Kind::map) {
    for (const Entry& entry : arguments[0].entries()) entries.push_back(entry);
  } else if (arguments.size() == 1) {
    for (const Value& pair : iterate(arguments[0])) {
      const std::vector<Value> parts = iterate(pair);
      if (parts.size() != 2) throw Failure("expected pairs of a key and a value");
      entries.push_back({parts[0], parts[1]});
    }
  }
  for (const NamedValue& named : arguments.named()) {
    entries.push_back({Value::owned(std::string(named.name)), named.value});
  }
  return entries;
}

Value make_map(Arguments arguments) {
  return Value::map_of(collect_entries(arguments));
}

Value make_namespace(Arguments arguments) {
  auto* object = new NamespaceObject();
  Value value = Value::object(object);
  for (const Entry& entry : collect_entries(arguments)) object->set(to_text(entry.key), entry.value);
  if (arguments.rendering() != nullptr) arguments.rendering()->keep_namespace(*object);
  return value;
}

Value make_cycler(Arguments arguments) {
  if (arguments.size() == 0) throw Failure("cycler needs a value at least");
  return Value::object(new CyclerObject(arguments.positional()));
}

Value make_joiner(Arguments arguments) {
  arguments.expect(1, {"sep"});
  const Value* separator = arguments.find(0, "sep");
  return Value::object(new JoinerObject(separator != nullptr ? *separator : Value(", ")));
}

Value function(Value (*run)(Arguments)) {
  return Value::object(new FunctionObject(run));
}

}  // namespace

std::vector<std::pair<std::string, Value>> builtin_globals() {
  std::vector<std::pair<std::string, Value>> globals;
  globals.emplace_back("range", function(make_range));
  globals.emplace_back("dict", function(make_map));
  globals.emplace_back("namespace", function(make_namespace));
  globals.emplace_back("cycler", function(make_cycler));
  globals.emplace_back("joiner", function(make_joiner));
  return globals;
}

}  // namespace broadsheet::tmpl
