// Who is connected: one entry per open socket, with the account it was signed in as. Held by the
// core alone; the transport has its own idea of the socket.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/ids.hpp"
#include "base/language.hpp"
#include "base/time.hpp"

namespace kortelijn::rooms {

struct Connection {
    ConnectionId id;
    SessionId session;
    ProfessionalId who;
    std::uint64_t device = 0;  // 0 until connection.hello
    Language language = Language::nl;
    std::string address_hint;
    std::vector<RoomId> rooms;     // where it has a seat
    std::vector<CaseId> watching;  // cases of its case list: told of unread counts and changes
    BoardId board;                 // the daily start it is at; none: no seat
    bool lists_cases = false;      // asked for a case list once: told of cases that come
};

// At most this many rooms per connection (I7).
constexpr std::size_t max_rooms_per_connection = 64;

class Connections {
public:
    Connection& add(Connection connection);
    void remove(ConnectionId);
    Connection* find(ConnectionId);
    // All sockets of one person, in the order in which they connected.
    const std::vector<ConnectionId>& of(ProfessionalId) const;
    std::vector<ConnectionId> of(SessionId) const;
    std::size_t size() const { return by_id_.size(); }
    const std::unordered_map<ProfessionalId, std::vector<ConnectionId>>& people() const {
        return by_person_;
    }
    void clear();

private:
    std::unordered_map<ConnectionId, Connection> by_id_;
    std::unordered_map<ProfessionalId, std::vector<ConnectionId>> by_person_;
};

}  // namespace kortelijn::rooms
