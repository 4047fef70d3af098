// Guests: whether they are still let in, and what ends with their link. A link is asked about at
// each command and after each change of facts or time (I3); what they may do in a case beside that
// is the policy's, as for anybody. Must never tell a guest why: a danger in the case is one reason.
#include "commands/items.hpp"
#include "core/pipeline.hpp"
#include "reply.hpp"
#include "writer.hpp"

namespace kortelijn::core {

using commands::Caller;
using rooms::GuestAt;

void Pipeline::load_guests(Instant at) {
    std::vector<GuestSessions::Entry> live;
    for (store::GuestSession& session : store_.live_guest_sessions(at))
        if (const auto link = world_.readable_link(session.link))
            live.push_back({std::move(session), guest_at(*link)});
    guest_sessions_.load(std::move(live));
}

bool Pipeline::live(const GuestAt& guest, Instant at) {
    return guest_sessions_.live(guest.link, at) && world_.decide_guest(guest, at).permit;
}

bool Pipeline::live(const Caller& caller, Instant at) {
    return caller.guest ? live(*caller.guest, at) : sessions_.live(caller.session, at);
}

Caller Pipeline::caller_of(const rooms::Connection& at) {
    return {at.id, at.session, at.who, at.device, at.language, at.address_hint, at.guest};
}

// The call of who comes from the network is the meeting they are invited to now.
Caller Pipeline::caller_at(const rooms::Connection& at) {
    Caller caller = caller_of(at);
    if (caller.guest && caller.guest->kind == GuestKind::network)
        caller.guest->call =
            commands::meeting_of(world_, caller.guest->of_case, caller.guest->link);
    return caller;
}

// Nothing that a guest names can lead to another case or call than the link's.
void Pipeline::put_in_place(const Caller& caller, commands::Requirement& need) const {
    const GuestAt& guest = *caller.guest;
    need.of_case = guest.of_case;
    need.call = guest.call;
    need.room = {};
    need.signal = {};
    need.board = {};
    need.item = {};
    need.team = {};
    need.action = {};
    need.question = {};
    need.consult = {};
    need.link = {};
    if (!need.ask) return;
    need.ask->who = {};
    need.ask->guest = guest.link;
    need.ask->as = guest.role();
}

void Pipeline::settle_guests(CaseId of_case, Instant at) {
    for (const GuestId link : guest_sessions_.of(of_case))
        if (const auto entry = guest_sessions_.find(link); !live(entry->guest, at))
            end_guest(link, at, "link.ended");
}

void Pipeline::end_idle_guests(Instant at) {
    for (const GuestId link : guest_sessions_.over(at)) end_guest(link, at, "session.idle");
}

// Whose invitation it was stands in for an employer, so that their officer finds what guests did.
audit::ActorValue Pipeline::actor_of(const GuestAt& guest, Instant at) {
    audit::ActorValue actor;
    actor.guest = guest.link;
    actor.role = to_text(guest.role());
    actor.organisation = guest.organisation;
    const commands::CaseEntry& entry = world_.entry(guest.of_case, at);
    if (!actor.organisation && entry.exists())
        actor.organisation = entry.the_case().home_organisation;
    return actor;
}

void Pipeline::end_guest(GuestId link, Instant at, std::string_view reason) {
    const auto known = guest_sessions_.find(link);
    const std::vector<ConnectionId> connections = world_.connections().of(link);
    if (!known && connections.empty()) return;
    if (known) {
        audit::Draft entry = draft("session.ended", nullptr, log_.new_trace());
        entry.disclosures.clear();
        audit::disclose(entry, actor_of(known->guest, at));
        audit::ObjectValue object;
        object.reason = reason;
        audit::disclose(entry, object);
        log_.append(at, entry);
        store_.end_guest_session(known->session.id, at);
        guest_sessions_.remove(link);
    }
    for (const ConnectionId id : connections) {
        leave_calls(id);
        leave_plans(id);
        purges_.push_back({id, every_case});
        taken_back_.emplace_back(id, every_case);
        protocol::Writer w(64);
        w.object().field("reason", reason).end_object();
        outgoing_.emplace_back(
            Told{std::make_shared<const std::string>(protocol::notice("session.ended", w.text())),
                 {},
                 {id}});
        closes_.push_back({id, 4401, "session.ended"});
    }
}

void Pipeline::sum_refusals_of_guests(Instant at) {
    for (const auto& summed : guest_rates_.take_summed(at)) {
        audit::Draft entry = draft("refusals.summed", nullptr, log_.new_trace());
        audit::ActorValue actor;
        actor.guest = summed.who;
        if (const auto known = guest_sessions_.find(summed.who)) actor = actor_of(known->guest, at);
        entry.disclosures.clear();
        audit::disclose(entry, actor);
        audit::ObjectValue object;
        object.count = summed.count;
        object.until = (summed.from + minute_ms).ms;
        audit::disclose(entry, object);
        log_.append(at, entry);
    }
}

std::int64_t Pipeline::take_rate(const Caller& caller, bool write, Instant at) {
    return caller.guest ? guest_rates_.take(caller.guest->link, write, at)
                        : rates_.take(caller.who, write, at);
}

bool Pipeline::single_refusal(const Caller& caller, Instant at) {
    return caller.guest ? guest_rates_.single_refusal(caller.guest->link, at)
                        : rates_.single_refusal(caller.who, at);
}

}  // namespace kortelijn::core
