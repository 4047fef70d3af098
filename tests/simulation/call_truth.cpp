// Slow on purpose: one question per thing and person.
#include "simulation/call_truth.hpp"

#include <algorithm>

#include "oracle/oracle.hpp"

namespace kortelijn::simulation {

namespace {

bool within(ParticipantState state) {
    return state == ParticipantState::admitted || state == ParticipantState::connected;
}

}  // namespace

CallTruth::CallTruth(store::Store& store, CaseId of_case, CallId id, Instant now)
    : now_(now), directory_(store.load_directory()), record_(store.call(id)) {
    if (const auto record = store.load_case(of_case)) facts_ = record->facts;
    if (record_) facts_.call = record_->facts();
}

const Guest* CallTruth::link_of(Person who) const {
    for (const Guest& one : facts_.guests)
        if (who.guest && one.id == who.guest) return &one;
    return nullptr;
}

bool CallTruth::is(const store::CallParticipant& one, Person who) const {
    return who.professional ? one.seat.professional == who.professional
                            : who.guest && one.seat.guest == who.guest;
}

const store::CallParticipant* CallTruth::at_leg(std::int64_t leg) const {
    for (const auto& one : record_->participants)
        if (leg != 0 && one.leg == leg) return &one;
    return nullptr;
}

Decision CallTruth::ask(Person who, Ask question) const {
    question.who = who.professional;
    question.guest = who.guest;
    question.as = Role::professional;
    if (!who.professional) {
        const Guest* const link = link_of(who);
        if (link == nullptr) return {};
        question.as = link->kind == GuestKind::family    ? Role::guest_family
                      : link->kind == GuestKind::partner ? Role::guest_partner
                                                         : Role::guest_network;
    }
    return oracle::oracle(directory_, facts_, question, now_);
}

Decision CallTruth::ask(Person who, Action action, ParticipantId about) const {
    Ask question;
    question.action = action;
    question.participant = about;
    return ask(who, question);
}

bool CallTruth::carries(Person who) const {
    if (!who.professional) return false;
    const auto [at, fresh] = carries_.try_emplace(who.professional, false);
    if (fresh) at->second = ask(who, Action::case_exists).reason == "ok.carrier";
    return at->second;
}

bool CallTruth::is_of_network(Person who) const {
    const Guest* const link = link_of(who);
    return link != nullptr && link->kind == GuestKind::network;
}

bool CallTruth::link_lives(GuestId id) const {
    if (!link_of({{}, id})) return false;
    const std::string_view why = ask({{}, id}, Action::call_wait).reason;
    return why != "guest.link_dead" && why != "guest.unknown" && why != "sharing.not_safe";
}

bool CallTruth::may_hear(Person who) const {
    if (ask(who, Action::call_wait).permit) return true;
    return record_->state == CallState::ended && carries(who);
}

bool CallTruth::is_in(Person who) const {
    for (const auto& one : record_->participants)
        if (is(one, who) && within(one.seat.state) && one.leg != 0)
            return ask(who, Action::call_enter).permit;
    return false;
}

bool CallTruth::meets(Person one, Person other) const {
    if (other < one) std::swap(one, other);
    const auto [at, fresh] = meets_.try_emplace({one, other}, false);
    if (!fresh) return at->second;
    const auto place = [&](Person who) {
        for (const auto& seat : record_->participants)
            if (is(seat, who) && within(seat.seat.state) && seat.leg != 0) return seat.seat.id;
        return ParticipantId{};
    };
    const ParticipantId first = place(one), second = place(other);
    const bool both = first && second && first != second &&
                      ask(one, Action::rtc_send, second).permit &&
                      ask(other, Action::rtc_send, first).permit;
    return meets_[{one, other}] = both;
}

// A guest's lines are shared by name; a professional's are those they may know of this table.
bool CallTruth::sees(Person who, const store::LineRecord& line) const {
    if (line.withdrawn_at) return false;
    const auto [at, fresh] = lines_.try_emplace({who, line.id.value}, false);
    if (!fresh) return at->second;
    Ask question;
    question.action = who.guest ? Action::summary_read : Action::message_read;
    question.about = line.about;
    question.life_domains = line.life_domains;
    if (!who.guest) question.purpose = Purpose::cooperation;  // the table's own, whatever is said
    bool shared = !who.guest;
    if (const Guest* const link = link_of(who))
        for (const auto& with : line.shared_with)
            shared = shared || (with.member == link->person && !with.taken_back_at);
    question.shared = shared && who.guest;
    return lines_[{who, line.id.value}] = shared && ask(who, question).permit;
}

// Who may give it, who gave it, and who may know what it is about.
bool CallTruth::sees(Person who, const store::PaperRecord& paper) const {
    const auto [at, fresh] = papers_.try_emplace({who, paper.id.value}, false);
    if (!fresh) return at->second;
    Ask question;
    question.action = who.guest ? Action::checklist_fill : Action::message_read;
    question.about = paper.about;
    question.life_domains = paper.life_domains;
    if (!who.guest) question.purpose = Purpose::cooperation;
    bool sees = who.guest && paper.filled_by == who.guest && is_in(who);
    if (!sees) {
        CaseFacts with = facts_;
        with.checklist = paper.facts();
        question.who = who.professional;
        question.guest = who.guest;
        question.as = who.guest ? Role::guest_family : Role::professional;
        sees = oracle::oracle(directory_, with, question, now_).permit;
    }
    return papers_[{who, paper.id.value}] = sees;
}

OrganisationId CallTruth::employer(ProfessionalId who) const {
    if (const Professional* const known = directory_.find(who))
        for (const Employment& one : known->employment)
            if (one.period.live(now_)) return one.organisation;
    return {};
}

// R60: put to those who must agree and to nobody else; carriers put it, and for whom it is meant
// is at the table and may know all that it is about.
bool CallTruth::sees(Person who, const store::QuestionRecord& question) const {
    if (const Guest* const link = link_of(who)) {
        if (link->kind != GuestKind::family) return false;
        bool let_in = false;
        for (const auto& one : record_->participants)
            let_in = let_in || (is(one, who) && within(one.seat.state));
        return std::any_of(question.asked.begin(), question.asked.end(), [&](const auto& by) {
            // What is not answered yet is put to who was let in.
            const bool waits =
                question.state == QuestionState::open &&
                (by.answer == QuestionAnswer::none || by.answer == QuestionAnswer::later);
            return by.member == link->person && (let_in || !waits);
        });
    }
    if (carries(who)) return true;
    const bool meant = question.person ? question.person == who.professional
                                       : question.organisation &&
                                             question.organisation == employer(who.professional);
    if (!meant || !is_in(who)) return false;
    Ask about;
    about.action = Action::message_read;
    about.about = question.members;
    about.life_domains = question.life_domains;
    about.purpose = Purpose::cooperation;  // the table's own, whatever is said
    return ask(who, about).permit;
}

std::string CallTruth::wrongly_there() const {
    if (record_->state == CallState::ended) return {};
    for (const auto& one : record_->participants) {
        const Person who{one.seat.professional, one.seat.guest};
        const bool in = within(one.seat.state);
        if (!in && one.seat.state != ParticipantState::waiting) continue;
        const Decision may = ask(who, in ? Action::call_enter : Action::call_wait);
        if (!may.permit)
            return std::to_string(one.seat.id.value) + (in ? " is in: " : " waits: ") +
                   std::string(may.reason);
    }
    return {};
}

}  // namespace kortelijn::simulation
