// pair.change: who carries the case from now on. Who is not among them any more has no ground
// through the pair, and is out when this commits (I3). What they had agreed to do stays, to be
// handed over.
#include <algorithm>

#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CaseId of_case;
    std::vector<ProfessionalId> pair;
};

Input read(protocol::Reader& r) {
    Input in{r.id<CaseId>("case"), r.ids<ProfessionalId>("pair", 2)};
    if (in.pair.empty()) r.refuse_field("request.invalid", "pair");
    return in;
}

bool in_pair(const CaseEntry& entry, ProfessionalId who, Instant now) {
    if (!entry.exists()) return false;
    const auto& pair = entry.the_case().pair;
    return std::any_of(pair.begin(), pair.end(), [&](const Seat& seat) {
        return seat.professional == who && seat.period.live(now);
    });
}

Ask ask_for(ProfessionalId newcomer) {
    Ask ask = ask_case(Action::pair_change);
    ask.concerns = newcomer;
    return ask;
}

// Asked about the first who is new; the effect asks about a second one.
Requirement require(const Input& in, World& world, const Caller&, Instant now) {
    const CaseEntry& entry = world.entry(in.of_case, now);
    const auto first = std::find_if(in.pair.begin(), in.pair.end(),
                                    [&](ProfessionalId who) { return !in_pair(entry, who, now); });
    return Requirement::of(in.of_case, ask_for(first == in.pair.end() ? ProfessionalId{} : *first));
}

Result<Change> effect(const Input& in, Context& c) {
    std::vector<ProfessionalId> coming, leaving;
    for (const ProfessionalId who : in.pair)
        if (!in_pair(*c.entry, who, c.now)) coming.push_back(who);
    for (const Seat& seat : c.entry->the_case().pair)
        if (seat.period.live(c.now) &&
            std::find(in.pair.begin(), in.pair.end(), seat.professional) == in.pair.end())
            leaving.push_back(seat.professional);
    for (const ProfessionalId who : coming) {
        Ask ask = ask_for(who);
        ask.who = c.caller.who;
        ask.as = Role::professional;
        if (const Decision decision = c.world.decide(*c.entry, ask, c.now); !decision.permit)
            return Refusal{decision.reason, decision.tell, "pair"};
    }
    // Who leaves the case does not go on coordinating it.
    for (const Coordinator& one : c.entry->facts().coordinators)
        if (one.period.live(c.now) &&
            std::find(leaving.begin(), leaving.end(), one.professional) != leaving.end())
            c.store.end_coordinator(in.of_case, c.now);
    for (const ProfessionalId who : leaving) c.store.end_pair(in.of_case, who, c.now);
    for (const ProfessionalId who : coming)
        c.store.add_pair(in.of_case, {who, {c.now, std::nullopt}});
    c.world.touch(in.of_case);
    Change change;
    if (!coming.empty()) change.object.professional = coming.front();
    return change;
}

}  // namespace

constinit const Row pair_change = row<Input, read, require, effect>("pair.change", Kind::write);

}  // namespace kortelijn::commands
