#include "cli/commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace broadsheet::cli {

void add_all(CLI::App& app, int& exit_code) {
  add_build(app, exit_code);
  add_check(app, exit_code);
  add_init(app, exit_code);
  add_new(app, exit_code);
  add_search(app, exit_code);
  add_stats(app, exit_code);
  add_dump(app, exit_code);
  add_theme(app, exit_code);
}

std::string unknown_command(const CLI::App& app, std::string_view first) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  if (first.starts_with('-') || std::find(names.begin(), names.end(), first) != names.end()) return {};
  const std::string near = nearest(first, names);
  return fmt::format("there is no command '{}'; {}", first,
                     near.empty() ? fmt::format("the commands are {}", fmt::join(names, ", "))
                                  : fmt::format("did you mean '{}'?", near));
}

}  // namespace broadsheet::cli
