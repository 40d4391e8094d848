// What the page of trends shows, and the charts of other pages.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "render/view.h"

namespace broadsheet::render {

using Variables = std::vector<std::pair<std::string_view, tmpl::Value>>;

Variables trends_variables(const Views& views);

/// A term's stories by month, as a chart; empty text where there are less than two months to compare.
tmpl::Value term_chart(const TermView& term);

/// Every week of every year, darker the more stories it has, each leading to its page.
tmpl::Value activity_chart(const Views& views);

}  // namespace broadsheet::render
