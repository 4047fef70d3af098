// One way to reach somebody in a call (a candidate, RFC 8839 with RFC 6544 and mDNS names), read
// and written anew. Where it was made from (the related address) is not passed on: it is of no use
// to a peer and tells where somebody is. No candidate is looked up or tried here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kortelijn::protocol {

constexpr std::size_t max_candidate_bytes = 512;

enum class CandidateType : std::uint8_t { host, srflx, prflx, relay };

struct IceCandidate {
    std::string foundation;
    unsigned component = 1;
    bool tcp = false;
    std::uint32_t priority = 0;
    std::string address;  // IPv4, IPv6, or a name under .local
    std::uint16_t port = 0;
    CandidateType type = CandidateType::host;
    std::string_view tcp_type;  // a literal; empty for UDP
    std::uint32_t generation = 0;
    std::string ufrag;  // empty: not said
};

// None: it does not read as one, or is over a limit.
std::optional<IceCandidate> read_candidate(std::string_view text);
std::string write_candidate(const IceCandidate&);

}  // namespace kortelijn::protocol
