// R50-R56: see calls.hpp. Each function opens with the sentence of the page it follows.
#include "calls.hpp"
#include "people.hpp"

namespace kortelijn::oracle {
namespace {

using enum Action;

// "One of `asked` with their organisation of then."
const AskedAlong* seat_of(const ConsultFacts& consult, const Reader& reader) {
    for (const AskedAlong& one : consult.asked)
        if (one.professional == reader.professional && one.organisation == reader.organisation)
            return &one;
    return nullptr;
}

// "`ended_at` or its period's end is not after `now`, or it has not begun."
bool consult_over(const ConsultFacts& consult, Instant now) {
    if (consult.ended_at && !(now < *consult.ended_at)) return true;
    if (consult.period.to && !(now < *consult.period.to)) return true;
    return consult.period.from && now < *consult.period.from;
}

// "Taken as at the table."
Reader as_seated(const World& world, ProfessionalId who) {
    Reader reader{.professional = who, .at_table = true};
    for (const Employment& one : world.directory.find(who)->employment)
        if (one.period.live(world.now)) reader.organisation = one.organisation;
    reader.carrier = is_carrier(world, who);
    return reader;
}

// R51. One asks along about what one may know, those who may know it.
std::string_view ask_along(const World& world, const Actor& actor, const Ask& ask,
                           CellAnswer& cells) {
    bool participant = false;
    for (const Seat& seat : world.facts.the_case->participants)
        if (seat.professional == ask.who && seat.period.live(world.now)) participant = true;
    if (!actor.reader.carrier && !participant) return "carrier.needed";
    if (!(world.now < *ask.until)) return "record.in_the_past";
    if (world.now + 91 * day_ms < *ask.until) return "record.too_long";
    for (const ProfessionalId expert : ask.experts)
        if (!works_now(world, expert)) return "invite.not_employed";
    const auto people = people_listed(world, ask.about);
    if (people.empty()) return "member.not_in_household";
    Wanted wanted{.law_matters = true, .law = ask.source_law};
    cells = all_cells(world, actor.reader, people, ask.life_domains, wanted, false);
    if (!cells.permitted) return cells.code;
    wanted.purpose = Purpose::consult;
    std::string_view reason;
    for (const ProfessionalId expert : ask.experts) {
        const CellAnswer one =
            all_cells(world, as_seated(world, expert), people, ask.life_domains, wanted, false);
        reason = higher(reason, one.code);
        cells.used.insert(cells.used.end(), one.used.begin(), one.used.end());
        if (one.law_changing) cells.law_changing = true;
    }
    return reason.empty() ? "ok.ground" : reason;
}

// R52-R54, R56 for who was asked.
std::string_view look_along(const World& world, const Actor& actor, const Ask& ask,
                            CellAnswer& cells) {
    if (!world.facts.consult) return "consult.unknown";
    const ConsultFacts& consult = *world.facts.consult;
    const AskedAlong* seat = seat_of(consult, actor.reader);
    if (seat == nullptr || seat->answer == ConsultAnswer::declined) return "consult.not_yours";
    if (consult_over(consult, world.now)) return "consult.ended";
    const auto people = people_listed(world, consult.about);
    if (people.empty()) return "member.not_in_household";
    cells =
        all_cells(world, as_seated(world, ask.who), people, consult.life_domains,
                  {.purpose = Purpose::consult, .law_matters = true, .law = ask.source_law}, false);
    if (!cells.permitted) return cells.code;
    const bool accepted = seat->answer == ConsultAnswer::accepted;
    if (*ask.action == consult_answer && accepted) return "consult.answered";
    if (*ask.action != consult_advise) return "ok.ground";
    if (!accepted) return "consult.not_yours";
    if (consult.panel) {
        if (consult.chair != ask.who) return "panel.not_chair";
        int yes = 0;
        for (const AskedAlong& one : consult.asked)
            if (one.answer == ConsultAnswer::accepted) ++yes;
        if (yes < 2) return "panel.too_few";
    }
    return "ok.ground";
}

std::string_view end_consult(const World& world, const Actor& actor, const Ask& ask) {
    if (!world.facts.consult) return "consult.unknown";
    const ConsultFacts& consult = *world.facts.consult;
    const AskedAlong* seat = seat_of(consult, actor.reader);
    const bool involved =
        consult.asked_by == ask.who || (seat != nullptr && seat->answer != ConsultAnswer::declined);
    if (!actor.reader.carrier && !involved) return "consult.not_yours";
    if (consult_over(consult, world.now)) return "consult.ended";
    return actor.reader.carrier ? "ok.carrier" : "ok.self";
}

}  // namespace

// R50. The new asks are well formed.
std::string_view malformed_call(const Ask& ask) {
    bool bad = false;
    switch (*ask.action) {
        case consult_ask:
            bad = ask.experts.empty() || !ask.until || ask.reason.empty() || ask.about.empty() ||
                  ask.experts.size() > 7 || among(ask.experts, ask.who);
            for (std::size_t i = 1; i < ask.experts.size(); ++i)
                for (std::size_t k = 0; k < i; ++k)
                    if (ask.experts[i] == ask.experts[k]) bad = true;
            break;
        case call_make:
            bad = ask.about.empty();
            break;
        case summary_share:
        case plan_share:
            bad = ask.about.empty() || (ask.member && ask.link) || (!ask.member && !ask.link);
            break;
        case call_invite:
            bad = !ask.invitee;
            break;
        case call_admit:
        case call_remove:
        case rtc_send:
            bad = !ask.participant;
            break;
        case question_ask:
            bad = !ask.record || ask.record->ground.kind != GroundKind::consent ||
                  ask.record->ground.deny || !ask.record->ground.begin ||
                  !ask.record->ground.purpose;
            break;
        case page_make:
        case network_invite:
            bad = !ask.member || !ask.until;
            break;
        case link_revoke:
            bad = !ask.link && *ask.as != Role::guest_family && *ask.as != Role::guest_partner &&
                  *ask.as != Role::guest_network;
            break;
        default:
            break;
    }
    return bad ? "request.invalid" : "";
}

bool without_domains(const Ask& ask) {
    if (!ask.life_domains.empty()) return false;
    switch (*ask.action) {
        case consult_ask:
        case call_make:
        case checklist_ask:
        case summary_share:
        case plan_share:
        case plan_write:
            return true;
        case plan_read:
            return *ask.as != Role::guest_family && *ask.as != Role::guest_partner &&
                   *ask.as != Role::guest_network;
        default:
            return false;
    }
}

// R55. A consult and a call are tables of their own.
std::string_view to_the_table(const World& world, const Reader& reader, const Ask& ask,
                              std::optional<Table>& table) {
    const Action action = *ask.action;
    const bool reading = action == case_open || action == member_list || action == message_read ||
                         action == attachment_read;
    const bool of_table = reading || action == message_post || action == attachment_add ||
                          action == action_change || action == checklist_ask ||
                          action == checklist_decide;
    if (*ask.as != Role::professional || !of_table) return "";
    if (const auto& consult = world.facts.consult) {
        const AskedAlong* seat = seat_of(*consult, reader);
        const bool home = reader.carrier || (consult->asked_by == ask.who && reader.at_table);
        if (!home && (seat == nullptr || seat->answer != ConsultAnswer::accepted))
            return "consult.not_yours";
        if (consult_over(*consult, world.now) && (!home || !reading)) return "consult.ended";
        table = Table{Purpose::consult, consult->about, consult->life_domains, home};
    } else if (const auto& call = world.facts.call) {
        if (reader.carrier) {
            if (call->state == CallState::ended && !reading) return "call.ended";
        } else {
            const auto code = waiting(world, ask);
            if (!code.starts_with("ok.")) return code;
            if (!is_in_open_call(world, ask)) return "call.not_admitted";
        }
        table = Table{call->purpose, call->about, call->life_domains, reader.carrier};
    }
    return "";
}

bool outside(const Table& table, const std::vector<const Member*>& people, LifeDomains domains) {
    for (const Member* one : people)
        if (!among(table.about, one->id)) return true;
    return !table.life_domains.contains(domains);
}

std::string_view consult(const World& world, const Actor& actor, const Ask& ask,
                         CellAnswer& cells) {
    if (*ask.action == consult_ask) return ask_along(world, actor, ask, cells);
    if (*ask.action == consult_end) return end_consult(world, actor, ask);
    return look_along(world, actor, ask, cells);
}

}  // namespace kortelijn::oracle
