// case.open: the case itself, without its conversation: who carries it, who is at the table, who
// lives there, as far as the reader may know.
#include "commands/case_words.hpp"
#include "commands/ground_words.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CaseId of_case;
};

Input read(protocol::Reader& r) { return {r.id<CaseId>("case")}; }

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::of(in.of_case, ask_case(Action::case_open));
}

void write_member(protocol::Writer& w, const CaseFacts& facts, const Member& member,
                  const View& view, Instant now) {
    std::string text = member_json(member, now, view.carrier);
    text.pop_back();
    protocol::Writer more(128);
    std::vector<std::string> holders;
    for (const Custody& custody : member.custody)
        if (custody.period.live(now)) {
            const int slot = slot_of_member(facts, custody.holder);
            // A parent the reader may not know of is not named here either.
            if (view.carrier || (slot >= 0 && may_know(view, std::size_t(slot))))
                holders.push_back(name_of(facts, custody.holder));
        }
    more.object().list("custody", holders);
    if (view.carrier && member.custody_checked_on)
        more.field("custody_checked_on", *member.custody_checked_on);
    more.key("help").array();
    for (const Help& help : member.help)
        if (help.period.live(now)) more.value(to_text(help.law));
    more.end_array();
    if (member.deceased_on) more.field("deceased_on", *member.deceased_on);
    std::string rest = more.end_object().take();
    rest.front() = ',';
    w.raw(text + rest);
}

void write_participants(protocol::Writer& w, const Directory& directory, const Case& the_case,
                        Instant now) {
    w.key("participants").array();
    for (const Seat& seat : the_case.participants) {
        if (!seat.period.live(now)) continue;
        std::string text = person_json(directory, seat.professional, now);
        if (seat.period.to) {
            text.pop_back();
            protocol::Writer until(40);
            until.object().field("until", *seat.period.to).end_object();
            text += "," + until.text().substr(1);
        }
        w.raw(text);
    }
    w.end_array();
}

// Who coordinates for the family, when somebody does whom the reader may know.
void write_coordinator(protocol::Writer& w, Context& c, const View& view) {
    const CaseFacts& facts = c.entry->facts();
    for (const Coordinator& one : facts.coordinators) {
        if (!one.period.live(c.now)) continue;
        const int slot = slot_of_member(facts, one.member);
        if (one.member && (slot < 0 || !may_know(view, std::size_t(slot)))) continue;
        std::string text = owner_json(
            c.directory(), facts, one.member ? owner_of(one.member) : owner_of(one.professional));
        if (one.period.from) {
            protocol::Writer since(48);
            since.object().field("since", *one.period.from).end_object();
            text.back() = ',';
            text += since.text().substr(1);
        }
        w.raw_field("coordinator", text);
        return;
    }
}

// Where they live, how it was closed before and what came of the call after it: for the carriers.
void write_for_carriers(protocol::Writer& w, Context& c) {
    if (const auto& address = c.entry->record.address) {
        w.key("address").object();
        if (!address->street.empty()) w.field("street", address->street);
        w.field("number", address->number).field("postcode", address->postcode);
        if (!address->place.empty()) w.field("place", address->place);
        w.end_object();
    }
    w.key("closings").array();
    for (const store::Closing& one : c.store.closings_of(c.entry->id)) {
        w.object().field("at", one.at).field("outcome", to_text(one.outcome));
        if (!one.note.empty()) w.field("note", one.note);
        w.end_object();
    }
    w.end_array();
    const auto calls = c.store.follow_ups_of(c.entry->id);
    if (calls.empty()) return;
    const store::FollowUp& newest = calls.back();
    w.key("follow_up").object().field("due", newest.due).field("done_at", newest.done_at);
    if (newest.outcome) w.field("outcome", to_text(*newest.outcome));
    if (!newest.note.empty()) w.field("note", newest.note);
    w.end_object();
}

Result<Change> effect(const Input& in, Context& c) {
    const View& view = c.view();
    const Case& the_case = c.entry->the_case();
    const CaseFacts& facts = c.entry->facts();
    protocol::Writer w(2048);
    w.object()
        .field("case", in.of_case)
        .field("number", c.entry->record.number)
        .field("label", c.entry->record.label);
    w.field("status", status_of(the_case, c.now));
    if (!the_case.open.empty()) {
        w.field("opened_at", the_case.open.front().from.value_or(Instant{0}));
        if (the_case.open.back().to && *the_case.open.back().to <= c.now)
            w.field("closed_at", *the_case.open.back().to);
    }
    w.field("room", c.entry->record.room);
    const Team* team = c.directory().find(the_case.home_team);
    w.key("home_team").object().field("id", the_case.home_team);
    w.field("name", std::string_view(team ? team->name : std::string_view{})).end_object();
    w.raw_field("home_organisation", organisation_json(c.directory(), the_case.home_organisation));
    w.raw_field("pair", pair_json(c.directory(), the_case, c.now));
    write_participants(w, c.directory(), the_case, c.now);
    Change change;
    w.key("household").array();
    for (std::size_t slot = 0; slot < facts.household.size(); ++slot)
        if (may_know(view, slot)) {
            write_member(w, facts, facts.household[slot], view, c.now);
            change.members.push_back(facts.household[slot].id);
        }
    w.end_array().field("carrier", view.carrier);
    write_coordinator(w, c, view);
    if (view.carrier) write_for_carriers(w, c);
    w.end_object();
    change.result = w.take();
    change.tag = in.of_case;
    change.object.grounds = numbers(view.seat.grounds);
    return change;
}

}  // namespace

constinit const Row case_open = row<Input, read, require, effect>("case.open", Kind::read);

}  // namespace kortelijn::commands
