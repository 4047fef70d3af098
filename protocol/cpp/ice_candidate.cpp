// The words stand in a fixed order up to the type, then in pairs; a pair nobody knows is passed
// over and not written.
#include "ice_candidate.hpp"

#include "ip_address.hpp"
#include "sdp_words.hpp"

namespace kortelijn::protocol {
namespace {

constexpr std::string_view types[] = {"host", "srflx", "prflx", "relay"};
constexpr std::string_view tcp_types[] = {"active", "passive", "so"};

bool is_local_name(std::string_view text) {
    constexpr std::string_view end = ".local";
    if (!text.ends_with(end) || text.size() > 64 || text.size() == end.size()) return false;
    text.remove_suffix(end.size());
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

// Empty: no address of one host.
std::string address_of(std::string_view text) {
    return is_local_name(text) ? std::string(text) : host_address(text);
}

bool same_word(std::string_view text, std::string_view lower) {
    return text.size() == lower.size() &&
           std::equal(text.begin(), text.end(), lower.begin(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}

bool read_pairs(std::string_view text, IceCandidate& out) {
    while (!text.empty()) {
        const std::string_view name = take_until(text, ' ');
        const std::string_view value = take_until(text, ' ');
        if (name.empty() || value.empty()) return false;
        if (name == "tcptype") {
            out.tcp_type = literal_of(tcp_types, value);
            if (out.tcp_type.empty()) return false;
        } else if (name == "generation") {
            const auto number = number_in<std::uint32_t>(value, 0, 1'000'000);
            if (!number) return false;
            out.generation = *number;
        } else if (name == "ufrag") {
            if (!is_ice_text(value, 4, 64)) return false;
            out.ufrag = value;
        }
    }
    return out.tcp == !out.tcp_type.empty();
}

}  // namespace

std::optional<IceCandidate> read_candidate(std::string_view text) {
    if (text.size() > max_candidate_bytes) return std::nullopt;
    if (text.starts_with("a=")) text.remove_prefix(2);
    if (take_until(text, ':') != "candidate") return std::nullopt;
    IceCandidate out;
    out.foundation = take_until(text, ' ');
    const auto component = number_in<unsigned>(take_until(text, ' '), 1, 2);
    const std::string_view transport = take_until(text, ' ');
    const auto priority = number_in<std::uint32_t>(take_until(text, ' '), 1, 0x7FFFFFFF);
    out.address = address_of(take_until(text, ' '));
    const auto port = number_in<std::uint16_t>(take_until(text, ' '), 0, 65535);
    if (!is_ice_text(out.foundation, 1, 32) || !component || !priority || !port)
        return std::nullopt;
    if (out.address.empty() || take_until(text, ' ') != "typ") return std::nullopt;
    out.tcp = same_word(transport, "tcp");
    if (!out.tcp && !same_word(transport, "udp")) return std::nullopt;
    const std::string_view type = take_until(text, ' ');
    const auto at = std::find(std::begin(types), std::end(types), type);
    if (at == std::end(types)) return std::nullopt;
    out.component = *component, out.priority = *priority, out.port = *port;
    out.type = static_cast<CandidateType>(at - std::begin(types));
    if (!read_pairs(text, out)) return std::nullopt;
    return out;
}

std::string write_candidate(const IceCandidate& one) {
    std::string out = "candidate:" + one.foundation + ' ' + std::to_string(one.component);
    out += one.tcp ? " tcp " : " udp ";
    out += std::to_string(one.priority) + ' ' + one.address + ' ' + std::to_string(one.port);
    out += " typ " + std::string(types[static_cast<std::size_t>(one.type)]);
    if (one.type != CandidateType::host) out += " raddr 0.0.0.0 rport 0";
    if (one.tcp) out += " tcptype " + std::string(one.tcp_type);
    out += " generation " + std::to_string(one.generation);
    if (!one.ufrag.empty()) out += " ufrag " + one.ufrag;
    return out;
}

}  // namespace kortelijn::protocol
