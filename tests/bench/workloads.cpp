// Gather, warm up, measure between two marks, drain, look whether everything came.
#include "bench/workloads.hpp"

#include <algorithm>

#include "bench/server_process.hpp"
#include "bench/start.hpp"

namespace kortelijn::bench {
namespace {

constexpr double gather_limit_s = 120;
constexpr double drain_limit_s = 10;

void conclude(Measured& out, Talk& talk, ServerProcess& server) {
    const bool drained = talk.drain(drain_limit_s);
    out.load = load_average();
    out.counts = talk.counts();
    out.problem = talk.first_problem();
    const Counts& c = out.counts;
    out.complete = out.complete && drained && c.lost == 0 && c.refused == 0 && c.wrong == 0 &&
                   c.acked == c.sent;
    talk.leave();
    if (const std::string end = server.stop(); !end.empty()) {
        out.complete = false;
        out.problem = end + (out.problem.empty() ? "" : "\n") + out.problem;
    }
}

// What is to happen so many times a second, whether or not the one before is over.
struct OpenLoop {
    double per_s;
    std::int64_t start_ns = now_ns();
    std::int64_t done = 0;

    std::int64_t meant() const { return start_ns + std::int64_t(double(done) * 1e9 / per_s); }
    // Does what is due; says when the next is.
    template <class Do>
    std::int64_t due(std::int64_t now, Do&& once) {
        for (; meant() <= now; ++done) once(meant());
        return meant();
    }
};

double us_per(double seconds, std::int64_t count) {
    return count > 0 ? seconds * 1e6 / double(count) : 0;
}

}  // namespace

W1Result run_w1(const Place& place, const W1Shape& shape) {
    ServerProcess server(place.program, place.folder, shape.rooms);
    Talk talk(server.seeded(), shape.rooms, server.port());
    W1Result out;
    out.measured.complete = talk.gather(64, gather_limit_s);
    bool sending = true;
    talk.on_ack = [&](int room) {
        if (sending) talk.post(room, now_ns());
    };
    for (int round = 0; round < shape.window; ++round)
        for (int room = 0; room < shape.rooms.rooms; ++room) talk.post(room, now_ns());
    talk.run(shape.warm_s);
    const CpuMark from = cpu_mark(server.pid());
    const Counts before = talk.counts();
    talk.measuring = true;
    talk.run(shape.measured_s);
    talk.measuring = false;
    const Counts after = talk.counts();
    out.measured.cpu = between(from, cpu_mark(server.pid()));
    sending = false;
    out.measured.deliveries = after.delivered - before.delivered;
    out.durable_per_s = double(after.acked - before.acked) / out.measured.cpu.wall_s;
    out.deliveries_per_s = double(out.measured.deliveries) / out.measured.cpu.wall_s;
    out.server_us_per_delivery = us_per(out.measured.cpu.server_s, out.measured.deliveries);
    conclude(out.measured, talk, server);
    out.p50_ms = quantile(talk.latency_ms, 0.5);
    out.p99_ms = quantile(talk.latency_ms, 0.99);
    return out;
}

W2Result run_w2(const Place& place, const W2Shape& shape) {
    ServerProcess server(place.program, place.folder, shape.rooms);
    Talk talk(server.seeded(), shape.rooms, server.port());
    W2Result out;
    out.measured.complete = talk.gather(64, gather_limit_s);
    talk.run(1);  // what joining set in motion ends first
    OpenLoop messages{shape.per_s};
    const Swarm::Due due = [&](std::int64_t now) {
        return messages.due(now, [&](std::int64_t meant) {
            talk.post(int(messages.done % shape.rooms.rooms), meant);
        });
    };
    talk.run(shape.warm_s, {}, due);
    const CpuMark from = cpu_mark(server.pid());
    const std::int64_t before = talk.counts().delivered;
    talk.measuring = true;
    talk.run(shape.measured_s, {}, due);
    out.measured.deliveries = talk.counts().delivered - before;
    out.measured.cpu = between(from, cpu_mark(server.pid()));
    conclude(out.measured, talk, server);  // still measuring: the slowest are not left out
    out.server_us_per_delivery = us_per(out.measured.cpu.server_s, out.measured.deliveries);
    out.p50_ms = quantile(talk.latency_ms, 0.5);
    out.p99_ms = quantile(talk.latency_ms, 0.99);
    out.p999_ms = quantile(talk.latency_ms, 0.999);
    return out;
}

W3Result run_w3(const Place& place, const W3Shape& shape) {
    ServerProcess server(place.program, place.folder, shape.rooms);
    Talk talk(server.seeded(), shape.rooms, server.port());
    W3Result out;
    const auto people = std::int64_t(server.seeded().people.size());
    const CpuMark from = cpu_mark(server.pid());
    out.measured.complete = talk.gather(int(people), gather_limit_s);
    out.measured.cpu = between(from, cpu_mark(server.pid()));
    out.seconds_all_in = out.measured.cpu.wall_s;
    out.clients_per_s = double(talk.counts().in) / out.seconds_all_in;
    out.server_ms_per_client = us_per(out.measured.cpu.server_s, people) / 1000;
    conclude(out.measured, talk, server);
    const std::int64_t expected = people * std::min(shape.rooms.prefilled, 50);
    out.measured.complete = out.measured.complete && out.measured.counts.history == expected;
    return out;
}

W4Result run_w4(const Place& place, const W4Shape& shape) {
    ServerProcess server(place.program, place.folder, shape.rooms);
    Talk talk(server.seeded(), shape.rooms, server.port());
    W4Result out;
    talk.run(1);
    const std::int64_t before = resident_bytes(server.pid());
    const CpuMark from = cpu_mark(server.pid());
    out.measured.complete = talk.gather(100, gather_limit_s);
    talk.run(shape.settle_s);
    out.measured.cpu = between(from, cpu_mark(server.pid()));
    const std::int64_t after = resident_bytes(server.pid());
    out.bytes_per_connection =
        double(after - before) / double(std::max<std::int64_t>(1, talk.counts().in));
    out.before_mib = double(before) / 1048576;
    out.after_mib = double(after) / 1048576;
    conclude(out.measured, talk, server);
    return out;
}

W5Result run_w5(const Place& place, const W5Shape& shape) {
    ServerProcess server(place.program, place.folder, shape.rooms);
    Talk talk(server.seeded(), shape.rooms, server.port());
    Start start(server.seeded().start, talk);
    W5Result out;
    out.measured.complete = talk.gather(64, gather_limit_s) && start.gather(gather_limit_s);
    talk.run(1);
    const CpuMark from = cpu_mark(server.pid());
    const auto one_by_one = [&](std::int64_t now) {
        if (start.settled() && start.clicks < shape.alone) start.click(now);
        return now + 1'000'000'000;
    };
    const auto moved = [&](int wanted) {
        const bool broken = talk.counts().refused + talk.counts().lost > 0;
        return broken || (start.clicks >= wanted && start.settled());
    };
    talk.run(
        gather_limit_s, [&] { return moved(shape.alone); }, one_by_one);
    const double moving_s = between(from, cpu_mark(server.pid())).server_s;
    out.server_us_per_move = us_per(moving_s, start.clicks);
    out.server_us_per_screen = us_per(moving_s, start.drawn);
    out.screens = start.drawn;
    start.forget();

    OpenLoop messages{shape.per_s}, clicks{shape.clicks_per_s};
    const auto say = [&](std::int64_t meant) {
        talk.post(int(messages.done % shape.rooms.rooms), meant);
    };
    talk.run(shape.warm_s, {}, [&](std::int64_t now) { return messages.due(now, say); });
    const CpuMark middle = cpu_mark(server.pid());
    const std::int64_t before = talk.counts().delivered;
    clicks.start_ns = now_ns();
    // One chair: whoever waits for the board clicks late, and the waiting counts.
    const auto both = [&](std::int64_t now) {
        const std::int64_t next = messages.due(now, say);
        if (!start.settled() || start.clicks >= shape.clicks) return next;
        const std::int64_t meant = clicks.meant();
        if (meant > now) return std::min(next, meant);
        start.click(meant);
        ++clicks.done;
        return next;
    };
    talk.run(
        shape.clicks / shape.clicks_per_s + gather_limit_s, [&] { return moved(shape.clicks); },
        both);
    out.measured.cpu = between(middle, cpu_mark(server.pid()));
    out.measured.deliveries = talk.counts().delivered - before;
    out.clicks = std::int64_t(start.to_last_ms.size());
    out.screens += start.drawn;
    out.with_cards = start.with_cards;
    conclude(out.measured, talk, server);
    out.measured.complete = out.measured.complete && out.clicks == shape.clicks;
    out.p50_ms = quantile(start.to_last_ms, 0.5);
    out.p99_ms = quantile(start.to_last_ms, 0.99);
    out.p999_ms = quantile(start.to_last_ms, 0.999);
    return out;
}

}  // namespace kortelijn::bench
