// Who gets a WebSocket: Origin first, then the subprotocol, then the application's word.
#include <gtest/gtest.h>

#include "socket/test_server.hpp"

namespace kortelijn::transport {
namespace {

using support::UpgradeOptions;

TEST(Upgrade, from_our_origin_with_our_subprotocol_opens_a_socket) {
    TestServer server;
    TlsClient client = server.client();
    UpgradeOptions options;
    options.cookie = "other=1; __Host-session=secret";
    const auto answer = client.upgrade(options);
    EXPECT_EQ(answer.status, 101u);
    EXPECT_EQ(answer.header("sec-websocket-accept"),
              "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");  // RFC 6455, 1.3
    EXPECT_EQ(answer.header("sec-websocket-protocol"), "kortelijn.v1");
    EXPECT_EQ(answer.header("sec-websocket-extensions"), "");
    EXPECT_TRUE(server.wait_until([&] { return server.opens.size() == 1; }));
    EXPECT_EQ(server.cookie, "secret");
    EXPECT_EQ(client.tls_version(), "TLSv1.3");
}

TEST(Upgrade, from_any_other_origin_is_403_and_nobody_is_looked_up) {
    TestServer server;
    for (const char* origin :
         {"", "null", "https://evil.example", "https://localhost:8443.evil.example",
          "http://localhost:8443", "https://localhost:84430", "https://localhost:844",
          "https://localhost", "https://LOCALHOST:8443", "HTTPS://localhost:8443",
          "https://localhost:8443/", "https://evil.example#https://localhost:8443",
          "https://xlocalhost:8443", "https://localhost:8443 https://evil.example",
          "wss://localhost:8443"}) {
        UpgradeOptions options;
        options.origin = origin;
        options.cookie = "__Host-session=secret";
        options.subprotocol = "something.else";  // Origin is judged first
        EXPECT_EQ(server.client().upgrade(options).status, 403u) << origin;
    }
    UpgradeOptions twice;
    twice.extra = {"Origin: https://evil.example"};
    EXPECT_EQ(server.client().upgrade(twice).status, 400u);
    EXPECT_EQ(server.asked_upgrades, 0);
}

TEST(Upgrade, needs_the_subprotocol_by_its_exact_name) {
    TestServer server;
    for (const char* name :
         {"", "kortelijn.v2", "Kortelijn.v1", "kortelijn.v1x", "x, kortelijn.v10"}) {
        UpgradeOptions options;
        options.subprotocol = name;
        EXPECT_EQ(server.client().upgrade(options).status, 400u) << name;
    }
    UpgradeOptions among_others;
    among_others.subprotocol = "first, kortelijn.v1 ,last";
    EXPECT_EQ(server.client().upgrade(among_others).status, 101u);
}

TEST(Upgrade, malformed_handshakes_are_refused) {
    TestServer server;
    UpgradeOptions version;
    version.version = "8";
    const auto answer = server.client().upgrade(version);
    EXPECT_EQ(answer.status, 426u);
    EXPECT_EQ(answer.header("sec-websocket-version"), "13");
    for (const char* key : {"", "short", "dGhlIHNhbXBsZSBub25jZQ",
                            "dGhlIHNhbXBsZSBub25jZR==", "a b c d e f g h i j k =="}) {
        UpgradeOptions options;
        options.key = key;
        EXPECT_EQ(server.client().upgrade(options).status, 400u) << key;
    }
    UpgradeOptions elsewhere;
    elsewhere.path = "/ws/";
    EXPECT_NE(server.client().upgrade(elsewhere).status, 101u);
    EXPECT_EQ(server.asked_upgrades, 0);
}

TEST(Upgrade, the_application_can_refuse_and_can_take_its_time) {
    TestServer server;
    server.upgrade_answer = RefusedHttp{401};
    TlsClient client = server.client();
    EXPECT_EQ(client.upgrade().status, 401u);
    EXPECT_TRUE(client.wait_for_end());
    EXPECT_TRUE(server.opens.empty());
}

TEST(Upgrade, frames_sent_along_with_the_request_are_read) {
    TestServer server;
    TlsClient client = server.client();
    const std::string request =
        "GET /ws HTTP/1.1\r\nHost: localhost:8443\r\nUpgrade: websocket\r\nConnection: keep-alive, "
        "Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        "Origin: https://localhost:8443\r\nSec-WebSocket-Protocol: kortelijn.v1\r\n\r\n";
    const std::string frame("\x81\x82\0\0\0\0hi", 8);
    EXPECT_EQ(client.request(request + frame).status, 101u);
    EXPECT_TRUE(server.wait_until([&] { return server.texts == std::vector<std::string>{"hi"}; }));
}

TEST(Host, only_the_configured_ones_are_answered_and_forwarding_is_refused) {
    TransportOptions options = TestServer::usual_options();
    options.allowed_hosts = {"localhost:8443", "127.0.0.1:8443"};
    options.refuse_forwarded = true;
    TestServer server(options);
    EXPECT_EQ(server.client().upgrade().status, 101u);
    for (const char* host : {"evil.example", "localhost", "localhost:8444", "LOCALHOST:8443"}) {
        UpgradeOptions foreign;
        foreign.host = host;
        EXPECT_EQ(server.client().upgrade(foreign).status, 421u) << host;
    }
    for (const char* header :
         {"Forwarded: for=1.2.3.4", "X-Forwarded-For: 1.2.3.4", "x-forwarded-host: a"}) {
        UpgradeOptions forwarded;
        forwarded.extra = {header};
        EXPECT_EQ(server.client().upgrade(forwarded).status, 400u) << header;
    }
}

TEST(Tls, version_1_2_is_offered_only_when_it_is_configured) {
    TestServer strict;
    auto options = strict.client_options();
    options.tls12 = true;
    EXPECT_THROW(TlsClient{options}, std::runtime_error);

    TransportOptions older = TestServer::usual_options();
    older.tls.allow_tls12 = true;
    TestServer lenient(older);
    options = lenient.client_options();
    options.tls12 = true;
    TlsClient client(options);
    EXPECT_EQ(client.tls_version(), "TLSv1.2");
    EXPECT_EQ(client.upgrade().status, 101u);
}

}  // namespace
}  // namespace kortelijn::transport
