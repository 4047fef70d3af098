// Invitations: a one-time link makes an account ready for use (passphrase and authenticator).
// Unknown, expired and used ones get the same answer, and who keeps trying waits. Knows no HTTP;
// each act is one audit entry.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/sign_in.hpp"

namespace kortelijn::app {

class Invitations {
public:
    Invitations(SessionMaker& sessions, PassphraseHasher& hasher, WorkerPool& hashing, Clock& clock,
                Random& random, ThrottleLimits limits)
        : sessions_(sessions),
          hasher_(hasher),
          hashing_(hashing),
          clock_(clock),
          random_(random),
          throttle_(limits) {}

    // JSON {name, email, totp_uri, totp_secret, qr_svg}. The secret is made the first time and
    // stays the same until the invitation is accepted. Refusals: invitation.gone, signin.wait,
    // busy.
    using Shown = std::function<void(Result<std::string>)>;
    void show(const std::string& token, const std::string& address, Shown done);

    struct Acceptance {
        std::string token;
        std::string passphrase;
        std::string code;
        Origin from;
    };
    // result: JSON {recovery_codes:[10]}. Refusals: invitation.gone, passphrase.*, code.wrong,
    // signin.wait, busy.
    using Accepted = std::function<void(Result<NewSession>)>;
    void accept(Acceptance acceptance, Accepted done);

private:
    struct Accepting;
    // Wraps an answer: unless the link was good, the attempt stays counted. Nothing: must wait.
    template <class Done>
    std::optional<Done> counted(const std::string& token, const std::string& address, Done done);
    void look_up(std::shared_ptr<Accepting> it);
    void hash(std::shared_ptr<Accepting> it);
    void keep(std::shared_ptr<Accepting> it);
    Result<commands::Change> effect(Accepting& it, store::Store& store, commands::World& world,
                                    Instant now);
    std::string draw_secret();

    SessionMaker& sessions_;
    PassphraseHasher& hasher_;
    WorkerPool& hashing_;
    Clock& clock_;
    Random& random_;
    std::mutex mutex_;  // over random_
    Throttle throttle_;
};

}  // namespace kortelijn::app
