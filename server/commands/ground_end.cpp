// ground.end: a yes withdrawn, a no taken back, a ground without consent ended (R29). It works at
// once: who stood on it alone is out of the room when this commits (I3).
#include <algorithm>

#include "commands/ground_input.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CaseId of_case;
    GroundId ground;
    MemberId on_behalf_of;
};

Input read(protocol::Reader& r) {
    return {r.id<CaseId>("case"), r.id<GroundId>("ground"),
            r.optional_id<MemberId>("on_behalf_of").value_or(MemberId{})};
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    Ask ask = ask_case(Action::ground_end);
    ask.target = in.ground;
    ask.on_behalf_of = in.on_behalf_of;
    return Requirement::of(in.of_case, std::move(ask));
}

bool is_of(const CaseFacts& facts, const Ground& ground, MemberId who) {
    const auto same = [who](const auto& one) { return one.id == who; };
    return std::any_of(facts.household.begin(), facts.household.end(), same) ||
           std::any_of(facts.outsiders.begin(), facts.outsiders.end(), same) ||
           std::find(ground.given_by.begin(), ground.given_by.end(), who) != ground.given_by.end();
}

Result<Change> effect(const Input& in, Context& c) {
    const auto& grounds = c.entry->facts().grounds;
    const auto ground = std::find_if(grounds.begin(), grounds.end(),
                                     [&](const Ground& g) { return g.id == in.ground; });
    if (ground == grounds.end()) return refuse("not_found");
    // In whose name is kept and believed: nobody of another case, who is as unknown here as no one.
    if (in.on_behalf_of && !is_of(c.entry->facts(), *ground, in.on_behalf_of))
        return refuse("member.not_in_household", "on_behalf_of");
    c.store.end_ground(in.of_case, in.ground, c.now, in.on_behalf_of);
    Change change;
    say_ground(
        c, *c.entry,
        {"ended", in.ground, ground->organisation, ground->purpose, c.now, receiver_of(*ground)},
        *ground, change);
    change.members = ground->members;
    change.on_behalf_of = in.on_behalf_of;
    change.object.grounds = {in.ground.value};
    change.object.ground_kind = ground->deny ? "deny" : std::string(to_text(ground->kind));
    if (ground->purpose) change.object.purpose = to_text(*ground->purpose);
    change.object.life_domains = words_of(ground->life_domains);
    change.object.organisation = ground->organisation;
    change.object.until = c.now.ms;
    protocol::Writer w(64);
    change.result = w.object().field("ended_at", c.now).end_object().take();
    c.world.touch(in.of_case);
    return change;
}

}  // namespace

constinit const Row ground_end = row<Input, read, require, effect>("ground.end", Kind::write);

}  // namespace kortelijn::commands
