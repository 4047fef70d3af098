// What the commands between two of a call share. A leg that was never there, that left and that the
// asker may not meet are one and the same: nobody. Texts are read and written anew
// (session_description.hpp, ice_candidate.hpp); none of one browser reaches another as it came.
#pragma once

#include "commands/call_rows.hpp"
#include "ice_candidate.hpp"
#include "session_description.hpp"

namespace kortelijn::commands {

constexpr int max_candidates = 200;           // from one leg to another, of one ICE generation
constexpr int max_candidates_in_all = 2'000;  // of all, for as long as both legs stand

std::optional<protocol::SessionDescription> parse_offer(std::string_view);
std::optional<protocol::SessionDescription> parse_answer(std::string_view);
std::optional<std::string> parse_hex_256(std::string_view);
std::optional<std::string> parse_mid(std::string_view);
std::int64_t read_leg(protocol::Reader&);

// R59, about whoever has this leg.
Requirement require_peer(World&, const Caller&, CallId named, std::int64_t to);
// The asker's own leg; 0 when they are not there with a connection.
std::int64_t own_leg(const CallEntry&, const Caller&);
// Passes an offer or answer on, in our own words.
Result<Change> pass_on(Context&, CallId named, std::int64_t to, std::string_view method,
                       const protocol::SessionDescription&);
// A notice to who has that leg: {call, from, and the given members}.
void tell_leg(const CallEntry&, std::int64_t from, std::int64_t to, std::string_view method,
              const protocol::Writer& members, Change&);

}  // namespace kortelijn::commands
