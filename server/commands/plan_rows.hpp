// What the commands of a plan share: its bounds, how a line of it is named and asked about, and how
// a link to it is made. A guest names no case: theirs is the one of their link.
#pragma once

#include "commands/command.hpp"
#include "commands/link_sending.hpp"
#include "limits.hpp"
#include "store/call_records.hpp"
#include "text_rules.hpp"

namespace kortelijn::commands {

constexpr std::size_t max_lines_of_plan = 200;  // that stand in it
constexpr std::size_t max_lines_kept = 5'000;   // with those taken out
// Beyond that guests propose no more: room is left for who carries.
constexpr std::size_t max_lines_kept_of_guests = 4'000;
constexpr std::size_t max_versions_a_day = 40;   // the store lists the newest 50, and keeps all
constexpr std::size_t max_proposals = 20;        // of one guest, that nobody took over
constexpr std::size_t max_proposals_kept = 100;  // of one guest, in all
constexpr protocol::TextRule plan_text_rule{1'000, 4'000};
constexpr protocol::TextRule plan_owner_rule{120, 480};
constexpr std::int64_t plan_link_lasts_ms = 91 * day_ms;  // R66

// goal, result or action.
std::optional<LineKind> parse_plan_kind(std::string_view);
// Who sits at the case's table on cooperation, or else for the plan; which lines is asked one by
// one.
Ask ask_open_plan(World&, CaseEntry&, ProfessionalId, Instant now);
bool may_open_plan(World&, CaseEntry&, ProfessionalId, Instant now);
// A line that stands in that plan; nothing: none, or taken out. By the same statement each time.
std::optional<store::LineRecord> plan_line(World&, CaseId, LineId);
// Where those can be found among all of a plan.
const store::LineRecord* find_in(const std::vector<store::LineRecord>&, LineId);
// About that line; of none, only what a carrier may always ask (the effect says not_found). To who
// carries nothing of the case no line is looked up: there or not, it costs the same.
Requirement require_line(World&, const Caller&, CaseId, LineId, Action, Instant now);
// What the entry says of one line; and whose plan changed.
Change change_of_line(const store::LineRecord&);
// Shared with the guest who asks, and theirs to read.
bool guest_reads(Context&, const store::LineRecord&);

// How a link to a plan is asked for, and made: the answer tells it once.
struct PlanLinkInput {
    CaseId of_case;
    MemberId member;  // whose link it is, or who chose
    std::string name;
    std::string language;
    std::optional<Instant> until;
    std::optional<Evidence> evidence;
    std::string reason;
    std::optional<SendTo> send_to;
};
PlanLinkInput read_plan_link(protocol::Reader&);
// Ends what that person had before. `kind`: family (a member's own) or network.
Result<Change> make_plan_link(Context&, const PlanLinkInput&, GuestKind kind);

}  // namespace kortelijn::commands
