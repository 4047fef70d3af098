// Rooms in memory, filled from the store, and what somebody last read and chose in one.
#include "commands/attachments.hpp"
#include "commands/items.hpp"
#include "commands/world.hpp"

namespace kortelijn::commands {

rooms::Room& World::room(CaseEntry& entry) {
    const RoomId id = entry.record.room;
    const auto known = rooms_.find(id);
    if (known != rooms_.end()) return known->second;
    const auto head = store_.room_head(id);
    rooms::Room made(id, entry.id, head ? head->last_seq : 0);
    const auto events = older_events(id, made.last_seq() + 1, int(rooms::recent_events));
    std::vector<rooms::Event> newest;
    for (auto event = events.rbegin(); event != events.rend(); ++event)
        newest.push_back(to_room_event(directory(), entry.facts(), as_file_stands(store_, *event),
                                       answered_cells(store_, *event)));
    made.remember(std::move(newest));
    return rooms_.emplace(id, std::move(made)).first->second;  // whole, or not at all
}

std::vector<store::RoomEvent> World::older_events(RoomId room, std::int64_t before, int limit) {
    try {
        return store_.events_before(room, before, limit);
    } catch (const store::StoreFailure& failure) {
        if (failure.kind() != store::StoreFailure::Kind::damaged) throw;
        return {};
    }
}

std::int64_t World::read_mark(RoomId room, ProfessionalId who) {
    const auto known = marks_.find({room, who});
    if (known != marks_.end()) return known->second;
    return marks_.emplace(std::pair{room, who}, store_.read_mark(room, who)).first->second;
}

void World::set_read_mark(RoomId room, ProfessionalId who, std::int64_t seq) {
    marks_[{room, who}] = seq;
}

std::optional<store::RoomChoice> World::choice(RoomId room, ProfessionalId who) {
    const auto known = choices_.find({room, who});
    if (known != choices_.end()) return known->second;
    return choices_.emplace(std::pair{room, who}, store_.choice(room, who)).first->second;
}

void World::keep_choice(RoomId room, ProfessionalId who, const store::RoomChoice& wanted) {
    if (choice(room, who) == wanted) return;
    store_.set_choice(room, who, wanted);
    choices_[{room, who}] = wanted;
}

}  // namespace kortelijn::commands
