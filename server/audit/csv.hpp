// The log as a table (RFC 4180, UTF-8, with a header), with NEN 7513's fields as columns: who, for
// which organisation, in which role, on whose behalf, what, why, on which grounds, and the four
// checks. Ids, never names. A cell that a spreadsheet would run as a formula begins with a '.
#pragma once

#include <string>
#include <string_view>

#include "audit/entry_view.hpp"

namespace kortelijn::audit {

// With its line end.
std::string_view csv_header();
void append_csv_line(std::string& out, const EntryView& view);
// One cell as it stands in the file.
void append_csv_cell(std::string& out, std::string_view text);

}  // namespace kortelijn::audit
