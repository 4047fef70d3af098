// The pure parts of HTTP: reading in pieces, cookies, dates, networks.
#include <gtest/gtest.h>

#include "transport/http_answer.hpp"
#include "transport/http_reader.hpp"
#include "transport/http_rules.hpp"
#include "transport/peer_limits.hpp"
#include "transport/static_site.hpp"

namespace kortelijn::transport {
namespace {

TEST(HttpReader, a_request_reads_the_same_byte_by_byte) {
    const std::string text =
        "POST /api/x?q=1 HTTP/1.1\r\nHost: a\r\nCoOkIe: k=v\r\nContent-Length: 5\r\n\r\nhello"
        "GET /next HTTP/1.0\r\nHost: a\r\n\r\n";
    HttpReader reader(16'384, 16'384);
    std::string kept;
    std::vector<HttpRequest> requests;
    for (const char c : text) {
        kept += c;
        const auto fed = reader.feed(kept);
        ASSERT_NE(fed.state, HttpReader::State::bad);
        kept.erase(0, fed.used);
        if (fed.state == HttpReader::State::complete) {
            requests.push_back(reader.take());
            EXPECT_EQ(reader.http11(), requests.size() == 1);
            EXPECT_EQ(reader.keep_alive(), requests.size() == 1);
        }
    }
    ASSERT_EQ(requests.size(), 2u);
    EXPECT_EQ(requests[0].method, "POST");
    EXPECT_EQ(requests[0].path, "/api/x");
    EXPECT_EQ(requests[0].query, "q=1");
    EXPECT_EQ(requests[0].cookie("k"), "v");
    EXPECT_EQ(requests[0].body, "hello");
    EXPECT_EQ(requests[1].path, "/next");
}

TEST(HttpRequest, a_cookie_sent_twice_counts_as_none) {
    HttpRequest request;
    request.headers = {{"cookie", "a=1; __Host-session=x;b="}};
    EXPECT_EQ(request.cookie("__Host-session"), "x");
    EXPECT_EQ(request.cookie("a"), "1");
    EXPECT_EQ(request.cookie("b"), "");
    EXPECT_EQ(request.cookie("session"), "");
    request.headers.emplace_back("cookie", "__Host-session=y");
    EXPECT_EQ(request.cookie("__Host-session"), "");
}

TEST(HttpDate, is_an_imf_fixdate) {
    EXPECT_EQ(http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");  // RFC 9110 section 5.6.7
    EXPECT_EQ(http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
    EXPECT_EQ(http_date(1798761599), "Thu, 31 Dec 2026 23:59:59 GMT");
}

TEST(ProblemAnswer, says_the_status_as_a_problem_and_keeps_what_belongs_to_the_status) {
    const HttpResponse answer = problem_answer(405);
    EXPECT_EQ(answer.status, 405u);
    EXPECT_EQ(answer.content_type, "application/problem+json");
    EXPECT_EQ(
        *answer.body,
        R"({"type":"about:blank","title":"Method Not Allowed","status":405,"code":"http.405"})");
    EXPECT_EQ(answer.headers, plain_answer(405).headers);
}

TEST(AnswerHeads, a_trusted_types_policy_can_be_named) {
    TransportOptions options;
    options.trusted_types_policy = "kortelijn";
    const std::string head = AnswerHeads(options).answer({}, true, "now");
    EXPECT_NE(head.find("trusted-types kortelijn\r\n"), std::string::npos);
    EXPECT_NE(head.find("Content-Length: 0\r\n"), std::string::npos);
}

boost::asio::ip::address address(const char* text) { return boost::asio::ip::make_address(text); }

TEST(PeerLimits, count_per_ipv4_address_and_per_ipv6_subscriber_and_forget_who_left) {
    Limits limits;
    limits.connections_per_address = 2;
    limits.unlimited_networks = {"192.0.2.0/24", "2001:db8:1::/48", "10.1.1.1"};
    PeerLimits peers(limits);
    using Verdict = PeerLimits::Verdict;
    EXPECT_EQ(peers.enter(address("198.51.100.1")), Verdict::welcome);
    EXPECT_EQ(peers.enter(address("::ffff:198.51.100.1")), Verdict::welcome);
    EXPECT_EQ(peers.enter(address("198.51.100.1")), Verdict::too_many_of_address);
    EXPECT_EQ(peers.enter(address("198.51.100.2")), Verdict::welcome);
    peers.leave(address("198.51.100.1"));
    EXPECT_EQ(peers.enter(address("198.51.100.1")), Verdict::welcome);

    EXPECT_EQ(peers.enter(address("2001:db8:2:3::1")), Verdict::welcome);
    EXPECT_EQ(peers.enter(address("2001:db8:2:3:ffff::2")), Verdict::welcome);
    EXPECT_EQ(peers.enter(address("2001:db8:2:3::3")), Verdict::too_many_of_address);
    EXPECT_EQ(peers.enter(address("2001:db8:2:4::3")), Verdict::welcome);

    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(peers.enter(address("192.0.2.77")), Verdict::welcome);
        EXPECT_EQ(peers.enter(address("2001:db8:1:ff::1")), Verdict::welcome);
        EXPECT_EQ(peers.enter(address("10.1.1.1")), Verdict::welcome);
    }
    EXPECT_EQ(peers.connections(), 21u);
}

TEST(PeerLimits, what_is_no_network_is_refused_at_start) {
    for (const char* text :
         {"", "x", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "::/129", "10.0.0/8"}) {
        Limits limits;
        limits.unlimited_networks = {text};
        EXPECT_THROW(PeerLimits{limits}, std::runtime_error) << text;
    }
}

TEST(StaticSite, a_compressed_form_alone_is_no_file) {
    StaticSite site;
    site.put("/index.html", "i");
    site.put("/only.js.gz", "z");
    HttpRequest request;
    request.method = "GET";
    request.path = "/only.js";
    EXPECT_FALSE(site.answer(request));
    request.path = "/only.js.gz";
    EXPECT_FALSE(site.answer(request));
    request.path = "/deep/link";
    EXPECT_TRUE(site.answer(request));
    request.path = "//evil.example/x";
    EXPECT_FALSE(site.answer(request));
    request.method = "POST";
    request.path = "/";
    EXPECT_EQ(site.answer(request)->status, 405u);
}

TEST(StaticSite, every_path_of_a_guests_link_gives_the_same_page_and_it_is_not_kept) {
    StaticSite site;
    site.put("/index.html", "staff");
    site.put("/g.html", "guests");
    site.put("/b.html", "kept");
    HttpRequest request;
    request.method = "GET";
    for (const char* path : {"/g", "/g/", "/g/abc", "/g/a.b/c", "/g/..%2f"}) {
        request.path = path;
        const auto answer = site.answer(request);
        ASSERT_TRUE(answer) << path;
        EXPECT_EQ(*answer->body, "guests") << path;
        EXPECT_EQ(answer->headers[1],
                  (std::pair<std::string, std::string>{"Cache-Control", "no-store"}));
    }
    for (const char* path : {"/b", "/b/", "/b/abc", "/b/a.b/c"}) {
        request.path = path;
        const auto answer = site.answer(request);
        ASSERT_TRUE(answer) << path;
        EXPECT_EQ(*answer->body, "kept") << path;
        EXPECT_EQ(answer->headers[1].second, "no-store");
    }
    for (const char* path : {"/gemeente", "/beheer"}) {
        request.path = path;
        EXPECT_EQ(*site.answer(request)->body, "staff");
    }
}

TEST(AnswerHeads, a_call_may_use_camera_and_microphone_and_a_photo_can_be_looked_at) {
    const std::string head = AnswerHeads(TransportOptions{}).answer({}, true, "now");
    for (const char* needed : {"camera=(self)", "microphone=(self)", "img-src 'self' data: blob:",
                               "media-src 'self' blob:", "Referrer-Policy: no-referrer"})
        EXPECT_NE(head.find(needed), std::string::npos) << needed;
}

TEST(StaticSite, a_folder_without_index_is_refused) {
    EXPECT_THROW(StaticSite::load(KORTELIJN_SOURCE_DIR "/tests/unit/transport"),
                 std::runtime_error);
    EXPECT_THROW(StaticSite::load("/nonexistent"), std::runtime_error);
}

}  // namespace
}  // namespace kortelijn::transport
