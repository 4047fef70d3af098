// A whole server minus sockets for tests: a real store in a folder of its own, a clock and
// randomness that the test holds, scans run inline, and an outbox that keeps what was said to whom.
#pragma once

#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/pipeline.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace kortelijn::support {

using Json = nlohmann::json;

class HandClock final : public Clock {
public:
    Instant now() override { return at = at + step_ms; }
    std::int64_t step_ms = 0;  // time that passes between two looks
    Instant at = *parse_instant("2026-11-10T08:30:00Z");
};

// The same bytes for the same seed; for tests only.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed) : state_(seed * 2 + 1) {}
    void fill(std::span<std::uint8_t> out) override;
    std::uint64_t next();

private:
    std::uint64_t state_;
};

// What one connection was told, as the transport would have written it: replies by id, notices in
// order. Purges drop what was not "written" yet when the test holds the line (stalled).
struct Line {
    std::map<std::string, Json> replies;  // by id
    std::vector<Json> notices;
    std::vector<std::string> frames;  // texts in the order given
    bool closed = false;
    int close_code = 0;
};

class KeptOutbox final : public Outbox {
public:
    void deliver(Batch&& batch) override;
    std::map<ConnectionId, Line> lines;
    std::vector<Purge> purges;
    // Called at each delivery, before it counts: the commit must have happened by then.
    std::function<void()> at_delivery;
    // Sees each batch as it is handed over.
    std::function<void(const Batch&)> on_batch;
};

class InlineScans final : public core::Scans {
public:
    explicit InlineScans(store::Options options) : options_(std::move(options)) {}
    void start(std::function<std::shared_ptr<void>(store::ReadStore&)> job,
               std::function<void(std::shared_ptr<void>)> done) override;
    // Runs what was started, as workers would.
    void run();
    bool failing = false;  // a worker that could not read

private:
    store::Options options_;
    std::deque<std::pair<std::function<std::shared_ptr<void>(store::ReadStore&)>,
                         std::function<void(std::shared_ptr<void>)>>>
        waiting_;
};

// A folder that goes with the object.
class Folder {
public:
    Folder();
    ~Folder();
    std::string path(const std::string& name) const { return (at_ / name).string(); }

private:
    std::filesystem::path at_;
};

class Desk {
public:
    explicit Desk(std::uint64_t seed = 1, store::StatementHook hook = {});
    ~Desk();

    // Ends the process without ceremony and starts it again on the same files.
    void crash_and_restart();

    // A session and a socket for somebody, hello said (device: the seed of the tab).
    ConnectionId connect(ProfessionalId who, std::uint64_t device = 0);
    // Queues a socket of somebody signed in; nothing is said on it yet.
    ConnectionId open_socket(ProfessionalId who);
    SessionId session_of(ProfessionalId who) const { return sessions_.at(who); }
    // Queues anything else that comes in.
    void queue(core::Incoming incoming) { queue_.push_back(std::move(incoming)); }
    static std::string device_text(std::uint64_t device);
    void disconnect(ConnectionId);
    // Queues a request; run() makes one batch of everything queued.
    std::string ask(ConnectionId, const std::string& method, const Json& params);
    void run();
    // ask + run + the reply: {"result":..} or {"error":..}
    Json call(ConnectionId, const std::string& method, const Json& params);
    Json result(ConnectionId, const std::string& method, const Json& params);  // throws on an error
    std::string reason(ConnectionId, const std::string& method,
                       const Json& params);  // "" when it was permitted
    std::vector<Json> notices(ConnectionId, const std::string& method);
    void pass(std::int64_t ms);  // time passes; due work runs

    store::Store& store() { return *store_; }
    core::Pipeline& pipeline() { return *pipeline_; }
    InlineScans& scans() { return *scans_; }
    Instant now() const { return clock.at; }

    HandClock clock;
    KeptOutbox outbox;
    Folder folder;
    store::Options options;
    store::StatementHook hook;
    core::Options core_options;
    bool give_client_ids = true;  // to writes that have none

private:
    void open();
    Json with_client_id(Json params, const commands::Row& row);

    SeededRandom random_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<InlineScans> scans_;
    std::unique_ptr<core::Pipeline> pipeline_;
    std::vector<core::Incoming> queue_;
    std::map<ProfessionalId, SessionId> sessions_;
    std::int64_t next_connection_ = 1;
    std::int64_t next_id_ = 1;
};

// Household 2 of domain.md in a store: mother Karin (sole custody, register checked), daughter
// Lotte (15); Sanne (welfare) and Joris (youth care) are the pair; Bram is a mentor at the school;
// both yes for the pair's organisations. Nadia is the collaboration's privacy officer.
struct MotherAndDaughter {
    OrganisationId welfare, youth_care, school;
    TeamId north;
    ProfessionalId sanne, joris, bram, nadia, outsider;  // outsider: another school employee
    CaseId the_case;
    RoomId room;
    MemberId karin, lotte;
};
MotherAndDaughter make_mother_and_daughter(store::Store&, Instant now);

}  // namespace kortelijn::support
