// What build_database() writes into the Xapian database besides documents, and search() reads.
#pragma once

namespace broadsheet::search {

inline constexpr unsigned kDateSlot = 0;  ///< value of a document: its day as YYYYMMDD

}  // namespace broadsheet::search
