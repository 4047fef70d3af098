// plan.settle: "so we agreed it": what stands in the plan now is kept as a version. Of the lines
// that who agrees it may write themself; proposals that nobody took over were not agreed.
#include "commands/call_rows.hpp"
#include "commands/plan_rows.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CaseId of_case;
    std::string note;
};

Input read(protocol::Reader& r) {
    return {r.id<CaseId>("case"), r.optional_text("note", reason_rule).value_or("")};
}

// Carriers; of which lines is asked one by one.
Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::of(in.of_case, ask_case(Action::household_change));
}

bool may_write(Context& c, const store::LineRecord& line) {
    Ask ask;
    ask.action = Action::plan_write;
    ask.who = c.caller.who;
    ask.as = Role::professional;
    ask.about = line.about;
    ask.life_domains = line.life_domains;
    return c.world.decide(*c.entry, ask, c.now).permit;
}

// Agreeing never becomes impossible: a bound in all there is not.
std::size_t agreed_today(Context& c) {
    std::size_t count = 0;
    for (const store::PlanVersion& one : c.store.plan_versions(c.entry->id))
        count += c.now - one.at < day_ms;
    return count;
}

Result<Change> effect(const Input& in, Context& c) {
    if (agreed_today(c) >= max_versions_a_day) return refuse("plan.full");
    store::PlanVersion version;
    version.id = PlanVersionId{drawn_number(c.random)};
    version.of_case = c.entry->id;
    version.at = c.now;
    version.by = c.caller.who;
    version.note = in.note;
    Change change;
    for (const store::LineRecord& line : c.store.plan_of(c.entry->id)) {
        if (line.withdrawn_at || line.proposed() || !may_write(c, line)) continue;
        version.lines.push_back({line.id, line.under, line.kind, line.by, line.by_guest,
                                 line.changed_at.value_or(line.at), line.about, line.life_domains,
                                 line.text, line.owner, line.due});
        change.object.ranges.emplace_back(line.id.value, line.id.value);
    }
    if (version.lines.empty()) return refuse("plan.empty");
    change.object.count = std::int64_t(version.lines.size());
    c.store.add_plan_version(version);
    change.of_plan = c.entry->id;
    protocol::Writer w(64);
    change.result = w.object().field("version", version.id).end_object().take();
    return change;
}

}  // namespace

constinit const Row plan_settle = row<Input, read, require, effect>("plan.settle", Kind::write);

}  // namespace kortelijn::commands
