// audit.checkpoint: the newest signed head of the log; with `verify` the whole log is read again,
// on a worker, and the answer says whether it is whole or where it breaks.
#include <chrono>

#include "audit/escaping.hpp"
#include "commands/audit_rows.hpp"
#include "commands/rows.hpp"
#include "commands/stored_log.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    bool verify = false;
};

Input read(protocol::Reader& r) { return {r.optional_boolean("verify").value_or(false)}; }

Requirement require(const Input&, World& world, const Caller& caller, Instant now) {
    return Requirement::officer(officer_ask(world, caller, now));
}

struct Verified {
    audit::Report report;
    std::int64_t took_ms = 0;
};

audit::VerifierKey key_of(store::Store& store) {
    const std::string seed = store.log_signing_seed();
    std::array<std::uint8_t, 32> bytes{};
    std::copy_n(seed.begin(), std::min<std::size_t>(seed.size(), bytes.size()), bytes.begin());
    return audit::SigningKey(store.log_origin(), audit::KeyType::ed25519, bytes).verifier();
}

Change head(Context& c, const Verified* verified) {
    protocol::Writer w(1024);
    w.object();
    const auto newest = c.store.last_checkpoint();
    w.field("origin", c.store.log_origin()).field("size", newest ? newest->size : 0);
    std::string root;
    if (newest)
        if (const auto note = audit::parse_note(newest->note))
            if (const auto parsed = audit::parse_checkpoint(note->text))
                root = audit::to_hex(parsed->root);
    w.field("root", root)
        .field("at", newest ? newest->at : c.now)
        .field("note", newest ? newest->note : std::string());
    if (verified != nullptr) {
        w.key("verified").object().field("whole", verified->report.whole());
        w.field("entries", std::int64_t(verified->report.entries));
        if (verified->report.finding) {
            w.key("first_bad").object().field("n", std::int64_t(verified->report.finding->at));
            w.field("what", verified->report.finding->what).end_object();
        }
        w.field("took_ms", verified->took_ms).end_object();
    }
    Change change;
    change.result = w.end_object().take();
    change.object.count = newest ? newest->size : 0;
    if (verified != nullptr)
        change.object.reason = verified->report.whole() ? "log.whole" : "log.broken";
    return change;
}

Result<Change> effect(const Input& in, Context& c) {
    if (!in.verify) return head(c, nullptr);
    const auto held = c.world.begin_verifying();
    if (!held) return refuse("busy");
    Change change;
    change.scan =
        Scan{[key = key_of(c.store), held](store::ReadStore& store) -> std::shared_ptr<void> {
                 const auto begun = std::chrono::steady_clock::now();
                 StoredLog log(store);
                 auto out = std::make_shared<Verified>();
                 out->report = audit::verify(log, key);
                 out->took_ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                                    std::chrono::steady_clock::now() - begun)
                                    .count();
                 return out;
             },
             [](Context& later, std::shared_ptr<void> found) -> Result<Change> {
                 return head(later, std::static_pointer_cast<Verified>(found).get());
             }};
    return change;
}

}  // namespace

constinit const Row audit_checkpoint =
    row<Input, read, require, effect>("audit.checkpoint", Kind::read);

}  // namespace kortelijn::commands
