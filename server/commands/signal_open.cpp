// signal.open: one signal, whole, for who may read it now (R36), and who said that they know the
// household (R38): no, silence and nobody asked look the same.
#include <set>

#include "commands/items.hpp"
#include "commands/rows.hpp"
#include "commands/signal_deciding.hpp"
#include "commands/signal_words.hpp"

namespace kortelijn::commands {
namespace {

Requirement require(const OneSignal& in, World&, const Caller&, Instant) {
    return require_signal(in.signal, Action::signal_read);
}

void write_address(protocol::Writer& w, const Address& address) {
    w.key("address").object();
    if (!address.street.empty()) w.field("street", address.street);
    w.field("number", address.number).field("postcode", address.postcode);
    if (!address.place.empty()) w.field("place", address.place);
    w.end_object();
}

void write_content(protocol::Writer& w, const store::SignalContent& content) {
    w.field("name", content.name).field("birth_date", content.birth_date);
    write_address(w, content.address);
    if (!content.neighbourhood.empty()) w.field("neighbourhood", content.neighbourhood);
    w.field("amount_cents", content.amount_cents).field("months", content.months);
    w.field("text", content.text);
    if (!content.why_not_known.empty()) w.field("why_not_known", content.why_not_known);
}

// A yes counts only while who said it may still find their case.
void write_involved(protocol::Writer& w, Context& c, SignalId signal) {
    std::set<ProfessionalId> known;
    for (const store::Involvement& one : c.store.involvements(signal)) {
        if (!one.known.value_or(false)) continue;
        Ask ask;
        ask.who = one.asked;
        ask.as = Role::professional;
        ask.action = Action::involvement_answer;
        ask.asked = true;
        if (c.world.decide(c.world.entry(one.of_case, c.now), ask, c.now).permit)
            known.insert(one.asked);
    }
    w.key("involved").array();
    for (const ProfessionalId who : known) w.raw(person_json(c.directory(), who, c.now));
    w.end_array();
}

Result<Change> effect(const OneSignal& in, Context& c) {
    const auto record = c.store.signal(in.signal);
    if (!record || !record->content) return refuse("not_found");
    const Covenant* covenant = c.directory().find(record->facts.covenant);
    protocol::Writer w(2048);
    w.object();
    write_signal_row(w, c.directory(), *record, c.now);
    w.field("team", record->facts.team);
    write_content(w, *record->content);
    w.field("legal_basis", std::string_view(covenant ? covenant->legal_basis : ""));
    write_involved(w, c, in.signal);
    if (const auto asked = involved_asked(c.store, in.signal)) w.field("asked_at", asked->at);
    if (record->facts.of_case) w.field("case", record->facts.of_case);
    w.field("taken_up_at", record->taken_up_at)
        .field("first_contact_at", record->first_contact_at)
        .field("visited_at", record->visited_at)
        .field("settled_at", record->settled_at);
    if (record->outcome) w.field("outcome", to_text(*record->outcome));
    Change change;
    change.result = w.end_object().take();
    change.object.signal = in.signal.value;
    change.of_signal = in.signal;
    change.tag = record->facts.of_case ? record->facts.of_case : any_case;
    return change;
}

}  // namespace

constinit const Row signal_open =
    row<OneSignal, read_one_signal, require, effect>("signal.open", Kind::read);

}  // namespace kortelijn::commands
