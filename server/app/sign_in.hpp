// Sign-in: passphrase and second factor into a session. Unknown, wrong, blocked and without second
// factor get the same answer after the same counted steps (I6): the same statements in the core,
// one Argon2id, three codes, one recovery digest. Each attempt that was judged is one audit entry.
//
// Knows no HTTP. Answers come on the engine's or a hashing thread, exactly once, after the commit.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>

#include "app/engine.hpp"
#include "app/passphrase.hpp"
#include "app/throttle.hpp"
#include "app/workers.hpp"

namespace kortelijn::app {

// Where a request came from.
struct Origin {
    std::string address;
    std::string device_words;
    std::string old_token;  // of a session of this browser, which the new one replaces
};

struct NewSession {
    std::string token;   // the cookie's value
    std::string result;  // JSON, where the act has one
};

// Makes a session inside a task's effect; memory learns of it when the savepoint is kept.
class SessionMaker {
public:
    SessionMaker(Engine& engine, Random& random) : engine_(engine), random_(random) {}
    // A token for a session to come. Any thread.
    std::string draw_token();
    void make(store::Store& store, commands::Change& change, ProfessionalId who,
              const std::string& token, const Origin& from, Instant now);
    Engine& engine() { return engine_; }

private:
    Engine& engine_;
    Random& random_;
    std::mutex mutex_;
};

// Live sessions of one person; one more ends the oldest (I7).
constexpr std::size_t max_sessions_per_person = 16;

class SignIn {
public:
    SignIn(SessionMaker& sessions, PassphraseHasher& hasher, WorkerPool& hashing, Clock& clock,
           ThrottleLimits limits)
        : sessions_(sessions),
          hasher_(hasher),
          hashing_(hashing),
          clock_(clock),
          throttle_(limits) {}

    struct Attempt {
        std::string email;
        std::string passphrase;
        std::string code;  // of the authenticator, or a recovery code
        Origin from;
    };
    // Refusals: signin.wrong, signin.wait (amount: seconds), busy.
    using Done = std::function<void(Result<NewSession>)>;
    void login(Attempt attempt, Done done);

    // A session without passphrase, for the people of the demo. Refusal: not_found.
    void login_demo(ProfessionalId who, Origin from, Done done);
    // Ends the session of this token. Also when there is none: done.
    void logout(const std::string& token, std::function<void()> done);

private:
    struct Judging;
    void told_to_wait(const Attempt& attempt, const Throttle::Verdict& verdict, const Done& done);
    void record_wait(const std::string& email, const std::string& address);
    void look_up(std::shared_ptr<Judging> it);
    void hash(std::shared_ptr<Judging> it);
    void decide(std::shared_ptr<Judging> it);
    Result<commands::Change> effect(Judging& it, store::Store& store, commands::World& world,
                                    Instant now);
    void busy(Judging& it);

    struct WrongCodes {
        std::string passphrase_hash;  // with which passphrase: set anew, it counts anew
        int count = 0;
        Instant from;
    };

    SessionMaker& sessions_;
    PassphraseHasher& hasher_;
    WorkerPool& hashing_;
    Clock& clock_;
    Throttle throttle_;
    std::unordered_map<ProfessionalId, WrongCodes> wrong_codes_;  // the core's thread only
};

// Records that somebody was told to wait, and does nothing.
core::Task refused_task(std::string_view event, const std::string& address,
                        const std::string& name);

// Lower case, trimmed; how accounts are found.
std::string plain_email(std::string_view typed);

}  // namespace kortelijn::app
