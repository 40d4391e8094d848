// What the default theme's stylesheet promises: contrast in both colour schemes, few bytes, any direction of writing.
#include <libdeflate.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <regex>

#include "base/files.h"

namespace broadsheet {

namespace {

using Colours = std::map<std::string, std::string>;

const std::string kLight = ":root", kDark = ":root[data-scheme=\"dark\"]";

std::string stylesheet() {
  return read_file(BROADSHEET_SOURCE_DIR "/themes/broadsheet/assets/style.css");
}

/// The custom properties of the first rule of `selector` that are six-digit colours.
Colours colours_of(const std::string& css, const std::string& selector) {
  const std::size_t from = css.find("\n" + selector + " {");
  INFO(selector);
  REQUIRE(from != std::string::npos);
  const std::string block = css.substr(from, css.find('}', from) - from);
  Colours colours;
  const std::regex property("--([a-z-]+): (#[0-9a-f]{6});");
  for (std::sregex_iterator at(block.begin(), block.end(), property), end; at != end; ++at)
    colours[(*at)[1]] = (*at)[2];
  return colours;
}

/// Relative luminance, by WCAG 2.2.
double luminance(const std::string& colour) {
  auto channel = [&](std::size_t at) {
    const double value = std::stoi(colour.substr(at, 2), nullptr, 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

double contrast(const std::string& a, const std::string& b) {
  const double one = luminance(a), other = luminance(b);
  return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

std::size_t deflated_size(const std::string& text) {
  libdeflate_compressor* const compressor = libdeflate_alloc_compressor(9);
  std::string out(libdeflate_zlib_compress_bound(compressor, text.size()), '\0');
  const std::size_t size = libdeflate_zlib_compress(compressor, text.data(), text.size(), out.data(), out.size());
  libdeflate_free_compressor(compressor);
  CHECK(size > 0);
  return size;
}

}  // namespace

TEST_CASE("contrast of two colours is WCAG's", "[theme]") {
  CHECK(contrast("#000000", "#ffffff") == Approx(21.0));
  CHECK(contrast("#777777", "#ffffff") == Approx(4.478).epsilon(0.001));
}

TEST_CASE("text is legible in the light and in the dark scheme", "[theme]") {
  const std::string css = stylesheet();
  for (const std::string& selector : {kLight, kDark}) {
    const Colours colours = colours_of(css, selector);
    REQUIRE(colours.size() == 11);
    for (const char* text : {"ink", "soft", "accent", "code-keyword", "code-string", "code-number", "code-name"})
      for (const char* ground : {"paper", "tint"}) {
        INFO(selector << ": " << text << " on " << ground);
        CHECK(contrast(colours.at(text), colours.at(ground)) >= 4.5);
      }
    CHECK(contrast(colours.at("ink"), colours.at("mark")) >= 4.5);
  }
}

TEST_CASE("dark is the same whether the system or the reader chose it", "[theme]") {
  const std::string css = stylesheet();
  CHECK(colours_of(css, kDark) == colours_of(css, "  :root:not([data-scheme=\"light\"])"));
}

TEST_CASE("the browser's own frame has the colour of the paper", "[theme]") {
  const std::string css = stylesheet();
  const std::string head = read_file(BROADSHEET_SOURCE_DIR "/themes/broadsheet/templates/partials/head.html");
  const auto light = colours_of(css, kLight), dark = colours_of(css, kDark);
  CHECK(head.find("(prefers-color-scheme: light)\" content=\"" + light.at("paper")) != std::string::npos);
  CHECK(head.find("(prefers-color-scheme: dark)\" content=\"" + dark.at("paper")) != std::string::npos);
}

TEST_CASE("the stylesheet is small and loads nothing", "[theme]") {
  const std::string css = stylesheet();
  CHECK(deflated_size(css) <= 8 * 1024);
  CHECK(css.find("@import") == std::string::npos);
  CHECK(css.find("url(") == std::string::npos);
  CHECK(css.find("//") == std::string::npos);
}

TEST_CASE("the stylesheet says start and end, never left and right", "[theme]") {
  const std::string css = stylesheet();
  const std::regex physical(
      "(margin|padding|border)-(left|right|top|bottom)|[;{ ](left|right|top|bottom|float|width|height):|"
      "text-align: (left|right)");
  std::smatch found;
  const bool any = std::regex_search(css, found, physical);
  CHECK((any ? found.str() : "") == "");
}

}  // namespace broadsheet
