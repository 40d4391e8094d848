// The commands of the program. Each file of this folder adds one to the parser: its options, its help, and what it
// does. A command gives its exit code: 0, or 1 where there were findings that matter; CLI11 answers misuse with 2.
#pragma once

#include <CLI/App.hpp>
#include <cstdio>
#include <string>
#include <string_view>

#include "base/diagnostics.h"

namespace broadsheet::cli {

/// Every command, in the order of the help. `exit_code` is set when one was chosen and has run; both arguments must
/// outlive the parsing.
void add_all(CLI::App& app, int& exit_code);

/// What is wrong with a first argument that is neither an option nor a command; empty where it is one.
std::string unknown_command(const CLI::App& app, std::string_view first);

/// Each sets `exit_code` when its command was chosen and has run; both arguments must outlive the parsing.
void add_build(CLI::App& app, int& exit_code);
void add_search(CLI::App& app, int& exit_code);
void add_dump(CLI::App& app, int& exit_code);
void add_check(CLI::App& app, int& exit_code);
void add_stats(CLI::App& app, int& exit_code);
void add_init(CLI::App& app, int& exit_code);
void add_new(CLI::App& app, int& exit_code);
void add_theme(CLI::App& app, int& exit_code);

/// Writes the findings to standard error, then a line that counts them; in color on a terminal (unless NO_COLOR is
/// set). Nothing where there are none. Every error is shown; of many warnings that say the same, the first three and
/// how many there are.
void print_findings(const Diagnostics& diagnostics);

/// Whether standard error is a terminal where color is welcome.
bool wants_color();

}  // namespace broadsheet::cli
