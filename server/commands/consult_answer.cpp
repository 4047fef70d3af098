// consult.answer: who is asked along accepts, and sits in the consult's room from then on until it
// ends; or declines, and says why (R53).
#include "commands/consult_words.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    ConsultId consult;
    bool accept = false;
    std::string reason;
};

Input read(protocol::Reader& r) {
    Input in;
    in.consult = r.id<ConsultId>("consult");
    in.accept = r.boolean("accept");
    const auto reason = r.optional_text("reason", reason_rule);
    if (!in.accept && !reason) r.refuse_field("text.empty", "reason");
    in.reason = reason.value_or("");
    return in;
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::of_consult(in.consult, ask_case(Action::consult_answer));
}

Result<Change> effect(const Input& in, Context& c) {
    const auto consult = c.world.readable_consult(in.consult);
    const store::ConsultAsked* own = consult ? consult->find(c.caller.who) : nullptr;
    if (own == nullptr) return refuse("not_found");  // the policy has refused it before
    store::ConsultAsked answered = *own;
    answered.asked.answer = in.accept ? ConsultAnswer::accepted : ConsultAnswer::declined;
    answered.answered_at = c.now;
    answered.reason = in.reason;
    c.store.put_asked(in.consult, answered);
    c.world.touch(in.consult);
    Change change;
    note_consult(change, *consult);
    change.object.grounds = numbers(c.decision.grounds);
    change.object.outcome = to_text(answered.asked.answer);
    if (in.accept) change.object.until = consult->period.to->ms;
    return change;
}

}  // namespace

constinit const Row consult_answer =
    row<Input, read, require, effect>("consult.answer", Kind::write);

}  // namespace kortelijn::commands
