// Which connections are at a call and what each was told of it last; what its people send now, and
// where the safety word stands. Core memory only, forgotten with it. Who may be in it and who meets
// whom is decided outside; it knows no rule and no JSON.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace kortelijn::rooms {

// What a state shows beside the receiver: a kind of thing and its number.
using Shown = std::pair<char, std::int64_t>;

struct CallSeat {
    ConnectionId connection;
    ParticipantId participant;
    ProfessionalId who;  // one of the two
    GuestId guest;
    bool watching = false;  // hears of it; is not there to the others
    // What it was given last, without its version; empty: nothing yet.
    std::string told = {};
    std::int64_t version = 0;
    std::set<Shown> shown = {};
    std::set<Shown> noted = {};  // of these, what the log says this seat was shown
    bool due = false;            // another state waits for the end of the batch
};

// What somebody sends, as they say themselves.
struct CallMedia {
    bool sound = false;
    bool picture = false;
    std::string trouble;  // a word of the wire; empty: none

    bool operator==(const CallMedia&) const = default;
};

// A leg's part in the round of the safety word. Hex, as it came.
struct WordPart {
    std::string commit;
    std::string fingerprint;  // with the nonce, once it was revealed
    std::string nonce;
};

struct TurnPass {
    std::string username;
    std::string credential;
    Instant expires_at;
};

// Candidates from one leg to another, of one ICE generation and for as long as both legs stand.
struct CandidatesSent {
    std::string generation;
    int count = 0;
    int in_all = 0;
};

using Legs = std::map<std::int64_t, std::set<std::int64_t>>;  // each with those it may meet

class Call {
public:
    const std::vector<CallSeat>& seats() const { return seats_; }
    std::vector<CallSeat>& seats() { return seats_; }
    CallSeat* seat_of(ConnectionId);
    // Where somebody takes part: never one that only watches.
    const CallSeat* seat_of(ParticipantId) const;
    // Replaces the seat that this connection had.
    void sit(CallSeat);
    bool stand_up(ConnectionId);

    // Who is in meets these now. Others than before: a new round, of which nothing is known yet.
    void meet(Legs legs, std::int64_t first_round);
    std::int64_t round() const { return round_; }
    const Legs& legs() const { return legs_; }
    // False: of another round, or something else was said in this one. The same again is fine.
    bool commit(std::int64_t leg, std::int64_t round, const std::string& commit);
    // False also before the leg committed.
    bool reveal(std::int64_t leg, std::int64_t round, const std::string& fingerprint,
                const std::string& nonce);
    const WordPart* part(std::int64_t leg) const;
    // Whether each of them and the leg itself committed: reveals may be told.
    bool all_committed(std::int64_t leg) const;

    // False: too many of this generation, or too many of this pair in all. A generation's name is
    // the sender's choice, so it alone holds nobody back.
    bool count_candidate(std::int64_t from, std::int64_t to, const std::string& generation,
                         int most, int most_in_all);

    std::map<ParticipantId, CallMedia> media;
    std::map<ParticipantId, Instant> away_since;  // takes part, and has no connection here
    std::map<ParticipantId, TurnPass> turn;

private:
    std::vector<CallSeat> seats_;  // in the order of sitting down
    std::int64_t round_ = 0;
    Legs legs_;
    std::map<std::int64_t, WordPart> parts_;
    std::map<std::pair<std::int64_t, std::int64_t>, CandidatesSent> sent_;
};

}  // namespace kortelijn::rooms
