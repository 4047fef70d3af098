// A daily start on the connections it shares with the talk: everybody of the team comes in, the
// last of them as the big screen, and the chair moves on. A click is over when each connection has
// drawn it: the common part, and on all but the screen the cards of the same version. Reads the
// server's JSON by searching, as the talk does.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "bench/client.hpp"
#include "bench/seed.hpp"
#include "bench/talk.hpp"

namespace kortelijn::bench {

class Start final : public Listener {
public:
    Start(const SeededStart& seeded, Talk& talk);

    // The board is opened, all sit down, and whose device is the big screen is ticked off by the
    // chair. False when that takes over `limit_s`.
    bool gather(double limit_s);
    // The chair moves to the next item, and at the end of the agenda back again, item by item;
    // `meant_ns` is the instant the latency counts from. Not before settled().
    void click(std::int64_t meant_ns);
    // Everybody has drawn the last click.
    bool settled() const { return waiting_for_ == 0; }
    // The clicks so far count no more.
    void forget();

    std::vector<float> to_last_ms;  // of each click that everybody has drawn
    std::int64_t clicks = 0;
    std::int64_t drawn = 0;  // by all of them together
    int with_cards = 0;      // connections that hold a card of any item

private:
    struct Desk {
        bool greeted = false, seated = false, has_cards = false;
        std::int64_t common = 0, cards = 0;  // versions
        std::int64_t current = 0;
    };

    void opened(Client& client) override;
    void text(Client& client, std::string_view message) override;
    void lost(Client& client, const std::string& why) override;
    void reply(int desk, std::string_view message);
    void notices(int desk, std::string_view array);
    void common_part(int desk, std::string_view notice);
    void cards_part(int desk, std::string_view notice);
    void drawn_by(int desk);
    void ask(int desk, int id, const char* method, const char* params, ...)
        __attribute__((format(printf, 5, 6)));
    bool all(bool Desk::*done) const;
    bool is_screen(int desk) const { return desk == int(desks_.size()) - 1; }

    const SeededStart& seeded_;
    Talk& talk_;
    const int first_;  // number of the first connection
    std::vector<Desk> desks_;
    bool open_ = false;
    std::int64_t version_ = 0;  // the newest that the chair knows
    std::int64_t wanted_ = 0;   // the version of the click under way
    std::int64_t item_ = 0;     // moved to by it
    std::int64_t meant_ns_ = 0;
    std::int64_t client_ids_ = 0;
    int waiting_for_ = 0;
};

}  // namespace kortelijn::bench
