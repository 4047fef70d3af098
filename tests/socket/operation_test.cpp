// What an operator does: change certificates, stop, look at health and metrics.
#include <gtest/gtest.h>

#include "socket/test_server.hpp"

namespace kortelijn::transport {
namespace {

TEST(Reload, a_new_pair_serves_new_handshakes_and_open_sockets_notice_nothing) {
    TestServer server;
    auto [client, id] = server.socket();
    EXPECT_EQ(client.certificate_serial(), 1);
    server.certificate.renew();
    EXPECT_EQ(server.transport->reload(), "");
    EXPECT_EQ(server.client().certificate_serial(), 2);
    server.notice(id, "\"still here\"");
    const auto frame = client.receive();
    ASSERT_TRUE(frame);
    EXPECT_EQ(frame->payload, "[\"still here\"]");
}

TEST(Reload, a_broken_or_mismatched_pair_is_refused_with_a_reason_and_the_old_stays) {
    TestServer server;
    auto unchecked = server.client_options();
    unchecked.trusted_file.clear();
    server.certificate.break_key();
    EXPECT_NE(server.transport->reload().find(server.certificate.key_file()), std::string::npos);
    EXPECT_EQ(TlsClient(unchecked).certificate_serial(), 1);
    server.certificate.renew();
    server.certificate.break_certificate();
    EXPECT_NE(server.transport->reload().find(server.certificate.certificate_file()),
              std::string::npos);
    EXPECT_EQ(TlsClient(unchecked).certificate_serial(), 1);
    server.certificate.renew();
    EXPECT_EQ(server.transport->reload(), "");
    EXPECT_EQ(server.client().certificate_serial(), 3);
}

TEST(Start, without_a_certificate_or_on_a_taken_port_says_why) {
    TestServer server;
    TransportOptions options = TestServer::usual_options();
    options.tls = {"/nonexistent/certificate.pem", "/nonexistent/key.pem"};
    try {
        Transport transport(options, {}, server, server);
        FAIL();
    } catch (const std::runtime_error& error) {
        EXPECT_NE(std::string(error.what()).find("/nonexistent/certificate.pem"),
                  std::string::npos);
    }
    options.tls = {server.certificate.certificate_file(), server.certificate.key_file()};
    options.endpoints = {{"127.0.0.1", server.transport->ports().front()}};
    Transport transport(options, {}, server, server);
    EXPECT_THROW(transport.start(), std::runtime_error);
}

TEST(Stop, sockets_get_what_waits_for_them_then_1001_and_requests_under_way_are_answered) {
    TestServer server;
    std::function<void(HttpResponse)> respond;
    server.on_request = [&](HttpRequest, std::function<void(HttpResponse)> later) {
        respond = std::move(later);
    };
    auto [client, id] = server.socket();
    TlsClient waiting = server.client();
    waiting.send("GET /api/slow HTTP/1.1\r\nHost: a\r\n\r\n");
    TlsClient idle = server.client();
    ASSERT_TRUE(server.wait_until([&] { return respond != nullptr; }));
    server.notice(id, "\"last\"");
    std::thread stopping([&] { server.transport->stop(milliseconds(3000)); });
    const auto last = client.receive();
    ASSERT_TRUE(last);
    EXPECT_EQ(last->payload, "[\"last\"]");
    EXPECT_EQ(client.receive_close(), 1001);
    client.send_frame(8, "\x03\xe9");
    EXPECT_TRUE(idle.wait_for_end());
    respond({});
    const auto answer = waiting.answer();
    EXPECT_EQ(answer.status, 200u);
    EXPECT_EQ(answer.header("connection"), "close");
    {
        TlsClient ended = std::move(waiting);
        ended.wait_for_end();
    }
    { TlsClient ended = std::move(idle); }
    {
        TlsClient ended = std::move(client);
        ended.wait_for_end();
    }
    stopping.join();
    ASSERT_EQ(server.closes.size(), 1u);
    EXPECT_EQ(server.closes[0].cause, CloseCause::stopping);
    EXPECT_EQ(server.closes[0].code, 1001);
}

TEST(Stop, does_not_wait_longer_than_told_for_those_who_do_not_read) {
    TestServer server;
    auto [client, id] = server.socket(8 * 1024);
    server.stall(id, {});
    const auto begin = std::chrono::steady_clock::now();
    server.transport->stop(milliseconds(300));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, milliseconds(2000));
    ASSERT_EQ(server.closes.size(), 1u);
    EXPECT_EQ(server.closes[0].cause, CloseCause::stopping);
}

TEST(Side, health_and_metrics_answer_on_loopback_and_nothing_else_does) {
    TransportOptions options = TestServer::usual_options();
    support::TestCertificate certificate;
    options.tls = {certificate.certificate_file(), certificate.key_file()};
    TestServer handlers;
    Transport transport(options, {}, handlers, handlers);
    bool well = true;
    SideHandlers side;
    side.health = [&] { return SideHandlers::Health{well, "{\"status\":\"ok\"}"}; };
    side.metrics = [&] { return transport.open_metrics() + "# EOF\n"; };
    EXPECT_THROW(transport.add_side_listener({"0.0.0.0", 0}, side), std::runtime_error);
    transport.add_side_listener({"127.0.0.1", 0}, side);
    transport.start();
    support::ClientOptions plain;
    plain.port = transport.side_port();
    plain.plain = true;
    const auto get = [&](const std::string& path) { return TlsClient(plain).get(path); };
    EXPECT_EQ(get("/health").status, 200u);
    EXPECT_EQ(get("/health").body, "{\"status\":\"ok\"}");
    well = false;
    EXPECT_EQ(get("/health").status, 503u);
    const auto metrics = get("/metrics");
    EXPECT_EQ(metrics.header("content-type"),
              "application/openmetrics-text; version=1.0.0; charset=utf-8");
    EXPECT_NE(metrics.body.find(
                  "# TYPE kortelijn_transport_sockets gauge\nkortelijn_transport_sockets 0\n"),
              std::string::npos);
    EXPECT_TRUE(metrics.body.ends_with("# EOF\n"));
    EXPECT_EQ(get("/api/x").status, 404u);
    EXPECT_EQ(get("/").status, 404u);
}

}  // namespace
}  // namespace kortelijn::transport
