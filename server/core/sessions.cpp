// A locked map. Held for a look-up only.
#include "core/sessions.hpp"

#include <algorithm>

namespace kortelijn::core {

std::optional<store::Session> Sessions::find_by_token(std::string_view token_hash) const {
    const std::scoped_lock lock(mutex_);
    const auto at = by_token_.find(std::string(token_hash));
    if (at == by_token_.end()) return std::nullopt;
    return by_id_.at(at->second);
}

void Sessions::load(std::vector<store::Session> live) {
    const std::scoped_lock lock(mutex_);
    by_id_.clear();
    by_token_.clear();
    told_.clear();
    for (auto& session : live) {
        by_token_[session.token_hash] = session.id;
        by_id_[session.id] = std::move(session);
    }
}

void Sessions::add(const store::Session& session) {
    const std::scoped_lock lock(mutex_);
    by_token_[session.token_hash] = session.id;
    by_id_[session.id] = session;
}

void Sessions::remove(SessionId id) {
    const std::scoped_lock lock(mutex_);
    const auto at = by_id_.find(id);
    if (at == by_id_.end()) return;
    by_token_.erase(at->second.token_hash);
    by_id_.erase(at);
    told_.erase(id);
}

std::optional<store::Session> Sessions::find(SessionId id) const {
    const std::scoped_lock lock(mutex_);
    const auto at = by_id_.find(id);
    if (at == by_id_.end()) return std::nullopt;
    return at->second;
}

bool Sessions::live(SessionId id, Instant now) const {
    const std::scoped_lock lock(mutex_);
    const auto at = by_id_.find(id);
    return at != by_id_.end() && !is_over(at->second, now);
}

bool Sessions::touch(SessionId id, Instant now) {
    const std::scoped_lock lock(mutex_);
    const auto at = by_id_.find(id);
    if (at == by_id_.end()) return false;
    at->second.last_at = std::max(at->second.last_at, now);
    Instant& told = told_.try_emplace(id, now).first->second;
    if (now - told < minute_ms) return false;
    told = now;
    return true;
}

std::vector<SessionId> Sessions::over(Instant now) const {
    const std::scoped_lock lock(mutex_);
    std::vector<SessionId> out;
    for (const auto& [id, session] : by_id_)
        if (is_over(session, now)) out.push_back(id);
    std::sort(out.begin(), out.end());
    return out;
}

std::vector<store::Session> Sessions::of(ProfessionalId who) const {
    const std::scoped_lock lock(mutex_);
    std::vector<store::Session> out;
    for (const auto& [id, session] : by_id_)
        if (session.professional == who) out.push_back(session);
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return out;
}

}  // namespace kortelijn::core
