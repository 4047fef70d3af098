// Who is signed in. The core changes sessions; the I/O threads look one up at the upgrade, by the
// hash of the cookie, so the index has a lock of its own. A session found there may end the next
// moment: the core asks again at every command.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/records.hpp"

namespace kortelijn::core {

struct SessionLimits {
    std::int64_t idle_ms = 15 * minute_ms;
    std::int64_t absolute_ms = 12 * hour_ms;
};

class Sessions {
public:
    explicit Sessions(SessionLimits limits) : limits_(limits) {}

    const SessionLimits& limits() const { return limits_; }

    // Any thread.
    std::optional<store::Session> find_by_token(std::string_view token_hash) const;

    // The core's thread only.
    void load(std::vector<store::Session> live);
    void add(const store::Session& session);
    void remove(SessionId);
    std::optional<store::Session> find(SessionId) const;
    bool live(SessionId, Instant now) const;
    // Marks activity; true when the store should be told (at most once a minute).
    bool touch(SessionId, Instant now);
    std::vector<SessionId> over(Instant now) const;
    std::vector<store::Session> of(ProfessionalId) const;

private:
    bool is_over(const store::Session& session, Instant now) const {
        return now >= session.ends_at || now - session.last_at >= limits_.idle_ms;
    }

    SessionLimits limits_;
    mutable std::mutex mutex_;
    std::unordered_map<SessionId, store::Session> by_id_;
    std::unordered_map<std::string, SessionId> by_token_;
    std::unordered_map<SessionId, Instant> told_;
};

}  // namespace kortelijn::core
