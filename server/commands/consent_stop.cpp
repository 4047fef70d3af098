// consent.stop: a guest ends what they said: by the question they said it to, or the ground itself,
// in the call or afterwards from their page (R29). It works in the same batch.
#include <algorithm>

#include "commands/consent_rows.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    QuestionId question;
    GroundId ground;
};

Input read(protocol::Reader& r) {
    Input in;
    in.question = r.optional_id<QuestionId>("question").value_or(QuestionId{});
    in.ground = r.optional_id<GroundId>("ground").value_or(GroundId{});
    if (bool(in.question) == bool(in.ground)) r.refuse_field("request.invalid", "question");
    return in;
}

const store::QuestionRecord* question_at(World& world, const Caller& caller, QuestionId id) {
    if (!id || !caller.guest || !caller.guest->call) return nullptr;
    return world.call(caller.guest->call).record.find(id);
}

// Consents that this guest may speak about and that still stand, of one question or the one named.
std::vector<GroundId> meant(World& world, const Caller& caller, const Input& in, Instant now) {
    if (in.ground) return {in.ground};
    std::vector<GroundId> out;
    if (const store::QuestionRecord* question = question_at(world, caller, in.question))
        for (const Ground& ground : world.entry(caller.guest->of_case, now).facts().grounds) {
            const auto& of = question->grounds;
            const auto& by = ground.given_by;
            if (std::find(of.begin(), of.end(), ground.id) == of.end() || ground.withdrawn_at)
                continue;
            if (std::find(by.begin(), by.end(), caller.guest->person) != by.end())
                out.push_back(ground.id);
        }
    return out;
}

// What waits of a question is taken back with the right to have answered it.
Requirement require(const Input& in, World& world, const Caller& caller, Instant now) {
    const std::vector<GroundId> grounds = meant(world, caller, in, now);
    if (in.question && grounds.empty())
        return Requirement::of_call(call_meant(caller, {}), in.question,
                                    ask_call(Action::question_answer));
    Ask ask;
    ask.action = Action::ground_end;
    ask.target = grounds.empty() ? in.ground : grounds.front();
    return Requirement::of(caller.guest ? caller.guest->of_case : CaseId{}, std::move(ask));
}

Result<void> end_one(Context& c, GroundId id, Change& change) {
    const auto& grounds = c.entry->facts().grounds;
    const auto ground =
        std::find_if(grounds.begin(), grounds.end(), [&](const Ground& g) { return g.id == id; });
    if (ground == grounds.end()) return refuse("not_found");
    Ask ask;
    ask.action = Action::ground_end;
    ask.target = id;
    const Decision may = decide_as_guest(c, *c.entry, std::move(ask));
    if (!may.permit) return Refusal{may.reason, may.tell};
    c.store.end_ground(c.entry->id, id, c.now, c.caller.guest->person);
    WrittenBy written(c, ground->recorded_by);
    say_ground(written.context, *c.entry,
               {"ended", id, ground->organisation, ground->purpose, c.now, receiver_of(*ground)},
               *ground, change);
    change.object.grounds.push_back(id.value);
    if (ground->purpose) {
        std::string& purposes = change.object.purpose;
        if (!purposes.empty()) purposes += ',';
        purposes += to_text(*ground->purpose);
    }
    change.object.ground_kind = ground->deny ? "deny" : std::string(to_text(ground->kind));
    change.object.life_domains = words_of(ground->life_domains);
    change.object.organisation = ground->organisation;
    for (const MemberId member : ground->members)
        if (std::find(change.members.begin(), change.members.end(), member) == change.members.end())
            change.members.push_back(member);
    return {};
}

bool still_stands(const Context& c, const store::QuestionRecord& question,
                  const std::vector<GroundId>& ended) {
    const auto has = [](const std::vector<GroundId>& list, GroundId id) {
        return std::find(list.begin(), list.end(), id) != list.end();
    };
    const auto& grounds = c.entry->facts().grounds;
    return std::any_of(grounds.begin(), grounds.end(), [&](const Ground& ground) {
        const bool over = ground.end && *ground.end <= c.now;
        return has(question.grounds, ground.id) && !has(ended, ground.id) && !ground.withdrawn_at &&
               !over;
    });
}

Result<Change> effect(const Input& in, Context& c) {
    const std::vector<GroundId> grounds = meant(c.world, c.caller, in, c.now);
    Change change;
    change.on_behalf_of = c.caller.guest->person;
    change.object.until = c.now.ms;
    for (const GroundId id : grounds)
        if (auto ended = end_one(c, id, change); !ended) return ended.error();
    const CallId call = c.caller.guest->call;
    if (call) change.object.call = call.value;
    if (call) {
        const store::CallRecord record = c.world.call(call).record;
        for (store::QuestionRecord question : record.questions) {
            const bool named = question.id == in.question;
            const bool of_ground =
                in.ground && std::find(question.grounds.begin(), question.grounds.end(),
                                       in.ground) != question.grounds.end();
            if (!named && !of_ground) continue;
            if (named) take_back_waiting(c, question, c.caller.guest->person);
            // Of a question for several purposes the others stand until they are stopped too.
            if (still_stands(c, question, grounds)) continue;
            for (store::AnsweredBy& by : question.asked)
                if (by.member == c.caller.guest->person)
                    by.answer = QuestionAnswer::none, by.at = c.now;
            question.state = QuestionState::withdrawn;
            c.store.put_question(question);
            keep_call(c, record);
        }
    }
    c.world.touch(c.entry->id);
    return change;
}

}  // namespace

constinit const Row consent_stop = row<Input, read, require, effect>(
    "consent.stop", Kind::write, Recorded::yes, false, Whom::guests);

}  // namespace kortelijn::commands
