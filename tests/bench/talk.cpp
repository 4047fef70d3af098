// Frames are told apart by their first character: an array is notices, an object is a reply.
#include "bench/talk.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstring>

#include "bench/machine.hpp"

namespace kortelijn::bench {
namespace {

// Request ids: hello, join, and from here on messages.
constexpr int hello_id = 1, join_id = 2, first_post_id = 3;
constexpr std::string_view text_key = "\"text\":\"~";

std::int64_t number_after(std::string_view text, std::string_view key) {
    const auto at = text.find(key);
    if (at == text.npos) return -1;
    std::int64_t out = -1;
    std::from_chars(text.data() + at + key.size(), text.data() + text.size(), out);
    return out;
}

std::int64_t hex_at(const char* from, int digits) {
    std::uint64_t out = 0;
    std::from_chars(from, from + digits, out, 16);
    return std::int64_t(out);
}

// memmem is several times faster than string_view::find on long frames.
const char* search(const char* from, const char* end, std::string_view what) {
    return static_cast<const char*>(
        ::memmem(from, std::size_t(end - from), what.data(), what.size()));
}

std::int64_t occurrences(std::string_view text, std::string_view what) {
    std::int64_t out = 0;
    const char* const end = text.data() + text.size();
    for (const char* at = search(text.data(), end, what); at != nullptr;
         at = search(at + what.size(), end, what))
        ++out;
    return out;
}

}  // namespace

Talk::Talk(const Seeded& seeded, const Shape& shape, std::uint16_t port)
    : seeded_(seeded), shape_(shape), swarm_(port, *this), places_(seeded.people.size()) {
    for (const Person& person : seeded.people) swarm_.add(person.token);
}

bool Talk::gather(int at_once, double limit_s) {
    const auto all = std::int64_t(seeded_.people.size());
    const auto begin_more = [&](std::int64_t) {
        while (begun_ < all && begun_ - counts_.in - counts_.lost < at_once)
            swarm_.connect(begun_++);
        return now_ns() + 1'000'000'000;
    };
    swarm_.run(
        now_ns() + std::int64_t(limit_s * 1e9), [&] { return counts_.in + counts_.lost >= all; },
        begin_more);
    return counts_.in == all;
}

int Talk::share(const std::vector<std::string>& tokens, Listener& others) {
    const int first = int(swarm_.size());
    for (const std::string& token : tokens) swarm_.add(token);
    others_ = &others;
    return first;
}

void Talk::opened(Client& client) {
    if (shared(client)) return others_->opened(client);
    char hello[160];
    std::snprintf(
        hello, sizeof hello,
        R"({"jsonrpc":"2.0","id":%d,"method":"connection.hello","params":{"device":"%016x","language":"nl"}})",
        hello_id, unsigned(client.number()) + 1);
    swarm_.send(client, hello);
    char join[128];
    std::snprintf(join, sizeof join,
                  R"({"jsonrpc":"2.0","id":%d,"method":"room.join","params":{"room":%lld}})",
                  join_id,
                  static_cast<long long>(seeded_.people[std::size_t(client.number())].room));
    swarm_.send(client, join);
}

void Talk::post(int room, std::int64_t meant_ns) {
    const int sender = room * shape_.members;
    const Person& person = seeded_.people[std::size_t(sender)];
    Place& place = places_[std::size_t(sender)];
    const std::int64_t number = ++place.posted;
    char head[32];
    std::snprintf(head, sizeof head, "~%016llx%08llx", static_cast<unsigned long long>(meant_ns),
                  static_cast<unsigned long long>(number));
    char frame[512];
    const int size = std::snprintf(
        frame, sizeof frame,
        R"({"jsonrpc":"2.0","id":%lld,"method":"message.post","params":{"room":%lld,"text":"%s","about":[%lld],)"
        R"("life_domains":["school"],"client_id":%lld}})",
        static_cast<long long>(number + first_post_id - 1), static_cast<long long>(person.room),
        text_of_200(head).c_str(), static_cast<long long>(person.about),
        static_cast<long long>(number));
    ++counts_.sent;
    swarm_.send(swarm_.at(sender), std::string_view(frame, std::size_t(size)));
}

void Talk::run(double seconds, const std::function<bool()>& done, const Swarm::Due& due) {
    swarm_.run(now_ns() + std::int64_t(seconds * 1e9), done, due);
}

bool Talk::drain(double limit_s) {
    const auto whole = [this] {
        return counts_.acked + counts_.refused >= counts_.sent &&
               counts_.delivered >= counts_.acked * shape_.members;
    };
    run(limit_s, whole);
    return whole();
}

void Talk::leave() {
    for (int i = 0; i < int(swarm_.size()); ++i) swarm_.at(i).close();
}

void Talk::text(Client& client, std::string_view message) {
    if (shared(client)) return others_->text(client, message);
    if (!message.empty() && message.front() == '[') return notices(client, message);
    reply(client, message);
}

void Talk::reply(Client& client, std::string_view message) {
    const std::string_view start = message.substr(0, 100);
    const std::int64_t id = number_after(start, "\"id\":");
    if (start.find("\"error\":") != start.npos) {
        ++counts_.refused;
        return problem(message.substr(0, 400));
    }
    if (id == join_id) {
        ++counts_.in;
        counts_.history += occurrences(message, "\"kind\":\"message\"");
    } else if (id >= first_post_id) {
        ++counts_.acked;
        if (on_ack) on_ack(client.number() / shape_.members);
    }
}

void Talk::notices(Client& client, std::string_view array) {
    Place& place = places_[std::size_t(client.number())];
    const std::int64_t now = measuring ? now_ns() : 0;
    const char* const end = array.data() + array.size();
    const char* at = search(array.data(), end, "\"method\":\"message.posted\"");
    while (at != nullptr) {
        at = search(at, end, text_key);
        if (at == nullptr || end - at < std::ptrdiff_t(text_key.size()) + 24)
            return problem("a notice without its text");
        at += text_key.size();
        ++counts_.delivered;
        const std::int64_t number = hex_at(at + 16, 8);
        if (number != place.last_number + 1) ++counts_.wrong;
        place.last_number = number;
        if (measuring) latency_ms.push_back(float(double(now - hex_at(at, 16)) / 1e6));
        at = search(at, end, "\"method\":\"message.posted\"");
    }
}

void Talk::lost(Client& client, const std::string& why) {
    ++counts_.lost;
    problem(why);
    if (shared(client)) others_->lost(client, why);
}

void Talk::refused(std::string_view what) {
    ++counts_.refused;
    problem(what);
}

void Talk::problem(std::string_view what) {
    if (first_problem_.empty()) first_problem_ = what;
}

double quantile(std::vector<float>& values, double part) {
    if (values.empty()) return 0;
    const std::size_t at = std::min(values.size() - 1, std::size_t(part * double(values.size())));
    std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(at), values.end());
    return double(values[at]);
}

}  // namespace kortelijn::bench
