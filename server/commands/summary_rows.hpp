// What the commands of a call's papers and lines share: how one is found, and its question to the
// policy. Numbers of lines and papers are drawn, so one that is not there asks as the whole call.
#pragma once

#include "commands/call_rows.hpp"
#include "commands/rooms_common.hpp"
#include "limits.hpp"

namespace kortelijn::commands {

constexpr std::size_t max_lines_of_call = 200;
constexpr std::size_t max_papers_of_call = 20;
constexpr std::size_t max_disputes_of_member = 20;  // of one line
constexpr protocol::TextRule line_text_rule{1'000, 4'000};
constexpr std::int64_t page_lasts_ms = 14 * day_ms;  // R64

// Null: absent, or taken away.
const store::LineRecord* find_line(World&, CallId, LineId);
const store::PaperRecord* find_paper(World&, CallId, ChecklistId);
// About that line's people and life domains; about the call's own when there is no such line.
Ask ask_line(World&, CallId, LineId, Action);
// What the entry of a command about these cells says.
void tell_cells(Change&, const std::vector<MemberId>& about, LifeDomains);

}  // namespace kortelijn::commands
