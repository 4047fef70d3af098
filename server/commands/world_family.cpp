// Consults, calls and guests' links in what the core remembers: read like cases and boards, dropped
// by the same rule. A consult's room is a table of its own: an entry beside the case's, never mixed
// with it (R55).
#include <algorithm>

#include "commands/call_look.hpp"
#include "commands/command.hpp"
#include "commands/world.hpp"

namespace kortelijn::commands {
namespace {

constexpr std::size_t max_calls_at_hand = 1024;

// Runs `body`; false when a value in it was damaged: then who may see it cannot be known, so nobody
// does, as if it were not there.
template <class Body>
bool quietly(Body&& body) {
    try {
        body();
        return true;
    } catch (const store::StoreFailure& failure) {
        if (failure.kind() != store::StoreFailure::Kind::damaged) throw;
        return false;
    }
}

}  // namespace

std::optional<store::ConsultRecord> World::readable_consult(ConsultId id) {
    std::optional<store::ConsultRecord> out;
    return quietly([&] { out = store_.consult(id); }) ? out : std::nullopt;
}

std::optional<store::GuestLinkRecord> World::readable_link(GuestId id) {
    std::optional<store::GuestLinkRecord> out;
    return quietly([&] { out = store_.link(id); }) ? out : std::nullopt;
}

// The same case, so that what changes it changes this too; whose room it is, both must say.
void World::read_table(CaseEntry& table, Instant now) {
    ++steps_.consults;
    table.record = {};
    table.stale = false;
    const auto consult = readable_consult(table.consult);
    if (!consult || store_.consult_of_room(consult->room) != table.consult) return;
    const CaseEntry& own = entry(consult->of_case, now);
    if (!own.exists()) return;
    table.id = own.id;
    table.record = own.record;
    table.record.room = consult->room;
    table.record.facts.consult = consult->facts();
}

CaseEntry& World::table(ConsultId id, Instant now) {
    const auto known = tables_.find(id);
    if (known != tables_.end()) {
        CaseEntry& table = known->second;
        if (table.stale || now >= table.valid_until) refresh(table, now);
        return table;
    }
    CaseEntry made;
    made.consult = id;
    made.stale = true;
    refresh(made, now);
    // Absent ones are remembered too, or looking twice would cost more than for one that exists.
    return tables_.emplace(id, std::move(made)).first->second;
}

CaseEntry& World::entry_of(RoomId id, Instant now) {
    const auto known = place_of_room_.find(id);
    if (known == place_of_room_.end()) ++steps_.rooms;
    const Place place = known != place_of_room_.end()
                            ? known->second
                            : Place{store_.case_of_room(id), store_.consult_of_room(id)};
    // Absent ones are remembered too, or asking twice would cost more than for a room that exists.
    if (known == place_of_room_.end()) place_of_room_.emplace(id, place);
    CaseEntry& found = place.consult ? table(place.consult, now) : entry(place.of_case, now);
    return !found.exists() || found.record.room == id ? found : entry(CaseId{}, now);
}

std::vector<CaseEntry*> World::tables_of(CaseId of_case) {
    std::vector<CaseEntry*> out;
    for (auto& [id, table] : tables_)
        if (table.id == of_case) out.push_back(&table);
    return out;
}

void World::mark_tables_stale(CaseId of_case) {
    for (auto& [id, table] : tables_)
        if (table.id == of_case || !table.exists()) table.stale = true;
}

CallFacts CallEntry::facts() const {
    CallFacts out = record.facts();
    for (Participant& one : out.participants)
        if (one.state == ParticipantState::waiting && at.seat_of(one.id) == nullptr)
            one.state = ParticipantState::left;
    return out;
}

void World::read_call(CallEntry& entry) {
    ++steps_.calls;
    entry.record = {};
    entry.stale = false;
    std::optional<store::CallRecord> record;
    entry.there = quietly([&] { record = store_.call(entry.id); }) && record.has_value();
    if (entry.there) entry.record = std::move(*record);
}

CallEntry& World::call(CallId id) {
    const auto known = calls_.find(id);
    if (known != calls_.end()) {
        if (known->second.stale) read_call(known->second);
        return known->second;
    }
    CallEntry made;
    made.id = id;
    read_call(made);
    if (!made.there) return no_call_ = std::move(made);
    return calls_.emplace(id, std::move(made)).first->second;
}

void World::touch(CallId id) {
    calls_touched_now_.push_back(id);
    if (const auto at = calls_.find(id); at != calls_.end()) at->second.stale = true;
}

void World::touch(ConsultId id) {
    if (const auto at = tables_.find(id); at != tables_.end()) touch(at->second.id);
}

void World::undo_family_touches() {
    for (const CallId id : calls_touched_now_)
        if (const auto at = calls_.find(id); at != calls_.end()) at->second.stale = true;
    calls_touched_now_.clear();
}

void World::mark_calls_of(CaseId of_case) {
    for (const auto& [id, entry] : calls_)
        if (entry.record.of_case == of_case) mark(id);
}

// Whom a call, a link or a room's consult names besides the case.
void World::name_family(const Requirement& need, Named& named, CaseId& of_case) {
    if (need.link)
        if (const auto link = readable_link(need.link)) of_case = link->of_case;
    if (!need.call) return;
    const CallEntry& at = call(need.call);
    if (!at.there || (of_case && at.record.of_case != of_case)) return;
    of_case = at.record.of_case;
    named.call = at.facts();
    if (const auto* question = at.record.find(need.consent_question))
        named.question = question->facts();
    if (const auto* paper = at.record.find(need.paper)) named.checklist = paper->facts();
}

Named World::named(const CallEntry& call, Instant now) {
    Named out;
    out.entry = &entry(call.record.of_case, now);
    if (call.there) out.call = call.facts();
    return out;
}

void World::trim_family() {
    if (calls_.size() > max_calls_at_hand)
        std::erase_if(calls_, [](const auto& call) {
            const auto& in = call.second.record.participants;
            return call.second.at.seats().empty() && call.second.at.away_since.empty() &&
                   std::none_of(in.begin(), in.end(),
                                [](const auto& one) { return takes_part(one.seat.state); });
        });
    if (tables_.size() <= max_cases_at_hand) return;
    std::erase_if(tables_, [this](const auto& at) {
        const auto room = rooms_.find(at.second.record.room);
        if (room != rooms_.end() && !room->second.seats().empty()) return false;
        if (room != rooms_.end()) rooms_.erase(room);
        tables_due_.erase({at.second.valid_until, at.first});
        return true;
    });
}

}  // namespace kortelijn::commands
