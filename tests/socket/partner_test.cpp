// The listener for partners' systems: certificates are asked for and handed on, browsers are kept
// out, refusals are problems. Whose certificate it is, is not the transport's to know.
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "socket/test_server.hpp"

namespace kortelijn::transport {
namespace {

TransportOptions for_machines() {
    TransportOptions options = TestServer::usual_options();
    options.tls.ask_client_certificate = true;
    options.machine_only = true;
    options.problem_json = true;
    options.limits.body_bytes = 1280 * 1024;
    return options;
}

support::ClientOptions showing(const TestServer& server, const support::TestCertificate& own) {
    support::ClientOptions options = server.client_options();
    options.certificate_file = own.certificate_file();
    options.key_file = own.key_file();
    return options;
}

// From the file, by other functions than the server's.
std::string fingerprint_of(const support::TestCertificate& certificate) {
    const std::shared_ptr<FILE> in(std::fopen(certificate.certificate_file().c_str(), "r"),
                                   std::fclose);
    const std::shared_ptr<X509> read(PEM_read_X509(in.get(), nullptr, nullptr, nullptr), X509_free);
    unsigned char* der = nullptr;
    const int size = i2d_X509(read.get(), &der);
    unsigned char digest[32];
    EVP_Digest(der, static_cast<std::size_t>(size), digest, nullptr, EVP_sha256(), nullptr);
    OPENSSL_free(der);
    std::string text;
    for (const unsigned char byte : digest) {
        char two[3];
        std::snprintf(two, sizeof two, "%02x", byte);
        text += two;
    }
    return text;
}

std::string post(const std::string& more, const std::string& body = "{}") {
    return "POST /api/signals HTTP/1.1\r\nHost: localhost\r\n" + more +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

TEST(Partner, the_certificate_a_peer_proved_to_hold_is_handed_on_by_its_fingerprint) {
    TestServer server(for_machines());
    const support::TestCertificate one, two;  // signed by themselves: nobody else vouches
    TlsClient first(showing(server, one)), second(showing(server, two));
    EXPECT_EQ(first.request(post("")).status, 200u);
    EXPECT_EQ(first.request(post("")).status, 200u);  // the second request of a connection too
    EXPECT_EQ(second.request(post("")).status, 200u);
    EXPECT_EQ(server.client().request(post("")).status, 200u);
    ASSERT_EQ(server.requests.size(), 4u);
    EXPECT_EQ(server.requests[0].certificate.sha256_hex, fingerprint_of(one));
    EXPECT_EQ(server.requests[1].certificate.sha256_hex, fingerprint_of(one));
    EXPECT_EQ(server.requests[2].certificate.sha256_hex, fingerprint_of(two));
    EXPECT_EQ(server.requests[3].certificate.sha256_hex, "");
    const auto now = std::chrono::duration_cast<milliseconds>(
                         std::chrono::system_clock::now().time_since_epoch())
                         .count();
    const PeerCertificate& shown = server.requests[0].certificate;
    EXPECT_NEAR(double(now - shown.not_before.ms), 3'600'000, 60'000);
    EXPECT_NEAR(double(shown.not_after.ms - now), 86'400'000, 60'000);
}

TEST(Partner, a_certificate_without_its_key_does_not_come_through_the_handshake) {
    TestServer server(for_machines());
    support::TestCertificate own;
    own.break_key();
    EXPECT_THROW(TlsClient{showing(server, own)}, std::runtime_error);
    EXPECT_TRUE(server.requests.empty());
}

TEST(Partner, the_listener_for_browsers_asks_for_no_certificate) {
    TestServer server;
    const support::TestCertificate own;
    TlsClient client(showing(server, own));
    EXPECT_EQ(client.request(post("Origin: https://localhost:8443\r\n")).status, 200u);
    ASSERT_EQ(server.requests.size(), 1u);
    EXPECT_EQ(server.requests[0].certificate.sha256_hex, "");
}

TEST(Partner, no_browser_no_file_and_no_socket_gets_anything_here) {
    StaticSite site;
    site.put("/index.html", "<!doctype html>");
    TransportOptions options = for_machines();
    options.security_txt = "Contact: mailto:a@example.nl\n";
    TestServer server(options, std::move(site));
    TlsClient client = server.client();
    for (const char* path : {"/", "/index.html", "/ws", "/.well-known/security.txt", "/cases/1"}) {
        const auto answer = client.get(path);
        EXPECT_EQ(answer.status, 404u) << path;
        EXPECT_EQ(answer.header("content-type"), "application/problem+json") << path;
    }
    support::UpgradeOptions no_origin;
    no_origin.origin.clear();
    EXPECT_EQ(client.upgrade(no_origin).status, 404u);
    EXPECT_EQ(client.upgrade().status, 403u);
    EXPECT_EQ(server.client().request(post("Origin: https://localhost:8443\r\n")).status, 403u);
    EXPECT_EQ(server.asked_upgrades, 0);
    EXPECT_TRUE(server.requests.empty());
}

TEST(Partner, what_the_transport_refuses_is_a_problem_that_says_why) {
    TestServer server(for_machines());
    TlsClient client = server.client();
    const auto answer = client.request("BREW /api/x HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(answer.status, 405u);
    EXPECT_EQ(answer.header("content-type"), "application/problem+json");
    EXPECT_EQ(
        answer.body,
        R"({"type":"about:blank","title":"Method Not Allowed","status":405,"code":"http.405"})");
    EXPECT_EQ(server.client().request(post("", std::string(1024 * 1024, 'a'))).status, 200u);
    EXPECT_EQ(server.client()
                  .request("POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Length: 1400000\r\n\r\n")
                  .status,
              413u);
}

TEST(Partner, monitoring_sees_its_connections_and_its_answers_by_class_and_no_sockets) {
    TestServer server(for_machines());
    TlsClient client = server.client();
    EXPECT_EQ(client.request(post("")).status, 200u);
    EXPECT_EQ(client.request(post("")).status, 200u);
    EXPECT_EQ(client.get("/").status, 404u);
    const std::string text = server.transport->open_metrics("kortelijn_partner_");
    for (const char* line :
         {"\nkortelijn_partner_connections_accepted_total 1\n",
          "\nkortelijn_partner_connections 1\n", "\nkortelijn_partner_http_requests_total 3\n",
          "\nkortelijn_partner_http_refusals_total 1\n",
          "\nkortelijn_partner_http_answers_total{class=\"2xx\"} 2\n",
          "\nkortelijn_partner_http_answers_total{class=\"4xx\"} 1\n",
          "\nkortelijn_partner_http_answers_total{class=\"5xx\"} 0\n"})
        EXPECT_NE(text.find(line), std::string::npos) << line << text;
    EXPECT_EQ(text.find("sockets"), std::string::npos);
}

}  // namespace
}  // namespace kortelijn::transport
