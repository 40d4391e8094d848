// Compiles templates once, and keeps them with the filters, functions and globals that they use. Set it up on one
// thread; from the first get() on it may be used, const, by many threads at once.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "template/arguments.h"
#include "template/value.h"

namespace broadsheet::tmpl {

class Template;
struct Library;

/// A template's text; `file` is its name in messages.
struct Source {
  std::string file;
  std::string text;
};

/// Jinja's options of the same names, and limits against templates that run away.
struct Options {
  bool autoescape = true;
  bool trim_blocks = true;
  bool lstrip_blocks = true;
  bool keep_trailing_newline = true;
  std::size_t max_depth = 100;              ///< of includes, macros, blocks and recursive loops inside each other
  std::size_t max_iterations = 20'000'000;  ///< of all loops, macros, blocks and includes of one rendering
  /// Of work in one rendering, some hundred times what the largest pages need. While its process is stopped or others
  /// have the processor, a page does not work.
  std::chrono::milliseconds max_time{60'000};
  std::size_t max_range = 1'000'000;           ///< elements of one range or repeated list
  std::size_t max_output = 256 * 1024 * 1024;  ///< bytes of one rendering, and of any text that it makes
};

class Environment {
 public:
  using Load = std::function<std::optional<Source>(std::string_view name)>;

  explicit Environment(Load load, Options options = {});
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  ~Environment();

  /// Before the first get(); a name that exists is replaced.
  void add_filter(std::string name, Filter filter);
  void add_test(std::string name, std::function<bool(const Value& input, Arguments arguments)> test);
  void add_function(std::string name, Function function);
  /// A variable that every template sees, imported ones too.
  void add_global(std::string name, Value value);

  /// The compiled template; it lives as long as the environment. Throws Error (rule `template`) where there is none of
  /// this name, or its syntax is wrong.
  const Template& get(std::string_view name) const;
  /// The same, but nullptr where there is none of this name.
  const Template* find(std::string_view name) const;

  const Options& options() const;
  const Library& library() const { return *library_; }

 private:
  std::unique_ptr<Library> library_;
};

/// Renders with the page's variables, which hide globals of the same name. Throws Error (rule `template`), with notes
/// for the includes, macros and blocks that led to the place.
std::string render(const Environment& environment, const Template& page,
                   const std::vector<std::pair<std::string_view, Value>>& variables);

/// The same, appended to `out`; what was appended before an error stays.
void render_to(std::string& out, const Environment& environment, const Template& page,
               const std::vector<std::pair<std::string_view, Value>>& variables);

/// The names of all templates that `page` refers to by constant names (extends, include, import, also through others),
/// sorted, without itself. Names that don't load are listed too: their appearance would change the page.
std::vector<std::string> dependencies(const Environment& environment, const Template& page);

}  // namespace broadsheet::tmpl
