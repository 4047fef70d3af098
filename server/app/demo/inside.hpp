// A server inside the making of the demo: the real pipeline over the new store, on a clock that the
// story sets, with nobody listening. What happens in the story passes here, so that it is decided,
// kept and recorded exactly as it would be in life. Never invents a result of its own.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/pipeline.hpp"

namespace kortelijn::demo {

class Inside {
public:
    // The log's time begins at `begin` and never goes back.
    Inside(store::Store& store, Random& random, Instant begin, core::SignedGuard guard);
    ~Inside();
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

    void set(Instant now);
    Instant now() const { return clock_.at; }

    using Then = std::function<void(const std::string& result)>;
    // Queues a request of somebody, who is signed in at their first one; `params` is its JSON.
    // `then` gets the result's JSON when run() has committed it.
    void ask(ProfessionalId who, std::string_view method, std::string params, Then then = {});
    void queue(core::Task task);
    // All that is queued as one batch. Throws std::runtime_error when any of it was refused: the
    // story is wrong then.
    void run();
    // Everybody signs out, the log is sealed. Once; nothing may follow.
    void end();

    core::Pipeline& pipeline() { return pipeline_; }

private:
    struct StoryClock final : Clock {
        Instant now() override { return at; }
        Instant at{0};
    };
    // Keeps replies until run() has looked at them; nobody reads notices.
    struct Replies final : Outbox {
        void deliver(Batch&& batch) override;
        std::map<std::string, std::string> by_id;
    };
    struct NoScans final : core::Scans {
        void start(std::function<std::shared_ptr<void>(store::ReadStore&)>,
                   std::function<void(std::shared_ptr<void>)> done) override {
            done(nullptr);
        }
    };
    struct Waiting {
        std::string id;
        std::string method;
        Then then;
    };

    ConnectionId connection_of(ProfessionalId who);
    std::string put(ConnectionId from, std::string_view method, const std::string& params);

    store::Store& store_;
    StoryClock clock_;
    Replies replies_;
    NoScans scans_;
    core::Pipeline pipeline_;
    Random& random_;
    std::vector<core::Incoming> queue_;
    std::vector<Waiting> waiting_;
    std::map<ProfessionalId, std::pair<ConnectionId, SessionId>> signed_in_;
    std::vector<std::string> refused_tasks_;
    std::int64_t next_ = 1;
    bool ended_ = false;
};

// An id out of a result: the number behind that name. Throws when it is not there.
std::int64_t id_in(const std::string& result, std::string_view name);

}  // namespace kortelijn::demo
