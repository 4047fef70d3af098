// consult.ask: one question to specialists about what one may know oneself and they may know (R51).
// The consult gets a room of its own; who is asked sits there once they accept. Coordination stays
// with who had it.
#include <set>

#include "commands/consult_asking.hpp"
#include "commands/consult_words.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

// Of one case. Each is a room of its own, with people of its own to look at after every change.
constexpr std::size_t max_open_consults = 12;
constexpr std::size_t max_consults_a_day = 20;

ConsultInput read(protocol::Reader& r) {
    ConsultInput in = read_consult(r);
    in.question = r.text("question", question_rule);
    if (!in.until) r.refuse_field("request.invalid", "until");
    return in;
}

Requirement require(const ConsultInput& in, World&, const Caller&, Instant) {
    return Requirement::of(in.of_case, in.ask());
}

// Not ended, and their day has not come; and those of the last day, ended or not.
Result<void> room_for_consult(Context& c, CaseId of_case) {
    const std::vector<ConsultId> live = c.store.live_consults();
    const std::set<ConsultId> not_ended(live.begin(), live.end());
    std::size_t open = 0, today = 0;
    bool of_today = true;
    for (const ConsultId id : c.store.consults_of(of_case)) {  // newest first
        if (!of_today && !not_ended.contains(id)) continue;
        const auto consult = c.world.readable_consult(id);
        if (!consult) continue;
        of_today = of_today && consult->period.from && *consult->period.from > c.now + -day_ms;
        if (of_today) ++today;
        if (!consult->ended_at && consult->period.live(c.now)) ++open;
        if (open >= max_open_consults || today >= max_consults_a_day)
            return refuse("consult.too_many");
    }
    return {};
}

Result<Change> effect(const ConsultInput& in, Context& c) {
    if (auto room = room_for_consult(c, in.of_case); !room) return room.error();
    store::ConsultRecord consult;
    consult.id = draw_consult_id(c.random, c.store);
    consult.of_case = in.of_case;
    consult.asked_by = c.caller.who;
    consult.organisation = employer_of(c.directory(), c.caller.who, c.now);
    consult.question = in.question;
    consult.panel = in.panel;
    consult.chair = in.chair;
    consult.about = in.members;
    consult.life_domains = in.life_domains;
    consult.period = {c.now, in.ends_at()};
    for (const ProfessionalId expert : in.experts) {
        store::ConsultAsked asked;
        asked.asked = {expert, employer_of(c.directory(), expert, c.now), ConsultAnswer::asked};
        asked.asked_at = c.now;
        consult.asked.push_back(asked);
    }
    consult.room = c.store.add_consult_room(in.of_case, consult.id);
    c.store.add_consult(consult);
    c.world.touch(in.of_case);
    Change change;
    note_consult(change, consult);
    change.tag = in.of_case;
    change.object.grounds = numbers(c.decision.grounds);
    change.object.until = consult.period.to->ms;
    change.object.count = std::int64_t(in.experts.size());
    if (in.experts.size() == 1) {
        change.object.professional = in.experts.front();
        change.object.organisation = consult.asked.front().asked.organisation;
    }
    protocol::Writer w(32);
    change.result = w.object().field("consult", consult.id).end_object().take();
    return change;
}

}  // namespace

constinit const Row consult_ask =
    row<ConsultInput, read, require, effect>("consult.ask", Kind::write);

}  // namespace kortelijn::commands
