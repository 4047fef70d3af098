// Slow on purpose: one question per item and person.
#include "simulation/truth.hpp"

#include <algorithm>

#include "commands/items.hpp"
#include "policy/decide.hpp"

namespace kortelijn::simulation {

Truth::Truth(store::Store& store, Instant now) : now_(now), directory_(store.load_directory()) {
    for (CaseId id{1};; ++id.value) {
        auto record = store.load_case(id);
        if (!record) break;
        const RoomId room = record->room;
        rooms_[room] = id;
        events_[room] = store.events_after(room, 0, 1'000'000);
        facts_[room] = record->facts;
        for (const ConsultId one : store.consults_of(id)) {
            auto consult = store.consult(one);
            rooms_[consult->room] = id;
            tables_[consult->room] = one;
            events_[consult->room] = store.events_after(consult->room, 0, 1'000'000);
            facts_[consult->room] = record->facts;
            facts_[consult->room].consult = consult->facts();
            consults_.emplace(one, std::move(*consult));
        }
        cases_.emplace(id, std::move(*record));
    }
}

const CaseFacts* Truth::facts_of(RoomId room) const {
    const auto known = facts_.find(room);
    return known == facts_.end() ? nullptr : &known->second;
}

Decision Truth::ask(ProfessionalId who, const CaseFacts& facts, Ask question) const {
    question.who = who;
    question.as = Role::professional;
    return policy::decide(directory_, facts, question, now_);
}

bool Truth::carries(ProfessionalId who, CaseId id) const {
    const auto record = cases_.find(id);
    return record != cases_.end() &&
           ask(who, record->second.facts, commands::ask_case(Action::case_exists)).reason ==
               "ok.carrier";
}

bool Truth::may_enter(ProfessionalId who, RoomId room) const {
    const CaseFacts* facts = facts_of(room);
    return facts != nullptr && ask(who, *facts, commands::ask_case(Action::case_open)).permit;
}

bool Truth::may_find(ProfessionalId who, CaseId id) const {
    const auto record = cases_.find(id);
    if (record == cases_.end()) return false;
    if (carries(who, id) || may_enter(who, record->second.room)) return true;
    return std::any_of(consults_.begin(), consults_.end(), [&](const auto& one) {
        return one.second.of_case == id &&
               (may_know(who, one.first) || may_enter(who, one.second.room));
    });
}

bool Truth::may_know(ProfessionalId who, ConsultId id) const {
    const auto known = consults_.find(id);
    if (known == consults_.end()) return false;
    const store::ConsultRecord& consult = known->second;
    if (carries(who, consult.of_case)) return true;
    if (consult.asked_by == who && may_enter(who, consult.room)) return true;
    return ask(who, *facts_of(consult.room), commands::ask_case(Action::consult_read)).permit;
}

bool Truth::may_read_question(ProfessionalId who, ConsultId id) const {
    const auto known = consults_.find(id);
    if (known == consults_.end()) return false;
    const store::ConsultRecord& consult = known->second;
    const CaseFacts& facts = *facts_of(consult.room);
    return ask(who, facts, commands::ask_case(Action::consult_read)).permit ||
           ask(who, facts,
               commands::ask_item(Action::message_read, consult.about, consult.life_domains,
                                  Law::none))
               .permit;
}

bool Truth::could_sit(ProfessionalId who, RoomId room) const {
    const auto table = tables_.find(room);
    if (table == tables_.end()) return true;
    const store::ConsultRecord& consult = consults_.at(table->second);
    if (consult.asked_by == who || carries(who, consult.of_case)) return true;
    const bool over = (consult.ended_at && *consult.ended_at <= now_) || !consult.period.live(now_);
    const store::ConsultAsked* asked = consult.find(who);
    return !over && asked != nullptr && asked->asked.answer == ConsultAnswer::accepted;
}

CaseId Truth::case_of(RoomId room) const {
    const auto at = rooms_.find(room);
    return at == rooms_.end() ? CaseId{} : at->second;
}

const store::RoomEvent* Truth::event(RoomId room, std::int64_t seq) const {
    const auto at = events_.find(room);
    if (at == events_.end() || seq < 1 || seq > std::int64_t(at->second.size())) return nullptr;
    return &at->second[std::size_t(seq - 1)];
}

std::int64_t Truth::last_seq(RoomId room) const {
    const auto at = events_.find(room);
    return at == events_.end() ? 0 : std::int64_t(at->second.size());
}

bool Truth::may_read(ProfessionalId who, RoomId room, std::int64_t seq) const {
    const auto known = answers_.find({who, room, seq});
    if (known != answers_.end()) return known->second;
    return answers_[{who, room, seq}] = decide_item(who, room, seq);
}

bool Truth::decide_item(ProfessionalId who, RoomId room, std::int64_t seq) const {
    const store::RoomEvent* found = event(room, seq);
    if (found == nullptr || !may_enter(who, room)) return false;
    const CaseFacts& facts = *facts_of(room);
    if (found->kind == store::EventKind::ground) {
        if (carries(who, case_of(room))) return true;
        const OrganisationId concerned =
            commands::to_room_event(directory_, facts, *found).organisation;
        return concerned && concerned == commands::employer_of(directory_, who, now_);
    }
    const auto about = commands::members_of(facts, found->cells.people);
    if (about.empty()) return false;
    return ask(who, facts,
               commands::ask_item(Action::message_read, about, found->cells.life_domains,
                                  found->cells.law))
        .permit;
}

int Truth::readable_after(ProfessionalId who, RoomId room, std::int64_t mark) const {
    int count = 0;
    for (std::int64_t seq = mark + 1; seq <= last_seq(room); ++seq) {
        const store::RoomEvent& one = *event(room, seq);
        count +=
            one.kind == store::EventKind::message && one.author != who && may_read(who, room, seq);
    }
    return count;
}

}  // namespace kortelijn::simulation
