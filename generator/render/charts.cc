#include "render/charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"

namespace broadsheet::render {

namespace {

constexpr int kBarHeight = 100;
constexpr int kBarWidth = 18;
constexpr int kBarStep = 22;
constexpr int kCell = 20;
constexpr int kRowLabel = 150;
constexpr int kColumnLabel = 120;
constexpr int kNetworkWidth = 720;
constexpr int kNetworkHeight = 480;
constexpr int kMargin = 60;
constexpr std::size_t kNodeLabel = 20;  // code points
constexpr double kLetterWidth = 6.4;    // about that of a letter of a label, and its height
constexpr double kLetterHeight = 12;

std::string open_svg(const std::string& kind, const std::string& name, int width, int height) {
  return fmt::format(
      "<svg class=\"chart chart-{}\" role=\"group\" aria-label=\"{}\" viewBox=\"0 0 {} {}\" width=\"{}\" "
      "height=\"{}\">\n",
      kind, escape_html(name), width, height, width, height);
}

/// `shape` with the mark's title, inside a link where it has an address.
std::string marked(const Mark& mark, const std::string& shape_start, const std::string& shape_name) {
  const std::string title = escape_html(mark.title);
  std::string shape = fmt::format("<{}><title>{}</title></{}>", shape_start, title, shape_name);
  if (mark.url.empty()) return shape;
  return fmt::format("<a href=\"{}\" aria-label=\"{}\">{}</a>", escape_html(mark.url), title, shape);
}

std::string label(const Mark& mark, const std::string& attributes, std::size_t limit) {
  std::string text = fmt::format("<text {}>{}</text>", attributes, escape_html(shorten(mark.label, limit)));
  if (mark.url.empty()) return text;
  return fmt::format("<a href=\"{}\">{}</a>", escape_html(mark.url), text);
}

std::uint32_t greatest(const std::vector<Mark>& marks) {
  std::uint32_t most = 1;
  for (const Mark& mark : marks) most = std::max(most, mark.value);
  return most;
}

/// Shades by the square root: a few great numbers must not leave all others pale.
int shade(std::uint32_t value, std::uint32_t most) {
  if (value == 0) return 0;
  return std::clamp(static_cast<int>(std::ceil(4 * std::sqrt(static_cast<double>(value) / most))), 1, 4);
}

struct Circle {
  double x = 0, y = 0, radius = 0;
};

struct Box {
  double left = 0, top = 0, right = 0, bottom = 0;

