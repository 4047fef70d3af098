// ground.record: a household member's yes or no, or a ground without consent (R28). A yes that is
// not complete is kept as a pending answer and opens nothing; the last yes completes it.
#include <algorithm>

#include "commands/ground_input.hpp"
#include "commands/ground_words.hpp"
#include "commands/rows.hpp"
#include "policy/matrix.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CaseId of_case;
    GroundInput asked;
};

Input read(protocol::Reader& r) {
    Input in;
    in.of_case = r.id<CaseId>("case");
    in.asked = read_ground(r, false);
    return in;
}

Ask question(const Input& in, const CaseEntry& entry, Instant now) {
    Ask ask;
    ask.action = Action::ground_record;
    ask.record = record_of(in.asked.ground, now);
    join_answers(entry, ask.record->ground, ask.pending, now);
    return ask;
}

// When only somebody else's yes is lacking, the answer may be kept: asked then is the carrier's
// right to run the case, and the effect finds the same lack again.
Requirement require(const Input& in, World& world, const Caller& caller, Instant now) {
    CaseEntry& entry = world.entry(in.of_case, now);
    Ask ask = question(in, entry, now);
    ask.who = caller.who;
    ask.as = Role::professional;
    if (!in.asked.ground.deny && only_incomplete(world.decide(entry, ask, now).reason))
        ask = ask_case(Action::household_change);
    return Requirement::of(in.of_case, std::move(ask));
}

// `together` with the answers that wait already; `said` is what was said now.
void write_missing(protocol::Writer& w, const CaseFacts& facts, const Ground& together,
                   const Ground& said, Instant now) {
    std::vector<MemberId> missing;
    for (const MemberId id : together.members) {
        const int slot = slot_of_member(facts, id);
        if (slot < 0) continue;
        for (const MemberId needed :
             policy::who_must_agree(facts, facts.household[std::size_t(slot)], now)) {
            const auto& by = together.given_by;
            const bool answered = std::find(by.begin(), by.end(), needed) != by.end() &&
                                  !must_be_asked_again(facts, needed, said, now);
            if (!answered && std::find(missing.begin(), missing.end(), needed) == missing.end())
                missing.push_back(needed);
        }
    }
    w.key("missing").array();
    for (const MemberId id : missing)
        if (const int slot = slot_of_member(facts, id); slot >= 0)
            w.raw(member_json(facts.household[std::size_t(slot)], now, true));
    w.end_array();
}

// Each who speaks has a say about somebody it is about.
bool givers_count(const CaseFacts& facts, const Ground& ground, Instant now) {
    return std::all_of(ground.given_by.begin(), ground.given_by.end(), [&](MemberId giver) {
        return std::any_of(ground.members.begin(), ground.members.end(), [&](MemberId id) {
            const int slot = slot_of_member(facts, id);
            if (slot < 0) return false;
            const auto needed =
                policy::who_must_agree(facts, facts.household[std::size_t(slot)], now);
            return std::find(needed.begin(), needed.end(), giver) != needed.end();
        });
    });
}

Result<Change> effect(const Input& in, Context& c) {
    Ask ask = question(in, *c.entry, c.now);
    ask.who = c.caller.who;
    ask.as = Role::professional;
    const Decision decision = c.world.decide(*c.entry, ask, c.now);
    if (!decision.permit && !only_incomplete(decision.reason))
        return Refusal{decision.reason, decision.tell};

    Change change;
    protocol::Writer w(256);
    if (decision.permit) {
        // What is kept is what was asked; the earlier answers only complete it, they mend nothing.
        Ask alone = ask;
        alone.record = record_of(in.asked.ground, c.now);
        alone.pending.clear();
        const Decision itself = c.world.decide(*c.entry, alone, c.now);
        // Together they permit it; alone it lacks what the waiting yeses say, of an adult too.
        const bool rest_said = itself.reason == "consent.giver_not_entitled" &&
                               givers_count(c.entry->facts(), alone.record->ground, c.now);
        if (!itself.permit && !only_incomplete(itself.reason) && !rest_said)
            return Refusal{itself.reason, itself.tell};
        const GroundId id = keep_ground(c, *c.entry, *alone.record, change);
        w.object().field("ground", id).end_object();
    } else {
        const Ground ground = record_of(in.asked.ground, c.now).ground;
        store::PendingAnswer pending{0, ground};
        pending.asked.recorded_by = c.caller.who;
        for (const store::PendingAnswer* earlier : matching_pending(*c.entry, ground, c.now))
            if (earlier->asked.life_domains == ground.life_domains &&
                earlier->asked.members == ground.members &&
                earlier->asked.given_by == ground.given_by)
                pending.id = earlier->id;
        c.store.put_pending(in.of_case, pending);
        say_ground(c, *c.entry,
                   {"pending", {}, ground.organisation, ground.purpose, ground.end, {}}, ground,
                   change);
        w.object().key("pending").object();
        write_missing(w, c.entry->facts(), ask.record->ground, ground, c.now);
        w.field("reason", decision.tell).end_object().end_object();
        change.tag = in.of_case;  // it names household members
        change.members = ground.members;
        change.object.reason = decision.reason;
        change.object.ground_kind = "pending";
        change.object.organisation = ground.organisation;
        change.object.life_domains = words_of(ground.life_domains);
    }
    change.result = w.take();
    c.world.touch(in.of_case);
    return change;
}

}  // namespace

constinit const Row ground_record = row<Input, read, require, effect>("ground.record", Kind::write);

}  // namespace kortelijn::commands
