#include "output/assets.h"

#include <catch2/catch.hpp>

#include "scratch.h"

namespace broadsheet::output {

TEST_CASE("assets name each other by their names with hashes, however the reference is written", "[output]") {
  const Scratch scratch;
  scratch.write("theme/assets/style.css", "a{background:url(./x.svg)}b{background:url(\"in/y.svg\")}c{color:red}");
  scratch.write("theme/assets/in/lower.css", "a{background:url(../x.svg)}");
  scratch.write("theme/assets/x.svg", "<svg/>");
  scratch.write("theme/assets/in/y.svg", "<svg></svg>");
  model::Theme theme;
  theme.folders = {scratch.path("theme")};
  Diagnostics diagnostics;
  const Assets assets = load_assets(theme, diagnostics);
  CHECK(diagnostics.sorted().empty());
  const auto file = [&](const std::string& name) { return assets.files.at(name).substr(std::string("assets/").size()); };
  const auto text = [&](const std::string& name) {
    for (const FileBytes& made : assets.bytes)
      if (made.path == assets.files.at(name)) return made.bytes;
    return std::string();
  };
  CHECK(text("style.css").find("url(./" + file("x.svg") + ")") != std::string::npos);
  CHECK(text("style.css").find("./" + file("in/y.svg")) != std::string::npos);
  CHECK(text("in/lower.css").find("url(../" + file("x.svg") + ")") != std::string::npos);
}

}  // namespace broadsheet::output
