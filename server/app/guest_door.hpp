// How a guest comes in: a link's token, the code that was told apart, and the device that keeps it
// from then on. Unknown, used, ended, revoked, dark and a wrong code get the same answer after the
// same statements (I6); each attempt that was judged is one audit entry. Knows no HTTP. Token, code
// and device are handed to the store, which keeps digests; none of them goes into a log.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "app/engine.hpp"
#include "app/guest_throttle.hpp"
#include "app/sign_in.hpp"

namespace kortelijn::app {

class GuestDoor {
public:
    GuestDoor(Engine& engine, Clock& clock, Random& random, GuestThrottleLimits limits = {})
        : engine_(engine), clock_(clock), random_(random), throttle_(limits) {}

    struct Attempt {
        store::GuestKeys keys;
        std::string address;
    };
    // result: JSON {kind, language}. Refusals: guest.link_dead, guest.other_device,
    // guest.slow_down (amount: seconds), busy.
    using Opened = std::function<void(Result<NewSession>)>;
    void open(Attempt attempt, Opened done);

    // JSON {kind, language, name} of the session of this cookie. Refusal: signed_out, busy.
    void who(const std::string& token, std::function<void(Result<std::string>)> done);
    // Ends the session of this cookie and its sockets; the link stays. Also when there is none.
    void leave(const std::string& token, std::function<void()> done);

    // Writes down what was turned away; now and then, from any thread.
    void look();

private:
    struct Opening;
    void tell_call(CallId call);
    Result<commands::Change> effect(Opening& it, store::Store& store, commands::World& world,
                                    Instant now);
    commands::Change let_in(Opening& it, store::GuestLinkRecord link, store::Store& store,
                            commands::World& world, Instant now);

    Engine& engine_;
    Clock& clock_;
    Random& random_;
    std::mutex mutex_;  // over random_
    GuestThrottle throttle_;
};

}  // namespace kortelijn::app
