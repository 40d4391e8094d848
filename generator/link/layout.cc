// The layout of the network of companies.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "link/trends.h"

namespace broadsheet::link {

namespace {

constexpr int kSteps = 300;
constexpr double kFirstStep = 0.1;  // how far a node may move in the first step; the last is almost none
constexpr double kToMiddle = 0.3;   // keeps parts that nothing joins from drifting apart

struct Vector {
  double x = 0, y = 0;

  double length() const { return std::sqrt(x * x + y * y); }
};

/// Adds to both nodes what draws them together (`force` > 0) or apart along the line between them.
void pull(std::vector<Vector>& moves, std::size_t a, std::size_t b, const Vector& line, double force) {
  moves[a].x += line.x * force;
  moves[a].y += line.y * force;
  moves[b].x -= line.x * force;
  moves[b].y -= line.y * force;
}

std::vector<Vector> forces(const model::Network& network, const std::vector<Vector>& places, double ideal) {
  std::vector<Vector> moves(places.size());
  for (std::size_t a = 0; a < places.size(); ++a) {
    for (std::size_t b = a + 1; b < places.size(); ++b) {
      const Vector line{places[b].x - places[a].x, places[b].y - places[a].y};
      const double distance = std::max(line.length(), 1e-3);
      pull(moves, a, b, line, -ideal * ideal / (distance * distance));
    }
    moves[a].x -= places[a].x * kToMiddle;
    moves[a].y -= places[a].y * kToMiddle;
  }
  for (const model::Network::Edge& edge : network.edges) {
    const Vector line{places[edge.b].x - places[edge.a].x, places[edge.b].y - places[edge.a].y};
    pull(moves, edge.a, edge.b, line, line.length() / ideal * std::min(1.0 + std::log(edge.stories), 3.0) / 2);
  }
  return moves;
}

/// From wherever the nodes are to the square from 0 to 1.
void scale(const std::vector<Vector>& places, std::vector<model::Network::Node>& nodes) {
  if (places.empty()) return;
  double low_x = places[0].x, high_x = low_x, low_y = places[0].y, high_y = low_y;
  for (const Vector& place : places) {
    low_x = std::min(low_x, place.x);
    high_x = std::max(high_x, place.x);
    low_y = std::min(low_y, place.y);
    high_y = std::max(high_y, place.y);
  }
  const auto fit = [](double value, double low, double high) {
    return high > low ? std::round((value - low) / (high - low) * 1000) / 1000 : 0.5;
  };
  for (std::size_t at = 0; at < nodes.size(); ++at) {
    nodes[at].x = fit(places[at].x, low_x, high_x);
    nodes[at].y = fit(places[at].y, low_y, high_y);
  }
}

}  // namespace

void lay_out(model::Network& network) {
  const std::size_t count = network.nodes.size();
  std::vector<Vector> places(count);
  for (std::size_t at = 0; at < count; ++at) {
    const double angle = 2 * std::numbers::pi * static_cast<double>(at) / static_cast<double>(count);
    places[at] = {std::cos(angle), std::sin(angle)};
  }
  const double ideal = 2 / std::sqrt(static_cast<double>(std::max<std::size_t>(count, 1)));
  for (int step = 0; step < kSteps; ++step) {
    const double farthest = kFirstStep * (1 - static_cast<double>(step) / kSteps);
    const std::vector<Vector> moves = forces(network, places, ideal);
    for (std::size_t at = 0; at < count; ++at) {
      const double length = moves[at].length();
      if (length == 0) continue;
      const double share = std::min(length, farthest) / length;
      places[at].x += moves[at].x * share;
      places[at].y += moves[at].y * share;
    }
  }
  scale(places, network.nodes);
}

}  // namespace broadsheet::link
