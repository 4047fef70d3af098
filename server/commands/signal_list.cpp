// signal.list: the open signals of a team, the newest first, each decided now (R36), a page at a
// time (I7). No name, no address, no text: to read one is an act of its own.
#include <algorithm>

#include "commands/rows.hpp"
#include "commands/signal_words.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    TeamId team;
    SignalId before;
    int limit = protocol::max_signal_page;
};

Input read(protocol::Reader& r) {
    Input in;
    in.team = r.id<TeamId>("team");
    in.before = r.optional_id<SignalId>("before").value_or(SignalId{protocol::max_number});
    in.limit = int(r.optional_integer("limit", 1, protocol::max_signal_page).value_or(in.limit));
    return in;
}

Requirement require(const Input&, World&, const Caller&, Instant) { return Requirement::account(); }

// Those that R36 may be asked of: the others are no reader's of them, so that nothing is read for
// them and a team with signals sounds like one without (I6). A superset; the policy decides each.
std::vector<SignalFacts> perhaps_theirs(Context& c, TeamId team, SignalId before) {
    (void)c.world.entry(CaseId{}, c.now);  // beside it those are asked that came to rest nowhere
    const std::vector<CaseId> theirs = c.store.cases_around(c.caller.who, {});
    const Professional* who = c.directory().find(c.caller.who);
    const bool of_team =
        who != nullptr && std::any_of(who->teams.begin(), who->teams.end(), [&](const auto& one) {
            return one.team == team && one.period.live(c.now);
        });
    auto out = c.store.open_signal_facts(team);
    std::erase_if(out, [&](const SignalFacts& one) {
        if (one.id >= before) return true;
        return one.of_case ? !std::binary_search(theirs.begin(), theirs.end(), one.of_case)
                           : !of_team;
    });
    std::sort(out.begin(), out.end(),
              [](const SignalFacts& a, const SignalFacts& b) { return a.id > b.id; });
    return out;
}

Result<Change> effect(const Input& in, Context& c) {
    Change change;
    change.tag = any_case;  // those that came to rest in a case go with its withdrawals
    change.object.count = 0;
    protocol::Writer w(2048);
    w.object().key("signals").array();
    bool more = false;  // of what they may read: of the others nothing is told
    for (const SignalFacts& facts : perhaps_theirs(c, in.team, in.before)) {
        if (!may_read_signal(c.world, facts, c.caller.who, c.now)) continue;
        const auto record = c.world.readable_signal(facts.id);
        if (!record) continue;
        if ((more = *change.object.count == in.limit)) break;
        w.object();
        write_signal_row(w, c.directory(), *record, c.now);
        w.end_object();
        ++*change.object.count;
    }
    change.result = w.end_array().field("more", more).end_object().take();
    return change;
}

}  // namespace

constinit const Row signal_list = row<Input, read, require, effect>("signal.list", Kind::read);

}  // namespace kortelijn::commands
