// The outbox of one connection: frames, order, bounds of a chunk, and purges, against a plain
// model.
#include "transport/send_queue.hpp"

#include <deque>
#include <gtest/gtest.h>
#include <random>

namespace kortelijn::transport {
namespace {

constexpr CaseId a{1}, b{2};

Fragment fragment(std::string text) { return std::make_shared<const std::string>(std::move(text)); }

// The payloads of the frames in a chunk.
std::vector<std::string> frames(std::string_view chunk) {
    std::vector<std::string> out;
    while (!chunk.empty()) {
        std::size_t head = 2, size = static_cast<unsigned char>(chunk[1]);
        if (size == 126) {
            head = 4;
            size = static_cast<std::size_t>(static_cast<unsigned char>(chunk[2])) << 8 |
                   static_cast<unsigned char>(chunk[3]);
        } else if (size == 127) {
            head = 10;
            size = 0;
            for (std::size_t i = 2; i < 10; ++i)
                size = size << 8 | static_cast<unsigned char>(chunk[i]);
        }
        out.emplace_back(chunk.substr(head, size));
        chunk.remove_prefix(head + size);
    }
    return out;
}

std::vector<std::string> take(SendQueue& queue) {
    std::string chunk;
    const bool any = queue.fill(chunk);
    EXPECT_EQ(any, !chunk.empty());
    queue.written();
    return frames(chunk);
}

TEST(SendQueue, neighbouring_notices_share_a_frame_and_replies_stand_alone_in_order) {
    SendQueue queue;
    queue.push_notice(fragment("1"), a);
    queue.push_notice(fragment("2"), b);
    queue.push_reply("r", a, "");
    queue.push_notice(fragment("3"), a);
    EXPECT_EQ(queue.waiting_bytes(), 4u);
    EXPECT_EQ(queue.waiting_notice_bytes(), 3u);
    EXPECT_EQ(queue.waiting_replies(), 1u);
    EXPECT_EQ(take(queue), (std::vector<std::string>{"[1,2]", "r", "[3]"}));
    EXPECT_TRUE(queue.empty());
    EXPECT_EQ(queue.waiting_bytes(), 0u);
    EXPECT_EQ(take(queue), std::vector<std::string>{});
}

TEST(SendQueue, a_chunk_ends_near_one_tls_record_but_a_frame_is_never_cut) {
    SendQueue queue;
    for (int i = 0; i < 20; ++i) queue.push_notice(fragment(std::string(2000, 'x')), a);
    queue.push_reply(std::string(50'000, 'r'), a, "");
    std::string chunk;
    std::size_t chunks = 0, bytes = 0;
    while (queue.fill(chunk)) {
        ++chunks;
        for (const std::string& payload : frames(chunk)) {
            EXPECT_LE(payload.size(), payload[0] == 'r' ? 50'000u : SendQueue::chunk_bytes);
            bytes += payload.size();
        }
    }
    EXPECT_GE(chunks, 3u);
    EXPECT_GE(bytes, 90'000u);
}

TEST(SendQueue, only_the_newest_pong_waits_and_control_frames_go_first) {
    SendQueue queue;
    queue.push_notice(fragment("1"), a);
    queue.push_pong("old");
    queue.push_pong("new");
    queue.push_ping();
    EXPECT_EQ(take(queue), (std::vector<std::string>{"new", "", "[1]"}));
}

TEST(SendQueue, a_close_is_last_and_final) {
    SendQueue queue;
    queue.push_close(4000, "why");
    queue.push_close(1000, "");
    queue.push_notice(fragment("late"), a);
    EXPECT_FALSE(queue.closed());
    EXPECT_EQ(take(queue), (std::vector<std::string>{"\x0f\xa0why"}));
    EXPECT_TRUE(queue.closed());
    EXPECT_TRUE(queue.empty());
    queue.push_pong("late");
    EXPECT_EQ(take(queue), std::vector<std::string>{});
}

TEST(I3, a_purge_drops_notices_and_answers_replies_with_their_other_text) {
    SendQueue queue;
    queue.push_notice(fragment("A"), a);
    queue.push_reply("secret", a, "gone");
    queue.push_notice(fragment("B"), b);
    queue.push_reply("of b", b, "x");
    queue.push_notice(fragment("none"), {});
    EXPECT_FALSE(queue.purge(a, 0));
    EXPECT_EQ(queue.waiting_replies(), 2u);
    EXPECT_FALSE(queue.purge({}, 0));
    EXPECT_FALSE(queue.purge(a, 0)) << "again finds nothing";
    EXPECT_EQ(take(queue), (std::vector<std::string>{"gone", "[B]", "of b", "[none]"}));
    EXPECT_EQ(queue.waiting_bytes(), 0u);
}

TEST(I3, a_purge_of_every_case_leaves_what_belongs_to_none) {
    SendQueue queue;
    queue.push_notice(fragment("A"), a);
    queue.push_reply("secret", b, "gone");
    queue.push_notice(fragment("none"), {});
    EXPECT_FALSE(queue.purge(every_case, 0));
    std::string chunk;
    queue.fill(chunk);
    EXPECT_EQ(frames(chunk), (std::vector<std::string>{"gone", "[none]"}));
    EXPECT_FALSE(queue.purge(every_case, 0)) << "what is half written belongs to no case";
}

TEST(I3, a_purge_tells_whether_a_frame_of_the_case_is_half_written) {
    SendQueue queue;
    queue.push_reply("aaaa", a, "");  // 6 bytes on the wire
    queue.push_reply("bbbb", b, "");
    std::string chunk;
    queue.fill(chunk);
    ASSERT_EQ(chunk.size(), 12u);
    EXPECT_TRUE(queue.purge(a, 0)) << "given out, not a byte gone: it can no longer be taken back";
    EXPECT_TRUE(queue.purge(a, 5));
    EXPECT_FALSE(queue.purge(a, 6)) << "wholly written before";
    EXPECT_TRUE(queue.purge(b, 6));
    EXPECT_FALSE(queue.purge(CaseId{3}, 0));
    queue.written();
    EXPECT_FALSE(queue.purge(b, 0));
}

// Random pushes, fills and purges against a list of items.
TEST(I3, no_history_of_pushes_and_purges_lets_an_item_out_after_its_purge) {
    struct Item {
        std::string text;
        CaseId tag;
        bool reply;
    };
    for (unsigned seed = 1; seed <= 300; ++seed) {
        std::mt19937 random(seed);
        SendQueue queue;
        std::deque<Item> model;
        int number = 0;
        for (int step = 0; step < 200; ++step) {
            const CaseId tag{static_cast<std::int64_t>(random() % 4)};
            const std::string text =
                std::to_string(number++) + std::string(random() % 3 ? 0 : random() % 6000, '.');
            switch (random() % 6) {
                case 0:
                case 1:
                case 2:
                    queue.push_notice(fragment(text), tag);
                    model.push_back({text, tag, false});
                    break;
                case 3:
                    queue.push_reply(text, tag, "i" + text);
                    model.push_back({text, tag, true});
                    break;
                case 4:
                    queue.purge(tag, 0);
                    if (!tag) break;
                    for (Item& item : model)
                        if (item.tag == tag && item.reply) item = {"i" + item.text, {}, true};
                    std::erase_if(model, [&](const Item& item) { return item.tag == tag; });
                    break;
                default:
                    for (const std::string& payload : take(queue)) {
                        std::string expected;
                        if (payload[0] != '[') {
                            ASSERT_FALSE(model.empty()) << seed;
                            expected = model.front().text;
                            model.pop_front();
                        } else {
                            while (expected.size() + 1 < payload.size()) {
                                ASSERT_FALSE(model.empty()) << seed;
                                ASSERT_FALSE(model.front().reply) << seed;
                                expected += (expected.empty() ? "[" : ",") + model.front().text;
                                model.pop_front();
                            }
                            expected += ']';
                        }
                        ASSERT_EQ(payload, expected) << seed;
                    }
            }
            std::size_t bytes = 0;
            for (const Item& item : model) bytes += item.text.size();
            ASSERT_GE(queue.waiting_bytes(), bytes) << seed;  // replies count their other text too
        }
    }
}

}  // namespace
}  // namespace kortelijn::transport
