// call.make: somebody who carries the case makes a call about some of the household: planned, or
// open at once. It tells nobody anything: who comes is invited, and let in, one by one.
#include "commands/call_rows.hpp"
#include "commands/items.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

// A call is not planned further ahead than this.
constexpr std::int64_t longest_ahead_ms = 91 * day_ms;

// Of one case: planned and open together, and made within a day, ended or not (I7).
constexpr std::size_t max_calls_at_once = 40;
constexpr std::size_t max_calls_a_day = 40;

struct Input {
    CaseId of_case;
    std::vector<MemberId> members;
    LifeDomains life_domains;
    Purpose purpose = Purpose::call;
    std::optional<Instant> starts_at;
    bool relay_only = false;
    std::optional<std::string> together_reason;
};

std::optional<Purpose> parse_call_purpose(std::string_view text) {
    if (text == "call") return Purpose::call;
    if (text == "plan") return Purpose::plan;
    return std::nullopt;
}

Input read(protocol::Reader& r) {
    Input in;
    in.of_case = r.id<CaseId>("case");
    in.members = r.ids<MemberId>("members");
    in.life_domains = set_of(
        r.words("life_domains", parse_word<LifeDomain>, "domain.unknown", life_domain_count));
    in.purpose = r.optional_word("purpose", parse_call_purpose).value_or(Purpose::call);
    in.starts_at = r.optional_instant("starts_at");
    in.relay_only = r.optional_boolean("relay_only").value_or(false);
    in.together_reason = read_together_reason(r);
    return in;
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    Ask ask;
    ask.action = Action::call_make;
    ask.purpose = in.purpose;
    ask.about = in.members;
    ask.life_domains = in.life_domains;
    return Requirement::of(in.of_case, std::move(ask));
}

Result<void> room_for_call(Context& c, CaseId of_case) {
    std::size_t at_once = 0, today = 0;
    try {
        for (const store::CallRecord& one : c.store.calls_of(of_case)) {
            if (one.state != CallState::ended) ++at_once;
            if (one.made_at > c.now + -day_ms) ++today;
        }
    } catch (const store::StoreFailure& failure) {
        // One that does not open keeps nobody from a talk.
        if (failure.kind() != store::StoreFailure::Kind::damaged) throw;
    }
    if (at_once >= max_calls_at_once || today >= max_calls_a_day) return refuse("call.too_many");
    return {};
}

Result<Change> effect(const Input& in, Context& c) {
    if (in.starts_at && *in.starts_at <= c.now) return refuse("record.in_the_past", "starts_at");
    if (in.starts_at && *in.starts_at - c.now > longest_ahead_ms)
        return refuse("record.too_long", "starts_at");
    if (auto room = room_for_call(c, in.of_case); !room) return room.error();
    store::CallRecord record;
    record.id = CallId{drawn_number(c.random)};
    record.of_case = in.of_case;
    record.purpose = in.purpose;
    record.state = in.starts_at ? CallState::planned : CallState::open;
    record.made_by = c.caller.who;
    record.organisation = employer_of(c.directory(), c.caller.who, c.now);
    record.made_at = c.now;
    record.starts_at = in.starts_at;
    if (!in.starts_at) record.opened_at = c.now;
    record.relay_only = in.relay_only;
    record.about = in.members;
    record.life_domains = in.life_domains;
    Change change;
    if (in.together_reason) let_meet(record, *in.together_reason, c.now, change);
    c.store.add_call(record);
    store::CallParticipant maker;
    maker.seat = {
        ParticipantId{drawn_number(c.random)}, c.caller.who, {}, ParticipantState::invited};
    maker.since = maker.invited_at = c.now;
    maker.invited_by = c.caller.who;
    c.store.put_participant(record.id, maker);
    c.world.touch(record.id);
    change.object.call = record.id.value;
    change.object.purpose = to_text(in.purpose);
    if (in.starts_at) change.object.until = in.starts_at->ms;
    change.members = in.members;
    answer_with_state(c, record.id, {c.caller.connection, maker.seat.id, c.caller.who, {}, true},
                      change);
    return change;
}

}  // namespace

constinit const Row call_make = row<Input, read, require, effect>("call.make", Kind::write);

}  // namespace kortelijn::commands
