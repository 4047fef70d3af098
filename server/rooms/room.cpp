// Seats and the newest events of one room.
#include "rooms/room.hpp"

#include <algorithm>

namespace kortelijn::rooms {

bool may_see(const Sight& sight, const Event& event) {
    if (event.about_ground)
        return sight.carrier || (event.organisation && event.organisation == sight.organisation);
    return covers(sight.mask, event.cells);
}

void Room::remember(std::vector<Event> newest) {
    recent_.assign(std::make_move_iterator(newest.begin()), std::make_move_iterator(newest.end()));
    if (!recent_.empty()) last_seq_ = recent_.back().seq;
    while (recent_.size() > recent_events) recent_.pop_front();
}

void Room::push(Event event) {
    last_seq_ = event.seq;
    recent_.push_back(std::move(event));
    if (recent_.size() > recent_events) recent_.pop_front();
}

const Event* Room::at_hand(std::int64_t seq) const {
    if (seq <= floor() || seq > last_seq_) return nullptr;
    return &recent_[std::size_t(seq - floor() - 1)];
}

void Room::amend(std::int64_t message_seq, std::shared_ptr<const std::string> item, bool retracted,
                 std::shared_ptr<const Answering> answering) {
    auto* event = const_cast<Event*>(at_hand(message_seq));
    if (event == nullptr) return;
    event->item = std::move(item);
    event->answering = std::move(answering);
    if (retracted) event->counts = false;
}

Seat* Room::seat_of(ConnectionId connection) {
    const auto at = std::find_if(seats_.begin(), seats_.end(),
                                 [&](const Seat& seat) { return seat.connection == connection; });
    return at == seats_.end() ? nullptr : &*at;
}

void Room::sit(Seat seat) {
    if (Seat* old = seat_of(seat.connection))
        *old = std::move(seat);
    else
        seats_.push_back(std::move(seat));
}

void Room::stand_up(ConnectionId connection) {
    std::erase_if(seats_, [&](const Seat& seat) { return seat.connection == connection; });
}

bool Room::in_room(ProfessionalId who) const {
    return std::any_of(seats_.begin(), seats_.end(),
                       [&](const Seat& seat) { return seat.who == who; });
}

std::vector<ConnectionId> Room::receivers(const Event& event) const {
    std::vector<ConnectionId> out;
    out.reserve(seats_.size());
    for (const Seat& seat : seats_)
        if (may_see(seat.sight, event)) out.push_back(seat.connection);
    return out;
}

std::vector<ConnectionId> Room::everyone() const {
    std::vector<ConnectionId> out;
    for (const Seat& seat : seats_) out.push_back(seat.connection);
    return out;
}

Unread Room::unread(const Sight& sight, ProfessionalId who, std::int64_t mark) const {
    Unread out;
    for (auto event = recent_.rbegin(); event != recent_.rend() && event->seq > mark; ++event) {
        const bool mentioned =
            std::find(event->mentions.begin(), event->mentions.end(), who) != event->mentions.end();
        const bool counts = event->counts || (event->counts_for_mentioned && mentioned);
        if (!counts || event->author == who || !may_see(sight, *event)) continue;
        ++out.count;
        out.first = event->seq;
        if (mentioned) ++out.mentions;
    }
    return out;
}

}  // namespace kortelijn::rooms
