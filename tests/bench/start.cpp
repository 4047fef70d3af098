// Versions tell what a connection has drawn: the server may leave none out while only the chair
// changes anything.
#include "bench/start.hpp"

#include <algorithm>
#include <charconv>
#include <cstdarg>
#include <cstdio>

#include "bench/machine.hpp"

namespace kortelijn::bench {
namespace {

constexpr int hello_id = 1, open_id = 2, join_id = 3, present_id = 4, move_id = 5;

std::int64_t number_after(std::string_view text, std::string_view key) {
    const auto at = text.find(key);
    if (at == text.npos) return -1;
    std::int64_t out = -1;
    std::from_chars(text.data() + at + key.size(), text.data() + text.size(), out);
    return out;
}

}  // namespace

Start::Start(const SeededStart& seeded, Talk& talk)
    : seeded_(seeded),
      talk_(talk),
      first_(talk.share(seeded.tokens, *this)),
      desks_(seeded.tokens.size()) {}

bool Start::all(bool Desk::*done) const {
    return std::all_of(desks_.begin(), desks_.end(),
                       [done](const Desk& desk) { return desk.*done; });
}

void Start::ask(int desk, int id, const char* method, const char* params, ...) {
    char inner[256];
    va_list values;
    va_start(values, params);
    std::vsnprintf(inner, sizeof inner, params, values);
    va_end(values);
    char frame[400];
    const int size = std::snprintf(frame, sizeof frame,
                                   R"({"jsonrpc":"2.0","id":%d,"method":"%s","params":{%s}})", id,
                                   method, inner);
    talk_.swarm().send(talk_.swarm().at(first_ + desk), std::string_view(frame, std::size_t(size)));
}

bool Start::gather(double limit_s) {
    const std::int64_t until = now_ns() + std::int64_t(limit_s * 1e9);
    const auto left_s = [&] { return double(until - now_ns()) / 1e9; };
    for (std::size_t i = 0; i < desks_.size(); ++i) talk_.swarm().connect(first_ + int(i));
    talk_.run(left_s(), [this] { return all(&Desk::greeted); });
    ask(0, open_id, "board.open", R"("team":%lld,"day":"%s","client_id":%lld)",
        static_cast<long long>(seeded_.team), seeded_.day.c_str(),
        static_cast<long long>(++client_ids_));
    talk_.run(left_s(), [this] { return open_; });
    for (int i = 0; i < int(desks_.size()); ++i)
        ask(i, join_id, "board.join", R"("board":%lld,"screen":%s)",
            static_cast<long long>(seeded_.board), is_screen(i) ? "true" : "false");
    talk_.run(left_s(), [this] { return all(&Desk::seated); });
    talk_.run(0.5);  // what sitting down set in motion ends first
    ask(0, present_id, "board.present",
        R"("board":%lld,"who":%lld,"expected_version":%lld,"client_id":%lld)",
        static_cast<long long>(seeded_.board), static_cast<long long>(seeded_.people.back()),
        static_cast<long long>(version_), static_cast<long long>(++client_ids_));
    wanted_ = ++version_;
    waiting_for_ = int(desks_.size());
    talk_.run(left_s(), [this] { return settled(); });
    forget();
    return settled() && open_ && all(&Desk::seated);
}

void Start::click(std::int64_t meant_ns) {
    const auto items = std::int64_t(seeded_.items.size());
    const std::int64_t turn = std::max<std::int64_t>(1, 2 * (items - 1));
    const std::int64_t step = clicks % turn;
    item_ = seeded_.items[std::size_t(step < items ? step : turn - step)];
    ask(0, move_id, "board.move",
        R"("board":%lld,"to":%lld,"expected_version":%lld,"client_id":%lld)",
        static_cast<long long>(seeded_.board), static_cast<long long>(item_),
        static_cast<long long>(version_), static_cast<long long>(++client_ids_));
    ++clicks;
    meant_ns_ = meant_ns;
    wanted_ = ++version_;
    waiting_for_ = int(desks_.size());
}

void Start::forget() {
    clicks = drawn = 0;
    to_last_ms.clear();
}

void Start::opened(Client& client) {
    char device[24];
    std::snprintf(device, sizeof device, "%016x", unsigned(client.number()) + 1);
    ask(client.number() - first_, hello_id, "connection.hello", R"("device":"%s","language":"nl")",
        device);
}

void Start::text(Client& client, std::string_view message) {
    const int desk = client.number() - first_;
    if (!message.empty() && message.front() == '[') return notices(desk, message);
    reply(desk, message);
}

void Start::lost(Client& client, const std::string&) {
    desks_[std::size_t(client.number() - first_)].seated = false;
}

void Start::reply(int desk, std::string_view message) {
    const std::string_view start = message.substr(0, 100);
    if (start.find("\"error\":") != start.npos) return talk_.refused(message.substr(0, 400));
    Desk& at = desks_[std::size_t(desk)];
    switch (number_after(start, "\"id\":")) {
        case hello_id:
            at.greeted = true;
            break;
        case open_id:
            open_ = number_after(message, "\"board\":") == seeded_.board;
            break;
        case join_id:
            at.seated = true;
            if (desk == 0) version_ = number_after(message, "\"version\":");
            break;
        case present_id:
        case move_id:
            if (number_after(message, "\"version\":") != wanted_)
                talk_.refused("another version than the chair's next one");
            break;
        default:
            break;
    }
}

void Start::notices(int desk, std::string_view array) {
    constexpr std::string_view method = "\"method\":\"";
    for (auto at = array.find(method); at != array.npos;) {
        const auto next = array.find(method, at + method.size());
        const std::string_view one = array.substr(at + method.size(), next - at - method.size());
        if (one.starts_with("board.changed")) common_part(desk, one);
        if (one.starts_with("board.cards")) cards_part(desk, one);
        at = next;
    }
    if (waiting_for_ > 0) drawn_by(desk);
}

void Start::common_part(int desk, std::string_view notice) {
    Desk& at = desks_[std::size_t(desk)];
    const std::int64_t version = number_after(notice, "\"version\":");
    if (version < at.common) talk_.refused("an older state after a newer one");
    at.common = version;
    at.current = number_after(notice, "\"current\":");
    if (desk == 0) version_ = std::max(version_, version);
}

void Start::cards_part(int desk, std::string_view notice) {
    Desk& at = desks_[std::size_t(desk)];
    if (is_screen(desk)) return talk_.refused("cards on the big screen");
    at.cards = number_after(notice, "\"version\":");
    const bool has = notice.find("\"label\":") != notice.npos;
    with_cards += int(has) - int(at.has_cards);
    at.has_cards = has;
}

void Start::drawn_by(int desk) {
    Desk& at = desks_[std::size_t(desk)];
    if (at.common != wanted_ || (!is_screen(desk) && at.cards != wanted_)) return;
    if (clicks > 0 && at.current != item_) talk_.refused("another item than was moved to");
    ++drawn;
    if (--waiting_for_ == 0) to_last_ms.push_back(float(double(now_ns() - meant_ns_) / 1e6));
}

}  // namespace kortelijn::bench
