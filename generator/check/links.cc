#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "check/parts.h"
#include "check/rules.h"
#include "check/site_addresses.h"

namespace broadsheet::check {

namespace {

/// Parameters whose only use is to tell who follows a link, by the start of their names.
constexpr std::array<std::string_view, 22> kTracking = {
    "utm_",     "fbclid",   "gclid",    "dclid",   "msclkid",    "yclid",   "igshid", "mc_cid",
    "mc_eid",   "_hsenc",   "_hsmi",    "mkt_tok", "trk",        "spm",     "scm",    "vero_id",
    "oly_enc_", "oly_anon", "wt.mc_id", "cmpid",   "share_from", "shareuid"};

bool tracks(std::string_view parameter) {
  const std::string name = lower_case(parameter.substr(0, parameter.find('=')));
  return std::any_of(kTracking.begin(), kTracking.end(), [&](std::string_view known) {
    return known.ends_with('_') ? name.starts_with(known) : name == known;
  });
}

struct CleanUrl {
  std::string url;
  std::vector<std::string> removed;  // names of parameters
};

CleanUrl without_tracking(std::string_view url) {
  CleanUrl clean;
  const std::size_t hash = std::min(url.find('#'), url.size());
  const std::size_t query = std::min(url.find('?'), hash);
  clean.url = url.substr(0, query);
  char separator = '?';
  if (query < hash)
    for (std::string_view parameter : split(url.substr(query + 1, hash - query - 1), '&')) {
      if (tracks(parameter)) {
        clean.removed.emplace_back(parameter.substr(0, parameter.find('=')));
        continue;
      }
      clean.url.append(1, std::exchange(separator, '&')).append(parameter);
    }
  clean.url += url.substr(hash);
  return clean;
}

/// What is wrong with an address that leads nowhere; empty where it leads somewhere.
std::string deadness(std::string_view url) {
  if (url.empty()) return "the link has no address";
  if (url == "#") return "the link's address is '#', which leads nowhere";
  for (std::string_view scheme : {"http:", "https:"}) {
    if (!lower_case(url.substr(0, scheme.size())).starts_with(scheme)) continue;
    std::string_view host = url.substr(scheme.size());
    const std::size_t slashes = std::min(host.find_first_not_of('/'), host.size());
    host = host.substr(slashes, host.substr(slashes).find_first_of("/?#"));
    if (slashes != 2 || host.empty()) return fmt::format("the link's address '{}' names no site", url);
    if (host.find('.') == std::string_view::npos && !host.starts_with("localhost") && host.find(':') == host.npos)
      return fmt::format("the link's address '{}' names no site", url);
  }
  return {};
}

bool is_shown(std::string_view url) {
  const std::size_t end = url.find_first_of(":/?#");
  if (end == std::string_view::npos || url[end] != ':') return true;
  const std::string scheme = lower_case(url.substr(0, end));
  return scheme == "http" || scheme == "https" || scheme == "mailto" || scheme == "tel";
}

void check_address(const Prose& prose, const ProseLink& link, Diagnostics& diagnostics) {
  if (std::string problem = deadness(link.url); !problem.empty()) {
    if (!link.is_bare)
      report(diagnostics, "dead-link", prose.at(link.at), std::move(problem),
             "add the article's address, or take the link away");
    return;
  }
  if (!is_shown(link.url)) {
    report(
        diagnostics, "dead-link", prose.at(link.at),
        fmt::format("the link's scheme '{}' is not let through to readers", link.url.substr(0, link.url.find(':') + 1)),
        "link with https:, http:, mailto: or tel:");
    return;
  }
  const CleanUrl clean = without_tracking(link.url);
  if (!clean.removed.empty())
    report(diagnostics, "tracking", prose.at(link.at),
           fmt::format("the address tracks its readers with {}", fmt::join(clean.removed, ", ")),
           fmt::format("write {}", clean.url));
}

}  // namespace

void check_links(const Prose& prose, std::string_view page, const SiteAddresses& addresses, Diagnostics& diagnostics) {
  for (const ProseLink& link : prose.links()) {
    check_address(prose, link, diagnostics);
    if (link.url.empty() || link.url == "#" || !is_shown(link.url)) continue;
    const auto target = addresses.resolve(link.url, page);
    if (!target || addresses.has(*target)) continue;
    const std::string meant = addresses.suggestion(*target, link.url);
    const std::size_t hash = target->find('#');
    const bool page_exists = hash != std::string::npos && addresses.has(std::string_view(*target).substr(0, hash));
    report(diagnostics, "broken-link", prose.at(link.at),
           page_exists ? fmt::format("{} has no heading or story with the id '{}'", target->substr(0, hash),
                                     target->substr(hash + 1))
                       : fmt::format("there is no page {}", *target),
           page_exists || meant.empty() ? "" : fmt::format("did you mean {}?", meant));
  }
}

}  // namespace broadsheet::check
