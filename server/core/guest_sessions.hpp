// Which guests are let in: one session per link, by the hash of the cookie. As with sessions.hpp,
// the I/O threads look one up at the upgrade, so the index has a lock of its own. That a session is
// here says only that its link was opened on its device: whether the link lives is the policy's
// answer, and the core asks it at every command and after every change.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rooms/connection.hpp"
#include "store/call_records.hpp"

namespace kortelijn::core {

constexpr std::int64_t guest_idle_ms = day_ms;

rooms::GuestAt guest_at(const store::GuestLinkRecord& link);

class GuestSessions {
public:
    struct Entry {
        store::GuestSession session;
        rooms::GuestAt guest;
    };

    // Any thread.
    std::optional<Entry> find_by_token(std::string_view token_hash, Instant now) const;

    // The core's thread only.
    void load(std::vector<Entry> live);
    // Instead of an earlier one of that link.
    void add(Entry entry);
    void remove(GuestId link);
    std::optional<Entry> find(GuestId link) const;
    bool live(GuestId link, Instant now) const;
    // Marks activity; the session, when the store should be told (at most once a minute).
    std::optional<GuestSessionId> touch(GuestId link, Instant now);
    // Links whose session is over by time.
    std::vector<GuestId> over(Instant now) const;
    std::vector<GuestId> of(CaseId) const;

private:
    static bool is_over(const store::GuestSession& session, Instant now) {
        return now >= session.ends_at || now - session.last_at >= guest_idle_ms;
    }

    mutable std::mutex mutex_;
    std::unordered_map<GuestId, Entry> by_link_;
    std::unordered_map<std::string, GuestId> by_token_;
    std::unordered_map<GuestId, Instant> told_;
};

}  // namespace kortelijn::core
