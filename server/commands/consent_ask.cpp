// consent.ask: a question for consent is put to those who must agree, in the call; each answers for
// themself, on their own telephone (R60). It gives nothing by itself.
#include <algorithm>

#include "commands/consent_rows.hpp"
#include "commands/items.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"
#include "limits.hpp"
#include "policy/matrix.hpp"

namespace kortelijn::commands {
namespace {

constexpr std::size_t max_questions = 40;  // of one call
constexpr std::size_t max_purposes = 4;

struct Input {
    CallId call;
    OrganisationId organisation;
    ProfessionalId professional;
    std::vector<MemberId> members;
    LifeDomains life_domains;
    std::vector<Purpose> purposes;
    Day end;
    std::string reason;
};

Input read(protocol::Reader& r) {
    Input in;
    in.call = r.id<CallId>("call");
    in.organisation = r.optional_id<OrganisationId>("organisation").value_or(OrganisationId{});
    in.professional = r.optional_id<ProfessionalId>("professional").value_or(ProfessionalId{});
    in.members = r.ids<MemberId>("members");
    in.life_domains = set_of(
        r.words("life_domains", parse_word<LifeDomain>, "domain.unknown", life_domain_count));
    in.purposes = r.words("purposes", parse_word<Purpose>, "request.invalid", max_purposes);
    in.end = r.day("end");
    in.reason =
        r.optional_text("reason", {protocol::max_reason_characters, protocol::max_reason_bytes})
            .value_or("");
    if (!in.organisation && !in.professional) r.refuse_field("request.invalid", "organisation");
    if (in.purposes.empty()) r.refuse_field("request.invalid", "purposes");
    return in;
}

// Somebody is asked for as who they work for: the organisation is what consent is given to.
store::QuestionRecord question_of(const Input& in, World& world, Instant now) {
    store::QuestionRecord out;
    out.call = in.call;
    out.organisation =
        in.organisation ? in.organisation : employer_of(world.directory(), in.professional, now);
    out.person = in.professional;
    out.members = in.members;
    out.life_domains = in.life_domains;
    out.purposes = in.purposes;
    out.end = amsterdam_midnight(Day{in.end.number + 1});  // until the end of that day
    out.reason = in.reason;
    out.text_version = call_text_version;
    return out;
}

Ask ask_for(const store::QuestionRecord& question, Purpose purpose, Instant now) {
    Ask ask;
    ask.action = Action::question_ask;
    Ground ground = ground_of(question, purpose, {}, false, now);
    ground.given_by.clear();
    ask.record = record_of(ground, now);
    return ask;
}

Requirement require(const Input& in, World& world, const Caller&, Instant now) {
    return Requirement::of_call(in.call,
                                ask_for(question_of(in, world, now), in.purposes.front(), now));
}

Result<Change> effect(const Input& in, Context& c) {
    CallEntry& entry = c.world.call(in.call);
    const store::CallRecord record = entry.record;
    if (record.questions.size() >= max_questions) return refuse("call.full");
    store::QuestionRecord question = question_of(in, c.world, c.now);
    const CallLook look(c.world, entry, c.now);
    for (const Purpose purpose : in.purposes) {
        const Participant asker{{}, c.caller.who, {}, {}};
        const Decision may = look.decide(asker, ask_for(question, purpose, c.now));
        if (!may.permit) return Refusal{may.reason, may.tell};
    }
    question.id = QuestionId{drawn_number(c.random)};
    question.asked_by = c.caller.who;
    question.asked_at = c.now;
    const CaseFacts& facts = c.entry->facts();
    for (const MemberId id : in.members) {
        const int slot = slot_of_member(facts, id);
        if (slot < 0) continue;
        for (const MemberId who :
             policy::who_must_agree(facts, facts.household[std::size_t(slot)], c.now)) {
            const bool there =
                std::any_of(question.asked.begin(), question.asked.end(),
                            [&](const store::AnsweredBy& one) { return one.member == who; });
            if (!there) question.asked.push_back({who, QuestionAnswer::none, std::nullopt});
        }
    }
    c.store.put_question(question);
    keep_call(c, record);
    Change change = change_of(entry);
    protocol::Writer w(64);
    change.result = w.object().field("question", question.id).end_object().take();
    change.members = in.members;
    change.object.organisation = question.organisation;
    change.object.professional = question.person;
    change.object.purpose = words_of(in.purposes);
    change.object.life_domains = words_of(in.life_domains);
    change.object.until = question.end.ms;
    return change;
}

}  // namespace

constinit const Row consent_ask = row<Input, read, require, effect>("consent.ask", Kind::write);

}  // namespace kortelijn::commands
