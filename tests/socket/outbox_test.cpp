// What the core hands out: order, arrays of notices, and what a purge takes back (I3).
#include <gtest/gtest.h>

#include "socket/test_server.hpp"

namespace kortelijn::transport {
namespace {

constexpr CaseId ours{1}, other{2};

Fragment fragment(std::string text) { return std::make_shared<const std::string>(std::move(text)); }

TEST(Outbox, notices_of_a_batch_are_one_array_and_replies_frames_of_their_own_in_order) {
    TestServer server;
    auto [client, id] = server.socket();
    server.deliver([&, id = id](Batch& batch) {
        batch.notice(fragment("{\"n\":1}"), ours, {id});
        batch.notice(fragment("{\"n\":2}"), other, {id});
        batch.reply(id, ours, "{\"r\":1}");
        batch.reply(id, ours, "{\"r\":2}");
        batch.notice(fragment("{\"n\":3}"), ours, {id});
        batch.closes.push_back({id, 4001, "enough"});
    });
    for (const char* expected :
         {"[{\"n\":1},{\"n\":2}]", "{\"r\":1}", "{\"r\":2}", "[{\"n\":3}]"}) {
        const auto frame = client.receive();
        ASSERT_TRUE(frame);
        EXPECT_EQ(frame->opcode, 1u);
        EXPECT_EQ(frame->payload, expected);
    }
    const auto end = client.receive();
    ASSERT_TRUE(end);
    EXPECT_EQ(end->close_code(), 4001);
    EXPECT_EQ(end->payload.substr(2), "enough");
    client.send_frame(8, "\x0f\xa1");
    EXPECT_TRUE(client.wait_for_end());
    ASSERT_TRUE(server.wait_closed());
    EXPECT_EQ(server.closes[0].cause, CloseCause::server_closed);
    EXPECT_EQ(server.closes[0].code, 4001);
}

TEST(Outbox, one_text_reaches_all_its_receivers_over_several_threads_in_order) {
    TransportOptions options = TestServer::usual_options();
    options.io_threads = 3;
    TestServer server(options);
    std::vector<TlsClient> clients;
    std::vector<ConnectionId> ids;
    for (int i = 0; i < 9; ++i) {
        auto [client, id] = server.socket();
        clients.push_back(std::move(client));
        ids.push_back(id);
    }
    EXPECT_NE(io_thread_of(ids[0]), io_thread_of(ids[1]));
    for (int n = 0; n < 200; ++n)
        server.deliver([&](Batch& batch) {
            batch.notice(fragment("[" + std::to_string(n) + "]"), ours, ids);
            batch.reply(ids[static_cast<std::size_t>(n) % 9], {}, "\"r\"");
        });
    std::string expected;
    for (int n = 0; n < 200; ++n) expected += "[" + std::to_string(n) + "]";
    for (TlsClient& client : clients) {
        std::string all;
        while (all.size() < expected.size()) {
            const auto frame = client.receive();
            ASSERT_TRUE(frame);
            if (frame->payload == "\"r\"") continue;
            std::string items = frame->payload.substr(1, frame->payload.size() - 2);
            std::erase(items, ',');
            all += items;
        }
        EXPECT_EQ(all, expected);
    }
}

TEST(Outbox, what_is_sent_to_a_connection_that_is_gone_reaches_nobody) {
    TestServer server;
    ConnectionId gone;
    {
        auto [client, id] = server.socket();
        gone = id;
    }
    ASSERT_TRUE(server.wait_closed());
    auto [client, id] = server.socket();
    EXPECT_EQ(slot_of(gone), slot_of(id));  // the place is taken again
    EXPECT_NE(gone, id);
    server.notice(gone, "\"not for you\"", ours);
    server.notice(id, "\"for you\"", ours);
    const auto frame = client.receive();
    ASSERT_TRUE(frame);
    EXPECT_EQ(frame->payload, "[\"for you\"]");
}

TEST(I3, a_stalled_reader_receives_no_byte_of_a_case_that_was_purged_before_its_write) {
    TestServer server;
    auto [client, id] = server.socket(8 * 1024);
    server.stall(id, other);
    for (int i = 0; i < 22; ++i)
        server.notice(id, TestServer::text_of(9000, 'S'), ours);  // 200 KiB
    server.deliver([id = id](Batch& batch) {
        batch.reply(id, ours, "\"SECRET\"", "\"gone\"");
        batch.reply(id, other, "\"kept\"");
    });
    server.deliver([id = id](Batch& batch) {
        batch.purges.push_back({id, ours});
        batch.notice(fragment("\"end\""), {}, {id});
    });
    std::vector<std::string> replies;
    bool ended = false;
    while (!ended) {
        const auto frame = client.receive();
        ASSERT_TRUE(frame) << "the connection must live on";
        EXPECT_EQ(frame->payload.find('S'), std::string::npos);
        ended = frame->payload.find("\"end\"") != std::string::npos;
        if (frame->payload[0] == '"') replies.push_back(frame->payload);
    }
    EXPECT_EQ(replies, (std::vector<std::string>{"\"gone\"", "\"kept\""}));
    EXPECT_EQ(server.metric("cut_by_purge_total"), 0u);
}

TEST(I3, a_purge_cuts_a_connection_that_has_begun_to_write_of_the_case) {
    TestServer server;
    auto [client, id] = server.socket(8 * 1024);
    server.stall(id, ours);
    server.purge(id, ours);
    ASSERT_TRUE(server.wait_closed());
    EXPECT_EQ(server.closes[0].cause, CloseCause::purged);
    server.notice(id, "\"late\"", ours);
    std::string all;
    while (!client.ended()) all += client.read_some();
    EXPECT_EQ(all.find("late"), std::string::npos);
    EXPECT_TRUE(server.wait_metric("cut_by_purge_total", 1));
}

TEST(I3, what_a_batch_says_after_its_own_purge_is_delivered) {
    TestServer server;
    auto [client, id] = server.socket();
    server.deliver([id = id](Batch& batch) {
        batch.purges.push_back({id, ours});
        batch.notice(fragment("\"view changed\""), ours, {id});
    });
    const auto frame = client.receive();
    ASSERT_TRUE(frame);
    EXPECT_EQ(frame->payload, "[\"view changed\"]");
}

TEST(I3, a_purge_reaches_what_waits_behind_a_closing_socket) {
    TestServer server;
    auto [client, id] = server.socket(8 * 1024);
    server.stall(id, other);
    server.deliver([id = id](Batch& batch) {
        batch.notice(fragment(TestServer::text_of(100, 'S')), ours, {id});
        batch.closes.push_back({id, 4003, ""});
    });
    server.purge(id, ours);
    std::optional<std::uint16_t> code;
    while (!code) {
        const auto frame = client.receive();
        ASSERT_TRUE(frame);
        EXPECT_EQ(frame->payload.find("SSS"), std::string::npos);
        if (frame->opcode == 8) code = frame->close_code();
    }
    EXPECT_EQ(code, 4003);
}

}  // namespace
}  // namespace kortelijn::transport
