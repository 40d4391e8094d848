// A new issue of a series: its dates, its file, and the text that its author starts from.
#pragma once

#include <optional>
#include <string>

#include "base/date.h"
#include "base/file_bytes.h"
#include "model/archive.h"

namespace broadsheet::scaffold {

/// What an author asks for. With neither a date nor a week, the issue follows the newest one of its series.
struct NewIssue {
  std::string series;  ///< slug, name or prefix
  std::optional<Date> date;
  std::optional<IsoWeek> week;
};

/// The series that `wanted` names; throws Error (rule `unknown-series`) with the nearest where there is none.
const model::Series& find_series(const model::Archive& archive, const std::string& wanted);

/// The file of the new issue, below the content folder: beside the newest issue of the series, named as that is.
/// `archetype` is the text to start from, or empty for the sections that the series has; in it, `{{ date }}`,
/// `{{ first }}`, `{{ last }}`, `{{ week }}`, `{{ series }}` and `{{ slug }}` are filled in. Throws Error (rule `date`)
/// where no date is given and the series has no issue.
FileBytes new_issue(const model::Archive& archive, const NewIssue& request, const std::string& archetype);

}  // namespace broadsheet::scaffold
