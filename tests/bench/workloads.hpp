// The five workloads of the bench, each on a server of its own that was begun for it. They measure
// and judge nothing: targets are the report's.
#pragma once

#include <string>

#include "bench/machine.hpp"
#include "bench/talk.hpp"

namespace kortelijn::bench {

struct Place {
    std::string program;  // kortelijn
    std::string folder;   // on the disk to be measured
};

// What every workload tells beside its own figures.
struct Measured {
    CpuUse cpu;  // of the measured time
    double load = 0;
    std::int64_t deliveries = 0;  // within it
    Counts counts;                // of the whole run
    bool complete = true;  // everybody came in; every message acknowledged and delivered once
    std::string problem;   // the first one
};

struct W1Shape {
    Shape rooms{100, 10, 0};
    int window = 8;
    double warm_s = 2, measured_s = 8;
};
// One sender a room keeps `window` messages of 200 bytes under way; durable is acknowledged.
struct W1Result {
    Measured measured;
    double durable_per_s = 0, deliveries_per_s = 0, server_us_per_delivery = 0;
    double p50_ms = 0, p99_ms = 0;  // send to delivery
};
W1Result run_w1(const Place& place, const W1Shape& shape = {});

// Open loop: messages leave when they are due, whether or not earlier ones have arrived.
struct W2Shape {
    Shape rooms{100, 10, 0};
    double per_s = 500, warm_s = 2, measured_s = 10;
};
struct W2Result {
    Measured measured;
    double p50_ms = 0, p99_ms = 0, p999_ms = 0;  // from the intended instant to each member
    double server_us_per_delivery = 0;
};
W2Result run_w2(const Place& place, const W2Shape& shape = {});

// Everybody comes back in the same instant: TLS, cookie, hello, join with the last 50 messages.
struct W3Shape {
    Shape rooms{100, 20, 60};
};
struct W3Result {
    Measured measured;
    double seconds_all_in = 0, clients_per_s = 0, server_ms_per_client = 0;
};
W3Result run_w3(const Place& place, const W3Shape& shape = {});

// Resident memory of the server for people who sit in their room and do nothing.
struct W4Shape {
    Shape rooms{500, 10, 0};
    double settle_s = 6;
};
struct W4Result {
    Measured measured;
    double bytes_per_connection = 0;
    double before_mib = 0, after_mib = 0;
};
W4Result run_w4(const Place& place, const W4Shape& shape = {});

// The chair of a daily start moves from item to item, open loop, while messages are said in other
// rooms, open loop too. First the moves alone, one after the other, for what a move costs.
struct W5Shape {
    Shape rooms{100, 5, 0, 30, 25};
    double per_s = 500, clicks_per_s = 20;
    int clicks = 500;
    int alone = 200;  // moves
    double warm_s = 2;
};
struct W5Result {
    Measured measured;
    double p50_ms = 0, p99_ms = 0, p999_ms = 0;  // from the intended click to the last screen
    double server_us_per_move = 0, server_us_per_screen = 0;
    std::int64_t clicks = 0, screens = 0;
    int with_cards = 0;  // people who hold a card
};
W5Result run_w5(const Place& place, const W5Shape& shape = {});

}  // namespace kortelijn::bench
