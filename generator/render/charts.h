// Charts as static SVG, drawn at build. They carry classes and attributes, never styles, so that they work under a
// strict Content-Security-Policy and follow the theme in light and dark; each has a name for those who do not see it,
// and a title on every mark. Coordinates are whole numbers or have one decimal: the bytes do not depend on the machine.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace broadsheet::render {

/// A mark of a chart: `title` says it whole ("March 2026: 12 stories"), `url` may be empty.
struct Mark {
  std::string label;  ///< short, for an axis; may be empty
  std::string title;
  std::string url;
  std::uint32_t value = 0;
};

/// A bar a mark, in a row; labels below where there are any.
std::string bar_chart(const std::string& name, const std::vector<Mark>& bars);

/// Rows of cells in five shades (classes `heat-0` to `heat-4`). `cells` row by row; an absent cell has an empty title.
struct Grid {
  std::string name;
  std::vector<Mark> rows;     ///< label, url
  std::vector<Mark> columns;  ///< likewise; none: no labels above
  std::vector<Mark> cells;
  std::uint32_t width = 20;  ///< of a cell; its height is 20
};
std::string grid_chart(const Grid& grid);

/// Circles, the greater the value the greater, at x and y from 0 to 1, and lines between them.
struct Knot {
  Mark mark;
  double x = 0, y = 0;
};
struct Line {
  std::uint32_t from = 0, to = 0;  ///< index into the knots
  std::string title;
  std::uint32_t value = 0;
};
std::string network_chart(const std::string& name, const std::vector<Knot>& knots, const std::vector<Line>& lines);

}  // namespace broadsheet::render