  bool overlaps(const Box& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
};

Box box_of(const Circle& circle) {
  return {circle.x - circle.radius, circle.y - circle.radius, circle.x + circle.radius, circle.y + circle.radius};
}

std::vector<Circle> circles_of(const std::vector<Knot>& knots) {
  std::uint32_t most = 1;
  for (const Knot& knot : knots) most = std::max(most, knot.mark.value);
  std::vector<Circle> circles;
  for (const Knot& knot : knots)
    circles.push_back({kMargin + knot.x * (kNetworkWidth - 2 * kMargin),
                       kMargin / 2 + knot.y * (kNetworkHeight - kMargin),
                       4 + 10 * std::sqrt(static_cast<double>(knot.mark.value) / most)});
  return circles;
}

/// Where a label stands: its text's start, middle or end at x, its base line at y.
struct Place {
  double x = 0, y = 0;
  std::string_view anchor;
  Box box;
};

/// Beside, below or above the circle, where it covers least of what is there; the first of equal ones.
Place place_for(const Circle& circle, const std::string& text, const std::vector<Box>& taken) {
  const double width = kLetterWidth * static_cast<double>(count_code_points(text));
  const double gap = circle.radius + 3;
  const auto place = [&](double x, double y, double left, std::string_view anchor) {
    return Place{x, y, anchor, {left, y - kLetterHeight + 2, left + width, y + 2}};
  };
  const std::array<Place, 4> places = {
      place(circle.x + gap, circle.y + 4, circle.x + gap, ""),
      place(circle.x - gap, circle.y + 4, circle.x - gap - width, " text-anchor=\"end\""),
      place(circle.x, circle.y + gap + 9, circle.x - width / 2, " text-anchor=\"middle\""),
      place(circle.x, circle.y - gap - 1, circle.x - width / 2, " text-anchor=\"middle\"")};
  const auto cost = [&](const Place& at) {
    const bool outside = at.box.left < 0 || at.box.right > kNetworkWidth || at.box.bottom > kNetworkHeight;
    return std::count_if(taken.begin(), taken.end(), [&](const Box& box) { return box.overlaps(at.box); }) +
           (outside ? 2 : 0);
  };
  return *std::min_element(places.begin(), places.end(),
                           [&](const Place& a, const Place& b) { return cost(a) < cost(b); });
}

}  // namespace

std::string bar_chart(const std::string& name, const std::vector<Mark>& bars) {
  const bool labelled = std::any_of(bars.begin(), bars.end(), [](const Mark& bar) { return !bar.label.empty(); });
  const int width = std::max(1, static_cast<int>(bars.size()) * kBarStep);
  std::string out = open_svg("bars", name, width, kBarHeight + (labelled ? kCell : 0));
  const std::uint32_t most = greatest(bars);
  for (std::size_t at = 0; at < bars.size(); ++at) {
    const int left = static_cast<int>(at) * kBarStep;
    const double tall =
        bars[at].value == 0 ? 1 : std::max(2.0, static_cast<double>(kBarHeight) * bars[at].value / most);
    out += marked(bars[at],
                  fmt::format("rect class=\"{}\" x=\"{}\" y=\"{:.1f}\" width=\"{}\" height=\"{:.1f}\"",
                              bars[at].value == 0 ? "bar bar-none" : "bar", left, kBarHeight - tall, kBarWidth, tall),
                  "rect");
    if (!bars[at].label.empty())
      out += label({bars[at].label, {}, {}, 0}, fmt::format("x=\"{}\" y=\"{}\"", left, kBarHeight + 15), 8);
    out += '\n';
  }
  return out + "</svg>";
}

std::string grid_chart(const Grid& grid) {
  const auto columns = std::max(grid.columns.size(), grid.rows.empty() ? 0 : grid.cells.size() / grid.rows.size());
  const int top = grid.columns.empty() ? 0 : kColumnLabel;
  const int step = static_cast<int>(grid.width);
  const int width = kRowLabel + static_cast<int>(columns) * step + (grid.columns.empty() ? 0 : kCell * 3);
  std::string out = open_svg("grid", grid.name, width, top + static_cast<int>(grid.rows.size()) * kCell);
  for (std::size_t at = 0; at < grid.columns.size(); ++at) {
    const int x = kRowLabel + static_cast<int>(at) * step + step / 2;
    out +=
        label(grid.columns[at], fmt::format("x=\"{0}\" y=\"{1}\" transform=\"rotate(-45 {0} {1})\"", x, top - 6), 22) +
        '\n';
  }
  const std::uint32_t most = greatest(grid.cells);
  for (std::size_t row = 0; row < grid.rows.size(); ++row) {
    const int y = top + static_cast<int>(row) * kCell;
    out += label(grid.rows[row], fmt::format("x=\"0\" y=\"{}\"", y + 14), 22) + '\n';
    for (std::size_t column = 0; column < columns; ++column) {
      const Mark& cell = grid.cells[row * columns + column];
      if (cell.title.empty()) continue;
      out += marked(cell,
                    fmt::format("rect class=\"heat-{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
                                shade(cell.value, most), kRowLabel + static_cast<int>(column) * step, y, step - 2,
                                kCell - 2),
                    "rect") +
             '\n';
    }
  }
  return out + "</svg>";
}

std::string network_chart(const std::string& name, const std::vector<Knot>& knots, const std::vector<Line>& lines) {
  const std::vector<Circle> circles = circles_of(knots);
  std::string out = open_svg("network", name, kNetworkWidth, kNetworkHeight);
  for (const Line& line : lines) {
    const double thick = std::min(1.0 + std::log2(std::max(line.value, 1u)), 6.0);
    const Circle& from = circles[line.from];
    const Circle& to = circles[line.to];
    out += fmt::format(
        "<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" "
        "stroke-width=\"{:.1f}\"><title>{}</title></line>\n",
        from.x, from.y, to.x, to.y, thick, escape_html(line.title));
  }
  std::vector<Box> taken;
  for (const Circle& circle : circles) taken.push_back(box_of(circle));
  for (std::size_t at = 0; at < knots.size(); ++at) {
    const Circle& circle = circles[at];
    const std::string text = shorten(knots[at].mark.label, kNodeLabel);
    const Place place = place_for(circle, text, taken);
    taken.push_back(place.box);
    out += marked(knots[at].mark,
                  fmt::format("circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\"", circle.x, circle.y, circle.radius),
                  "circle");
    out += label({text, {}, {}, 0},
                 fmt::format("x=\"{:.1f}\" y=\"{:.1f}\"{} aria-hidden=\"true\"", place.x, place.y, place.anchor),
                 kNodeLabel) +
           '\n';
  }
  return out + "</svg>";
}

}  // namespace broadsheet::render
