// signal.take_up: a signal comes to rest in a case that the asker carries, made just before
// (case.create) or there already (R36, R37). From then on it is the case's; its address is kept
// with the case, so that a next signal finds the household. Who coordinates and the first visit go
// with it, each asked of the policy as if it came by itself: all of it is kept, or nothing.
#include "commands/action_keeping.hpp"
#include "commands/coordinator_taking.hpp"
#include "commands/rows.hpp"
#include "commands/signal_deciding.hpp"

namespace kortelijn::commands {
namespace {

struct FirstVisit {
    Day day;
    std::vector<Owner> owners;
    std::string text;
    ItemId item;
    CellsInput cells;
};

struct Input {
    SignalId signal;
    CaseId of_case;
    std::optional<CoordinatorInput> coordinator;
    std::optional<FirstVisit> first_visit;
};

FirstVisit read_visit(protocol::Reader& r) {
    FirstVisit visit;
    visit.day = r.day("day");
    visit.owners = read_owners(r);
    visit.text = r.text("text", action_text_rule);
    visit.item = r.optional_id<ItemId>("item").value_or(ItemId{});
    visit.cells = read_cells(r);
    // A case made just before has no last choice: the visit is to everybody in the household.
    if (!visit.cells.about) visit.cells.about.emplace();
    return visit;
}

Input read(protocol::Reader& r) {
    Input in;
    in.signal = r.id<SignalId>("signal");
    in.of_case = r.id<CaseId>("case");
    in.coordinator = r.optional_object("coordinator", read_coordinator);
    in.first_visit = r.optional_object("first_visit", read_visit);
    return in;
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return require_signal(in.signal, Action::signal_triage);
}

Result<Decision> may(Context& c, CaseEntry& entry, Ask& ask, std::string_view field) {
    ask.who = c.caller.who;
    ask.as = Role::professional;
    const Decision decision = c.world.decide(entry, ask, c.now);
    if (!decision.permit) return Refusal{decision.reason, decision.tell, std::string(field)};
    return decision;
}

// As the entry of the same act by its own door says it (4b).
void note_law(const Decision& decision, audit::ObjectValue& object) {
    if (decision.law_changing) object.field = "law_changing";
}

// The case, too, is asked for by the policy: a case that is not there, or that the asker may not
// find, is told alike (I6).
Result<void> may_join(Context& c, CaseEntry& entry) {
    Ask ask = ask_case(Action::case_exists);
    if (auto fine = may(c, entry, ask, "case"); !fine) return fine.error();
    if (!c.world.view(entry, c.caller.who, c.now).carrier) return refuse("carrier.needed", "case");
    const auto& open = entry.the_case().open;
    if (open.empty() || !open.back().live(c.now)) return refuse("case.closed", "case");
    return {};
}

Result<void> name_coordinator(const CoordinatorInput& in, Context& c, CaseId of_case,
                              Change& change) {
    Ask ask = ask_to_coordinate(in);
    const auto fine = may(c, c.world.entry(of_case, c.now), ask, "coordinator");
    if (!fine) return fine.error();
    AlsoRecorded also{"coordinator.take", of_case, {}, in.agreed_by, {}};
    keep_coordinator(c, of_case, in, also.object);
    note_law(*fine, also.object);
    change.also.push_back(std::move(also));
    return {};
}

Result<ActionId> agree_visit(const FirstVisit& in, Context& c, CaseId of_case, Change& change) {
    CaseEntry& entry = c.world.entry(of_case, c.now);
    NewAction visit{in.text, in.owners, in.day, in.item,
                    ask_to_write(in.cells, in.owners, c.world, entry, c.caller.who, c.now)};
    const auto fine = may(c, entry, visit.ask, "first_visit");
    if (!fine) return fine.error();
    const auto kept = keep_action(c, entry, visit, change);
    if (!kept) {
        Refusal no = kept.error();
        no.field = "first_visit." + (no.field == "due" ? std::string("day") : no.field);
        return no;
    }
    Change made;
    note_action(made, &entry.facts(), *kept);
    made.object.grounds = numbers(c.world.grounds_for(entry, c.caller.who, kept->cells, c.now));
    note_law(*fine, made.object);
    change.also.push_back({"action.make", of_case, made.object, made.members, {}});
    return kept->id;
}

Result<Change> effect(const Input& in, Context& c) {
    auto record = signal_at_hand(c, in.signal, SignalStatus::received);
    if (!record) return refuse("signal.settled");
    CaseEntry& entry = c.world.entry(in.of_case, c.now);
    if (auto fine = may_join(c, entry); !fine) return fine.error();
    if (!entry.record.address && record->content && !record->content->address.empty())
        c.store.set_address(in.of_case, record->content->address);
    record->facts.status = SignalStatus::taken_up;
    record->facts.of_case = in.of_case;
    record->taken_up_at = c.now;
    Change change = keep_signal(c, *record);
    c.world.touch(in.of_case);
    change.of_case = in.of_case;
    protocol::Writer w(64);
    w.object().field("case", in.of_case);
    if (in.coordinator)
        if (auto fine = name_coordinator(*in.coordinator, c, in.of_case, change); !fine)
            return fine.error();
    if (in.first_visit) {
        const auto action = agree_visit(*in.first_visit, c, in.of_case, change);
        if (!action) return action.error();
        w.field("action", *action);
    }
    change.result = w.end_object().take();
    return change;
}

}  // namespace

constinit const Row signal_take_up =
    row<Input, read, require, effect>("signal.take_up", Kind::write);

}  // namespace kortelijn::commands
