// How many connections there are, in all and per address (I7). Shared by all I/O threads. Must
// never refuse an address of a listed network (many colleagues behind one) for its count.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include <boost/asio/ip/address.hpp>

#include "transport/options.hpp"

namespace kortelijn::transport {

class PeerLimits {
public:
    enum class Verdict { welcome, too_many, too_many_of_address };

    // Throws std::runtime_error on a network that cannot be read.
    explicit PeerLimits(const Limits& limits);

    // Each welcome is paid back by one leave().
    Verdict enter(const boost::asio::ip::address& peer);
    void leave(const boost::asio::ip::address& peer);
    std::uint32_t connections() const;

private:
    using Key = std::array<std::uint8_t, 16>;
    struct Network {
        Key address;
        unsigned bits;
    };

    bool unlimited(const Key& key) const;

    const std::uint32_t max_;
    const std::uint32_t max_per_address_;
    std::vector<Network> unlimited_;
    mutable std::mutex mutex_;
    std::map<Key, std::uint32_t> counts_;
    std::uint32_t total_ = 0;
};

}  // namespace kortelijn::transport
