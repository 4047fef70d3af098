// What comes to the pipeline: sockets that open and close, requests, long reads that are done, and
// what came in beside the sockets; and what the pipeline is told when it is made.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "audit/checkpoint.hpp"
#include "commands/command.hpp"
#include "core/rates.hpp"
#include "core/sessions.hpp"

namespace kortelijn::core {

// How often sessions, summed refusals and checkpoints are looked after.
constexpr std::int64_t tick_ms = 5 * second_ms;

struct Opened {  // a socket was opened for a session
    ConnectionId connection;
    SessionId session;
    ProfessionalId who;
    std::string address_hint;
    std::optional<rooms::GuestAt> guest = {};  // instead: for a guest's session
};
struct Closed {
    ConnectionId connection;
};
struct Asked {  // a request that could be read; or one that could not (`prepared` is null)
    ConnectionId connection;
    std::string id_json;
    const commands::Row* row = nullptr;
    std::unique_ptr<commands::Prepared> prepared;
    Refusal refusal;
};
struct Scanned {  // a worker's long read is done
    ConnectionId connection;
    std::string id_json;
    const commands::Row* row = nullptr;
    std::shared_ptr<commands::Prepared> prepared;
    std::function<Result<commands::Change>(commands::Context&, std::shared_ptr<void>)> then;
    std::shared_ptr<void> found;  // empty: the read failed
    bool damaged = false;         // because of what is stored
    std::uint64_t damage_met = 0;
};
// Something that came in beside the socket (sign-in, the console): recorded like a command.
struct Task {
    std::string_view event;  // empty: a look-up that changes nothing, of an act recorded by itself
    audit::ActorValue actor;
    std::function<Result<commands::Change>(store::Store&, commands::World&, Instant now)> effect;
    std::function<void(Result<std::string>)> done;  // after the commit; result JSON or refusal
    std::string_view refused_event = {};  // of a refusal, where that has a name of its own
    // What the entry of a refusal says beside its reason; the effect may fill it.
    std::shared_ptr<audit::ObjectValue> of_refusal = {};
    // Set: the effect finds out who acts, and fills it; `actor` counts for nothing.
    std::shared_ptr<audit::ActorValue> found_actor = {};
};

// A command that came over HTTPS beside the socket, decided and recorded like any other; by a
// professional or a guest. `connection` is the HTTP one.
struct Beside {
    ConnectionId connection;
    SessionId session;
    ProfessionalId who;
    std::optional<rooms::GuestAt> guest;  // instead of both
    std::string address_hint;
    const commands::Row* row = nullptr;  // need not be one of all_rows()
    std::shared_ptr<commands::Prepared> prepared;
    std::function<void(Result<std::string>)> done;  // after the commit
    // Once permitted it is asked again after each change, until end_watch(); when it would be
    // refused, the connection is purged of the case (Change::tag).
    bool watched = false;
};

using Incoming = std::variant<Opened, Closed, Asked, Scanned, Task, Beside>;

// Where long reads go (worker threads; inline in a simulation).
class Scans {
public:
    virtual ~Scans() = default;
    virtual void start(std::function<std::shared_ptr<void>(store::ReadStore&)> job,
                       std::function<void(std::shared_ptr<void>)> done) = 0;
};

// What was signed last, kept outside the database (guarding.cpp). Without `keep`: no guard.
struct SignedGuard {
    std::optional<std::string> note;  // none: nothing was kept
    // Called after the commit of each new checkpoint; must not throw.
    std::function<void(const std::string& note)> keep;
    // Moves the kept note aside, for good, before anything of the history it speaks of is
    // overwritten; throws StoreFailure, and nothing goes on.
    std::function<void(Instant at)> set_aside;
    // The newest note set aside and when, if none is kept: a start may have ended in between.
    std::optional<std::string> set_aside_before;
    Instant set_aside_at{0};
    bool restored = false;  // somebody says that a backup was put back
};

struct Options {
    SessionLimits sessions;
    RateLimits rates;
    std::int64_t checkpoint_every_ms = audit::checkpoint_every_ms;
    bool record_start = true;
    int figures_first_month = 4;  // periods of four months begin here
    SignedGuard guard;
    // Takes a guest's link that is to be mailed, after the commit; must not block. None: no mail.
    std::function<void(commands::LinkMail)> post;
    commands::TurnOptions turn;  // the relay of calls
};

}  // namespace kortelijn::core
