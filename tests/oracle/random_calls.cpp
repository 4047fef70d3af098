// A consult and a call in a history, their links, question and checklist, their steps, and the
// questions about them. What a household gives before it is called is given too, so that many are
// permitted.
#include "people.hpp"
#include "random_facts.hpp"

namespace kortelijn::oracle {

// One person agrees in some life domains with the home organisation and a partner, for each purpose
// that is needed here; now and then one of it lacks.
void History::give_consents() {
    const Member& member = dice.one_of(facts.household);
    Ground ground = make_ground(GroundKind::consent);
    ground.deny = false;
    ground.withdrawn_at.reset();
    ground.person = {};
    ground.members = {member.id};
    if (dice.chance(30)) ground.members.push_back(dice.one_of(facts.household).id);
    ground.given_by = entitled(member);
    if (ground.given_by.empty() || dice.chance(10)) ground.given_by.push_back(member.id);
    ground.given_at = now + -dice.between(0, 20) * day_ms;
    ground.begin = ground.given_at;
    ground.end = now + dice.between(5, 300) * day_ms;
    ground.life_domains = some_domains(2, 5);
    if (dice.chance(8)) ground.confidential = true;
    agreed_about_ = member.id;
    agreed_domains_ = ground.life_domains;
    agreed_with_ = {dice.between(2, 5)};
    const auto add = [&](OrganisationId organisation, Purpose purpose, int percent) {
        if (!dice.chance(percent)) return;
        ground.organisation = organisation;
        ground.purpose = purpose;
        add_ground(ground);
        if (dice.chance(5)) facts.grounds.back().withdrawn_at = near_now();
        if (dice.chance(3)) facts.grounds.back().person = somebody_of(organisation);
    };
    add({1}, Purpose::cooperation, 85);
    add({1}, dice.chance(50) ? Purpose::plan : Purpose::call, 40);
    for (const Purpose purpose : {Purpose::consult, Purpose::call, Purpose::plan})
        add(agreed_with_, purpose, 88);
    if (!dice.chance(12)) return;
    Ground no = ground;
    no.deny = true;
    no.organisation = dice.chance(50) ? OrganisationId{} : agreed_with_;
    no.purpose = dice.chance(50) ? Purpose::call : Purpose(dice.below(7));
    no.end.reset();
    add_ground(no);
}

std::vector<MemberId> History::mostly_theirs(int percent_more) {
    std::vector<MemberId> out{agreed_about_};
    if (dice.chance(percent_more)) {
        const MemberId other = dice.one_of(facts.household).id;
        if (other != agreed_about_) out.push_back(other);
    }
    return out;
}

ProfessionalId History::mostly_of(OrganisationId organisation) {
    return dice.chance(85) ? somebody_of(organisation) : ProfessionalId{dice.between(1, 8)};
}

void History::make_calls() {
    give_consents();
    make_links();
    make_consult();
    make_call();
    if (dice.chance(90))
        facts.question = QuestionFacts{.id = {1},
                                       .call = {dice.chance(92) ? 1 : 2},
                                       .asked = {any_member(), any_member(), agreed_about_},
                                       .open = dice.chance(80)};
    if (dice.chance(92))
        facts.checklist = ChecklistFacts{.id = {1},
                                         .call = {dice.chance(92) ? 1 : 2},
                                         .organisation = agreed_with_,
                                         .state = ChecklistState(dice.below(4))};
}

void History::make_consult() {
    ConsultFacts one;
    one.id = {1};
    one.asked_by = {dice.between(1, 5)};
    for (int i = dice.between(1, 4); i > 0; --i) {
        const ProfessionalId who = mostly_of(agreed_with_);
        const Professional& found = *directory.find(who);
        const bool known = !found.employment.empty() && dice.chance(96);
        one.asked.push_back(
            {who,
             known ? found.employment.front().organisation : OrganisationId{dice.between(1, 5)},
             ConsultAnswer(dice.weighted({30, 62, 8}))});
    }
    one.panel = dice.chance(40);
    if (dice.chance(90)) one.chair = one.asked.front().professional;
    one.about = mostly_theirs(12);
    for (int d = 0; d < life_domain_count; ++d)
        if (agreed_domains_.has(LifeDomain(d)) && (one.life_domains.empty() || dice.chance(25)))
            one.life_domains.add(LifeDomain(d));
    one.period = {near_now() + -dice.between(0, 30) * day_ms,
                  near_now() + dice.between(2, 60) * day_ms};
    if (dice.chance(10)) one.period.to = near_now();
    if (dice.chance(6)) one.ended_at = near_now();
    consult_ = one;
}

void History::make_call() {
    CallFacts one;
    one.id = {1};
    one.purpose = dice.chance(30) ? Purpose::plan : Purpose::call;
    one.state = CallState(dice.weighted({6, 86, 8}));
    one.about = mostly_theirs(20);
    for (int d = 0; d < life_domain_count; ++d)
        if (agreed_domains_.has(LifeDomain(d)) && (one.life_domains.empty() || dice.chance(25)))
            one.life_domains.add(LifeDomain(d));
    std::int64_t next = 1;
    const auto add = [&](ProfessionalId who, GuestId link) {
        one.participants.push_back(
            {{next++}, who, link, ParticipantState(dice.weighted({4, 24, 26, 38, 4, 4}))});
    };
    for (int i = 1; i <= 2; ++i)
        if (dice.chance(85)) add({i}, {});
    for (int i = dice.between(1, 3); i > 0; --i) add(mostly_of(agreed_with_), {});
    for (const Guest& link : facts.guests)
        if (dice.chance(link.use == GuestUse::none ? 10 : 80)) add({}, link.id);
    if (dice.chance(4)) add({}, {99});
    if (dice.chance(40)) one.together_at = near_now() + -dice.between(0, 20) * day_ms;
    call_ = one;
}

// Before the page's own links, which others lean on.
void History::make_links() {
    std::vector<Guest> links;
    const GuestUse uses[] = {GuestUse::call, GuestUse::call, GuestUse::page,
                             GuestUse::plan, GuestUse::call, GuestUse::plan};
    for (int i = 0; i < 6; ++i) {
        Guest link{.id = {11 + i}};
        link.kind = i == 4 ? GuestKind::partner : i == 5 ? GuestKind::network : GuestKind::family;
        link.use = dice.chance(97) ? uses[i] : GuestUse(dice.below(4));
        if (link.use == GuestUse::call) link.call = {dice.chance(96) ? 1 : 2};
        link.period = {now + -dice.between(0, 20) * day_ms,
                       now + dice.between(200, 4000) * hour_ms};
        if (link.kind == GuestKind::partner) link.organisation = agreed_with_;
        if (link.kind == GuestKind::family)
            link.person = i != 1 && dice.chance(60) ? agreed_about_ : any_member();
        if (dice.chance(4)) link.revoked_at = near_now();
        if (dice.chance(40)) link.on_anyway_at = near_now() + -dice.between(0, 20) * day_ms;
        links.push_back(link);
    }
    facts.guests.insert(facts.guests.begin(), links.begin(), links.end());
}

void History::step_calls() {
    switch (dice.below(10)) {
        case 0:
            return make_consult();
        case 1:
            return make_call();
        case 2:
            dice.one_of(consult_->asked).answer = ConsultAnswer(dice.below(3));
            break;
        case 3:
            consult_->period.to = near_now() + dice.between(0, 2) * day_ms;
            break;
        case 4:
        case 5:
            if (!call_->participants.empty())
                dice.one_of(call_->participants).state = ParticipantState(dice.below(6));
            break;
        case 6:
            call_->together_at = now;
            for (Guest& link : facts.guests)
                if (link.use == GuestUse::page && dice.chance(50)) link.on_anyway_at = now;
            break;
        case 7:
            if (facts.question) facts.question->open = dice.chance(70);
            if (facts.checklist) facts.checklist->state = ChecklistState(dice.below(4));
            break;
        case 8:
            for (Guest& link : facts.guests)
                if (link.use != GuestUse::none && dice.chance(60))
                    link.period.to = now + dice.between(1, 4000) * hour_ms;
            break;
        default:
            give_consents();
            make_consult();
            make_call();
    }
}

void History::load(int percent_consult, int percent_call) {
    facts.consult.reset();
    facts.call.reset();
    if (dice.chance(percent_consult))
        facts.consult = consult_;
    else if (dice.chance(percent_call))
        facts.call = call_;
}

ParticipantId History::someone_in_call(bool waiting) {
    std::vector<ParticipantId> found;
    for (const Participant& one : call_->participants) {
        const bool in =
            one.state == ParticipantState::admitted || one.state == ParticipantState::connected;
        if (waiting ? one.state == ParticipantState::waiting : in) found.push_back(one.id);
    }
    return found.empty() || dice.chance(10) ? ParticipantId{dice.between(1, 14)}
                                            : dice.one_of(found);
}

// Whatever the action, its fields: also those that it should not look at.
void History::call_fields(Ask& ask) {
    ask.experts = {mostly_of(agreed_with_)};
    if (dice.chance(15)) ask.experts.push_back(mostly_of(agreed_with_));
    ask.until = now + dice.between(1, 20) * day_ms;
    if (dice.chance(6)) ask.until = now + dice.between(-1, 1);
    if (dice.chance(10))
        ask.until = now + (dice.chance(50) ? 14 : 91) * day_ms + dice.between(-1, 1);
    if (dice.chance(85)) ask.reason = "said why";
    ask.participant = someone_in_call(false);
    ask.member = dice.chance(60) ? agreed_about_ : any_member();
    if (dice.chance(40)) ask.link = {dice.chance(90) ? dice.between(11, 16) : dice.between(0, 20)};
    ask.shared = dice.chance(85);
    ask.own = dice.chance(60);
    ask.evidence = dice.chance(85);
    ask.about = mostly_theirs(8);
    for (int d = 0; d < life_domain_count && ask.life_domains.empty(); ++d)
        if (agreed_domains_.has(LifeDomain(d))) ask.life_domains.add(LifeDomain(d));
    for (const Member& one : facts.household)
        if (dice.chance(65)) ask.agreed_by.push_back(one.id);
}

void History::ask_calls(Ask& ask) {
    ask.as = Role::professional;
    ask.who = {dice.between(1, dice.chance(85) ? 2 : 8)};
    call_fields(ask);
    switch (dice.weighted({34, 44, 24, 40})) {
        case 0:
            return ask_consult(ask);
        case 1:
            return ask_call(ask);
        case 2:
            return ask_to_keep(ask);
        default:
            return ask_by_link(ask);
    }
}

void History::ask_consult(Ask& ask) {
    using enum Action;
    const Action often[] = {consult_ask,  consult_read, consult_answer, consult_advise, consult_end,
                            message_read, message_post, case_open,      member_list};
    const Action action = often[dice.weighted({26, 12, 10, 16, 6, 14, 8, 6, 6})];
    load(96, 50);
    ask.action = action;
    ask.purpose = dice.chance(80) ? Purpose::consult : Purpose(dice.below(7));
    if (action != consult_ask) {
        ask.who = dice.chance(80) ? dice.one_of(consult_->asked).professional : consult_->asked_by;
        if (dice.chance(80)) ask.about = consult_->about;
        if (dice.chance(80)) ask.life_domains = consult_->life_domains;
    } else if (dice.chance(12)) {
        ask.who = mostly_of(agreed_with_);
    }
    ask.who = mostly_able(ask.who);
}

void History::ask_call(Ask& ask) {
    using enum Action;
    const Action often[] = {call_make,    call_invite, call_remove,   call_end,        call_wait,
                            call_admit,   call_enter,  rtc_send,      question_ask,    message_read,
                            message_post, case_open,   checklist_ask, checklist_decide};
    const Action action =
        often[std::size_t(dice.weighted({8, 8, 3, 2, 6, 22, 14, 26, 10, 8, 4, 4, 8, 8}))];
    load(2, 97);
    ask.action = action;
    ask.purpose = dice.chance(80) ? Purpose::call : Purpose(dice.below(7));
    if (dice.chance(80)) ask.about = {dice.one_of(call_->about)};
    if (dice.chance(80)) ask.life_domains = call_->life_domains;
    const bool runs = action <= call_end || action == call_admit || action == question_ask;
    if (!runs && dice.chance(80))
        for (const Participant& one : call_->participants)
            if (one.professional && dice.chance(50)) ask.who = one.professional;
    if (action == call_admit) ask.participant = someone_in_call(true);
    if (action == call_invite) {
        const ProfessionalId who = ask.who;
        ask_invite(ask);
        ask.action = call_invite;
        ask.who = who;
        if (dice.chance(25)) ask.invitee->kind = InviteeKind::network, ask.link = {16};
    }
    if (action == question_ask) {
        const ProfessionalId who = ask.who;
        ask_record(ask);
        ask.action = question_ask;
        ask.who = who;
        Ground& ground = ask.record->ground;
        if (dice.chance(95)) ground.kind = GroundKind::consent, ground.secrecy_ground.clear();
        if (dice.chance(95)) ground.deny = false;
        if (!ground.purpose && dice.chance(90)) ground.purpose = Purpose::call;
        if (dice.chance(70)) ground.members = {dice.one_of(facts.household).id};
    }
    ask.who = mostly_able(ask.who);
}

void History::ask_to_keep(Ask& ask) {
    using enum Action;
    const Action often[] = {summary_share, plan_share, page_make,     link_revoke,
                            plan_write,    plan_read,  network_invite};
    ask.action = often[std::size_t(dice.weighted({30, 20, 10, 5, 10, 12, 12}))];
    if (ask.action == summary_share || ask.action == plan_share) {
        if (dice.chance(70))
            ask.link = {};
        else
            ask.member = {}, ask.link = {dice.chance(90) ? 16 : dice.between(10, 17)};
    }
    if (ask.action == link_revoke && dice.chance(80)) ask.link = {dice.between(11, 16)};
    if (ask.action == plan_read && dice.chance(60)) ask.who = mostly_of(agreed_with_);
    ask.who = mostly_able(ask.who);
}

void History::ask_by_link(Ask& ask) {
    using enum Action;
    load(2, 97);
    ask.who = {};
    ask.guest = {dice.chance(96) ? dice.between(11, 16) : dice.between(1, 6)};
    const Guest* link = nullptr;
    for (const Guest& one : facts.guests)
        if (one.id == ask.guest) link = &one;
    const GuestKind kind = link != nullptr ? link->kind : GuestKind::family;
    const GuestUse use = link != nullptr ? link->use : GuestUse::call;
    ask.as = kind == GuestKind::partner   ? Role::guest_partner
             : kind == GuestKind::network ? Role::guest_network
                                          : Role::guest_family;
    const std::vector<Action> in_call = {call_wait,       call_enter,     rtc_send,
                                         question_answer, checklist_fill, attachment_read,
                                         summary_read,    summary_dispute};
    ask.action = dice.chance(25) ? rtc_send : dice.one_of(in_call);
    if (use == GuestUse::page) ask.action = dice.chance(70) ? summary_read : summary_dispute;
    if (use == GuestUse::plan) ask.action = dice.chance(70) ? plan_read : plan_propose;
    if (kind != GuestKind::family && dice.chance(85))
        ask.action = in_call[std::size_t(dice.below(3))];
    if (dice.chance(5)) ask.action = link_revoke;
    if (dice.chance(4)) ask.action = Action(dice.below(67));
    ask.about.clear();
    if (kind != GuestKind::family) return;
    if (link != nullptr && dice.chance(70)) ask.about = {link->person};
    if (dice.chance(20)) ask.about.push_back(any_member());
    if (ask.action == link_revoke && dice.chance(50)) ask.link = {};
}

}  // namespace kortelijn::oracle
