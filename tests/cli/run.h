// Runs the program's commands inside the test, and catches what they print.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "scratch.h"

namespace broadsheet {

inline constexpr const char* kThemes = BROADSHEET_SOURCE_DIR "/tests/themes";

/// One of the standard streams, led into a file for as long as this lives.
class Captured {
 public:
  Captured(std::FILE* stream, const std::string& file) : stream_(stream) {
    std::fflush(stream_);
    kept_ = ::dup(::fileno(stream_));
    const int target = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::dup2(target, ::fileno(stream_));
    ::close(target);
  }
  ~Captured() {
    std::fflush(stream_);
    ::dup2(kept_, ::fileno(stream_));
    ::close(kept_);
  }
  Captured(const Captured&) = delete;
  Captured& operator=(const Captured&) = delete;

 private:
  std::FILE* stream_;
  int kept_ = -1;
};

struct Ran {
  int code = 0;
  std::string out;
  std::string err;
};

/// `replaced` stands as `~` in the output: a scratch folder's name changes from run to run.
inline Ran run_command(std::vector<std::string> arguments, const std::string& replaced) {
  const Scratch streams;
  Ran ran;
  {
    const Captured out(stdout, streams.path("out"));
    const Captured err(stderr, streams.path("err"));
    CLI::App app("test");
    app.require_subcommand(1);
    cli::add_all(app, ran.code);
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    try {
      app.parse(reversed);
    } catch (const CLI::ParseError& error) {
      ran.code = app.exit(error) == 0 ? 0 : 2;
    } catch (const Error& error) {
      std::fputs(format_diagnostic(error.diagnostic()).c_str(), stderr);
      ran.code = 1;
    }
  }
  auto read = [&](const char* name) {
    std::string text = streams.read(name);
    for (std::size_t at = text.find(replaced); at != std::string::npos; at = text.find(replaced, at))
      text.replace(at, replaced.size(), "~");
    return text;
  };
  ran.out = read("out");
  ran.err = read("err");
  return ran;
}

}  // namespace broadsheet
