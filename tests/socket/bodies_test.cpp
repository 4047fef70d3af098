// Bodies that come and go piece by piece: bounded while they come, gone when they are cut, and an
// answer under way that a purge ends in the middle.
#include <atomic>
#include <deque>
#include <gtest/gtest.h>

#include "socket/test_server.hpp"

namespace kortelijn::transport {
namespace {

constexpr std::uint64_t most_bytes = 25 * 1024 * 1024;
constexpr CaseId some_case{7}, other_case{8};

// Takes bodies under /api/file and counts what it was given; gives one out when asked.
class BodyServer : public TestServer {
public:
    struct State {
        std::mutex mutex;
        std::condition_variable changed;
        std::uint64_t taken = 0;
        std::string bytes;  // of small ones
        int begun = 0, ended = 0, gone = 0;
        std::uint64_t pause_after = ~std::uint64_t{0};
        std::function<void()> more;
        std::function<void(HttpResponse)> respond;
        ConnectionId connection;
        // Of the answer that goes out.
        std::deque<std::function<void(std::optional<std::string>)>> asked;
    };

    class Sink final : public BodySink {
    public:
        explicit Sink(std::shared_ptr<State> state) : state_(std::move(state)) {}
        ~Sink() override {
            const std::lock_guard lock(state_->mutex);
            ++state_->gone;
            state_->changed.notify_all();
        }
        bool take(std::string_view piece) override {
            const std::lock_guard lock(state_->mutex);
            EXPECT_LE(piece.size(), 16u * 1024);
            state_->taken += piece.size();
            if (state_->bytes.size() < 4096) state_->bytes.append(piece);
            state_->changed.notify_all();
            return state_->taken < state_->pause_after;
        }
        void end() override {
            const std::lock_guard lock(state_->mutex);
            ++state_->ended;
            HttpResponse done;
            done.status = 201;
            done.body = std::make_shared<const std::string>("{}");
            state_->respond(std::move(done));
        }

    private:
        std::shared_ptr<State> state_;
    };
    class Source final : public BodySource {
    public:
        explicit Source(std::shared_ptr<State> state) : state_(std::move(state)) {}
        void next(std::function<void(std::optional<std::string>)> give) override {
            const std::lock_guard lock(state_->mutex);
            state_->asked.push_back(std::move(give));
            state_->changed.notify_all();
        }

    private:
        std::shared_ptr<State> state_;
    };

    using TestServer::TestServer;
    ~BodyServer() override { transport.reset(); }

    std::uint64_t streamed(std::string_view method, std::string_view path) const override {
        return method == "PUT" && path == "/api/file" ? most_bytes : 0;
    }
    std::unique_ptr<BodySink> receive(HttpRequest, std::uint64_t, std::function<void()> more,
                                      std::function<void(HttpResponse)> respond) override {
        const std::lock_guard lock(state->mutex);
        ++state->begun;
        state->more = std::move(more);
        state->respond = std::move(respond);
        return std::make_unique<Sink>(state);
    }
    void handle(HttpRequest request, std::function<void(HttpResponse)> respond) override {
        if (request.path != "/api/read") return TestServer::handle(request, std::move(respond));
        HttpResponse response;
        response.source = std::make_shared<Source>(state);
        response.source_bytes = 4 * 65'536;
        response.tag = some_case;
        const std::lock_guard lock(state->mutex);
        state->connection = request.connection;
        respond(std::move(response));
    }

    template <class Condition>
    bool until(Condition condition) {
        std::unique_lock lock(state->mutex);
        return state->changed.wait_for(lock, std::chrono::seconds(20), condition);
    }
    void give(std::optional<std::string> piece) {
        ASSERT_TRUE(until([&] { return !state->asked.empty(); }));
        const std::lock_guard lock(state->mutex);
        state->asked.front()(std::move(piece));
        state->asked.pop_front();
    }

