// absence.list: who of a team is or will be away, and who stands in; for the team and its leader. A
// team that is not there and one of others sound the same (I6): the policy answers both.
#include <algorithm>

#include "commands/absence_rows.hpp"
#include "commands/board_change.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    TeamId team;
};

Input read(protocol::Reader& r) { return {r.id<TeamId>("team")}; }

bool leads(const Directory& directory, ProfessionalId who, TeamId team, Instant now) {
    const Professional* one = directory.find(who);
    return one != nullptr &&
           std::any_of(one->roles.begin(), one->roles.end(), [&](const HeldRole& held) {
               return held.role == Role::team_leader && held.team == team && held.period.live(now);
           });
}

// As who leads it (R48), else as somebody who may be at its start, where it is shown as well (R39).
Requirement require(const Input& in, World& world, const Caller& caller, Instant now) {
    if (!leads(world.directory(), caller.who, in.team, now))
        return Requirement::at(in.team, amsterdam_day(now), ask_board(Action::board_join));
    Ask ask = ask_case(Action::team_oversee);
    ask.as = Role::team_leader;
    ask.team = in.team;
    return Requirement::officer(std::move(ask));
}

bool of_team(const Directory& directory, ProfessionalId who, TeamId team, Instant now) {
    const Professional* one = directory.find(who);
    if (one == nullptr) return false;
    const bool member = std::any_of(one->teams.begin(), one->teams.end(), [&](const auto& held) {
        return held.team == team && held.period.live(now);
    });
    return member || leads(directory, who, team, now);
}

// Until when, as the last whole day.
Day last_day(Instant end) { return amsterdam_day(end + -1); }

void write_row(protocol::Writer& w, Context& c, const Absence& absence, CaseEntry& no_case) {
    w.object().field("absence", absence.id);
    w.raw_field("who", person_json(c.directory(), absence.professional, c.now));
    w.field("from", amsterdam_day(absence.period.from.value_or(c.now)));
    if (absence.period.to) w.field("to", last_day(*absence.period.to));
    for (const Replacement& one : c.directory().replacements) {
        const bool meets =
            one.absent == absence.professional && !over(one.period, c.now) &&
            (!absence.period.to || !one.period.from || *one.period.from < *absence.period.to);
        if (!meets) continue;
        w.raw_field("replacement", person_json(c.directory(), one.replacement, c.now));
        if (one.period.to) w.field("replacement_to", last_day(*one.period.to));
        break;
    }
    const Ask ask = ask_absence(c.world, c.caller.who, absence.professional, c.now);
    w.field("may_end", c.world.decide(no_case, ask, c.now).permit).end_object();
}

Result<Change> effect(const Input& in, Context& c) {
    CaseEntry& no_case = c.world.entry(CaseId{}, c.now);
    Change change;
    protocol::Writer w(1024);
    w.object().key("absences").array();
    std::int64_t shown = 0;
    for (const Absence& absence : c.directory().absences) {
        if (over(absence.period, c.now) || w.size() > max_page_bytes) continue;
        if (!of_team(c.directory(), absence.professional, in.team, c.now)) continue;
        write_row(w, c, absence, no_case);
        ++shown;
    }
    change.object.count = shown;
    change.result = w.end_array().end_object().take();
    return change;
}

}  // namespace

constinit const Row absence_list = row<Input, read, require, effect>("absence.list", Kind::read);

}  // namespace kortelijn::commands
