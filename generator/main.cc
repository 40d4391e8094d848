#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <clocale>
#include <exception>

#include "cli/commands.h"

/// What jemalloc reads at the start, where the program is linked with it; MALLOC_CONF in the environment goes before
/// it. Huge pages, where the kernel gives them, spare a sixteenth of a build's time, since what is read and linked is
/// looked at in no order. Memory that is free goes back after ten seconds, when most builds have ended; where it is
/// short, after one (base/free_memory.h). Large pieces are not apart from the others, where they would be given back
/// and found anew each time.
extern "C" const char* malloc_conf;
const char* malloc_conf = "thp:always,dirty_decay_ms:10000,muzzy_decay_ms:0,oversize_threshold:0";

int main(int argc, char** argv) {
  using namespace broadsheet;
  std::setlocale(LC_ALL, "C");  // output never depends on the user's locale
  int exit_code = 0;
  try {
    CLI::App app("Broadsheet turns a folder of Markdown issues into the complete website of a digest archive.",
                 "broadsheet");
    app.set_version_flag("--version", "broadsheet " BROADSHEET_VERSION);
    app.require_subcommand(1);
    cli::add_all(app, exit_code);
    if (argc < 2) {
      fmt::print(stderr, "{}", app.help());
      return 2;
    }
    if (const std::string unknown = cli::unknown_command(app, argv[1]); !unknown.empty()) {
      fmt::print(stderr, "broadsheet: {}\n", unknown);
      return 2;
    }
    try {
      app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return app.exit(error) == 0 ? 0 : 2;
    }
  } catch (const Error& error) {
    fmt::print(stderr, "{}", format_diagnostic(error.diagnostic()));
    return 1;
  } catch (const std::exception& error) {
    fmt::print(stderr, "broadsheet: {}\n", error.what());
    return 1;
  }
  return exit_code;
}
