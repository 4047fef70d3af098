// Who is there, who waits and who was asked, as one receiver of a call may know it, and the parts
// of the word they read aloud. Whom they may not meet is in none of it.
#include <algorithm>

#include "commands/call_look.hpp"
#include "commands/items.hpp"
#include "commands/link_sending.hpp"
#include "policy/matrix.hpp"

namespace kortelijn::commands {

using protocol::Writer;
using rooms::Shown;
using store::CallParticipant;

void CallLook::write_person(Writer& w, const CallParticipant& one) const {
    w.field("participant", one.seat.id).field("name", name_of(one)).field("role", role_of(one));
    if (one.seat.professional)
        if (const Organisation* const employer = world_.directory().find(
                employer_of(world_.directory(), one.seat.professional, now_)))
            w.field("organisation", employer->name);
}

void CallLook::write_media(Writer& w, ParticipantId id) const {
    const auto known = call_.at.media.find(id);
    const rooms::CallMedia media =
        known == call_.at.media.end() ? rooms::CallMedia{} : known->second;
    w.key("media").object().field("sound", media.sound).field("picture", media.picture);
    if (!media.trouble.empty()) w.field("trouble", media.trouble);
    w.end_object();
}

void CallLook::write_people(Writer& w, const Receiver& to, std::set<Shown>& shown) const {
    w.key("people").array();
    for (const CallParticipant& one : call_.record.participants) {
        if (!to.in || one.leg == 0 || !meets(to.seat.participant, one.seat.id)) continue;
        shown.insert({'p', one.leg});
        w.object().field("leg", one.leg);
        write_person(w, one);
        w.field("sound_only", one.sound_only);
        write_media(w, one.seat.id);
        w.end_object();
    }
    w.end_array();
}

void CallLook::write_waiting(Writer& w, const Receiver& to, std::set<Shown>& shown) const {
    w.key("waiting").array();
    for (const CallParticipant& one : call_.record.participants) {
        if (!to.carrier || one.seat.state != ParticipantState::waiting) continue;
        if (one.seat.id == to.seat.participant) continue;
        shown.insert({'w', one.seat.id.value});
        w.object();
        write_person(w, one);
        w.field("since", one.since);
        write_media(w, one.seat.id);
        if (call_.at.seat_of(one.seat.id) == nullptr) w.field("away", true);
        write_why_not(w, to, one);
        w.end_object();
    }
    w.end_array();
}

void CallLook::write_why_not(Writer& w, const Receiver& to, const CallParticipant& one) const {
    const Decision decision = decide(to.who, Action::call_admit, one.seat.id);
    w.field("may_admit", decision.permit);
    if (decision.permit) return;
    w.field("why_not", decision.tell);
    if (!one.seat.professional) return;
    // Whose yes is missing for the organisation that would come to hear it.
    const OrganisationId organisation =
        employer_of(world_.directory(), one.seat.professional, now_);
    std::set<MemberId> missing;
    const auto& household = case_.facts().household;
    for (std::size_t slot = 0; slot < household.size(); ++slot) {
        const auto& about = call_.record.about;
        if (std::find(about.begin(), about.end(), household[slot].id) == about.end()) continue;
        bool all = true;
        for (int i = 0; i < life_domain_count; ++i)
            if (call_.record.life_domains.has(LifeDomain(i)))
                all = all &&
                      policy::organisation_cell(world_.directory(), case_.facts(), organisation,
                                                slot, LifeDomain(i), call_.record.purpose, now_)
                          .permitted;
        if (all) continue;
        for (const MemberId who : policy::who_must_agree(case_.facts(), household[slot], now_))
            missing.insert(who);
    }
    std::vector<std::string> names;
    for (const MemberId who : missing)
        if (std::string name = name_of(who); !name.empty()) names.push_back(std::move(name));
    if (!names.empty()) w.list("missing", names);
}

void CallLook::write_invited(Writer& w, const Receiver& to, std::set<Shown>& shown) const {
    w.key("invited").array();
    for (const CallParticipant& one : call_.record.participants) {
        if (!to.carrier || one.seat.id == to.seat.participant) continue;
        if (one.seat.state != ParticipantState::invited && one.seat.state != ParticipantState::left)
            continue;
        shown.insert({'i', one.seat.id.value});
        w.object();
        write_person(w, one);
        if (one.seat.guest) write_link(w, one.seat.guest);
        w.end_object();
    }
    w.end_array();
}

void CallLook::write_link(Writer& w, GuestId id) const {
    const auto link = world_.readable_link(id);
    if (!link) return;
    const bool over = link->guest.revoked_at || link->wrong_codes >= max_wrong_codes ||
                      !link->guest.period.live(now_);
    w.key("link").object().field("id", id);
    w.field("ends_at", link->guest.period.to.value_or(now_));
    w.field("state", over ? "ended" : link->opened_at ? "opened" : "sent");
    w.field("tries_left", std::max(0, max_wrong_codes - link->wrong_codes)).end_object();
}

// In a meeting about the plan: who of the network may be asked to it yet, by the link they have.
void CallLook::write_network(Writer& w, const Receiver& to) const {
    const store::CallRecord& record = call_.record;
    if (!to.carrier || record.purpose != Purpose::plan || record.state == CallState::ended) return;
    w.key("network").array();
    for (const Guest& one : case_.facts().guests) {
        if (one.kind != GuestKind::network || one.revoked_at || !one.period.live(now_)) continue;
        if (record.find(one.id) != nullptr) continue;
        const auto link = world_.readable_link(one.id);
        if (!link || link->wrong_codes >= max_wrong_codes) continue;
        rooms::GuestAt at;
        at.link = one.id, at.of_case = record.of_case, at.kind = one.kind, at.use = one.use;
        if (!world_.decide_guest(at, now_).permit) continue;
        w.object().field("link", one.id).field("name", link->name).end_object();
    }
    w.end_array();
}

void CallLook::write_word(Writer& w, const Receiver& to) const {
    const rooms::Call& at = call_.at;
    const auto known = to.in ? at.legs().find(to.own->leg) : at.legs().end();
    w.key("word").object();
    std::set<std::int64_t> legs;
    if (known != at.legs().end()) {
        legs = known->second;
        legs.insert(known->first);
    }
    w.field("round", known == at.legs().end() ? 0 : at.round()).list("legs", legs);
    w.key("commits").array();
    for (const std::int64_t leg : legs)
        if (const rooms::WordPart* const part = at.part(leg))
            w.object().field("leg", leg).field("commit", part->commit).end_object();
    w.end_array().key("reveals").array();
    if (known != at.legs().end() && at.all_committed(known->first))
        for (const std::int64_t leg : legs)
            if (const rooms::WordPart* const part = at.part(leg); !part->nonce.empty())
                w.object()
                    .field("leg", leg)
                    .field("fingerprint", part->fingerprint)
                    .field("nonce", part->nonce)
                    .end_object();
    w.end_array();
    // Not all of these meet each other, so their words differ without anybody in between. Told to
    // who carries alone: to the others it would tell of somebody they may not meet.
    const auto meets_all = [&](std::int64_t leg) {
        const auto met = at.legs().find(leg);
        if (met == at.legs().end()) return false;
        std::set<std::int64_t> all = met->second;
        all.insert(leg);
        return all == legs;
    };
    if (to.carrier && !std::all_of(legs.begin(), legs.end(), meets_all)) w.field("whole", false);
    w.end_object();
}

}  // namespace kortelijn::commands