    std::shared_ptr<State> state = std::make_shared<State>();
};

std::string put(std::uint64_t bytes, const std::string& origin = "https://localhost:8443") {
    return "PUT /api/file?room=1 HTTP/1.1\r\nHost: localhost:8443\r\nOrigin: " + origin +
           "\r\nContent-Length: " + std::to_string(bytes) + "\r\n\r\n";
}
constexpr const char* read_it = "GET /api/read HTTP/1.1\r\nHost: localhost:8443\r\n\r\n";

TEST(Bodies, one_that_comes_in_pieces_arrives_whole_and_the_connection_goes_on) {
    BodyServer server;
    TlsClient client = server.client();
    const std::string body = "half of it " + std::string(40'000, 'x');
    client.send(put(body.size()) + body.substr(0, 5));
    ASSERT_TRUE(server.until([&] { return server.state->taken == 5; }));
    client.send(body.substr(5) + "GET /api/next HTTP/1.1\r\nHost: localhost:8443\r\n\r\n");
    EXPECT_EQ(client.answer().status, 201u);
    EXPECT_EQ(client.answer().status, 200u) << "the request behind the body";
    EXPECT_TRUE(server.until([&] { return server.state->gone == 1 || server.state->ended == 1; }));
    EXPECT_EQ(server.state->taken, body.size());
    EXPECT_TRUE(server.state->bytes.starts_with("half of it xxx"));
    EXPECT_EQ(client.request(put(0)).status, 201u);
}

TEST(I7, of_a_body_that_the_application_cannot_take_yet_nothing_more_is_read) {
    BodyServer server;
    server.state->pause_after = 1;
    TlsClient client = server.client();
    std::atomic<bool> all_sent{false};
    constexpr std::uint64_t size = 12 * 1024 * 1024;
    std::thread sender([&] {
        client.send(put(size));
        const std::string piece(64 * 1024, 'p');
        for (std::uint64_t sent = 0; sent < size; sent += piece.size()) client.send(piece);
        all_sent = true;
    });
    ASSERT_TRUE(server.until([&] { return server.state->taken > 0; }));
    for (int i = 0; i < 30; ++i) {  // it never takes more than it says, however long it lasts
        std::this_thread::sleep_for(milliseconds(10));
        const std::lock_guard lock(server.state->mutex);
        ASSERT_LE(server.state->taken, 16u * 1024);
    }
    EXPECT_FALSE(all_sent) << "it lies somewhere: in our memory";
    {
        const std::lock_guard lock(server.state->mutex);
        server.state->pause_after = ~std::uint64_t{0};
    }
    server.state->more();
    sender.join();
    EXPECT_EQ(client.answer(milliseconds(20'000)).status, 201u);
    EXPECT_EQ(server.state->taken, size);
}

TEST(Bodies, one_byte_over_the_limit_is_refused_before_any_of_it_is_read) {
    BodyServer server;
    TlsClient client = server.client();
    EXPECT_EQ(client.request(put(most_bytes + 1)).status, 413u);
    EXPECT_EQ(server.state->begun, 0);
    TlsClient other = server.client();
    EXPECT_EQ(other.request(put(5, "https://evil.example") + "12345").status, 403u);
    EXPECT_EQ(server.state->begun, 0);
    TlsClient chunked = server.client();
    EXPECT_EQ(chunked
                  .request("PUT /api/file HTTP/1.1\r\nHost: localhost:8443\r\nOrigin: "
                           "https://localhost:8443\r\nTransfer-Encoding: chunked\r\n\r\n"
                           "5\r\n12345\r\n0\r\n\r\n")
                  .status,
              400u);
    EXPECT_EQ(server.state->begun, 0);
}

TEST(Bodies, one_that_is_cut_in_the_middle_ends_without_its_end) {
    BodyServer server;
    {
        TlsClient client = server.client();
        client.send(put(100'000) + std::string(50'000, 'x'));
        ASSERT_TRUE(server.until([&] { return server.state->taken == 50'000; }));
    }
    EXPECT_TRUE(server.until([&] { return server.state->gone == 1; }));
    EXPECT_EQ(server.state->ended, 0);
}

TEST(I7, a_sender_that_falls_silent_is_cut) {
    TransportOptions options = TestServer::usual_options();
    options.limits.upload_idle_ms = 300;
    BodyServer server(options);
    TlsClient client = server.client();
    client.send(put(100'000) + "begin");
    EXPECT_TRUE(client.wait_for_end(milliseconds(20'000)));
    EXPECT_TRUE(server.until([&] { return server.state->gone == 1; }));
    EXPECT_EQ(server.state->ended, 0);
}

TEST(Bodies, an_answer_before_the_end_is_heard_once_the_rest_was_thrown_away) {
    BodyServer server;
    TlsClient client = server.client();
    client.send(put(300'000) + "begin");
    ASSERT_TRUE(server.until([&] { return server.state->taken == 5; }));
    HttpResponse no;
    no.status = 422;
    server.state->respond(std::move(no));
    ASSERT_TRUE(server.until([&] { return server.state->gone == 1; }));
    client.send(std::string(300'000 - 5, 'x'));
    EXPECT_EQ(client.answer().status, 422u);
    EXPECT_EQ(server.state->taken, 5u);
    EXPECT_EQ(client.get("/api/next").status, 200u);
}

TEST(Bodies, an_answer_goes_out_piece_by_piece_each_asked_for_when_the_last_is_gone) {
    BodyServer server;
    TlsClient client = server.client();
    client.send(read_it);
    for (const char letter : {'a', 'b', 'c', 'd'}) server.give(std::string(65'536, letter));
    const auto answer = client.answer();
    EXPECT_EQ(answer.status, 200u);
    EXPECT_EQ(answer.body.size(), 4u * 65'536);
    EXPECT_EQ(answer.body[3 * 65'536], 'd');
    EXPECT_EQ(client.get("/api/next").status, 200u);
}

TEST(I3, a_purge_ends_an_answer_of_its_case_in_the_middle) {
    BodyServer server;
    TlsClient client = server.client();
    client.send(read_it);
    server.give(std::string(65'536, 'a'));
    ASSERT_TRUE(server.until([&] { return server.state->asked.size() == 1; }));
    server.purge(server.state->connection, other_case);
    server.give(std::string(65'536, 'b'));
    ASSERT_TRUE(server.until([&] { return server.state->asked.size() == 1; }));
    server.purge(server.state->connection, some_case);
    EXPECT_TRUE(server.wait_metric("cut_by_purge_total", 1));
    server.give(std::string(65'536, 'c'));
    std::string got;
    while (!client.ended()) got += client.read_some();
    EXPECT_NE(got.find("aaaa"), got.npos);
    EXPECT_EQ(got.find("cccc"), got.npos);
}

TEST(Bodies, an_answer_that_cannot_go_on_breaks_off_and_never_looks_whole) {
    for (const std::optional<std::string>& bad :
         {std::optional<std::string>(), std::optional<std::string>(std::string(300'000, 'x'))}) {
        BodyServer server;
        TlsClient client = server.client();
        client.send(read_it);
        server.give(std::string(65'536, 'a'));
        server.give(bad);
        EXPECT_TRUE(client.wait_for_end());
    }
}

}  // namespace
}  // namespace kortelijn::transport
