// Nothing grows without a bound (I7): requests, outboxes, connections, time and memory.
#include <fstream>
#include <gtest/gtest.h>

#include "socket/test_server.hpp"

namespace kortelijn::transport {
namespace {

// Sanitizers keep freed memory, so their builds say nothing about it.
#ifdef KORTELIJN_SANITIZED
constexpr bool memory_counts = false;
#else
constexpr bool memory_counts = true;
#endif

std::size_t resident_bytes() {
    std::ifstream in("/proc/self/statm");
    std::size_t pages = 0;
    in >> pages >> pages;
    return pages * 4096;
}

TEST(I7, reading_stops_at_64_unanswered_requests_and_goes_on_when_they_are_answered) {
    TestServer server;
    auto [client, id] = server.socket();
    for (int i = 0; i < 100; ++i) client.send_text("{}");
    ASSERT_TRUE(server.wait_until([&] { return server.texts.size() == 64; }));
    EXPECT_FALSE(server.wait_until([&] { return server.texts.size() > 64; }, milliseconds(200)));
    server.deliver([id = id](Batch& batch) {
        for (int i = 0; i < 10; ++i) batch.reply(id, {}, "{}");
    });
    ASSERT_TRUE(server.wait_until([&] { return server.texts.size() == 74; }));
    EXPECT_FALSE(server.wait_until([&] { return server.texts.size() > 74; }, milliseconds(200)));
    server.deliver([id = id](Batch& batch) {
        for (int i = 0; i < 64; ++i) batch.reply(id, {}, "{}");
    });
    EXPECT_TRUE(server.wait_until([&] { return server.texts.size() == 100; }));
}

TEST(I7, what_asks_for_no_answer_is_not_counted) {
    TestServer server;
    server.on_text = [](ConnectionId, const std::string&) { return false; };
    auto [client, id] = server.socket();
    for (int i = 0; i < 300; ++i) client.send_text("{}");
    EXPECT_TRUE(server.wait_until([&] { return server.texts.size() == 300; }));
}

TEST(I7, a_reader_whose_outbox_runs_over_is_closed_with_1013) {
    TestServer server;
    auto [client, id] = server.socket(8 * 1024);
    server.stall(id, {});
    for (int i = 0; i < 33; ++i) server.notice(id, TestServer::text_of(8192, 'n'));
    EXPECT_EQ(client.receive_close(), 1013);
    client.send_frame(8, "\x03\xf5");
    ASSERT_TRUE(server.wait_closed());
    EXPECT_EQ(server.closes[0].cause, CloseCause::too_slow);
}

TEST(I7, a_reader_that_stands_still_is_let_go_with_a_small_outbox_too) {
    TransportOptions options = TestServer::usual_options();
    options.limits.progress_ms = 600;
    options.limits.close_ms = 500;
    TestServer server(options);
    auto [client, id] = server.socket(8 * 1024);
    server.stall(id, {});
    ASSERT_TRUE(server.wait_closed());
    EXPECT_EQ(server.closes[0].cause, CloseCause::too_slow);
    EXPECT_EQ(server.closes[0].code, 1013);
    EXPECT_TRUE(server.wait_metric("connections", 0));
}

TEST(I7, pings_without_reading_hold_one_pong) {
    TestServer server;
    auto [client, id] = server.socket(8 * 1024);
    server.stall(id, {});
    const std::size_t before = resident_bytes();
    for (int i = 0; i < 50'000; ++i)
        client.send_frame(9, "0123456789012345678901234567890123456789");
    if (memory_counts) {
        EXPECT_LT(resident_bytes(), before + 4 * 1024 * 1024);
    }
    EXPECT_TRUE(server.closes.empty());
}

TEST(I7, one_address_has_a_cap_and_a_listed_network_has_not) {
    TransportOptions options = TestServer::usual_options();
    options.limits.connections_per_address = 5;
    TestServer server(options);
    std::vector<TlsClient> clients;
    for (int i = 0; i < 5; ++i) clients.push_back(server.client());
    EXPECT_THROW(server.client(), std::runtime_error);
    clients.pop_back();
    for (int i = 0; i < 100 && server.metric("connections") > 4; ++i)
        std::this_thread::sleep_for(milliseconds(10));
    EXPECT_NO_THROW(clients.push_back(server.client()));

    options.limits.unlimited_networks = {"127.0.0.0/8"};
    TestServer open(options);
    std::vector<TlsClient> many;
    for (int i = 0; i < 20; ++i) many.push_back(open.client());
    EXPECT_EQ(open.metric("connections_refused_full_total"), 0u);
}

TEST(I7, all_together_have_a_cap) {
    TransportOptions options = TestServer::usual_options();
    options.limits.connections = 3;
    TestServer server(options);
    std::vector<TlsClient> clients;
    for (int i = 0; i < 3; ++i) clients.push_back(server.client());
    EXPECT_THROW(server.client(), std::runtime_error);
    EXPECT_TRUE(server.wait_metric("connections_refused_full_total", 1));
}

TEST(I7, who_does_not_finish_setting_up_is_dropped) {
    TransportOptions options = TestServer::usual_options();
    options.limits.setup_ms = 600;
    options.limits.keep_alive_ms = 600;
    TestServer server(options);
    auto plain = server.client_options();
    plain.plain = true;
    TlsClient silent(plain);
    TlsClient half_hello(plain);
    half_hello.send(std::string("\x16\x03\x01\x02\x00\x01", 6));
    TlsClient no_request = server.client();
    TlsClient half_request = server.client();
    half_request.send("GET / HTTP/1.1\r\nHost: a\r\n");
    TlsClient half_body = server.client();
    half_body.send(
        "POST /api/x HTTP/1.1\r\nHost: a\r\nOrigin: https://localhost:8443\r\nContent-Length: "
        "9\r\n\r\nab");
    TlsClient idle = server.client();
    EXPECT_EQ(idle.get("/api/x").status, 200u);
    for (TlsClient* client : {&silent, &half_hello, &no_request, &half_request, &half_body, &idle})
        EXPECT_TRUE(client->wait_for_end(milliseconds(3000)));
    EXPECT_TRUE(server.wait_metric("connections", 0));
    EXPECT_TRUE(server.wait_metric("setup_timeouts_total", 5));
}

TEST(I7, a_thousand_sockets_that_never_speak_cost_little_and_are_gone_in_time) {
    TransportOptions options = TestServer::usual_options();
    options.limits.setup_ms = 1500;
    options.limits.connections_per_address = 2000;
    TestServer server(options);
    auto plain = server.client_options();
    plain.plain = true;
    const std::size_t before = resident_bytes();
    std::vector<TlsClient> silent;
    for (int i = 0; i < 900; ++i) silent.emplace_back(plain);
    EXPECT_TRUE(server.wait_metric("connections_accepted_total", 900));
    if (memory_counts) {  // of both sides: the clients are in this process
        EXPECT_LT(resident_bytes(), before + 900 * 8 * 1024);
    }
    EXPECT_EQ(server.client().get("/api/x").status, 200u);  // others are served meanwhile
    EXPECT_TRUE(silent.back().wait_for_end(milliseconds(4000)));
    for (int i = 0; i < 100 && server.metric("connections") > 1; ++i)
        std::this_thread::sleep_for(milliseconds(20));
    EXPECT_LE(server.metric("connections"), 1u);
}

}  // namespace
}  // namespace kortelijn::transport
