// consent.answer: a guest answers for themself. A yes opens nothing before everybody who must agree
// has said it; a no is kept as a no, and stands at once.
#include "commands/consent_rows.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    QuestionId question;
    QuestionAnswer answer = QuestionAnswer::none;
};

std::optional<QuestionAnswer> parse_answer_word(std::string_view text) {
    for (const QuestionAnswer word :
         {QuestionAnswer::yes, QuestionAnswer::no, QuestionAnswer::later})
        if (text == to_text(word)) return word;
    return std::nullopt;
}

Input read(protocol::Reader& r) {
    return {r.id<QuestionId>("question"), r.word("answer", parse_answer_word)};
}

Requirement require(const Input& in, World&, const Caller& caller, Instant) {
    return Requirement::of_call(call_meant(caller, {}), in.question,
                                ask_call(Action::question_answer));
}

// What the answer to each purpose became.
Result<std::vector<GroundId>> record(Context& c, const Input& in,
                                     const store::QuestionRecord& question, Change& change) {
    const MemberId speaker = c.caller.guest->person;
    std::vector<GroundId> out;
    for (const Purpose purpose : question.purposes) {
        if (in.answer == QuestionAnswer::no) {
            for (const GroundId id : record_no(c, question, purpose, speaker, change))
                out.push_back(id);
            continue;
        }
        auto made = record_yes(c, question, purpose, speaker, change);
        if (!made) return made.error();
        out.insert(out.end(), made->begin(), made->end());
    }
    return out;
}

Result<Change> effect(const Input& in, Context& c) {
    CallEntry& entry = c.world.call(call_meant(c.caller, {}));
    const store::CallRecord call = entry.record;
    const store::QuestionRecord* const found = call.find(in.question);
    if (found == nullptr) return refuse("not_found");
    // Who waits was not seen by anybody yet, and who is out answers nothing; stopping what one said
    // stays open (consent.stop).
    const store::CallParticipant* const own = own_place(call, c.caller);
    if (own == nullptr || !takes_part(own->seat.state)) return refuse("not_found");
    store::QuestionRecord question = *found;
    for (store::AnsweredBy& by : question.asked)
        if (by.member == c.caller.guest->person) by.answer = in.answer, by.at = c.now;
    Change change = change_of(entry);
    change.object.outcome = to_text(in.answer);
    change.object.purpose = words_of(question.purposes);
    change.members = question.members;
    const MemberId speaker = c.caller.guest->person;
    if (in.answer == QuestionAnswer::later) {
        take_back_waiting(c, question, speaker, true);  // a yes before it
        c.world.touch(c.entry->id);
    } else {
        // With a no the question is over: what others said to it leads to nothing by itself later.
        for (const store::AnsweredBy& by : question.asked)
            if (in.answer == QuestionAnswer::no && by.member != speaker)
                take_back_waiting(c, question, by.member, true);
        auto grounds = record(c, in, question, change);
        if (!grounds) return grounds.error();
        question.grounds.insert(question.grounds.end(), grounds->begin(), grounds->end());
        if (in.answer == QuestionAnswer::no)
            question.state = QuestionState::refused;
        else if (!grounds->empty())
            question.state = QuestionState::given;
    }
    c.store.put_question(question);
    keep_call(c, call);
    protocol::Writer w(96);
    w.object().field("state", to_text(question.state));
    if (!question.grounds.empty()) w.field("ground", question.grounds.front());
    change.result = w.end_object().take();
    change.tag = state_tag(entry.id);
    return change;
}

}  // namespace

constinit const Row consent_answer = row<Input, read, require, effect>(
    "consent.answer", Kind::write, Recorded::yes, false, Whom::guests);

}  // namespace kortelijn::commands
