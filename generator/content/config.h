// Reads what the owner configured: site.yaml, companies.yaml, topics.yaml and sources/*.yaml of the content folder.
#pragma once

#include <string>

#include "base/diagnostics.h"
#include "model/site.h"

namespace broadsheet::content {

/// The configuration in `content_dir`. Collects the findings of all files (rules `config`, `yaml`, `file`); what is
/// wrong keeps its default. A missing site.yaml is told (info), missing vocabularies and lists are not.
model::Site read_site(const std::string& content_dir, Diagnostics& diagnostics);

}  // namespace broadsheet::content
