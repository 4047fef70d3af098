// Rule R55, and the form R50: a consult and a call are tables of their own. Whom one lets in sits
// there for its cells and its purpose only; the case's own table is not touched by it.
#include "policy/rules.hpp"

namespace kortelijn::policy {
namespace {

constexpr std::size_t most_experts = 7;

bool reads(Action action) {
    return one_of(action, {Action::case_open, Action::member_list, Action::message_read,
                           Action::attachment_read});
}

bool in_circle(Action action) {
    return reads(action) ||
           one_of(action, {Action::message_post, Action::attachment_add, Action::action_change,
                           Action::checklist_ask, Action::checklist_decide});
}

// The asker's side: who carries, and who asked while they sit at the case's own table.
bool of_home_side(const Scene& scene, const ConsultFacts& consult) {
    if (scene.asker.carrier) return true;
    return consult.asked_by == scene.asker.person && scene.asker.at_table;
}

Code sit_in_consult(Scene& scene, Action action) {
    const ConsultFacts& consult = *scene.facts.consult;
    const bool home = of_home_side(scene, consult);
    const AskedAlong* asked = asked_along(scene, consult);
    const bool accepted = asked != nullptr && asked->answer == ConsultAnswer::accepted;
    if (!home && !accepted) return reason::consult_not_yours;
    if (consult_over(consult, scene.now) && !(home && reads(action))) return reason::consult_ended;
    scene.circle = Circle{Purpose::consult, &consult.about, consult.life_domains, home};
    return reason::none;
}

Code sit_in_call(Scene& scene, Action action) {
    const CallFacts& call = *scene.facts.call;
    const bool ended = call.state == CallState::ended;
    if (scene.asker.carrier) {
        if (ended && !reads(action)) return reason::call_ended;
    } else {
        if (const Code code = come_to_call(scene); !permits(code)) return code;
        const Participant* own = own_entry(scene);
        if (call.state != CallState::open || !is_in(own->state)) return reason::call_not_admitted;
    }
    scene.circle = Circle{call.purpose, &call.about, call.life_domains, scene.asker.carrier};
    return reason::none;
}

// Each a different colleague, and none of them the asker.
bool well_chosen(const Ask& ask) {
    for (std::size_t i = 0; i < ask.experts.size(); ++i) {
        if (ask.experts[i] == ask.who) return false;
        for (std::size_t k = i + 1; k < ask.experts.size(); ++k)
            if (ask.experts[i] == ask.experts[k]) return false;
    }
    return !ask.experts.empty() && ask.experts.size() <= most_experts;
}

bool asks_for_yes(const Ask& ask) {
    return ask.record && ask.record->ground.kind == GroundKind::consent &&
           !ask.record->ground.deny && ask.record->ground.begin && ask.record->ground.purpose;
}

}  // namespace

const AskedAlong* asked_along(const Scene& scene, const ConsultFacts& consult) {
    for (const AskedAlong& one : consult.asked)
        if (one.professional == scene.asker.person && one.organisation == scene.asker.organisation)
            return &one;
    return nullptr;
}

bool consult_over(const ConsultFacts& consult, Instant now) {
    return (consult.ended_at && *consult.ended_at <= now) || !consult.period.live(now);
}

Code own_table(Scene& scene) { return sit_down_for(scene, *scene.ask.action); }  // R55

Code sit_down_for(Scene& scene, Action action) {
    if (scene.ask.as != Role::professional || !in_circle(action)) return reason::none;
    Code code;
    if (scene.facts.consult)
        code = sit_in_consult(scene, action);
    else if (scene.facts.call)
        code = sit_in_call(scene, action);
    if (scene.circle) scene.asker.at_table = true;
    return code;
}

Code calls_form(const Ask& ask) {  // R50
    bool complete = true;
    switch (*ask.action) {
        case Action::consult_ask:
            complete = well_chosen(ask) && ask.until && !ask.reason.empty() && !ask.about.empty();
            break;
        case Action::call_make:
            complete = !ask.about.empty();
            break;
        case Action::summary_share:
        case Action::plan_share:
            complete = !ask.about.empty() && bool(ask.member) != bool(ask.link);
            break;
        case Action::call_invite:
            complete = ask.invitee.has_value();
            break;
        case Action::call_admit:
        case Action::call_remove:
        case Action::rtc_send:
            complete = bool(ask.participant);
            break;
        case Action::question_ask:
            complete = asks_for_yes(ask);
            break;
        case Action::page_make:
        case Action::network_invite:
            complete = ask.member && ask.until;
            break;
        case Action::link_revoke:
            complete = ask.link || is_guest(*ask.as);
            break;
        default:
            break;
    }
    return complete ? reason::none : reason::request_invalid;
}

bool names_life_domains(const Ask& ask) {  // R50
    if (ask.action == Action::plan_read) return !is_guest(*ask.as);
    return one_of(*ask.action, {Action::consult_ask, Action::call_make, Action::checklist_ask,
                                Action::summary_share, Action::plan_share, Action::plan_write});
}

}  // namespace kortelijn::policy
