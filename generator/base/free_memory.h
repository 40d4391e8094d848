// Where memory comes from, and what becomes of it when it is free.
#pragma once

namespace broadsheet {

/// From now on memory that has been free for a second goes back to the system. Until then it stays with the process,
/// since bringing it back takes an eighth of a build's time. Does nothing where the program is not linked with
/// jemalloc.
void return_free_memory();

/// From now on memory comes in pages of the common size where huge ones are dear, even if they were wished for. Huge
/// pages spare a long build a sixteenth of its time. A short one leaves a part of each untouched, and all of it must be
/// found and cleared: what that costs beside the many faults of common pages differs tenfold between machines, above
/// all virtual ones, and with what they did before. So one of each is tried. Returns whether huge pages may still come.
bool use_cheaper_pages();

}  // namespace broadsheet
