// case.create: a case with its pair, its household and its first grounds in one command, all or
// nothing: each ground is checked as if it were recorded by itself (R28).
#include <algorithm>
#include <map>

#include "commands/ground_input.hpp"
#include "commands/household_input.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    TeamId team;
    std::string label;
    std::string neighbourhood;
    std::vector<ProfessionalId> pair;
    std::vector<MemberInput> household;
    std::vector<GroundInput> grounds;
};

Input read(protocol::Reader& r) {
    Input in;
    in.team = r.id<TeamId>("team");
    in.label = r.text("label", {80, 320, false});
    in.neighbourhood = r.optional_text("neighbourhood", {80, 320, false}).value_or("");
    in.pair = r.ids<ProfessionalId>("pair", 2);
    in.household = r.objects("household", std::size_t(max_slots),
                             [](protocol::Reader& one) { return read_new_member(one, true); });
    in.grounds =
        r.objects("grounds", 30, [](protocol::Reader& one) { return read_ground(one, true); });
    return in;
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    Ask ask;
    ask.action = Action::case_create;
    ask.team = in.team;
    return Requirement::officer(std::move(ask));
}

using Refs = std::map<std::string, MemberId>;

Result<std::vector<MemberId>> resolve(const Refs& refs, const std::vector<std::string>& names,
                                      const char* field) {
    std::vector<MemberId> out;
    for (const std::string& name : names) {
        const auto at = refs.find(name);
        if (at == refs.end()) return refuse("member.not_in_household", field);
        out.push_back(at->second);
    }
    return out;
}

Result<void> add_household(const Input& in, Context& c, CaseId id, Refs& refs) {
    std::vector<Member> added;
    for (const MemberInput& one : in.household) {
        if (auto fine = check_days(one.birth_date, one.custody_checked_on, c.now); !fine)
            return fine.error();
        if (refs.contains(one.ref)) return refuse("request.invalid", "household");
        Member member;
        member.name = one.name;
        member.birth_date = one.birth_date;
        member.relation = one.relation;
        member.period.from = c.now;
        member.custody_checked_on = one.custody_checked_on;
        set_help(member, one.help.value_or(std::vector<Law>{}), c.now);
        member.id = c.store.add_member(id, member);
        refs.emplace(one.ref, member.id);
        added.push_back(std::move(member));
    }
    // Custody names members of the same request, so it comes once all have an id.
    for (std::size_t i = 0; i < in.household.size(); ++i) {
        if (in.household[i].custody_refs.empty()) continue;
        auto holders = resolve(refs, in.household[i].custody_refs, "custody");
        if (!holders) return holders.error();
        if (std::find(holders->begin(), holders->end(), added[i].id) != holders->end())
            return refuse("request.invalid", "custody");
        set_custody(added[i], *holders, c.now);
        c.store.change_member(id, added[i]);
    }
    return {};
}

Result<void> add_grounds(const Input& in, Context& c, CaseId id, const Refs& refs, Change& change) {
    std::vector<MemberId> concerned;
    for (const GroundInput& one : in.grounds) {
        auto members = resolve(refs, one.members, "members");
        if (!members) return members.error();
        auto givers = resolve(refs, one.given_by, "given_by");
        if (!givers) return givers.error();
        Ground ground = one.ground;
        ground.members = *members;
        ground.given_by = *givers;
        c.world.touch(id);
        CaseEntry& entry = c.world.entry(id, c.now);
        Ask ask = ask_case(Action::ground_record);
        ask.who = c.caller.who;
        ask.as = Role::professional;
        ask.record = record_of(ground, c.now);
        const Decision decision = c.world.decide(entry, ask, c.now);
        if (!decision.permit) return Refusal{decision.reason, decision.tell, "grounds"};
        keep_ground(c, entry, *ask.record, change);
        for (const MemberId member : change.members)
            if (std::find(concerned.begin(), concerned.end(), member) == concerned.end())
                concerned.push_back(member);
    }
    change.members = concerned;
    return {};
}

Result<Change> effect(const Input& in, Context& c) {
    if (in.household.empty()) return refuse("request.invalid", "household");
    if (std::find(in.pair.begin(), in.pair.end(), c.caller.who) == in.pair.end())
        return refuse("request.invalid", "pair");
    store::CaseDraft draft;
    draft.home_team = in.team;
    draft.home_organisation = employer_of(c.directory(), c.caller.who, c.now);
    draft.number = c.store.next_case_number(civil(amsterdam_day(c.now)).year);
    draft.label = in.label;
    draft.neighbourhood = in.neighbourhood;
    draft.opened_at = c.now;
    for (const ProfessionalId who : in.pair) {
        // A pair carries without a ground, so each must be of the team that does, with an account
        // and an employer now.
        if (!c.world.decide_account(who, c.now).permit)
            return refuse("invite.not_employed", "pair");
        const auto& teams = c.directory().find(who)->teams;
        if (std::none_of(teams.begin(), teams.end(), [&](const auto& membership) {
                return membership.team == in.team && membership.period.live(c.now);
            }))
            return refuse("pair.not_in_team", "pair");
        draft.pair.push_back({who, {c.now, std::nullopt}});
    }
    const auto made = c.store.create_case(draft);
    c.world.touch(made.id);
    Refs refs;
    Change change;
    if (auto fine = add_household(in, c, made.id, refs); !fine) return fine.error();
    if (auto fine = add_grounds(in, c, made.id, refs, change); !fine) return fine.error();
    for (const auto& [ref, member] : refs)
        if (std::find(change.members.begin(), change.members.end(), member) == change.members.end())
            change.members.push_back(member);
    c.world.touch(made.id);
    change.of_case = change.tag = made.id;
    protocol::Writer w(96);
    change.result = w.object()
                        .field("case", made.id)
                        .field("number", draft.number)
                        .field("room", made.room)
                        .end_object()
                        .take();
    return change;
}

}  // namespace

constinit const Row case_create = row<Input, read, require, effect>("case.create", Kind::write);

}  // namespace kortelijn::commands
