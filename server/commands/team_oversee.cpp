// team.oversee: what a team leader has to see to: terms that run out, actions put off twice,
// actions that need a new owner. Numbers, owners and dates; never a text, a label or a name of a
// household (R6, R48).
#include <limits>

#include "commands/action_rows.hpp"
#include "commands/rows.hpp"
#include "domain/calendar.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    TeamId team;
};

Input read(protocol::Reader& r) { return {r.id<TeamId>("team")}; }

Requirement require(const Input& in, World&, const Caller&, Instant) {
    Ask ask = ask_case(Action::team_oversee);
    ask.as = Role::team_leader;
    ask.team = in.team;
    return Requirement::officer(std::move(ask));
}

// One of the household is not named to the leader.
std::vector<std::string> owner_names(const Directory& directory,
                                     const store::ActionRecord& action) {
    std::vector<std::string> out;
    for (const Owner& owner : action.owners) {
        if (owner.kind == OwnerKind::professional) {
            if (const auto* one = directory.find(ProfessionalId{owner.id}))
                out.push_back(one->name);
        } else if (owner.kind == OwnerKind::organisation) {
            if (const auto* one = directory.find(OrganisationId{owner.id}))
                out.push_back(one->name);
        }
    }
    return out;
}

void write_terms(protocol::Writer& w, Context& c, TeamId team) {
    const Day soon = next_working_day(next_working_day(amsterdam_day(c.now)));
    for (const store::SignalRecord& signal : c.store.open_signals(team)) {
        const Day last = amsterdam_day(signal.term_ends_at + -1);
        if (signal.first_contact_at || last > soon || w.size() > max_page_bytes) continue;
        w.object().field("signal", signal.facts.id);
        std::vector<std::string> owners;
        if (signal.facts.of_case) {
            CaseEntry& entry = c.world.entry(signal.facts.of_case, c.now);
            if (entry.exists()) {
                w.field("number", entry.record.number);
                for (const Seat& seat : entry.the_case().pair)
                    if (const Professional* one = c.directory().find(seat.professional);
                        one != nullptr && seat.period.live(c.now) && owners.size() < 2)
                        owners.push_back(one->name);
            }
        }
        w.list("owners", owners).field("due", last).end_object();
    }
}

void write_row(protocol::Writer& w, Context& c, const CaseEntry& entry,
               const store::ActionRecord& action) {
    w.object().field("action", action.id).field("number", entry.record.number);
    w.list("owners", owner_names(c.directory(), action)).field("due", action.due);
    if (action.postponed > 0) w.field("postponed", action.postponed);
    w.end_object();
}

Result<Change> effect(const Input& in, Context& c) {
    Change change;
    change.tag = any_case;
    protocol::Writer w(2048), postponed(1024), to_hand(1024);
    w.object().key("terms").array();
    write_terms(w, c, in.team);
    postponed.array(), to_hand.array();
    // Their texts stay sealed: nobody here may read them.
    for (const store::ActionRecord& action :
         c.store.actions_due(in.team, Day{std::numeric_limits<std::int32_t>::max()})) {
        CaseEntry& entry = c.world.entry(action.of_case, c.now);
        if (!entry.exists() || entry.the_case().home_team != in.team) continue;
        if (w.size() + postponed.size() + to_hand.size() > max_page_bytes) break;
        if (action.postponed >= 2) write_row(postponed, c, entry, action);
        if (to_hand_over(c.world, entry, action, c.now)) write_row(to_hand, c, entry, action);
        if (change.object.ranges.empty() || change.object.ranges.back().first != entry.id.value)
            change.object.ranges.push_back({entry.id.value, entry.id.value});
    }
    w.end_array().raw_field("postponed", postponed.end_array().text());
    w.raw_field("to_hand_over", to_hand.end_array().text());
    change.result = w.end_object().take();
    return change;
}

}  // namespace

constinit const Row team_oversee = row<Input, read, require, effect>("team.oversee", Kind::read);

}  // namespace kortelijn::commands
