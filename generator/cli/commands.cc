#include "cli/commands.h"

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

}  // namespace broadsheet::cli
