// Gather, warm up, measure between two marks, drain, look whether everything came.
#include "bench/workloads.hpp"

#include <algorithm>

#include "bench/server_process.hpp"

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
    const std::int64_t start = now_ns();
    std::int64_t sent = 0;
    const auto intended = [&] { return start + std::int64_t(double(sent) * 1e9 / shape.per_s); };
    const Swarm::Due due = [&](std::int64_t now) {
        for (; intended() <= now; ++sent) talk.post(int(sent % shape.rooms.rooms), intended());
        return intended();
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

}  // namespace kortelijn::bench
