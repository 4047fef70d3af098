// household.change_member: a name, custody (who holds it, and the day the register was checked),
// the law under which somebody is helped, moving out, death. Rights follow at once.
#include <algorithm>

#include "commands/household_input.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CaseId of_case;
    MemberId member;
    std::optional<std::string> name;
    std::optional<Day> birth_date;
    std::optional<std::string> relation;
    std::optional<std::vector<MemberId>> custody;
    std::optional<Day> custody_checked_on;
    std::optional<std::vector<Law>> help;
    std::optional<Day> deceased_on;
    std::optional<Instant> left_at;
};

Input read(protocol::Reader& r) {
    Input in;
    in.of_case = r.id<CaseId>("case");
    in.member = r.id<MemberId>("member");
    in.name = r.optional_text("name", name_rule);
    in.birth_date = r.optional_day("birth_date");
    in.relation = r.optional_text("relation", {60, 240, false});
    in.custody = r.optional_ids<MemberId>("custody");
    in.custody_checked_on = r.optional_day("custody_checked_on");
    in.help = r.optional_words("help", parse_source_law);
    in.deceased_on = r.optional_day("deceased_on");
    in.left_at = r.optional_instant("left_at");
    return in;
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::of(in.of_case, ask_case(Action::household_change));
}

Result<Change> effect(const Input& in, Context& c) {
    const CaseFacts& facts = c.entry->facts();
    const int slot = slot_of_member(facts, in.member);
    if (slot < 0) return refuse("member.not_in_household", "member");
    if (auto fine = check_days(in.birth_date, in.custody_checked_on, c.now); !fine)
        return fine.error();
    const Member& as_was = facts.household[std::size_t(slot)];
    if (in.left_at && as_was.period.from && *in.left_at < *as_was.period.from)
        return refuse("request.invalid", "left_at");
    if (in.deceased_on && *in.deceased_on < in.birth_date.value_or(as_was.birth_date))
        return refuse("request.invalid", "deceased_on");
    if (in.deceased_on && *in.deceased_on > amsterdam_day(c.now))
        return refuse("request.invalid", "deceased_on");
    Member member = facts.household[std::size_t(slot)];
    if (in.custody) {
        for (const MemberId holder : *in.custody) {
            const bool outside = std::any_of(facts.outsiders.begin(), facts.outsiders.end(),
                                             [&](const Outsider& o) { return o.id == holder; });
            if (holder == in.member || (slot_of_member(facts, holder) < 0 && !outside))
                return refuse("member.not_in_household", "custody");
        }
        set_custody(member, *in.custody, c.now);
    }
    if (in.name) member.name = *in.name;
    if (in.birth_date) member.birth_date = *in.birth_date;
    if (in.relation) member.relation = *in.relation;
    if (in.custody_checked_on) member.custody_checked_on = in.custody_checked_on;
    if (in.help) set_help(member, *in.help, c.now);
    if (in.deceased_on) member.deceased_on = in.deceased_on;
    if (in.left_at) member.period.to = in.left_at;
    c.store.change_member(in.of_case, member);
    c.world.touch(in.of_case);
    Change change;
    change.members = {in.member};
    // What was changed, never to what.
    const std::pair<bool, std::string_view> changed[] = {
        {in.name.has_value(), "name"},
        {in.birth_date.has_value(), "birth_date"},
        {in.relation.has_value(), "relation"},
        {in.custody.has_value(), "custody"},
        {in.custody_checked_on.has_value(), "custody_checked_on"},
        {in.help.has_value(), "help"},
        {in.deceased_on.has_value(), "deceased_on"},
        {in.left_at.has_value(), "left_at"}};
    for (const auto& [given, field] : changed)
        if (given)
            change.object.field += (change.object.field.empty() ? "" : " ") + std::string(field);
    return change;
}

}  // namespace

constinit const Row household_change_member =
    row<Input, read, require, effect>("household.change_member", Kind::write);

}  // namespace kortelijn::commands
