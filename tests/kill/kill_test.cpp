// I4 and I5 against the real server: it is killed at random moments while four devices write, and
// started again. What it acknowledged is there, in one gapless order, once. (That kill -9 says
// nothing about fsync is tests/power's business.)
#include <chrono>
#include <cstdlib>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "kill/server.hpp"
#include "kill/writer.hpp"

namespace {

using namespace kortelijn::kill_loop;
using Clock = std::chrono::steady_clock;

long from_environment(const char* name, long otherwise) {
    const char* given = std::getenv(name);
    return given == nullptr ? otherwise : std::strtol(given, nullptr, 10);
}

double ms_since(Clock::time_point then) {
    return std::chrono::duration<double, std::milli>(Clock::now() - then).count();
}

class KillLoop : public ::testing::Test {
protected:
    static constexpr int window = 8;
    const std::string label = "Meidoorn";
    Server server{KORTELIJN_SERVER};
    std::vector<Writer> writers;
    std::string reader;  // the cookie of a session that also outlives every kill
    Place place;
    std::int64_t before = 0, checked = 0;         // sequences: of the demo's week; looked at
    std::map<std::int64_t, std::string> history;  // what was written since
    double slowest_start_ms = 0;

    void begin() {
        server.start();
        reader = sign_in(server.port(), "Sanne de Wit");
        const std::string sanne = sign_in(server.port(), "Sanne de Wit"),
                          joris = sign_in(server.port(), "Joris Hendriks");
        for (int i = 0; i < 4; ++i)
            writers.emplace_back(i % 2 == 0 ? sanne : joris, "00000000000000a" + std::to_string(i));
        Line line(server.port(), reader, "00000000000000ff");
        place = find_case(line, label);
        before = checked = line.ask("room.join", {{"room", place.room}}).at("seq");
    }

    void write_and_kill(std::chrono::milliseconds after) {
        std::vector<std::thread> threads;
        for (Writer& writer : writers)
            threads.emplace_back([&] { writer.write(server.port(), place.room, window); });
        std::this_thread::sleep_for(after);
        server.kill();
        for (std::thread& thread : threads) thread.join();
    }

    void start_again() {
        const auto began = Clock::now();
        server.start();
        slowest_start_ms = std::max(slowest_start_ms, ms_since(began));
    }

    void check_whole(const char* when) const {
        std::string said;
        EXPECT_EQ(server.verify(said), 0) << when << ": " << said;
    }

    void check_history() {
        Line line(server.port(), reader, "00000000000000ff");
        for (const Stored& item : read_after(line, place.room, checked)) {
            ASSERT_EQ(item.seq, checked + 1) << "a hole or a double in the order";
            history[checked = item.seq] = item.text;
        }
        for (const Writer& writer : writers) {
            EXPECT_EQ(writer.problem(), "");
            for (const auto& [id, seq] : writer.acknowledged())
                ASSERT_EQ(history[seq], writer.text_of(id))
                    << "acknowledged at " << seq << " and not there";
        }
        std::set<std::string> texts;
        for (const auto& [seq, text] : history)
            ASSERT_TRUE(texts.insert(text).second) << text << " is there twice";
    }

    std::size_t acknowledged() const {
        std::size_t n = 0;
        for (const Writer& writer : writers) n += writer.acknowledged().size();
        return n;
    }
};

TEST_F(KillLoop, I4_I5_what_was_acknowledged_survives_every_kill_once_and_in_order) {
    const long kills = from_environment("KORTELIJN_KILLS", 30);
    const auto seed =
        unsigned(from_environment("KORTELIJN_SEED", long(std::random_device()() >> 1)));
    std::printf("%ld kills, KORTELIJN_SEED=%u\n", kills, seed);
    std::mt19937 random(seed);
    std::uniform_int_distribution<int> wait_ms(30, 350);
    begin();
    long rounds_with_answers = 0;
    for (long round = 0; round < kills; ++round) {
        SCOPED_TRACE("after kill " + std::to_string(round + 1));
        const std::size_t had = acknowledged();
        write_and_kill(std::chrono::milliseconds(wait_ms(random)));
        rounds_with_answers += acknowledged() > had;
        if (round % 3 == 0) check_whole("as the kill left it");
        start_again();
        check_history();
        if (round % 3 == 1) check_whole("beside the running server");
        if (HasFatalFailure()) return;
    }
    for (Writer& writer : writers) writer.settle(server.port(), place.room);
    check_history();
    std::int64_t written = 0;
    for (const Writer& writer : writers) {
        written += writer.written();
        EXPECT_EQ(std::int64_t(writer.acknowledged().size()), writer.written())
            << "sent again and still unanswered";
    }
    EXPECT_EQ(std::int64_t(history.size()), written);
    EXPECT_EQ(checked, before + written);
    EXPECT_GT(rounds_with_answers, kills / 2)
        << "the server was killed before it had anything to lose";
    EXPECT_TRUE(server.stop());
    check_whole("after an orderly end");
    std::printf("%lld messages, %ld of %ld kills while it was answering, slowest start %.0f ms\n",
                static_cast<long long>(written), rounds_with_answers, kills, slowest_start_ms);
}

}  // namespace
