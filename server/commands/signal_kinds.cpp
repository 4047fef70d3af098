// signal.kinds: the covenants under which the asker's organisation may send now, and the teams
// where somebody works who receives them.
#include "commands/items.hpp"
#include "commands/rows.hpp"
#include "commands/signal_words.hpp"

namespace kortelijn::commands {
namespace {

struct Input {};

Input read(protocol::Reader&) { return {}; }

Requirement require(const Input&, World&, const Caller&, Instant) { return Requirement::account(); }

void write_kind(protocol::Writer& w, const Directory& directory, const Covenant& covenant,
                Instant now) {
    w.object()
        .field("covenant", covenant.id)
        .field("kind", to_text(covenant.kind))
        .field("name", covenant.name)
        .field("legal_basis", covenant.legal_basis);
    w.key("term").object().field("days", covenant.term.days);
    w.field("kind", to_text(covenant.term.kind)).end_object();
    w.key("teams").array();
    for (const Team& team : directory.teams)
        if (team_receives(directory, covenant, team.id, now))
            w.object().field("id", team.id).field("name", team.name).end_object();
    w.end_array().end_object();
}

Result<Change> effect(const Input&, Context& c) {
    const OrganisationId employer = employer_of(c.directory(), c.caller.who, c.now);
    Change change;
    change.object.count = 0;
    protocol::Writer w(1024);
    w.object().key("kinds").array();
    for (const Covenant& covenant : c.directory().covenants)
        if (covenant.period.live(c.now) && covenant.sent_by(employer)) {
            write_kind(w, c.directory(), covenant, c.now);
            ++*change.object.count;
        }
    change.result = w.end_array().end_object().take();
    return change;
}

}  // namespace

constinit const Row signal_kinds = row<Input, read, require, effect>("signal.kinds", Kind::read);

}  // namespace kortelijn::commands
