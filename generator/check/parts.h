// The parts of check(): each looks for one kind of thing. Those that take a Prose look at one file.
#pragma once

#include "base/diagnostics.h"
#include "check/check.h"
#include "check/prose.h"
#include "model/archive.h"

namespace broadsheet::check {

/// Addresses of the site, and what they are resolved against.
class SiteAddresses;

/// Dead links and tracking parameters of a file, and links inside the site (`page` is the file's own address) that lead
/// to no page of it, or to no heading or story of an issue.
void check_links(const Prose& prose, std::string_view page, const SiteAddresses& addresses, Diagnostics& diagnostics);

/// Pictures of other hosts, which `site` does not load.
void check_pictures(const Prose& prose, const model::Site& site, Diagnostics& diagnostics);

/// Leftovers of chats, paragraphs in bold, formulas.
void check_prose(const Prose& prose, Diagnostics& diagnostics);

/// Stories of one issue without text, with a title that another has, or with a link to a site's front page.
void check_stories(const model::Issue& issue, const Prose& prose, Diagnostics& diagnostics);

/// Titles and addresses that several issues have. `prose` gives the text of the issue with a number.
void check_repetitions(const model::Archive& archive, const std::vector<const Prose*>& prose, Diagnostics& diagnostics);

/// Days and weeks without an issue, and issues of a series that cover the same days.
void check_coverage(const model::Archive& archive, Diagnostics& diagnostics);

/// Companies and topics that may be one in two spellings.
void check_names(const model::Archive& archive, const std::vector<const Prose*>& prose, Diagnostics& diagnostics);

}  // namespace broadsheet::check
