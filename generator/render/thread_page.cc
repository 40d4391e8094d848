#include "render/thread_page.h"

#include <algorithm>

#include "model/address.h"
#include "render/year_parts.h"

namespace broadsheet::render {

using tmpl::Value;

std::vector<std::uint32_t> threads_by_activity(const model::Archive& archive) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t at = 0; at < archive.threads.size(); ++at) order.push_back(at);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return archive.threads[a].stories.back() > archive.threads[b].stories.back();
  });
  return order;
}

Value thread_list(const Views& views, const std::vector<std::uint32_t>& threads) {
  return list_of(threads, [&](std::uint32_t at) { return tmpl::record(views.thread(at)); });
}

std::vector<YearThreadsView> thread_years(const Views& views, int shown_year) {
  const model::Archive& archive = views.archive();
  const auto year_of = [&](std::uint32_t thread) {
    return static_cast<int>(archive.issues[archive.threads[thread].stories.back().issue].last.year());
  };
  std::vector<YearThreadsView> years;
  for (auto& part : year_parts(threads_by_activity(archive), year_of, model::kThreadsAddress, shown_year))
    years.push_back({&views, part.year, std::move(part.address), part.count, std::move(part.entries)});
  return years;
}

Variables threads_variables(const Views& views, int shown_year) {
  const std::vector<YearThreadsView> years = thread_years(views, shown_year);
  std::vector<std::uint32_t> shown;
  for (const YearThreadsView& year : years) shown.insert(shown.end(), year.threads.begin(), year.threads.end());
  return {{"threads", thread_list(views, shown)},
          {"years", list_of(years, [](const YearThreadsView& year) { return own(year); })},
          {"total", Value(views.archive().threads.size())}};
}

Variables thread_variables(const Views& views, std::uint32_t index) {
  return {{"thread", tmpl::record(views.thread(index))}};
}

}  // namespace broadsheet::render
