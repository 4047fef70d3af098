// The morning's reminder: on working days, once, each person who has actions due gets one mail with
// their number and nothing else. Recorded before it is sent (no record, no mail); the sending waits
// on a thread of its own. Never says what an action is about, nor of whom.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "app/engine.hpp"
#include "app/smtp.hpp"
#include "app/workers.hpp"

namespace kortelijn::app {

struct Config;

struct DigestOptions {
    std::optional<SmtpRelay> relay;  // none: no reminders
    std::string from;
    int at_minutes = 7 * 60 + 30;  // after local midnight
};
// Throws Refused: a relay without `digest.from`, or one that is malformed.
DigestOptions digest_options(const Config& config);

// "U hebt 3 afspraken in Kortelijn."
std::string digest_text(std::int64_t actions);

class Digest {
public:
    // Ends soon once `stop` is set.
    using Send = std::function<SentMails(std::span<const Mail>, const std::atomic<bool>& stop)>;
    using Say = std::function<void(const std::string& what, bool well)>;  // to the operator

    // The day of the last reminder is read from the store: before the engine starts.
    Digest(Engine& engine, Clock& clock, store::Store& store, DigestOptions options, Send send,
           Say say);
    ~Digest() { stop(); }
    Digest(const Digest&) = delete;
    Digest& operator=(const Digest&) = delete;

    // Sends when it is time. Called every few seconds, always from the same thread.
    void look();
    // What the relay has not taken by now is not sent.
    void stop() {
        stopping_.store(true);
        sender_.stop();
    }

private:
    core::Task reminders(Day today);

    Engine& engine_;
    Clock& clock_;
    const DigestOptions options_;
    const Send send_;
    const Say say_;
    std::optional<Day> last_;
    std::atomic<bool> failed_{false}, stopping_{false};
    WorkerPool sender_{1, 1, 10};
};

}  // namespace kortelijn::app
