// audit.entry: one entry with all its fields and the proof that it is in the log under the newest
// signed head, so that an outsider can check it without us.
#include "audit/escaping.hpp"
#include "audit/proof.hpp"
#include "commands/audit_rows.hpp"
#include "commands/rows.hpp"
#include "commands/stored_log.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    std::int64_t n = 0;
};

Input read(protocol::Reader& r) { return {r.integer("n", 0, protocol::max_number)}; }

Requirement require(const Input&, World& world, const Caller& caller, Instant now) {
    return Requirement::officer(officer_ask(world, caller, now));
}

void write_fields(protocol::Writer& w, const OpenedEntry& opened) {
    w.key("fields").array();
    const auto put = [&w](std::string_view name, const std::string& value) {
        if (!value.empty()) w.object().field("name", name).field("value", value).end_object();
    };
    put("actor", audit::to_json(opened.actor));
    if (!(opened.of_case == audit::CaseValue{})) put("case", audit::to_json(opened.of_case));
    if (!opened.members.empty()) put("members", audit::members_json(opened.members));
    put("object", audit::to_json(opened.object));
    w.end_array();
}

void write_proof(protocol::Writer& w, Context& c, std::int64_t n) {
    const auto newest = c.store.last_checkpoint();
    w.key("proof").array();
    std::int64_t size = 0;
    std::string root;
    if (newest && newest->size > n) {
        const auto tiles =
            tiles_of([&c](int level, std::int64_t index) { return c.store.tile(level, index); },
                     [&c](std::int64_t at) { return c.store.entry_leaf(at); });
        if (const auto proof =
                audit::inclusion_proof(std::uint64_t(n), std::uint64_t(newest->size), tiles))
            for (const audit::Hash& hash : *proof) w.value(audit::to_hex(hash));
        size = newest->size;
        if (const auto note = audit::parse_note(newest->note))
            if (const auto head = audit::parse_checkpoint(note->text))
                root = audit::to_hex(head->root);
    }
    w.end_array().field("size", size).field("root", root);
}

Result<Change> effect(const Input& in, Context& c) {
    const Ask ask = officer_ask(c.world, c.caller, c.now);
    const auto leaf = c.store.entry_leaf(in.n);
    const auto disclosures = c.store.entry_disclosures(in.n);
    const auto opened = leaf ? open_entry(*leaf, disclosures) : std::nullopt;
    // Another organisation's entry and none at all: the same answer.
    if (!opened || (!reads_all(ask) && !concerns(*opened, ask.organisation)))
        return refuse("not_found");
    protocol::Writer w(2048);
    write_audit_row(w, c, *opened, true);
    write_fields(w, as_known_to(ask, *opened));
    w.field("leaf", *leaf).field("leaf_hash", audit::to_hex(audit::leaf_hash(*leaf)));
    write_proof(w, c, in.n);
    Change change;
    change.result = w.end_object().take();
    change.object.entry = in.n;
    return change;
}

}  // namespace

constinit const Row audit_entry = row<Input, read, require, effect>("audit.entry", Kind::read);

}  // namespace kortelijn::commands
