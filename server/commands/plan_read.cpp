// plan.read: the plan of a case as the reader may see it, line by line (R65), now or as it was
// agreed once. The connection hears of what changes in it from then on.
#include "commands/plan_look.hpp"
#include "commands/plan_rows.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CaseId of_case;
    PlanVersionId version;
    LineId after;
};

Input read(protocol::Reader& r) {
    Input in;
    in.of_case = r.optional_id<CaseId>("case").value_or(CaseId{});
    in.version = r.optional_id<PlanVersionId>("version").value_or(PlanVersionId{});
    in.after = r.optional_id<LineId>("after").value_or(LineId{});
    return in;
}

Requirement require(const Input& in, World& world, const Caller& caller, Instant now) {
    if (caller.guest) {
        Ask ask;
        ask.action = Action::plan_read;
        ask.shared = true;  // of nothing yet: each line is asked by itself
        return Requirement::of(caller.guest->of_case, std::move(ask));
    }
    return Requirement::of(in.of_case,
                           ask_open_plan(world, world.entry(in.of_case, now), caller.who, now));
}

void note(Change& change, const PlanLook& look, const PlanPage& page) {
    for (const std::int64_t line : page.shown) change.object.ranges.emplace_back(line, line);
    change.object.grounds = numbers(look.grounds());
    change.object.count = std::int64_t(page.lines.size());
    change.members = page.about;
}

Result<Change> effect(const Input& in, Context& c) {
    const PlanData data = read_plan(c.world, c.entry->id);
    const rooms::GuestAt* const guest = c.caller.guest ? &*c.caller.guest : nullptr;
    const PlanLook look(c.world, *c.entry, data, c.caller.who, guest, c.now);
    std::optional<store::PlanVersion> settled;
    if (in.version) {
        settled = c.store.plan_version(c.entry->id, in.version);
        if (!settled) return refuse("not_found");
    }
    const auto page = settled ? look.page(*settled, in.after) : look.page(in.after);
    if (!page) return refuse("not_found");
    Change change;
    note(change, look, *page);
    if (guest != nullptr) change.object.link = guest->link.value;
    protocol::Writer w(4096);
    w.object().raw_field("plan",
                         plan_json(c.now.ms, look.text(*page, settled ? &*settled : nullptr)));
    change.result = w.end_object().take();
    change.tag = plan_tag(c.entry->id);
    PlanSeating reader{c.entry->id,   in.version, !in.version && !in.after,
                       look.digest(), {},         page->shown};
    for (const store::LineRecord* const line : look.lines()) reader.lines.insert(line->id.value);
    if (settled)
        for (const store::SettledLine& line : look.lines_of(*settled))
            reader.lines.insert(line.id.value);
    change.reads_plan = std::move(reader);
    return change;
}

}  // namespace

constinit const Row plan_read =
    row<Input, read, require, effect>("plan.read", Kind::read, Recorded::yes, false, Whom::both);

}  // namespace kortelijn::commands
