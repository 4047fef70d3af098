// HTTP beside the socket: static files and their headers, the application's answers, and requests
// that another reader could cut differently.
#include <gtest/gtest.h>

#include "socket/test_server.hpp"

namespace kortelijn::transport {
namespace {

StaticSite small_site() {
    StaticSite site;
    site.put("/index.html", "<!doctype html><title>k</title>");
    site.put("/assets/app-1a2b3c4d.js", std::string(100'000, 'j'));
    site.put("/assets/app-1a2b3c4d.js.br", "brotli");
    site.put("/assets/app-1a2b3c4d.js.gz", "gzip");
    site.put("/icon.svg", "<svg/>");
    return site;
}

TEST(Http, every_answer_has_the_security_headers) {
    TransportOptions options = TestServer::usual_options();
    options.security_txt = "Contact: mailto:security@example.nl\n";
    TestServer server(options, small_site());
    TlsClient client = server.client();  // one connection for all: keep-alive works
    const std::vector<std::pair<const char*, unsigned>> paths = {
        {"/", 200},
        {"/icon.svg", 200},
        {"/no.such.file", 404},
        {"/api/x", 200},
        {"/.well-known/security.txt", 200}};
    for (const auto& [path, status] : paths) {
        const auto answer = client.get(path);
        EXPECT_EQ(answer.status, status) << path;
        const std::string policy = answer.header("content-security-policy");
        EXPECT_TRUE(policy.starts_with("default-src 'none'; script-src 'self';")) << path;
        EXPECT_NE(policy.find("require-trusted-types-for 'script'; trusted-types 'none'"),
                  std::string::npos);
        EXPECT_NE(policy.find("connect-src 'self' wss://localhost:8443;"), std::string::npos);
        EXPECT_EQ(answer.header("strict-transport-security"), "max-age=31536000");
        EXPECT_EQ(answer.header("x-content-type-options"), "nosniff");
        EXPECT_EQ(answer.header("referrer-policy"), "no-referrer");
        EXPECT_EQ(answer.header("cross-origin-opener-policy"), "same-origin");
        EXPECT_EQ(answer.header("cross-origin-resource-policy"), "same-origin");
        EXPECT_NE(answer.header("permissions-policy"), "");
        EXPECT_NE(answer.header("cache-control"), "");
        EXPECT_NE(answer.header("date"), "");
    }
    EXPECT_EQ(client.upgrade().header("x-content-type-options"), "nosniff");
}

TEST(Http, only_hashed_assets_are_kept_by_caches) {
    TestServer server(TestServer::usual_options(), small_site());
    TlsClient client = server.client();
    EXPECT_EQ(client.get("/").header("cache-control"), "no-store");
    EXPECT_EQ(client.get("/cases/12").header("cache-control"), "no-store");
    EXPECT_EQ(client.get("/api/x").header("cache-control"), "no-store");
    EXPECT_EQ(client.get("/missing.js").header("cache-control"), "no-store");
    EXPECT_EQ(client.get("/icon.svg").header("cache-control"), "no-cache");
    EXPECT_EQ(client.get("/assets/app-1a2b3c4d.js").header("cache-control"),
              "public, max-age=31536000, immutable");
}

TEST(Http, static_files_come_compressed_when_asked_and_not_again_when_known) {
    TestServer server(TestServer::usual_options(), small_site());
    TlsClient client = server.client();
    const std::string path = "/assets/app-1a2b3c4d.js";
    const auto plain = client.get(path);
    EXPECT_EQ(plain.body, std::string(100'000, 'j'));
    EXPECT_EQ(plain.header("content-type"), "text/javascript; charset=utf-8");
    EXPECT_EQ(plain.header("vary"), "Accept-Encoding");
    EXPECT_EQ(client.get(path, {"Accept-Encoding: gzip, br"}).body, "brotli");
    EXPECT_EQ(client.get(path, {"Accept-Encoding: gzip, br;q=0"}).body, "gzip");
    EXPECT_EQ(client.get(path, {"Accept-Encoding: gzip;q=0.5"}).header("content-encoding"), "gzip");
    EXPECT_EQ(client.get(path, {"Accept-Encoding: zbr"}).body.size(), 100'000u);
    const auto known = client.get(path, {"If-None-Match: \"x\", " + plain.header("etag")});
    EXPECT_EQ(known.status, 304u);
    EXPECT_EQ(known.body, "");
    const auto head = client.request("HEAD " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(head.header("content-length"), "100000");
    EXPECT_EQ(client.get("/cases/7").body, "<!doctype html><title>k</title>");
}

TEST(Http, ambiguous_or_malformed_requests_are_refused_and_the_connection_ends) {
    TestServer server(TestServer::usual_options(), small_site());
    const std::string host = "Host: localhost:8443\r\n",
                      ours = "Origin: https://localhost:8443\r\n";
    const std::vector<std::pair<std::string, unsigned>> all = {
        {"POST /api/x HTTP/1.1\r\n" + host + ours +
             "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         400},
        {"POST /api/x HTTP/1.1\r\n" + host + ours + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         400},
        {"POST /api/x HTTP/1.1\r\n" + host + ours + "Transfer-Encoding: xchunked\r\n\r\n", 400},
        {"POST /api/x HTTP/1.1\r\n" + host + ours +
             "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
         400},
        {"POST /api/x HTTP/1.1\r\n" + host + ours +
             "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
         400},
        {"POST /api/x HTTP/1.1\r\n" + host + ours + "Content-Length: +3\r\n\r\nabc", 400},
        {"POST /api/x HTTP/1.1\r\n" + host + ours + "Content-Length : 3\r\n\r\nabc", 400},
        {"POST /api/x HTTP/1.1\r\n" + host + ours + "Content-Length: 99999\r\n\r\n", 413},
        {"GET / HTTP/1.1\r\n" + host + "Content-Length: 3\r\n\r\nabc", 400},
        {"GET / HTTP/1.1\r\n" + host + "X: a\r\n folded\r\n\r\n", 400},
        {"GET / HTTP/1.1\nHost: a\n\n", 400},
        {"GET / HTTP/1.1\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\n" + host + host + "\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\n" + host + "X: " + std::string(20'000, 'x') + "\r\n\r\n", 431},
        {"GET /" + std::string(5000, 'x') + " HTTP/1.1\r\n" + host + "\r\n", 414},
        {"GET / HTTP/9.9\r\n" + host + "\r\n", 505},
        {"GET http://evil.example/ HTTP/1.1\r\n" + host + "\r\n", 400},
        {"GET /../etc/passwd HTTP/1.1\r\n" + host + "\r\n", 400},
        {"GET /%2e%2e/etc/passwd HTTP/1.1\r\n" + host + "\r\n", 400},
        {"GET /a%2fb HTTP/1.1\r\n" + host + "\r\n", 400},
        {"GET /a%00 HTTP/1.1\r\n" + host + "\r\n", 400},
        {"GET /a%zz HTTP/1.1\r\n" + host + "\r\n", 400},
        {"GET /..\\x HTTP/1.1\r\n" + host + "\r\n", 400},
        {"TRACE / HTTP/1.1\r\n" + host + "\r\n", 405},
        {"CONNECT a:1 HTTP/1.1\r\n" + host + "\r\n", 405},
        {"BREW / HTTP/1.1\r\n" + host + "\r\n", 405},
        {"POST /api/x HTTP/1.1\r\n" + host + ours +
             "Expect: 100-continue\r\nContent-Length: 0\r\n\r\n",
         417},
        {std::string("GET / HTTP/1.1\r\n") + host + "X: a\x01\r\n\r\n", 400},
        {"\r\n\r\n", 400},
    };
    for (const auto& [text, status] : all) {
        TlsClient client = server.client();
        EXPECT_EQ(client.request(text).status, status) << text.substr(0, 120);
        EXPECT_TRUE(client.wait_for_end()) << text.substr(0, 120);
    }
    EXPECT_TRUE(server.requests.empty());
}

TEST(Http, a_changing_request_needs_our_origin) {
    TestServer server;
    TlsClient client = server.client();
    const auto post = [&](const std::string& origin) {
        return client
            .request("POST /api/login HTTP/1.1\r\nHost: a\r\n" + origin +
                     "Content-Length: 2\r\n\r\n{}")
            .status;
    };
    EXPECT_EQ(post(""), 403u);
    EXPECT_EQ(post("Origin: https://evil.example\r\n"), 403u);
    EXPECT_EQ(post("Origin: null\r\n"), 403u);
    EXPECT_TRUE(server.requests.empty());
    EXPECT_EQ(post("Origin: https://localhost:8443\r\n"), 200u);
    ASSERT_EQ(server.requests.size(), 1u);
    EXPECT_EQ(server.requests[0].body, "{}");
    EXPECT_EQ(server.requests[0].peer, "127.0.0.1");
}

TEST(Http, answers_may_come_late_and_from_another_thread_and_pipelined_requests_wait_their_turn) {
    TestServer server;
    std::vector<std::thread> threads;
    server.on_request = [&](HttpRequest request, std::function<void(HttpResponse)> respond) {
        threads.emplace_back([path = request.path, respond = std::move(respond)] {
            std::this_thread::sleep_for(milliseconds(50));
            HttpResponse response;
            response.headers = {{"Set-Cookie", "__Host-session=a\r\nInjected: 1"}};
            response.body = std::make_shared<const std::string>(path);
            respond(response);
            respond(response);  // a second answer is nobody's
        });
    };
    TlsClient client = server.client();
    client.send("GET /api/1 HTTP/1.1\r\nHost: a\r\n\r\nGET /api/2 HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto first = client.answer();
    EXPECT_EQ(first.body, "/api/1");
    EXPECT_EQ(first.count("injected"), 0u);
    EXPECT_EQ(client.answer().body, "/api/2");
    client.send("GET /api/3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(client.answer().header("connection"), "close");
    EXPECT_TRUE(client.wait_for_end());
    for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace kortelijn::transport
