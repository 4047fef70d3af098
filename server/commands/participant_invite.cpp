// participant.invite: a place at the table for a professional whom a ground already lets in (R30).
// The invitation gives no right by itself: what they see follows from the grounds.
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CaseId of_case;
    ProfessionalId who;
    std::optional<Instant> until;
};

Input read(protocol::Reader& r) {
    return {r.id<CaseId>("case"), r.id<ProfessionalId>("who"), r.optional_instant("until")};
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    Ask ask = ask_case(Action::invite);
    ask.invitee = Invitee{InviteeKind::professional, {}, in.who, {}};
    return Requirement::of(in.of_case, std::move(ask));
}

Result<Change> effect(const Input& in, Context& c) {
    if (in.until && *in.until <= c.now) return refuse("record.in_the_past", "until");
    for (const Seat& seat : c.entry->the_case().participants)
        if (seat.professional == in.who && seat.period.live(c.now))
            c.store.end_participant(in.of_case, in.who, c.now);
    c.store.add_participant(in.of_case, {in.who, {c.now, in.until}});
    c.world.touch(in.of_case);
    Change change;
    change.object.professional = in.who;
    change.object.organisation = employer_of(c.directory(), in.who, c.now);
    change.object.grounds = numbers(c.decision.grounds);
    if (in.until) change.object.until = in.until->ms;
    return change;
}

}  // namespace

constinit const Row participant_invite =
    row<Input, read, require, effect>("participant.invite", Kind::write);

}  // namespace kortelijn::commands
