// Bookkeeping alone; each look and each round is small, so vectors and maps do.
#include "rooms/call.hpp"

#include <algorithm>

namespace kortelijn::rooms {

CallSeat* Call::seat_of(ConnectionId connection) {
    for (CallSeat& seat : seats_)
        if (seat.connection == connection) return &seat;
    return nullptr;
}

const CallSeat* Call::seat_of(ParticipantId participant) const {
    for (const CallSeat& seat : seats_)
        if (!seat.watching && seat.participant == participant) return &seat;
    return nullptr;
}

void Call::sit(CallSeat seat) {
    if (CallSeat* const there = seat_of(seat.connection))
        *there = std::move(seat);
    else
        seats_.push_back(std::move(seat));
}

bool Call::stand_up(ConnectionId connection) {
    return std::erase_if(seats_,
                         [&](const CallSeat& seat) { return seat.connection == connection; }) > 0;
}

void Call::meet(Legs legs, std::int64_t first_round) {
    if (legs == legs_ && round_ != 0) return;
    legs_ = std::move(legs);
    round_ = round_ == 0 ? first_round : round_ + 1;
    parts_.clear();
    std::erase_if(sent_, [&](const auto& one) {
        return !legs_.contains(one.first.first) || !legs_.contains(one.first.second);
    });
}

bool Call::commit(std::int64_t leg, std::int64_t round, const std::string& commit) {
    if (round != round_ || !legs_.contains(leg)) return false;
    const auto [at, fresh] = parts_.try_emplace(leg, WordPart{commit, {}, {}});
    return fresh || at->second.commit == commit;
}

bool Call::reveal(std::int64_t leg, std::int64_t round, const std::string& fingerprint,
                  const std::string& nonce) {
    const auto known = parts_.find(leg);
    if (round != round_ || known == parts_.end()) return false;
    WordPart& part = known->second;
    if (!part.nonce.empty()) return part.nonce == nonce && part.fingerprint == fingerprint;
    part.fingerprint = fingerprint;
    part.nonce = nonce;
    return true;
}

const WordPart* Call::part(std::int64_t leg) const {
    const auto known = parts_.find(leg);
    return known == parts_.end() ? nullptr : &known->second;
}

bool Call::all_committed(std::int64_t leg) const {
    const auto known = legs_.find(leg);
    return known != legs_.end() && parts_.contains(leg) &&
           std::all_of(known->second.begin(), known->second.end(),
                       [&](std::int64_t other) { return parts_.contains(other); });
}

bool Call::count_candidate(std::int64_t from, std::int64_t to, const std::string& generation,
                           int most, int most_in_all) {
    CandidatesSent& sent = sent_[{from, to}];
    if (sent.generation != generation) sent = {generation, 0, sent.in_all};
    const bool room = sent.count < most && sent.in_all < most_in_all;
    if (room) ++sent.count, ++sent.in_all;
    return room;
}

}  // namespace kortelijn::rooms
