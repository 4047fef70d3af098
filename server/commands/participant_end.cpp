// participant.end: a place at the table ends now. Carriers may end anybody's, everybody their own.
#include <algorithm>

#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CaseId of_case;
    ProfessionalId who;
};

Input read(protocol::Reader& r) { return {r.id<CaseId>("case"), r.id<ProfessionalId>("who")}; }

Requirement require(const Input& in, World&, const Caller& caller, Instant) {
    return Requirement::of(
        in.of_case, ask_case(in.who == caller.who ? Action::case_open : Action::household_change));
}

Result<Change> effect(const Input& in, Context& c) {
    const auto& participants = c.entry->the_case().participants;
    const bool there = std::any_of(participants.begin(), participants.end(), [&](const Seat& seat) {
        return seat.professional == in.who && seat.period.live(c.now);
    });
    if (!there) return refuse("not_found", "who");
    c.store.end_participant(in.of_case, in.who, c.now);
    c.world.touch(in.of_case);
    Change change;
    change.object.professional = in.who;
    change.object.organisation = employer_of(c.directory(), in.who, c.now);
    return change;
}

}  // namespace

constinit const Row participant_end =
    row<Input, read, require, effect>("participant.end", Kind::write);

}  // namespace kortelijn::commands
