// call.end: the call is over for everybody. Its lines and papers stay; questions that nobody
// answered are closed.
#include "commands/call_rows.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CallId call;
};

Input read(protocol::Reader& r) { return {r.id<CallId>("call")}; }

Requirement require(const Input& in, World&, const Caller& caller, Instant) {
    return require_call(in.call, caller, Action::call_end);
}

Result<Change> effect(const Input& in, Context& c) {
    CallEntry& entry = c.world.call(in.call);
    store::CallRecord record = entry.record;
    std::vector<store::CallParticipant> people;
    for (store::CallParticipant one : record.participants) {
        if (!takes_part(one.seat.state) && one.seat.state != ParticipantState::waiting) continue;
        one.seat.state = ParticipantState::left;
        one.leg = 0;
        one.since = c.now;
        people.push_back(std::move(one));
    }
    for (store::QuestionRecord question : record.questions) {
        if (question.state != QuestionState::open) continue;
        question.state = QuestionState::closed;
        c.store.put_question(question);
    }
    record.state = CallState::ended;
    record.ended_at = c.now;
    Change change = change_of(entry);
    change.object.count = std::int64_t(people.size());
    keep_call(c, record, people);
    return change;
}

}  // namespace

constinit const Row call_end = row<Input, read, require, effect>("call.end", Kind::write);

}  // namespace kortelijn::commands
