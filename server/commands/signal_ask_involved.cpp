// signal.ask_involved: asks in private whoever carries or takes part in a case that may be of the
// same household (R38). The question travels, the data does not: the asker gets the same answer
// whoever was asked, or nobody; who is asked learns of the signal only that somebody asks.
#include <algorithm>

#include "commands/rows.hpp"
#include "commands/signal_deciding.hpp"
#include "commands/signal_words.hpp"
#include "domain/address.hpp"
#include "reply.hpp"

namespace kortelijn::commands {
namespace {

Requirement require(const OneSignal& in, World&, const Caller&, Instant) {
    return require_signal(in.signal, Action::signal_triage);
}

bool matches(const store::SignalContent& sought, const store::HouseholdScan& household,
             Instant now) {
    if (household.address && same_address(sought.address, *household.address)) return true;
    return std::any_of(household.people.begin(), household.people.end(), [&](const auto& person) {
        return person.period.live(now) &&
               same_person(sought.name, sought.birth_date, person.name, person.birth_date);
    });
}

// Carriers and who has a live place at the table, as far as they may find the case now.
std::vector<ProfessionalId> people_to_ask(Context& c, CaseEntry& entry) {
    std::vector<ProfessionalId> out;
    if (!entry.exists()) return out;
    const auto at_table = [&](ProfessionalId who) {
        const auto& seats = entry.the_case().participants;
        return std::any_of(seats.begin(), seats.end(), [&](const Seat& seat) {
            return seat.professional == who && seat.period.live(c.now);
        });
    };
    for (const ProfessionalId who : c.world.around(entry, c.now)) {
        if (!c.world.view(entry, who, c.now).carrier && !at_table(who)) continue;
        Ask ask;
        ask.who = who;
        ask.as = Role::professional;
        ask.action = Action::involvement_answer;
        ask.asked = true;
        if (c.world.decide(entry, ask, c.now).permit) out.push_back(who);
    }
    return out;
}

void ask_them(Context& c, SignalId signal, CaseEntry& entry, Change& change) {
    for (const ProfessionalId who : people_to_ask(c, entry)) {
        store::Involvement asked;
        asked.signal = signal;
        asked.of_case = entry.id;
        asked.asked = who;
        asked.asked_at = c.now;
        asked.id = c.store.add_involvement(asked);
        change.recount.push_back(who);
        protocol::Writer w(64);
        w.object().field("question", asked.id).field("case", entry.id).end_object();
        change.tells.push_back({protocol::notice("involvement.asked", w.text()), entry.id,
                                c.world.connections().of(who)});
    }
}

using Cases = std::vector<CaseId>;

Result<Change> answer(const OneSignal& in, Context& c, const Cases& found) {
    if (involved_asked(c.store, in.signal)) return refuse("signal.already_asked");
    Change change;
    for (const CaseId id : found) ask_them(c, in.signal, c.world.entry(id, c.now), change);
    keep_involved_asked(c.store, in.signal, {c.now, c.caller.who});
    change.object.signal = in.signal.value;
    change.of_signal = in.signal;
    change.signal_news = SignalNews::changed;
    protocol::Writer w(64);
    change.result = w.object().field("asked_at", c.now).end_object().take();
    return change;
}

Result<Change> effect(const OneSignal& in, Context& c) {
    const auto record = c.store.signal(in.signal);
    if (!record || !record->content || record->settled_at) return refuse("signal.settled");
    if (involved_asked(c.store, in.signal)) return refuse("signal.already_asked");
    Change change;
    change.scan = Scan{[sought = *record->content, now = c.now](store::ReadStore& store) {
                           auto found = std::make_shared<Cases>();
                           store.scan_households([&](const store::HouseholdScan& household) {
                               if (matches(sought, household, now))
                                   found->push_back(household.of_case);
                               return true;
                           });
                           return std::shared_ptr<void>(std::move(found));
                       },
                       [in](Context& later, std::shared_ptr<void> found) {
                           return answer(in, later, *std::static_pointer_cast<Cases>(found));
                       }};
    return change;
}

}  // namespace

constinit const Row signal_ask_involved =
    row<OneSignal, read_one_signal, require, effect>("signal.ask_involved", Kind::write);

}  // namespace kortelijn::commands
