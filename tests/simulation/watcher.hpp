// Looks over every batch the core hands out and judges it against the truth and the log: I1-I5 of
// design section 2. Each client is modelled by what it was told and nothing else.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "commands/audit_rows.hpp"
#include "simulation/truth.hpp"
#include "support/desk.hpp"

namespace kortelijn::simulation {

using support::Json;

// What a browser would keep of one room.
struct ClientRoom {
    std::int64_t base = 0;       // complete up to here
    std::set<std::int64_t> got;  // notices after it
    std::int64_t view = 0;
    std::int64_t known() const { return got.empty() ? base : std::max(base, *got.rbegin()); }
};

struct Request {
    std::string method;
    Json params;
    std::string canary;  // in the text that was sent
};

struct Client {
    ConnectionId connection;
    ProfessionalId who;
    std::uint64_t device = 0;
    bool open = true;
    std::string epoch;
    std::map<RoomId, ClientRoom> rooms;
    std::set<RoomId> unsure;  // seats it may have: the answer that said so was taken back
    std::set<CaseId> had;     // cases of which anything was ever handed to it
    std::map<std::string, Request> waiting;
};

struct Acknowledged {  // a message somebody was told is kept
    RoomId room;
    std::int64_t seq = 0;
    std::uint64_t device = 0;
    std::int64_t client_id = 0;
    Json params;
    Json result;
};

class Watcher {
public:
    explicit Watcher(support::Desk& desk);

    void expect(Client& client, const std::string& id, Request request);
    Client& add(ConnectionId connection, ProfessionalId who, std::uint64_t device);
    // The process ended: sockets are gone, and what was acknowledged must still be there.
    void after_crash();

    std::map<ConnectionId, Client>& clients() { return clients_; }
    const std::vector<Acknowledged>& acknowledged() const { return acknowledged_; }
    const std::vector<std::string>& complaints() const { return complaints_; }
    // So that a simulation in which nothing happens does not pass.
    struct Seen {
        int replies = 0, refusals = 0, items = 0, live = 0, purges = 0, evictions = 0,
            view_changes = 0, resumed = 0;
        int anew = 0, taken_back = 0, closed_ranges = 0, answers = 0, consults = 0, tables = 0;
    };
    Seen seen;

private:
    struct LogSeat {
        Mask mask;
        bool open = false;
        std::vector<std::int64_t> live;  // delivered since the seat's last entry
    };
    using SeatName = std::pair<std::uint64_t, RoomId>;

    void judge(const Batch& batch);  // watcher.cpp
    void reply(Client& client, const Reply& item);
    void replied(Client& client, const Request& request, const Json& result);
    void joined(Client& client, RoomId room, const Json& result);
    void resumed(Client& client, const Request& request, const Json& result);
    void notice(Client& client, const Json& notice, CaseId tag);
    void consult_state(Client& client, const Json& state);
    void kept_notice(Client& client, const Json& params);
    void tagged(Client& client, CaseId tag);
    void items(Client& client, const Json& list, std::string_view event);
    void canaries(Client& client, const std::string& text);
    void complete();
    void withdrawn(const Batch& batch);

    void read_log();  // watcher_log.cpp
    void seat_entry(const commands::OpenedEntry& entry);
    void need_entry(const Client& client, std::string_view event, bool refused);
    void need_shown(const Client& client, RoomId room, std::int64_t seq);
    void need_seat(const Client& client, RoomId room, std::int64_t seq);
    void need_answered_shown(Client& client, const Json& item);  // watcher.cpp

    void complain(const std::string& text) { complaints_.push_back(text); }
    std::string name(const Client& client) const;

    support::Desk& desk_;
    std::map<ConnectionId, Client> clients_;
    std::unique_ptr<Truth> truth_;
    std::unique_ptr<Truth> before_;
    std::map<std::string, std::pair<RoomId, std::int64_t>> canaries_;
    std::set<std::pair<ConnectionId, RoomId>> view_changed_;  // in the batch at hand
    std::vector<Acknowledged> acknowledged_;
    std::vector<std::string> complaints_;
    std::int64_t log_read_ = 0;
    std::vector<commands::OpenedEntry> fresh_;  // entries of this batch
    std::map<SeatName, LogSeat> seats_;
};

}  // namespace kortelijn::simulation
