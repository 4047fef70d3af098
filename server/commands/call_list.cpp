// call.list: the calls of a case, or without one those that the asker takes part in and that have
// not ended. Who carries sees all of a case's; another the ones they were invited to.
#include "commands/call_rows.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

constexpr std::size_t most = 200;

struct Input {
    CaseId of_case;  // none: of all cases, one's own
};

Input read(protocol::Reader& r) { return {r.optional_id<CaseId>("case").value_or(CaseId{})}; }

Requirement require(const Input& in, World&, const Caller&, Instant) {
    if (!in.of_case) return Requirement::account();
    return Requirement::of(in.of_case, ask_case(Action::case_exists));
}

// `knows_case`: who carries, who is in, and who named it; to another an invitation tells no case.
void write_call(protocol::Writer& w, Context& c, CallEntry& entry, bool carrier, bool knows_case) {
    const store::CallRecord& record = entry.record;
    w.object().field("id", record.id);
    if (knows_case) w.field("case", record.of_case);
    w.field("state", to_text(record.state)).field("purpose", to_text(record.purpose));
    w.field("starts_at", record.starts_at).field("opened_at", record.opened_at);
    w.field("ended_at", record.ended_at);
    const Professional* const maker = c.directory().find(record.made_by);
    const Organisation* const organisation = c.directory().find(record.organisation);
    w.key("inviter").object().field("name", maker == nullptr ? std::string() : maker->name);
    w.field("organisation", organisation == nullptr ? std::string() : organisation->name);
    w.end_object().key("about").array();
    if (carrier)
        for (const Member& member : c.world.entry(record.of_case, c.now).facts().household)
            for (const MemberId about : record.about)
                if (about == member.id)
                    w.object().field("member", about).field("name", member.name).end_object();
    w.end_array().end_object();
}

Result<Change> effect(const Input& in, Context& c) {
    std::vector<CallId> calls;
    if (in.of_case)
        for (const store::CallRecord& one : c.store.calls_of(in.of_case)) calls.push_back(one.id);
    else
        calls = c.store.calls_with(c.caller.who);
    protocol::Writer w(1024);
    w.object().key("calls").array();
    std::int64_t count = 0;
    for (const CallId id : calls) {
        CallEntry& entry = c.world.call(id);
        if (!entry.there || count == std::int64_t(most)) continue;
        CallLook look(c.world, entry, c.now);
        const bool carrier = look.is_carrier(c.caller.who);
        const store::CallParticipant* const own = entry.record.find(c.caller.who);
        Ask wait = ask_call(Action::call_wait);
        const bool invited = own != nullptr && look.decide(own->seat, std::move(wait)).permit;
        if (!carrier && !invited) continue;
        const bool in_it = own != nullptr && takes_part(own->seat.state);
        write_call(w, c, entry, carrier, carrier || in_it || in.of_case);
        ++count;
    }
    Change change;
    change.result = w.end_array().end_object().take();
    change.tag = in.of_case ? in.of_case : any_case;
    change.object.count = count;
    return change;
}

}  // namespace

constinit const Row call_list = row<Input, read, require, effect>("call.list", Kind::read);

}  // namespace kortelijn::commands
