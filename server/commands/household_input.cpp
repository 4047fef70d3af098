// Periods are ended and begun, never rewritten: what was true earlier stays known.
#include "commands/household_input.hpp"

#include <algorithm>

namespace kortelijn::commands {

MemberInput read_new_member(protocol::Reader& r, bool refs) {
    MemberInput in;
    if (refs) in.ref = r.token("ref", 16);
    in.name = r.text("name", name_rule);
    in.birth_date = r.day("birth_date");
    in.relation = r.text("relation", {60, 240, false});
    if (refs)
        in.custody_refs = r.optional_refs("custody").value_or(std::vector<std::string>{});
    else
        in.custody = r.optional_ids<MemberId>("custody");
    in.custody_checked_on = r.optional_day("custody_checked_on");
    in.help = r.optional_words("help", parse_source_law);
    return in;
}

Result<void> check_days(std::optional<Day> birth_date, std::optional<Day> custody_checked_on,
                        Instant now) {
    const Day today = amsterdam_day(now);
    static const Day earliest = *day_of({1900, 1, 1});
    if (birth_date && (*birth_date > today || *birth_date < earliest))
        return refuse("request.invalid", "birth_date");
    if (custody_checked_on && *custody_checked_on > today)
        return refuse("request.invalid", "custody_checked_on");
    return {};
}

void set_custody(Member& member, const std::vector<MemberId>& holders, Instant now) {
    for (Custody& custody : member.custody) {
        const bool stays =
            std::find(holders.begin(), holders.end(), custody.holder) != holders.end();
        if (custody.period.live(now) && !stays) custody.period.to = now;
    }
    for (const MemberId holder : holders) {
        const bool held =
            std::any_of(member.custody.begin(), member.custody.end(),
                        [&](const Custody& c) { return c.holder == holder && c.period.live(now); });
        if (!held) member.custody.push_back({holder, {now, std::nullopt}});
    }
}

void set_help(Member& member, const std::vector<Law>& laws, Instant now) {
    for (Help& help : member.help) {
        const bool stays = std::find(laws.begin(), laws.end(), help.law) != laws.end();
        if (help.period.live(now) && !stays) help.period.to = now;
    }
    for (const Law law : laws) {
        const bool held = std::any_of(member.help.begin(), member.help.end(), [&](const Help& h) {
            return h.law == law && h.period.live(now);
        });
        if (!held) member.help.push_back({law, {now, std::nullopt}});
    }
}

}  // namespace kortelijn::commands
