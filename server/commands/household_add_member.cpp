// household.add_member: somebody joins the household; from then on "everybody" means them too.
#include <algorithm>

#include "commands/household_input.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CaseId of_case;
    MemberInput member;
};

Input read(protocol::Reader& r) {
    Input in;
    in.of_case = r.id<CaseId>("case");
    in.member = read_new_member(r, false);
    return in;
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::of(in.of_case, ask_case(Action::household_change));
}

Result<Change> effect(const Input& in, Context& c) {
    if (auto fine = check_days(in.member.birth_date, in.member.custody_checked_on, c.now); !fine)
        return fine.error();
    const CaseFacts& facts = c.entry->facts();
    if (facts.household.size() >= std::size_t(max_slots)) return refuse("request.invalid", "case");
    const std::vector<MemberId> holders = in.member.custody.value_or(std::vector<MemberId>{});
    for (const MemberId holder : holders)
        if (slot_of_member(facts, holder) < 0 &&
            std::none_of(facts.outsiders.begin(), facts.outsiders.end(),
                         [&](const Outsider& o) { return o.id == holder; }))
            return refuse("member.not_in_household", "custody");
    Member member;
    member.name = in.member.name;
    member.birth_date = in.member.birth_date;
    member.relation = in.member.relation;
    member.period.from = c.now;
    member.custody_checked_on = in.member.custody_checked_on;
    set_custody(member, holders, c.now);
    set_help(member, in.member.help.value_or(std::vector<Law>{}), c.now);
    const MemberId id = c.store.add_member(in.of_case, member);
    c.world.touch(in.of_case);
    Change change;
    protocol::Writer w(32);
    change.result = w.object().field("member", id).end_object().take();
    change.members = {id};
    return change;
}

}  // namespace

constinit const Row household_add_member =
    row<Input, read, require, effect>("household.add_member", Kind::write);

}  // namespace kortelijn::commands
