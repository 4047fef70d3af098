// Rules R60-R66 but for the call itself: questions and papers in a call, what the family keeps, the
// plan, and who comes from the network. Nothing is shared where it may endanger, unless a carrier
// says why.
#include "policy/age.hpp"
#include "policy/every_cell.hpp"
#include "policy/matrix.hpp"
#include "policy/rules.hpp"

namespace kortelijn::policy {
namespace {

constexpr std::int64_t longest_page_ms = 14 * day_ms;
constexpr std::int64_t longest_network_ms = 91 * day_ms;

Person person(const Scene& scene, const Member& member) {
    return person_of(scene.facts, member, scene.now, scene.today);
}

// R63: a kind or a mark that says that somebody of the household may be the danger; since when.
std::optional<Instant> danger_since(const Scene& scene) {
    std::optional<Instant> since;
    for (const Ground& ground : scene.facts.grounds) {
        if (ground.kind != GroundKind::reporting_code && !is_confidential(ground)) continue;
        const SecrecyRow* row = ground.deny ? nullptr : row_of(ground);
        if (stage_of(ground, row, scene.now) != LifeStage::live) continue;
        const Instant start = life_of(ground, row).start;
        if (!since || start > *since) since = start;
    }
    return since;
}

Code unless_danger(const Scene& scene) {
    return danger_since(scene) && scene.ask.reason.empty() ? reason::sharing_not_safe
                                                           : reason::none;
}

Code until_within(const Scene& scene, std::int64_t longest_ms) {
    if (*scene.ask.until <= scene.now) return reason::record_in_the_past;
    return *scene.ask.until - scene.now > longest_ms ? reason::record_too_long : reason::none;
}

bool decides_alone(const Person& one) {  // from 12, and nobody decides for them
    return one.age >= 12 && !one.represented && !(one.age < 18 && one.incapable);
}

// R63: whether a line about somebody may go to a member of the household, or to the network.
bool may_be_told(const Scene& scene, const Person& about) {
    const MemberId to = scene.ask.member;
    if (to) {
        if (to == about.member->id) return true;
        return may_refuse(about, to) && (!decides_alone(about) || agreed(scene, about.member->id));
    }
    const MemberIds speakers = speakers_for(about);
    return std::any_of(speakers.begin(), speakers.end(),
                       [&](MemberId one) { return agreed(scene, one); });
}

Code share_with(const Scene& scene) {
    if (scene.ask.link) return network_link(scene);
    const Member* member = find_member(scene.facts, scene.ask.member);
    if (member == nullptr || !member->period.begun(scene.now))
        return reason::member_not_in_household;
    if (is_dead(scene.facts, member->id, scene.today)) return reason::member_deceased;
    return age_on(member->birth_date, scene.today) < 12 ? reason::age_too_young : reason::none;
}

Code share(Scene& scene, Purpose purpose) {  // R63
    if (const Code code = share_with(scene); !code.empty()) return code;
    const Code code = items_for(scene, purpose, true);
    if (!permits(code)) return code;
    for (const MemberId id : scene.ask.about)
        if (!may_be_told(scene, person(scene, *find_member(scene.facts, id))))
            return reason::sharing_not_theirs;
    const Code danger = unless_danger(scene);
    return danger.empty() ? code : danger;
}

Code make_page(const Scene& scene) {  // R64
    if (const Code code = invitable(scene, scene.ask.member); !code.empty()) return code;
    if (const Code code = until_within(scene, longest_page_ms); !code.empty()) return code;
    const Code danger = unless_danger(scene);
    return danger.empty() ? reason::ok_carrier : danger;
}

Code invite_network(const Scene& scene) {  // R66
    const Member* member = find_member(scene.facts, scene.ask.member);
    if (member == nullptr || !member->period.live(scene.now))
        return reason::member_not_in_household;
    if (dead_on(member->deceased_on, scene.today)) return reason::member_deceased;
    if (age_on(member->birth_date, scene.today) < 16) return reason::network_too_young;
    if (!scene.ask.evidence) return reason::record_no_evidence;
    if (const Code code = until_within(scene, longest_network_ms); !code.empty()) return code;
    const Code danger = unless_danger(scene);
    return danger.empty() ? reason::ok_carrier : danger;
}

// About the guest, or somebody for whom they may refuse today (R25).
bool theirs_to_say(const Scene& scene, MemberId about) {
    const MemberId own = scene.asker.guest->person;
    const Member* member = find_member(scene.facts, about);
    return about == own || (member != nullptr && may_refuse(person(scene, *member), own));
}

// R64: shared by name, and about people of whom the guest may know today.
Code read_shared(const Scene& scene) {
    if (!scene.ask.shared) return reason::sharing_not_shared;
    for (const MemberId id : scene.ask.about)
        if (!theirs_to_say(scene, id)) return reason::sharing_not_shared;
    return reason::ok_guest;
}

Code read_page(Scene& scene) {  // R64
    const Guest& link = *scene.asker.guest;
    if (link.use == GuestUse::none) return reason::ok_guest;  // R14
    if (link.use == GuestUse::call)
        if (const Code code = enter_call(scene, false); !permits(code)) return code;
    return read_shared(scene);
}

Code answer_question(const Scene& scene) {  // R60
    const auto& question = scene.facts.question;
    if (!question || question->call != scene.asker.guest->call) return reason::question_unknown;
    if (!has(question->asked, scene.asker.guest->person)) return reason::question_not_asked;
    return question->open ? reason::ok_guest : reason::question_closed;
}

bool checklist_of_call(const Scene& scene) {
    return scene.facts.checklist && scene.facts.checklist->call == scene.facts.call->id;
}

Code fill_checklist(Scene& scene) {  // R61
    if (const Code in = enter_call(scene, false); !permits(in)) return in;
    if (!checklist_of_call(scene)) return reason::checklist_unknown;
    if (scene.facts.checklist->state == ChecklistState::accepted) return reason::checklist_settled;
    for (const MemberId id : scene.ask.about)
        if (!theirs_to_say(scene, id)) return reason::checklist_not_yours;
    return reason::ok_guest;
}

Code checklist(Scene& scene) {  // R61
    if (!scene.facts.call) return reason::call_unknown;
    const Code code = items(scene);
    if (!permits(code) || scene.ask.action == Action::checklist_ask) return code;
    if (!checklist_of_call(scene)) return reason::checklist_unknown;
    const bool theirs = scene.facts.checklist->organisation == scene.asker.organisation;
    return theirs ? code : reason::checklist_not_yours;
}

Code revoke(const Scene& scene) {  // R64
    if (const Guest* own = scene.asker.guest) {
        const bool theirs = !scene.ask.link || scene.ask.link == own->id;
        return theirs ? reason::ok_guest : reason::guest_link_dead;
    }
    for (const Guest& one : scene.facts.guests)
        if (one.id == scene.ask.link) return reason::ok_carrier;
    return reason::guest_link_dead;
}

}  // namespace

bool danger_lifted(const Scene& scene, const std::optional<Instant>& lifted_at) {
    const auto since = danger_since(scene);
    return !since || (lifted_at && *since <= *lifted_at);
}

bool agreed(const Scene& scene, MemberId who) {
    return scene.ask.evidence && has(scene.ask.agreed_by, who);
}

MemberIds speakers_for(const Person& one) {
    if (one.represented) return one.representatives;
    return decides_alone(one) ? MemberIds{one.member->id} : one.custody;
}

Code dark_link(const Scene& scene, const Guest& link) {
    const auto& from = link.period.from;
    if (link.use == GuestUse::page && (!from || scene.now - *from >= longest_page_ms))
        return reason::guest_link_dead;
    const bool lasting = link.use == GuestUse::page || link.use == GuestUse::plan;
    return lasting && !danger_lifted(scene, link.on_anyway_at) ? reason::sharing_not_safe
                                                               : reason::none;
}

Code network_link(const Scene& scene) {
    for (const Guest& one : scene.facts.guests)
        if (one.id == scene.ask.link && one.kind == GuestKind::network && link_lives(scene, one))
            return reason::none;
    return reason::guest_link_dead;
}

// R60. Of a youngster who may say it alone (R24) more yeses than their own change nothing here.
Code ask_question(const Scene& scene) {
    Ask as_said = scene.ask;
    Ground& record = as_said.record->ground;
    record.given_by.clear();
    for (const MemberId id : record.members) {
        const Member* member = find_member(scene.facts, id);
        if (member == nullptr) continue;
        for (const MemberId one : who_must_agree(scene.facts, *member, scene.now))
            if (!has(record.given_by, one)) record.given_by.push_back(one);
    }
    record.given_at = scene.now;
    record.evidence = Evidence::in_call;
    record.text_version = "asked";
    Scene said(scene.directory, scene.facts, as_said, scene.now);
    said.asker = scene.asker;
    said.case_open = scene.case_open;
    const Code code = record_ground(said);
    if (record.given_by.empty() && code == reason::consent_giver_not_entitled)
        return reason::question_nobody_to_ask;
    return code.empty() ? reason::ok_carrier : code;
}

Code sharing_rules(Scene& scene) {
    switch (*scene.ask.action) {
        case Action::checklist_ask:
        case Action::checklist_decide:
            return checklist(scene);
        case Action::summary_share:
            return share(scene, Purpose::cooperation);
        case Action::plan_share:
            return share(scene, Purpose::plan);
        case Action::page_make:
            return make_page(scene);
        case Action::link_revoke:
            return revoke(scene);
        case Action::plan_write:
        case Action::plan_read:
            return items_for(scene, Purpose::plan, scene.asker.carrier);
        case Action::network_invite:
            return invite_network(scene);
        default:
            return reason::role_not_allowed;  // I6: no rule, no access
    }
}

Code guests_of_calls(Scene& scene) {
    const Guest& link = *scene.asker.guest;
    switch (*scene.ask.action) {
        case Action::call_wait:
        case Action::call_enter:
        case Action::rtc_send:
            return call_rules(scene);
        case Action::question_answer:
            return answer_question(scene);
        case Action::checklist_fill:
            return fill_checklist(scene);
        case Action::attachment_read:
            return scene.ask.own ? reason::ok_guest : reason::attachment_not_yours;
        case Action::summary_read:
        case Action::summary_dispute:
            return read_page(scene);
        case Action::link_revoke:
            return revoke(scene);
        case Action::plan_read:
            if (link.kind == GuestKind::family) return read_shared(scene);
            return scene.ask.shared ? reason::ok_guest : reason::sharing_not_shared;
        case Action::plan_propose:
            return reason::ok_guest;
        default:
            return reason::role_not_allowed;  // I6: no rule, no access
    }
}

}  // namespace kortelijn::policy
