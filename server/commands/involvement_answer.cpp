// involvement.answer: whether one wants to be known as knowing the household (R38). A yes tells who
// one is to those who may read the signal; a no tells nobody anything. The entry is the case's and
// does not name the signal: who reads the log of one side does not learn the other.
#include "commands/items.hpp"
#include "commands/rows.hpp"
#include "commands/signal_words.hpp"
#include "reply.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    InvolvementId question;
    bool known = false;
};

Input read(protocol::Reader& r) { return {r.id<InvolvementId>("question"), r.boolean("known")}; }

Requirement require(const Input& in, World& world, const Caller& caller, Instant) {
    const auto question = world.store().involvement(in.question);
    Ask ask;
    ask.action = Action::involvement_answer;
    ask.asked = question && question->asked == caller.who && !question->answered_at;
    return Requirement::of_question(in.question, question ? question->of_case : CaseId{},
                                    std::move(ask));
}

Result<Change> effect(const Input& in, Context& c) {
    const auto question = c.store.involvement(in.question);
    if (!question) return refuse("not_found");  // the policy has refused it before
    c.store.answer_involvement(in.question, c.now, in.known);
    Change change;
    change.tag = question->of_case;
    change.recount.push_back(c.caller.who);
    if (!in.known) return change;
    const auto signal = c.store.signal(question->signal);
    if (!signal) return change;
    protocol::Writer w(256);
    w.object().field("signal", question->signal);
    w.raw_field("who", person_json(c.directory(), c.caller.who, c.now)).end_object();
    change.tells.push_back({protocol::notice("signal.involved", w.text()), any_case,
                            readers_of(c.world, signal->facts, c.now)});
    return change;
}

}  // namespace

constinit const Row involvement_answer =
    row<Input, read, require, effect>("involvement.answer", Kind::write);

}  // namespace kortelijn::commands
