// Rules R51-R54 and R56: asking specialists to look along. Each cell is looked at for who asks and
// for who is asked: a consult must never tell what either may not know.
#include "policy/every_cell.hpp"
#include "policy/rules.hpp"

namespace kortelijn::policy {
namespace {

constexpr std::int64_t longest_consult_ms = 91 * day_ms;

// Somebody who is not at the case's table, taken as if they were (R30).
Asker seated(const Scene& scene, ProfessionalId who) {
    Asker out;
    out.professional = scene.directory.find(who);
    out.organisation = employer_now(*out.professional, scene.now);
    out.person = who;
    out.at_table = true;
    out.carrier = is_carrier(scene, who);
    return out;
}

// What one hears who looks along; the source law counts as it does for messages.
Wanted heard(const Scene& scene, LifeDomains life_domains) {
    return {life_domains, Purpose::consult, scene.ask.source_law};
}

bool may_ask_along(const Scene& scene) {
    return scene.asker.carrier ||
           live_seat(scene.facts.the_case->participants, scene.asker.person, scene.now);
}

Code ask_along(Scene& scene) {  // R51
    const Ask& ask = scene.ask;
    if (!may_ask_along(scene)) return reason::carrier_needed;
    if (*ask.until <= scene.now) return reason::record_in_the_past;
    if (*ask.until - scene.now > longest_consult_ms) return reason::record_too_long;
    for (const ProfessionalId expert : ask.experts)
        if (!works_now(scene, expert)) return reason::invite_not_employed;
    Members members;
    if (!listed(scene, ask.about, members)) return reason::member_not_in_household;
    Grounds used;
    const Wanted told{ask.life_domains, Purpose::cooperation, ask.source_law};
    CellReason why = every_cell(scene, scene.asker, members, told, used);
    if (why != CellReason::none) return text_of(why);
    const Wanted wanted = heard(scene, ask.life_domains);
    for (const ProfessionalId expert : ask.experts)
        why = std::min(why, every_cell(scene, seated(scene, expert), members, wanted, used));
    if (why != CellReason::none) return text_of(why);
    name_grounds(scene, used);
    return reason::ok_ground;
}

Code read_question(Scene& scene) {  // R52
    if (!scene.facts.consult) return reason::consult_unknown;
    const ConsultFacts& consult = *scene.facts.consult;
    const AskedAlong* asked = asked_along(scene, consult);
    if (asked == nullptr || asked->answer == ConsultAnswer::declined)
        return reason::consult_not_yours;
    if (consult_over(consult, scene.now)) return reason::consult_ended;
    Members members;
    if (!listed(scene, consult.about, members)) return reason::member_not_in_household;
    Grounds used;
    const Wanted wanted = heard(scene, consult.life_domains);
    const CellReason why =
        every_cell(scene, seated(scene, scene.asker.person), members, wanted, used);
    if (why != CellReason::none) return text_of(why);
    name_grounds(scene, used);
    return reason::ok_ground;
}

Code answer_consult(Scene& scene) {  // R53
    const Code code = read_question(scene);
    if (!permits(code)) return code;
    const bool open = asked_along(scene, *scene.facts.consult)->answer == ConsultAnswer::asked;
    return open ? code : reason::consult_answered;
}

Code advise(Scene& scene) {  // R54, R56
    const Code code = read_question(scene);
    if (!permits(code)) return code;
    const ConsultFacts& consult = *scene.facts.consult;
    if (asked_along(scene, consult)->answer != ConsultAnswer::accepted)
        return reason::consult_not_yours;
    if (!consult.panel) return code;
    if (consult.chair != scene.asker.person) return reason::panel_not_chair;
    const auto accepted =
        std::count_if(consult.asked.begin(), consult.asked.end(),
                      [](const AskedAlong& one) { return one.answer == ConsultAnswer::accepted; });
    return accepted >= 2 ? code : reason::panel_too_few;
}

Code end_consult(const Scene& scene) {  // R54
    if (!scene.facts.consult) return reason::consult_unknown;
    const ConsultFacts& consult = *scene.facts.consult;
    const AskedAlong* asked = asked_along(scene, consult);
    const bool own = consult.asked_by == scene.asker.person ||
                     (asked != nullptr && asked->answer != ConsultAnswer::declined);
    if (!scene.asker.carrier && !own) return reason::consult_not_yours;
    if (consult_over(*scene.facts.consult, scene.now)) return reason::consult_ended;
    return scene.asker.carrier ? reason::ok_carrier : reason::ok_self;
}

}  // namespace

Code consult_rules(Scene& scene) {
    switch (*scene.ask.action) {
        case Action::consult_ask:
            return ask_along(scene);
        case Action::consult_read:
            return read_question(scene);
        case Action::consult_answer:
            return answer_consult(scene);
        case Action::consult_advise:
            return advise(scene);
        default:
            return end_consult(scene);
    }
}

}  // namespace kortelijn::policy
