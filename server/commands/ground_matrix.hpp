// The page "who may know what" as data: per organisation and life domain what each person answered
// and what follows together. All of it is worked out here; the client only draws (I12).
#pragma once

#include "commands/command.hpp"
#include "writer.hpp"

namespace kortelijn::commands {

struct MatrixCounts {
    int missing = 0;
    int ending = 0;
    int without_consent = 0;
};

// "Ends soon": within this many days.
constexpr std::int64_t ends_soon_ms = 14 * day_ms;

// Writes the array of rows: all for a carrier, else that of the reader's own organisation, about
// the people they may know of.
MatrixCounts write_matrix(protocol::Writer&, const Directory&, const CaseEntry&, const View& reader,
                          Instant now);

}  // namespace kortelijn::commands
