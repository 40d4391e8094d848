// What changes from week to week and from month to month, and who appears with what and with whom.
#pragma once

#include "model/archive.h"

namespace broadsheet::link {

/// Fills in Term::months, Week::changes and Archive::trends. Stories count for the month of their issue's last day and
/// for its home week. The newest week and month are compared once the archive reaches to within two days of their end.
/// Changes name terms with a page; at most kMostChanges rise, and as many fall.
void link_trends(model::Archive& archive);

inline constexpr std::size_t kMostChanges = 8;
inline constexpr std::size_t kHeatCompanies = 16;
inline constexpr std::size_t kHeatTopics = 12;
inline constexpr std::size_t kNetworkCompanies = 24;
inline constexpr std::size_t kNetworkEdges = 60;

/// Places the nodes of a network so that those joined are near each other and none is on another: the model of springs
/// of Fruchterman and Reingold ("Graph drawing by force-directed placement", 1991), from a circle, with a fixed number
/// of steps, and so the same on every run. Fills in x and y, rounded to thousandths.
void lay_out(model::Network& network);

}  // namespace broadsheet::link
