// A random life of a small town: several people on several tabs, two cases, everything the protocol
// has for rooms and grounds, time that jumps, sockets that break, a process that dies. The same
// seed gives the same history.
#pragma once

#include "simulation/watcher.hpp"

namespace kortelijn::simulation {

struct Town {
    support::MotherAndDaughter first;
    CaseId second;
    RoomId second_room;
    MemberId pieter;
    ProfessionalId fatima;               // the second case's other half
    std::vector<ProfessionalId> people;  // who act
    std::vector<OrganisationId> organisations;
};

// Karin and Lotte's case and a second one, of Pieter alone, that shares Joris.
Town build_town(store::Store& store, Instant now);

// The school may look along about school, as long as nobody says otherwise.
Town with_consults(store::Store& store, Town town, Instant now);

class History {
public:
    explicit History(std::uint64_t seed);

    // One batch of the pipeline, or what happens between batches. False when something was wrong.
    bool step();
    Watcher& watcher() { return watcher_; }
    support::Desk& desk() { return desk_; }
    std::string last() const { return last_; }

private:
    std::uint64_t below(std::uint64_t n) { return dice_.next() % n; }
    bool chance(int percent) { return below(100) < std::uint64_t(percent); }
    template <class T>
    const T& pick(const std::vector<T>& from) {
        return from[below(from.size())];
    }
    struct Place {
        CaseId id;
        RoomId room;
    };
    Place place();

    void connect(ProfessionalId who, std::uint64_t device, Json resume);
    void come_back(Client& gone, bool close_first);
    void ask_something(Client& client);
    void ask_messages(Client& client, const Place& at);
    void ask_case(Client& client, const Place& at);
    void ask_consult(Client& client, const Place& at);
    std::vector<store::ConsultRecord> consults();
    void ask(Client& client, const std::string& method, Json params, std::string canary = {});
    Json consent(const Place& at);
    void jump();
    void repeat_one();
    std::vector<Client*> open_clients();

    support::SeededRandom dice_;
    support::Desk desk_;
    Town town_;
    Watcher watcher_;
    std::int64_t next_client_id_ = 1;
    std::uint64_t next_device_ = 1;
    std::string last_;
};

}  // namespace kortelijn::simulation
