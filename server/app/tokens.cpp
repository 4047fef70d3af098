// Random tokens and short words; nothing here is kept.
#include "app/tokens.hpp"

#include <array>
#include <utility>

#include <boost/asio/ip/address.hpp>

#include "audit/escaping.hpp"
#include "audit/hash.hpp"

namespace kortelijn::app {
namespace {

std::string digest(std::string_view text) {
    const audit::Hash hash = audit::sha256(text);
    return std::string(audit::chars(hash));
}

std::string from(const boost::asio::ip::address_v6& address, std::size_t groups) {
    const auto bytes = address.to_bytes();
    std::string out;
    char group[8];
    for (std::size_t i = 0; i < groups; ++i) {
        std::snprintf(group, sizeof group, "%x:", unsigned(bytes[2 * i]) << 8 | bytes[2 * i + 1]);
        out += group;
    }
    return out + "x";
}

std::optional<boost::asio::ip::address> parse(std::string_view peer) {
    boost::system::error_code no;
    auto address = boost::asio::ip::make_address(peer, no);
    if (no) return std::nullopt;
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6());
    return address;
}

}  // namespace

std::string new_token(Random& random) {
    const auto bytes = random.bytes<32>();
    return audit::base64url(audit::chars(bytes));
}

std::string token_hash(std::string_view token) { return digest(token); }

std::string base32(std::string_view bytes) {
    static constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out;
    unsigned held = 0, bits = 0;
    for (const char byte : bytes) {
        held = held << 8 | std::uint8_t(byte);
        for (bits += 8; bits >= 5;) out += letters[(held >> (bits -= 5)) & 31];
        held &= 0xff;
    }
    if (bits > 0) out += letters[(held << (5 - bits)) & 31];
    return out;
}

std::vector<std::string> new_recovery_codes(Random& random) {
    std::vector<std::string> codes;
    for (int i = 0; i < 10; ++i) {
        const auto bytes = random.bytes<10>();
        std::string code = base32(audit::chars(bytes));
        for (const std::size_t at : {12U, 8U, 4U}) code.insert(at, "-");
        codes.push_back(std::move(code));
    }
    return codes;
}

std::string recovery_hash(std::string_view code) {
    std::string plain;
    for (const char c : code) {
        if (c >= 'a' && c <= 'z')
            plain += char(c - 'a' + 'A');
        else if ((c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7'))
            plain += c;
    }
    return digest("recovery:" + plain);
}

std::string address_hint(std::string_view peer) {
    const auto address = parse(peer);
    if (!address) return {};
    if (address->is_v6()) return address->is_loopback() ? "::1" : from(address->to_v6(), 3);
    if (address->is_loopback()) return "127.0.0.1";
    const std::string text = address->to_string();
    return text.substr(0, text.rfind('.') + 1) + "x";
}

std::string address_key(std::string_view peer) {
    const auto address = parse(peer);
    if (!address) return std::string(peer.substr(0, 45));
    return address->is_v6() ? from(address->to_v6(), 4) : address->to_string();
}

std::string device_words(std::string_view agent) {
    // The order matters: most browsers also name those they descend from.
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> browsers{{
        {"Edg", "Edge"},
        {"OPR/", "Opera"},
        {"SamsungBrowser", "Samsung Internet"},
        {"Firefox/", "Firefox"},
        {"FxiOS", "Firefox"},
        {"Chromium", "Chromium"},
        {"Chrome/", "Chrome"},
        {"Safari/", "Safari"},
    }};
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> systems{{
        {"iPhone", "iPhone"},
        {"iPad", "iPad"},
        {"Android", "Android"},
        {"Windows", "Windows"},
        {"Mac OS X", "macOS"},
        {"Linux", "Linux"},
    }};
    const auto find = [agent](const auto& list, std::string_view otherwise) {
        for (const auto& [mark, word] : list)
            if (agent.find(mark) != std::string_view::npos) return word;
        return otherwise;
    };
    std::string words(find(browsers, "Browser"));
    if (const std::string_view system = find(systems, ""); !system.empty())
        words.append(", ").append(system);
    return words;
}

std::string cookie_header(std::string_view token, std::string_view name) {
    return std::string(name) + "=" + std::string(token) +
           "; Path=/; Secure; HttpOnly; SameSite=Strict";
}

std::string cookie_removal(std::string_view name) {
    return cookie_header("", name) + "; Max-Age=0";
}

}  // namespace kortelijn::app
