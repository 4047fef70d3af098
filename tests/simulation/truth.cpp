// Slow on purpose: one question per item and person.
#include "simulation/truth.hpp"

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
        cases_.emplace(id, std::move(*record));
    }
}

Decision Truth::ask(ProfessionalId who, CaseId id, Ask question) const {
    const auto record = cases_.find(id);
    if (record == cases_.end()) return {};
    question.who = who;
    question.as = Role::professional;
    return policy::decide(directory_, record->second.facts, question, now_);
}

bool Truth::may_enter(ProfessionalId who, CaseId id) const {
    return ask(who, id, commands::ask_case(Action::case_open)).permit;
}

bool Truth::may_find(ProfessionalId who, CaseId id) const {
    return ask(who, id, commands::ask_case(Action::case_exists)).reason == "ok.carrier" ||
           may_enter(who, id);
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
    const CaseId id = case_of(room);
    if (found == nullptr || !may_enter(who, id)) return false;
    const CaseFacts& facts = cases_.at(id).facts;
    if (found->kind == store::EventKind::ground) {
        if (ask(who, id, commands::ask_case(Action::case_exists)).reason == "ok.carrier")
            return true;
        const OrganisationId concerned =
            commands::to_room_event(directory_, facts, *found).organisation;
        return concerned && concerned == commands::employer_of(directory_, who, now_);
    }
    const auto about = commands::members_of(facts, found->cells.people);
    if (about.empty()) return false;
    return ask(who, id,
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
