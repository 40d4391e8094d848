#include "output/assets.h"

#include <catch2/catch.hpp>

#include "output/asset_cache.h"
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
  const auto file = [&](const std::string& name) {
    return assets.files.at(name).substr(std::string("assets/").size());
  };
  const auto text = [&](const std::string& name) {
    for (const FileBytes& made : assets.bytes)
      if (made.path == assets.files.at(name)) return made.bytes;
    return std::string();
  };
  CHECK(text("style.css").find("url(./" + file("x.svg") + ")") != std::string::npos);
  CHECK(text("style.css").find("./" + file("in/y.svg")) != std::string::npos);
  CHECK(text("in/lower.css").find("url(../" + file("x.svg") + ")") != std::string::npos);
}

TEST_CASE("assets that were kept are taken as long as nothing of them changed", "[output]") {
  const Scratch scratch;
  scratch.write("theme/assets/style.css", "a { color: red }");
  scratch.write("theme/assets/x.js", "export const long_name = 1;");
  model::Theme theme;
  theme.folders = {scratch.path("theme")};
  Diagnostics diagnostics;
  const std::string cache = scratch.path("cache/assets");
  const Assets made = load_assets(theme, diagnostics, cache);
  const std::string kept = scratch.read("cache/assets");
  REQUIRE_FALSE(kept.empty());
  const auto same = [&](const Assets& assets) { return assets.files == made.files && assets.bytes == made.bytes; };
  CHECK(same(load_assets(theme, diagnostics, cache)));
  SECTION("they are taken, not made again") {
    const Assets others{{{"style.css", "assets/other.css"}}, {{"assets/other.css", "other"}}};
    keep_assets(cache, kept.substr(0, kept.find("\x02")), others);  // below the key comes the number of files
    CHECK(load_assets(theme, diagnostics, cache).files == others.files);
  }
  SECTION("a damaged file is as good as none") {
    for (std::size_t at = 0; at < kept.size(); at += 7) {
      std::string damaged = kept;
      damaged[at] = static_cast<char>(damaged[at] ^ 1);
      scratch.write("cache/assets", damaged);
      CHECK(same(load_assets(theme, diagnostics, cache)));
      scratch.write("cache/assets", kept.substr(0, at));
      CHECK(same(load_assets(theme, diagnostics, cache)));
    }
  }
  SECTION("another asset is another site") {
    scratch.write("theme/assets/style.css", "a { color: blue }");
    CHECK_FALSE(same(load_assets(theme, diagnostics, cache)));
  }
  CHECK(diagnostics.sorted().empty());
}

}  // namespace broadsheet::output
