// What clients may send: bounded text, and what becomes of everything else.
#include <gtest/gtest.h>

#include "socket/test_server.hpp"

namespace kortelijn::transport {
namespace {

TEST(Frames, a_text_reaches_the_application_whole_however_it_is_cut) {
    TestServer server;
    auto [client, id] = server.socket();
    client.send_text("one");
    client.send_frame(1, "tw", false);
    client.send_frame(9, "ping");
    client.send_frame(0, "o", true);
    client.send_text(std::string(65536, 'x'));
    ASSERT_TRUE(server.wait_until([&] { return server.texts.size() == 3; }));
    EXPECT_EQ(server.texts[0], "one");
    EXPECT_EQ(server.texts[1], "two");
    EXPECT_EQ(server.texts[2].size(), 65536u);
    const auto pong = client.receive();
    ASSERT_TRUE(pong);
    EXPECT_EQ(pong->opcode, 10u);
    EXPECT_EQ(pong->payload, "ping");
}

struct Bad {
    const char* what;
    unsigned opcode;
    std::string payload;
    std::uint16_t code;
    CloseCause cause;
};

TEST(I7, what_a_client_may_not_send_closes_with_the_right_code_and_is_told) {
    TestServer server;
    const std::vector<Bad> all = {
        {"over 64 KiB", 1, std::string(65537, 'x'), 1009, CloseCause::too_big},
        {"binary", 2, "x", 1003, CloseCause::protocol_error},
        {"not UTF-8", 1, "\xed\xa0\x80", 1007, CloseCause::protocol_error},
        {"unknown opcode", 3, "x", 1002, CloseCause::protocol_error},
    };
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto [client, id] = server.socket();
        client.send_frame(all[i].opcode, all[i].payload);
        EXPECT_EQ(client.receive_close(), all[i].code) << all[i].what;
        EXPECT_TRUE(client.wait_for_end()) << all[i].what;
        ASSERT_TRUE(server.wait_closed(i + 1));
        EXPECT_EQ(server.closes[i].connection, id);
        EXPECT_EQ(server.closes[i].cause, all[i].cause) << all[i].what;
        EXPECT_EQ(server.closes[i].code, all[i].code);
    }
    EXPECT_TRUE(server.texts.empty());
    EXPECT_TRUE(server.wait_metric("closed_too_big_total", 1));
}

TEST(I7, a_length_over_the_limit_is_refused_before_its_bytes_arrive) {
    TestServer server;
    auto [client, id] = server.socket();
    client.send(std::string("\x81\xff\0\0\0\xff\xff\xff\xff\xff\0\0\0\0", 14));
    EXPECT_EQ(client.receive_close(), 1009);
}

TEST(Frames, a_close_is_answered_with_the_same_code_and_told_once) {
    TestServer server;
    auto [client, id] = server.socket();
    client.send_frame(8, "\x0f\xa0 bye");  // 4000
    EXPECT_EQ(client.receive_close(), 4000);
    EXPECT_TRUE(client.wait_for_end());
    ASSERT_TRUE(server.wait_closed());
    EXPECT_EQ(server.closes[0].cause, CloseCause::peer_closed);
    EXPECT_EQ(server.closes[0].code, 4000);
}

TEST(Frames, a_peer_that_breaks_off_is_told_as_gone) {
    TestServer server;
    { auto [client, id] = server.socket(); }
    ASSERT_TRUE(server.wait_closed());
    EXPECT_EQ(server.closes[0].cause, CloseCause::peer_gone);
    EXPECT_EQ(server.closes[0].code, 1006);
    EXPECT_TRUE(server.wait_metric("sockets", 0));
}

TEST(Frames, a_silent_peer_is_pinged_and_a_dead_one_is_let_go) {
    TransportOptions options = TestServer::usual_options();
    options.limits.ping_ms = 300;
    options.limits.dead_ms = 1500;
    TestServer server(options);
    auto [client, id] = server.socket();
    const auto ping = client.receive(milliseconds(2000));
    ASSERT_TRUE(ping);
    EXPECT_EQ(ping->opcode, 9u);
    for (int i = 0; i < 12; ++i) {  // answers keep it alive beyond dead_ms
        client.send_frame(10, "");
        std::this_thread::sleep_for(milliseconds(200));
    }
    EXPECT_TRUE(server.closes.empty());
    ASSERT_TRUE(server.wait_closed());  // now it says nothing
    EXPECT_EQ(server.closes[0].cause, CloseCause::peer_gone);
}

}  // namespace
}  // namespace kortelijn::transport
