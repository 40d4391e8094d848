#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <catch2/catch.hpp>

#include "cli/commands.h"

namespace broadsheet::cli {

TEST_CASE("a word that is no command gets the command that was meant", "[cli]") {
  CLI::App app;
  int exit_code = 0;
  add_all(app, exit_code);
  CHECK(unknown_command(app, "build").empty());
  CHECK(unknown_command(app, "--help").empty());
  CHECK(unknown_command(app, "biuld") == "there is no command 'biuld'; did you mean 'build'?");
  CHECK_THAT(unknown_command(app, "frobnicate"),
             Catch::StartsWith("there is no command 'frobnicate'; the commands are build, check, "));
}

TEST_CASE("numbers that cannot be meant are misuse", "[cli]") {
  for (const auto& [command, option, value] : {std::tuple{"build", "--jobs", "-1"},
                                               {"build", "--jobs", "99999999999999999999"},
                                               {"build", "--jobs", "two"},
                                               {"search", "--limit", "-5"},
                                               {"search", "--offset", "-1"}}) {
    CLI::App app;
    int exit_code = 0;
    add_all(app, exit_code);
    CHECK_THROWS_AS(app.parse(std::vector<std::string>{"word", value, option, command}), CLI::ParseError);
  }
}

}  // namespace broadsheet::cli
