// What the pages of threads show.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "render/view.h"

namespace broadsheet::render {

using Variables = std::vector<std::pair<std::string_view, tmpl::Value>>;

/// Indexes of all threads, the newest activity first.
std::vector<std::uint32_t> threads_by_activity(const model::Archive& archive);
tmpl::Value thread_list(const Views& views, const std::vector<std::uint32_t>& threads);

/// The threads by the years of their newest stories, as year_parts.h has them; `shown_year` is 0 on /threads/ itself.
std::vector<YearThreadsView> thread_years(const Views& views, int shown_year);

Variables threads_variables(const Views& views, int shown_year);
Variables thread_variables(const Views& views, std::uint32_t index);

}  // namespace broadsheet::render
