// Addresses are compared as IPv6 (IPv4 mapped); one IPv6 subscriber has a /64, so that is one
// address here.
#include "transport/peer_limits.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace kortelijn::transport {

namespace ip = boost::asio::ip;

namespace {

std::array<std::uint8_t, 16> key_of(const ip::address& address) {
    if (address.is_v6()) return address.to_v6().to_bytes();
    return ip::make_address_v6(ip::v4_mapped, address.to_v4()).to_bytes();
}

bool is_mapped(const std::array<std::uint8_t, 16>& key) {
    return ip::address_v6(key).is_v4_mapped();
}

std::array<std::uint8_t, 16> counted(std::array<std::uint8_t, 16> key) {
    if (!is_mapped(key)) std::fill(key.begin() + 8, key.end(), std::uint8_t{0});
    return key;
}

}  // namespace

PeerLimits::PeerLimits(const Limits& limits)
    : max_(limits.connections), max_per_address_(limits.connections_per_address) {
    for (const std::string& text : limits.unlimited_networks) {
        const std::size_t slash = text.find('/');
        boost::system::error_code error;
        const ip::address address = ip::make_address(text.substr(0, slash), error);
        const unsigned widest = address.is_v4() ? 32 : 128;
        const std::string digits =
            slash == text.npos ? std::to_string(widest) : text.substr(slash + 1);
        const bool number = !digits.empty() && digits.size() <= 3 &&
                            digits.find_first_not_of("0123456789") == digits.npos;
        if (error || !number || std::stoul(digits) > widest)
            throw std::runtime_error("not a network: " + text);
        const auto bits = static_cast<unsigned>(std::stoul(digits));
        unlimited_.push_back({key_of(address), address.is_v4() ? bits + 96 : bits});
    }
}

bool PeerLimits::unlimited(const Key& key) const {
    return std::any_of(unlimited_.begin(), unlimited_.end(), [&](const Network& network) {
        for (unsigned bit = 0; bit < network.bits; ++bit) {
            const unsigned mask = 0x80u >> (bit & 7);
            if ((network.address[bit / 8] & mask) != (key[bit / 8] & mask)) return false;
        }
        return true;
    });
}

PeerLimits::Verdict PeerLimits::enter(const ip::address& peer) {
    const Key key = key_of(peer);
    const bool free = unlimited(key);
    const std::lock_guard lock(mutex_);
    if (total_ >= max_) return Verdict::too_many;
    std::uint32_t& count = counts_[counted(key)];
    if (!free && count >= max_per_address_) return Verdict::too_many_of_address;
    ++count;
    ++total_;
    return Verdict::welcome;
}

void PeerLimits::leave(const ip::address& peer) {
    const std::lock_guard lock(mutex_);
    const auto found = counts_.find(counted(key_of(peer)));
    if (found == counts_.end()) return;
    --total_;
    if (--found->second == 0) counts_.erase(found);
}

std::uint32_t PeerLimits::connections() const {
    const std::lock_guard lock(mutex_);
    return total_;
}

}  // namespace kortelijn::transport
