// Candidates as browsers make them, and what is no candidate.
#include "ice_candidate.hpp"

#include <gtest/gtest.h>
#include <string>

namespace kortelijn::protocol {
namespace {

std::string anew(const std::string& text) {
    const auto read = read_candidate(text);
    return read ? write_candidate(*read) : "";
}

TEST(IceCandidate, what_browsers_send_is_read_and_written_anew) {
    EXPECT_EQ(anew("candidate:596426002 1 udp 2122194687 192.0.2.2 33272 typ host generation 0 "
                   "ufrag Hxiw network-id 1"),
              "candidate:596426002 1 udp 2122194687 192.0.2.2 33272 typ host generation 0 ufrag "
              "Hxiw");
    EXPECT_EQ(anew("candidate:1 1 tcp 1518285567 FD00::2 9 typ host tcptype active generation 1 "
                   "ufrag Xe/k network-id 2 network-cost 50"),
              "candidate:1 1 tcp 1518285567 fd00::2 9 typ host tcptype active generation 1 ufrag "
              "Xe/k");
    EXPECT_EQ(anew("candidate:0 1 UDP 2122252543 0b1c2d3e-0f1a-4b2c-8d3e-4f5a6b7c8d9e.local 50861 "
                   "typ host"),
              "candidate:0 1 udp 2122252543 0b1c2d3e-0f1a-4b2c-8d3e-4f5a6b7c8d9e.local 50861 typ "
              "host generation 0");
}

TEST(IceCandidate, where_it_was_made_from_is_not_told_on) {
    const std::string text = anew(
        "candidate:842 1 udp 1677729535 192.0.2.7 51022 typ srflx raddr 10.9.8.7 rport 4 "
        "generation 0");
    EXPECT_EQ(text,
              "candidate:842 1 udp 1677729535 192.0.2.7 51022 typ srflx raddr 0.0.0.0 rport 0 "
              "generation 0");
    const auto relay = read_candidate(
        "candidate:3 1 udp 41885439 198.51.100.9 60001 typ relay raddr 192.0.2.7 "
        "rport 51022 generation 0");
    ASSERT_TRUE(relay);
    EXPECT_EQ(relay->type, CandidateType::relay);
    EXPECT_EQ(write_candidate(*relay).find("192.0.2.7"), std::string::npos);
}

TEST(IceCandidate, addresses_are_written_as_they_are_usually_written) {
    const auto written = [](const std::string& address) {
        const auto read = read_candidate("candidate:1 1 udp 5 " + address + " 9 typ host");
        return read ? read->address : "";
    };
    EXPECT_EQ(written("2001:DB8:0:0:1:0:0:1"), "2001:db8::1:0:0:1");
    EXPECT_EQ(written("fe80::"), "fe80::");
    EXPECT_EQ(written("::1"), "::1");
    EXPECT_EQ(written("1:2:3:4:5:6:7:8"), "1:2:3:4:5:6:7:8");
    EXPECT_EQ(written("1::3:4:5:6:7:8"), "1:0:3:4:5:6:7:8");
    EXPECT_EQ(written("127.0.0.1"), "127.0.0.1");
    for (const char* wrong : {"1:2:3:4:5:6:7", "1::2::3", "1:2:3:4:5:6:7:8:9", "12345::", ":1::2:",
                              "::ffff:192.0.2.1", "fe80::1%eth0", "192.0.2.", "192.0.2.1.",
                              "192.0.2.1.5", "192.0.02.1", "256.0.0.1", ".1.2.3", "::", ":"})
        EXPECT_EQ(written(wrong), "") << wrong;
}

TEST(IceCandidate, what_is_not_whole_is_not_read) {
    const std::string start = "candidate:1 1 udp 2122194687 ";
    for (const std::string& text : {
             std::string(),
             std::string("candidate:"),
             start,
             start + "192.0.2.2",
             start + "192.0.2.2 1 typ",
             start + "192.0.2.2 1 typ home",
             start + "192.0.2.2 70000 typ host",
             start + "192.0.2 1 typ host",
             start + "0.0.0.0 1 typ host",
             start + "224.0.0.1 1 typ host",
             start + "255.255.255.255 1 typ host",
             start + "ff02::1 1 typ host",
             start + ":: 1 typ host",
             start + "example.org 1 typ host",
             start + ".local 1 typ host",
             start + "a_b.local 1 typ host",
             start + "192.0.2.2 1 typ host tcptype active",
             start + "192.0.2.2 1 typ host ufrag",
             start + "192.0.2.2 1 typ host ufrag a<b>",
             start + "192.0.2.2 1 typ host generation x",
             start + "192.0.2.2 1 typ host\nx",
             std::string("x ") + start + "192.0.2.2 1 typ host",
             std::string("candidate:1 3 udp 5 192.0.2.2 1 typ host"),
             std::string("candidate:1 1 sctp 5 192.0.2.2 1 typ host"),
             std::string("candidate:1 1 udp 0 192.0.2.2 1 typ host"),
             std::string("candidate:1 1 tcp 5 192.0.2.2 1 typ host"),
             start + "192.0.2.2 1 typ host ufrag " + std::string(500, 'a'),
         })
        EXPECT_FALSE(read_candidate(text)) << text;
}

}  // namespace
}  // namespace kortelijn::protocol
