// Maps kept in step.
#include "rooms/connection.hpp"

#include <algorithm>

namespace kortelijn::rooms {

Connection& Connections::add(Connection connection) {
    if (connection.guest)
        by_link_[connection.guest->link].push_back(connection.id);
    else
        by_person_[connection.who].push_back(connection.id);
    return by_id_.insert_or_assign(connection.id, std::move(connection)).first->second;
}

void Connections::remove(ConnectionId id) {
    const auto at = by_id_.find(id);
    if (at == by_id_.end()) return;
    const auto take_out = [id](auto& index, auto whose) {
        const auto known = index.find(whose);
        std::erase(known->second, id);
        if (known->second.empty()) index.erase(known);
    };
    if (at->second.guest)
        take_out(by_link_, at->second.guest->link);
    else
        take_out(by_person_, at->second.who);
    by_id_.erase(at);
}

Connection* Connections::find(ConnectionId id) {
    const auto at = by_id_.find(id);
    return at == by_id_.end() ? nullptr : &at->second;
}

const std::vector<ConnectionId>& Connections::of(ProfessionalId who) const {
    static const std::vector<ConnectionId> none;
    const auto at = by_person_.find(who);
    return at == by_person_.end() ? none : at->second;
}

const std::vector<ConnectionId>& Connections::of(GuestId link) const {
    static const std::vector<ConnectionId> none;
    const auto at = by_link_.find(link);
    return at == by_link_.end() ? none : at->second;
}

std::vector<ConnectionId> Connections::of(SessionId session) const {
    std::vector<ConnectionId> out;
    for (const auto& [id, connection] : by_id_)
        if (connection.session == session) out.push_back(id);
    std::sort(out.begin(), out.end());
    return out;
}

void Connections::clear() {
    by_id_.clear();
    by_person_.clear();
    by_link_.clear();
}

}  // namespace kortelijn::rooms
