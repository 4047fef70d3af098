// A locked map. Held for a look-up only.
#include "core/guest_sessions.hpp"

#include <algorithm>

namespace kortelijn::core {

rooms::GuestAt guest_at(const store::GuestLinkRecord& link) {
    return {link.guest.id,  link.of_case,      link.guest.kind,
            link.guest.use, link.guest.person, link.guest.organisation,
            link.guest.call};
}

std::optional<GuestSessions::Entry> GuestSessions::find_by_token(std::string_view token_hash,
                                                                 Instant now) const {
    const std::scoped_lock lock(mutex_);
    const auto at = by_token_.find(std::string(token_hash));
    if (at == by_token_.end()) return std::nullopt;
    const Entry& entry = by_link_.at(at->second);
    return is_over(entry.session, now) ? std::nullopt : std::optional(entry);
}

void GuestSessions::load(std::vector<Entry> live) {
    {
        const std::scoped_lock lock(mutex_);
        by_link_.clear();
        by_token_.clear();
        told_.clear();
    }
    for (Entry& entry : live) add(std::move(entry));
}

void GuestSessions::add(Entry entry) {
    const std::scoped_lock lock(mutex_);
    const GuestId link = entry.guest.link;
    if (const auto old = by_link_.find(link); old != by_link_.end())
        by_token_.erase(old->second.session.token_hash);
    by_token_[entry.session.token_hash] = link;
    by_link_[link] = std::move(entry);
}

void GuestSessions::remove(GuestId link) {
    const std::scoped_lock lock(mutex_);
    const auto at = by_link_.find(link);
    if (at == by_link_.end()) return;
    by_token_.erase(at->second.session.token_hash);
    by_link_.erase(at);
    told_.erase(link);
}

std::optional<GuestSessions::Entry> GuestSessions::find(GuestId link) const {
    const std::scoped_lock lock(mutex_);
    const auto at = by_link_.find(link);
    return at == by_link_.end() ? std::nullopt : std::optional(at->second);
}

bool GuestSessions::live(GuestId link, Instant now) const {
    const std::scoped_lock lock(mutex_);
    const auto at = by_link_.find(link);
    return at != by_link_.end() && !is_over(at->second.session, now);
}

std::optional<GuestSessionId> GuestSessions::touch(GuestId link, Instant now) {
    const std::scoped_lock lock(mutex_);
    const auto at = by_link_.find(link);
    if (at == by_link_.end()) return std::nullopt;
    store::GuestSession& session = at->second.session;
    session.last_at = std::max(session.last_at, now);
    Instant& told = told_.try_emplace(link, now).first->second;
    if (now - told < minute_ms) return std::nullopt;
    told = now;
    return session.id;
}

std::vector<GuestId> GuestSessions::over(Instant now) const {
    const std::scoped_lock lock(mutex_);
    std::vector<GuestId> out;
    for (const auto& [link, entry] : by_link_)
        if (is_over(entry.session, now)) out.push_back(link);
    std::sort(out.begin(), out.end());
    return out;
}

std::vector<GuestId> GuestSessions::of(CaseId of_case) const {
    const std::scoped_lock lock(mutex_);
    std::vector<GuestId> out;
    for (const auto& [link, entry] : by_link_)
        if (entry.guest.of_case == of_case) out.push_back(link);
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace kortelijn::core
