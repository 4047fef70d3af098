// Who is connected: one entry per open socket, with the account it was signed in as, or the guest's
// link it was opened with. Held by the core alone; the transport has its own idea of the socket.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/ids.hpp"
#include "base/language.hpp"
#include "base/time.hpp"
#include "domain/words.hpp"
#include "domain/words_calls.hpp"

namespace kortelijn::rooms {

// A guest: somebody with a link, of one case and for one use. As it was when the link was opened;
// whether it lives is asked of the policy each time.
struct GuestAt {
    GuestId link;
    CaseId of_case;
    GuestKind kind = GuestKind::family;
    GuestUse use = GuestUse::none;
    MemberId person;              // of kind family
    OrganisationId organisation;  // of kind partner
    CallId call;                  // of use call

    Role role() const {
        return kind == GuestKind::family    ? Role::guest_family
               : kind == GuestKind::partner ? Role::guest_partner
                                            : Role::guest_network;
    }
};

struct Connection {
    ConnectionId id;
    SessionId session;   // none for a guest
    ProfessionalId who;  // none for a guest
    std::optional<GuestAt> guest = {};
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
    // All sockets of one link.
    const std::vector<ConnectionId>& of(GuestId) const;
    std::size_t size() const { return by_id_.size(); }
    const std::unordered_map<ProfessionalId, std::vector<ConnectionId>>& people() const {
        return by_person_;
    }
    // Guests are none of people().
    const std::unordered_map<GuestId, std::vector<ConnectionId>>& guests() const {
        return by_link_;
    }
    void clear();

private:
    std::unordered_map<ConnectionId, Connection> by_id_;
    std::unordered_map<ProfessionalId, std::vector<ConnectionId>> by_person_;
    std::unordered_map<GuestId, std::vector<ConnectionId>> by_link_;
};

}  // namespace kortelijn::rooms
