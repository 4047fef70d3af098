// Whether it was sent before, then permission, then the row.
#include "commands/signal_receiving.hpp"

#include "commands/items.hpp"
#include "commands/signal_words.hpp"
#include "domain/calendar.hpp"
#include "domain/identifiers.hpp"
#include "writer.hpp"

namespace kortelijn::commands {
namespace {

// The field in which one stands; none: nowhere.
std::string_view field_with_bsn(const store::SignalContent& content) {
    const std::pair<std::string_view, const std::string*> texts[] = {
        {"text", &content.text},
        {"why_not_known", &content.why_not_known},
        {"name", &content.name},
        {"neighbourhood", &content.neighbourhood},
        {"address.street", &content.address.street},
        {"address.number", &content.address.number},
        {"address.place", &content.address.place}};
    for (const auto& [field, text] : texts)
        if (find_bsn(*text)) return field;
    return {};
}

Result<void> may_send(const SignalSender& sender, const SignalInput& in, const Covenant& covenant,
                      World& world, Instant now) {
    Ask ask;
    ask.action = Action::signal_send;
    ask.as = sender.person ? Role::professional : Role::partner_system;
    ask.who = sender.person;
    ask.organisation = sender.organisation;
    ask.team = in.team;
    ask.signal_kind = covenant.kind;
    ask.household_knows = in.household_knows;
    ask.reason = in.content.why_not_known;
    const std::string_view bsn_in = field_with_bsn(in.content);
    ask.bsn_found = !bsn_in.empty();
    ask.bsn_meant = in.bsn_meant;
    const Decision decision = world.decide(world.entry(CaseId{}, now), ask, now);
    if (decision.permit) return {};
    Refusal no{decision.reason, decision.tell};
    if (decision.reason == "signal.bsn") no.field = bsn_in;
    if (decision.reason == "signal.no_reason") no.field = "why_not_known";
    return no;
}

Change told(SignalId id, std::int64_t number, OrganisationId sender, Instant received_at,
            Instant term_ends) {
    Change change;
    change.object.signal = id.value;
    change.object.organisation = sender;
    change.of_signal = id;
    protocol::Writer w(128);
    change.result = w.object()
                        .field("signal", number)
                        .field("received_at", received_at)
                        .field("term_ends", term_ends)
                        .end_object()
                        .take();
    return change;
}

}  // namespace

Result<Change> receive_signal(const SignalSender& sender, const SignalInput& in,
                              store::Store& store, World& world, Instant now) {
    const Directory& directory = world.directory();
    const Covenant* covenant = directory.find(in.covenant);
    const OrganisationId organisation =
        sender.person ? employer_of(directory, sender.person, now) : sender.organisation;
    // The policy asks for any covenant of that kind; a signal is sent by the one it names.
    if (covenant == nullptr || !covenant->sent_by(organisation))
        return refuse("signal.not_in_covenant");
    // Sent again it says nothing new, so it has its first answer also when the covenant is over.
    if (!sender.key.empty())
        if (const auto kept = store.signal_of_key(organisation, sender.key, sender.body)) {
            const auto first = store.signal(kept->signal);
            if (!kept->same_body || !first) return refuse("signal.key_used");
            Change change = told(kept->signal, kept->signal.value, organisation,
                                 first->facts.received_at, first->term_ends_at);
            change.repeated = true;
            return change;
        }
    if (!covenant->period.live(now)) return refuse("signal.not_in_covenant");
    if (auto fine = may_send(sender, in, *covenant, world, now); !fine) return fine.error();
    if (directory.find(in.team) == nullptr) return refuse("request.invalid", "team");
    if (in.content.birth_date && *in.content.birth_date > amsterdam_day(now))
        return refuse("request.invalid", "birth_date");

    // Nobody would read it, and its term would run out unseen.
    if (!team_receives(directory, *covenant, in.team, now))
        return refuse("signal.no_receiver", "team");

    store::SignalDraft draft;
    draft.covenant = covenant->id;
    draft.sender = organisation;
    draft.team = in.team;
    draft.sent_by = sender.person;
    draft.received_at = now;
    draft.term_ends_at = term_end(now, covenant->term);
    draft.household_knows = in.household_knows;
    draft.content = in.content;
    const SignalId id = store.add_signal(draft);
    if (!sender.key.empty()) store.keep_signal_key(organisation, sender.key, sender.body, id, now);
    // One number for all senders would tell each of them what the others send.
    const std::int64_t number = sender.person ? store.signal_number(id, organisation) : id.value;
    Change change = told(id, number, organisation, now, draft.term_ends_at);
    change.signal_news = SignalNews::changed;
    return change;
}

}  // namespace kortelijn::commands
