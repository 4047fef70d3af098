// Targets as the project set them for two shared cores, client included.
#include "bench/report.hpp"

#include <algorithm>
#include <cstdio>

#include "bench/server_process.hpp"

namespace kortelijn::bench {
namespace {

std::string format(const char* pattern, double value) {
    char out[64];
    std::snprintf(out, sizeof out, pattern, value);
    return out;
}

std::string number(double value) {
    return format(value >= 1000 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
}

std::string padded(std::string text, std::size_t width, bool right = false) {
    if (text.size() < width) text.insert(right ? 0 : text.size(), width - text.size(), ' ');
    return text;
}

}  // namespace

void Report::add(const W1Result& r) {
    lines_.push_back({"W1", "durable messages", r.durable_per_s, "/s", Better::more, 8000});
    lines_.push_back({"W1", "deliveries", r.deliveries_per_s, "/s", Better::more, 80'000});
    lines_.push_back(
        {"W1", "server CPU per delivery", r.server_us_per_delivery, "us", Better::less, 4});
    lines_.push_back({"W1", "send to delivery, p50 (window of 8)", r.p50_ms, "ms"});
    lines_.push_back({"W1", "send to delivery, p99", r.p99_ms, "ms"});
    figures_.push_back({"W1",
                        {{"durable_messages_per_s", r.durable_per_s},
                         {"deliveries_per_s", r.deliveries_per_s},
                         {"server_cpu_us_per_delivery", r.server_us_per_delivery},
                         {"p50_ms", r.p50_ms},
                         {"p99_ms", r.p99_ms}}});
    beside("W1", r.measured);
}

void Report::add(const W2Result& r) {
    lines_.push_back({"W2", "send to delivery, p50", r.p50_ms, "ms", Better::less, 1.5});
    lines_.push_back({"W2", "send to delivery, p99", r.p99_ms, "ms", Better::less, 5});
    lines_.push_back({"W2", "send to delivery, p99.9", r.p999_ms, "ms"});
    lines_.push_back({"W2", "server CPU per delivery", r.server_us_per_delivery, "us"});
    figures_.push_back(
        {"W2", {{"p50_ms", r.p50_ms}, {"p99_ms", r.p99_ms}, {"p999_ms", r.p999_ms}}});
    beside("W2", r.measured);
}

void Report::add(const W3Result& r) {
    lines_.push_back({"W3", "all in after", r.seconds_all_in, "s", Better::less, 4});
    lines_.push_back({"W3", "clients", r.clients_per_s, "/s"});
    lines_.push_back({"W3", "server CPU per client", r.server_ms_per_client, "ms"});
    figures_.push_back(
        {"W3", {{"seconds_all_in", r.seconds_all_in}, {"clients_per_s", r.clients_per_s}}});
    beside("W3", r.measured);
}

void Report::add(const W4Result& r) {
    lines_.push_back({"W4", "memory per idle connection", r.bytes_per_connection / 1024, "KiB",
                      Better::less, 32});
    lines_.push_back({"W4", "server's memory before", r.before_mib, "MiB"});
    lines_.push_back({"W4", "server's memory after", r.after_mib, "MiB"});
    figures_.push_back({"W4", {{"bytes_per_connection", r.bytes_per_connection}}});
    beside("W4", r.measured);
}

void Report::add(const W5Result& r) {
    lines_.push_back({"W5", "click to the last screen, p50", r.p50_ms, "ms"});
    lines_.push_back({"W5", "click to the last screen, p99", r.p99_ms, "ms", Better::less, 100});
    lines_.push_back({"W5", "click to the last screen, p99.9", r.p999_ms, "ms"});
    lines_.push_back({"W5", "server CPU per move", r.server_us_per_move, "us"});
    lines_.push_back({"W5", "server CPU per screen drawn", r.server_us_per_screen, "us"});
    figures_.push_back({"W5",
                        {{"p50_ms", r.p50_ms},
                         {"p99_ms", r.p99_ms},
                         {"p999_ms", r.p999_ms},
                         {"server_cpu_us_per_move", r.server_us_per_move},
                         {"server_cpu_us_per_screen", r.server_us_per_screen}}});
    beside("W5", r.measured);
}

void Report::beside(const std::string& workload, const Measured& measured) {
    besides_.push_back({workload, measured});
    complete_ = complete_ && measured.complete;
}

std::string Report::printed(const Line& line) {
    std::string out = "  " + padded(line.workload, 4) + padded(line.figure, 38);
    out += padded(number(line.value), 10, true) + " " + padded(line.unit, 4);
    if (line.better != Better::untold) {
        const bool more = line.better == Better::more;
        // Above 1 is better than asked for, both ways.
        const double ratio = line.value <= 0 ? 0
                             : more          ? line.value / line.target
                                             : line.target / line.value;
        out += padded((more ? ">= " : "<= ") + number(line.target), 12, true);
        out += padded(format("%.2f x", ratio), 10, true);
        out += ratio >= 1 ? "  reached" : "  NOT REACHED";
    }
    return out + "\n";
}

std::string Report::printed(const Beside& beside) {
    const Measured& m = beside.measured;
    const Counts& c = m.counts;
    const double wall = m.cpu.wall_s > 0 ? m.cpu.wall_s : 1;
    const double both = std::max(1e-9, m.cpu.client_s + m.cpu.server_s);
    std::string out = "  " + padded(beside.workload, 4);
    out += "server " + format("%.2f", m.cpu.server_s / wall) + " cores, client " +
           format("%.2f", m.cpu.client_s / wall);
    out += " (" + format("%.0f", 100 * m.cpu.client_s / both) + " % of both), other cores ";
    out += format("%.2f", m.cpu.other_cores) + ", load average " + format("%.1f", m.load) + "; ";
    out += std::to_string(c.in) + " in";
    if (c.sent > 0)
        out += ", " + std::to_string(c.sent) + " sent, " + std::to_string(c.acked) +
               " acknowledged, " + std::to_string(c.delivered) + " delivered";
    if (!m.complete) {
        out += "\n      NOT COMPLETE: lost " + std::to_string(c.lost) + ", refused " +
               std::to_string(c.refused);
        out += ", out of order or twice " + std::to_string(c.wrong);
        if (!m.problem.empty()) out += "; first: " + m.problem;
    }
    return out + "\n";
}

std::string Report::table() const {
    std::string out = "\n" + std::string(44, ' ') + padded("reached", 10, true) + "     " +
                      padded("to reach", 12, true) + padded("ratio", 10, true) + "\n";
    for (const Line& line : lines_) out += printed(line);
    out += "\n  Beside it (" + machine_words() +
           "; server and client on the same cores; loopback, TLS 1.3, full handshakes)\n";
    for (const Beside& one : besides_) out += printed(one);
    return out + "  For the bench only: " + lifted_words + ".\n";
}

std::string Report::json() const {
    std::string out = "{";
    for (const Figures& of : figures_) {
        out += (out.size() > 1 ? "," : "") + std::string("\"") + of.workload + "\":{";
        bool first = true;
        for (const auto& [name, value] : of.values) {
            out += std::string(first ? "\"" : ",\"") + name + "\":" + format("%.3f", value);
            first = false;
        }
        out += "}";
    }
    return out + "}\n";
}

}  // namespace kortelijn::bench
