// signal.sent: what became of the signals one sent oneself, for the employer one has now. Three
// words, and of one that nobody took up its closed reason: never by whom, in which case, or when.
// Its numbers are the employer's own: one count of all senders would tell each what the others
// send.
#include "commands/items.hpp"
#include "commands/rows.hpp"
#include "commands/signal_words.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    std::optional<std::int64_t> before;  // the employer's number of one
    int limit = 20;
};

Input read(protocol::Reader& r) {
    Input in;
    in.before = r.optional_integer("before", 1, protocol::max_number);
    in.limit = int(r.optional_integer("limit", 1, protocol::max_signal_page).value_or(20));
    return in;
}

Requirement require(const Input&, World&, const Caller&, Instant) { return Requirement::account(); }

Result<Change> effect(const Input& in, Context& c) {
    const OrganisationId employer = employer_of(c.directory(), c.caller.who, c.now);
    // Before one that is not there yet: all of them.
    const SignalId numbered =
        in.before ? c.store.signal_numbered(employer, *in.before) : SignalId{};
    const SignalId before = numbered ? numbered : SignalId{protocol::max_number};
    const auto sent = c.store.signals_sent_by(c.caller.who, before, in.limit + 1);
    Change change;
    change.object.count = 0;
    protocol::Writer w(2048);
    w.object().key("signals").array();
    for (std::size_t i = 0; i < sent.size() && i < std::size_t(in.limit); ++i) {
        const store::SignalRecord& one = sent[i];
        if (one.facts.sender != employer) continue;
        const Covenant* covenant = c.directory().find(one.facts.covenant);
        w.object().field("signal", c.store.signal_number(one.facts.id, employer));
        w.field("kind", to_text(covenant ? covenant->kind : SignalKind::worry));
        w.field("sent_at", one.facts.received_at).field("status", sender_status(one.facts.status));
        if (one.decline) w.field("reply", to_text(*one.decline));
        w.end_object();
        ++*change.object.count;
    }
    w.end_array().field("more", sent.size() > std::size_t(in.limit)).end_object();
    change.result = w.take();
    return change;
}

}  // namespace

constinit const Row signal_sent = row<Input, read, require, effect>("signal.sent", Kind::read);

}  // namespace kortelijn::commands
