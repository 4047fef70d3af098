// A small W1 against the real server: everything that was sent is acknowledged and reaches
// everybody once. Counts only: a time measured on a busy machine says nothing.
#include <filesystem>
#include <gtest/gtest.h>

#include "bench/report.hpp"
#include "bench/workloads.hpp"

namespace {

using namespace kortelijn::bench;

Place here() { return {KORTELIJN_SERVER, std::filesystem::temp_directory_path().string()}; }

TEST(Bench, every_message_is_acknowledged_and_reaches_every_member_once) {
    W1Shape shape;
    shape.rooms = {5, 3, 0};
    shape.warm_s = 0.2;
    shape.measured_s = 1;
    const W1Result result = run_w1(here(), shape);
    const Counts& counts = result.measured.counts;
    EXPECT_EQ(result.measured.problem, "");
    EXPECT_EQ(counts.in, 15);
    EXPECT_GE(counts.sent, 5 * 8);
    EXPECT_EQ(counts.acked, counts.sent);
    EXPECT_EQ(counts.delivered, counts.acked * 3);
    EXPECT_EQ(counts.refused, 0);
    EXPECT_EQ(counts.wrong, 0) << "a double, a gap, or out of order";
    EXPECT_EQ(counts.lost, 0);
    EXPECT_TRUE(result.measured.complete);
}

TEST(Bench, who_comes_back_gets_the_last_fifty_messages) {
    W3Shape shape;
    shape.rooms = {2, 5, 60};
    const W3Result result = run_w3(here(), shape);
    EXPECT_EQ(result.measured.problem, "");
    EXPECT_EQ(result.measured.counts.in, 10);
    EXPECT_EQ(result.measured.counts.history, 10 * 50);
    EXPECT_TRUE(result.measured.complete);
}

TEST(Bench, every_move_of_a_start_reaches_every_screen_while_others_talk) {
    W5Shape shape;
    shape.rooms = {4, 3, 0, 6, 3};
    shape.per_s = 50;
    shape.clicks_per_s = 40;
    shape.clicks = 12;
    shape.alone = 8;
    shape.warm_s = 0.2;
    const W5Result result = run_w5(here(), shape);
    EXPECT_EQ(result.measured.problem, "");
    EXPECT_EQ(result.clicks, 12);
    EXPECT_EQ(result.screens, (8 + 12) * 6);
    EXPECT_EQ(result.with_cards, 4) << "not who has no ground, and not the big screen";
    EXPECT_EQ(result.measured.counts.delivered, result.measured.counts.sent * 3);
    EXPECT_TRUE(result.measured.complete);
}

TEST(Bench, the_json_has_just_the_figures_that_were_asked_for) {
    Report report;
    report.add(W1Result{});
    report.add(W2Result{});
    report.add(W3Result{});
    report.add(W4Result{});
    report.add(W5Result{});
    EXPECT_EQ(
        report.json(),
        R"({"W1":{"durable_messages_per_s":0.000,"deliveries_per_s":0.000,"server_cpu_us_per_delivery":0.000,)"
        R"("p50_ms":0.000,"p99_ms":0.000},"W2":{"p50_ms":0.000,"p99_ms":0.000,"p999_ms":0.000},)"
        R"("W3":{"seconds_all_in":0.000,"clients_per_s":0.000},"W4":{"bytes_per_connection":0.000},)"
        R"("W5":{"p50_ms":0.000,"p99_ms":0.000,"p999_ms":0.000,"server_cpu_us_per_move":0.000,)"
        R"("server_cpu_us_per_screen":0.000}})"
        "\n");
}

}  // namespace
