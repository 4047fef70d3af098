// The list, in the order of the names. Commands are named by their protocol method.
#include "audit/events.hpp"

#include <algorithm>

namespace kortelijn::audit {
namespace {

using A = EntryAction;

constexpr EventInfo list[] = {
    {"absence.end", A::update},
    {"absence.list", A::read},
    {"absence.record", A::create},
    {"account.blocked", A::update},
    {"account.unblocked", A::update},
    {"action.hand_on", A::update},
    {"action.list", A::read},
    {"action.make", A::create},
    {"action.postpone", A::update},
    {"action.read", A::read},
    {"action.settle", A::update},
    {"admin.certificate_added", A::create},
    {"admin.certificate_ended", A::update},
    {"admin.covenant_added", A::create},
    {"admin.covenant_ended", A::update},
    {"admin.employment_ended", A::update},
    {"admin.invitation_accepted", A::update},
    {"admin.invitation_opened", A::read},
    {"admin.role_ended", A::update},
    {"admin.sign_in_renewed", A::update},
    {"admin.team_membership_ended", A::update},
    {"agenda.put", A::create},
    {"attachment.add", A::create},
    {"attachment.erased", A::remove},
    {"attachment.list", A::read},
    {"attachment.read", A::read},
    {"attachment.scanned", A::update},
    {"audit.checkpoint", A::read},
    {"audit.entry", A::read},
    {"audit.search", A::read},
    {"backup.taken", A::execute},
    {"board.arrange", A::update},
    {"board.chair", A::update},
    {"board.end", A::update},
    {"board.gone", A::remove},
    {"board.join", A::execute},
    {"board.leave", A::execute},
    {"board.move", A::update},
    {"board.open", A::create},
    {"board.present", A::update},
    {"board.shown", A::read},
    {"board.summary", A::read},
    {"board.today", A::read},
    {"call.admit", A::update},
    {"call.end", A::update},
    {"call.gone", A::remove},
    {"call.invite", A::create},
    {"call.join", A::execute},
    {"call.leave", A::execute},
    {"call.list", A::read},
    {"call.make", A::create},
    {"call.media", A::update},
    {"call.open", A::update},
    {"call.read", A::read},
    {"call.remove", A::remove},
    {"call.renew_link", A::create},
    {"case.close", A::update},
    {"case.create", A::create},
    {"case.list", A::read},
    {"case.open", A::read},
    {"case.reopen", A::update},
    {"checklist.ask", A::create},
    {"checklist.decide", A::update},
    {"checklist.fill", A::update},
    {"connection.hello", A::execute},
    {"connection.refused", A::execute},
    {"consent.answer", A::update},
    {"consent.ask", A::create},
    {"consent.stop", A::update},
    {"consult.advise", A::create},
    {"consult.answer", A::update},
    {"consult.ask", A::create},
    {"consult.end", A::update},
    {"consult.list", A::read},
    {"consult.open", A::read},
    {"consult.preview", A::read},
    {"coordinator.give_back", A::update},
    {"coordinator.take", A::update},
    {"decision.keep", A::create},
    {"digest.sent", A::execute},
    {"directory.search", A::read},
    {"erasure.carried_out", A::remove},
    {"figures.read", A::read},
    {"followup.record", A::create},
    {"ground.end", A::update},
    {"ground.list", A::read},
    {"ground.record", A::create},
    {"guest.hello", A::execute},
    {"guest.left", A::execute},
    {"guest.opened", A::execute},
    {"guest.refused", A::execute},
    {"household.add_member", A::create},
    {"household.change_member", A::update},
    {"involvement.answer", A::update},
    {"involvement.list", A::read},
    {"link.revoke", A::update},
    {"log.continued", A::create},
    {"message.edit", A::update},
    {"message.history", A::read},
    {"message.mark_read", A::update},
    {"message.post", A::create},
    {"message.retract", A::remove},
    {"message.search", A::read},
    {"page.make", A::create},
    {"page.read", A::read},
    {"pair.change", A::update},
    {"participant.end", A::update},
    {"participant.invite", A::create},
    {"refusals.summed", A::execute},
    {"request.refused", A::execute},
    {"room.join", A::execute},
    {"room.leave", A::execute},
    {"room.readers", A::read},
    {"rtc.answer", A::execute},
    {"rtc.candidate", A::execute},
    {"rtc.commit", A::execute},
    {"rtc.offer", A::execute},
    {"rtc.reveal", A::execute},
    {"rtc.turn", A::execute},
    {"seat.changed", A::update},
    {"seat.closed", A::remove},
    {"seat.opened", A::create},
    {"server.started", A::execute},
    {"server.stopped", A::execute},
    {"session.end", A::execute},
    {"session.ended", A::execute},
    {"session.list", A::read},
    {"session.opened", A::execute},
    {"session.refused", A::execute},
    {"signal.ask_involved", A::execute},
    {"signal.close", A::update},
    {"signal.contact", A::update},
    {"signal.decline", A::update},
    {"signal.kinds", A::read},
    {"signal.list", A::read},
    {"signal.open", A::read},
    {"signal.refused", A::execute},
    {"signal.send", A::create},
    {"signal.sent", A::read},
    {"signal.status", A::read},
    {"signal.take_up", A::update},
    {"summary.change", A::update},
    {"summary.dispute", A::update},
    {"summary.share", A::update},
    {"summary.unshare", A::update},
    {"summary.write", A::create},
    {"team.oversee", A::read},
    {"time.passed", A::execute},
    {"writing.stopped", A::execute},
};
static_assert(std::is_sorted(std::begin(list), std::end(list),
                             [](const EventInfo& a, const EventInfo& b) {
                                 return a.name < b.name;
                             }));

const EventInfo* find(std::string_view name) {
    const auto at = std::lower_bound(
        std::begin(list), std::end(list), name,
        [](const EventInfo& info, std::string_view key) { return info.name < key; });
    return at != std::end(list) && at->name == name ? &*at : nullptr;
}

// "admin.account_created" and the like: the console's verbs are many and never case content.
bool admin_event(std::string_view name) {
    if (!name.starts_with("admin.") || name.size() < 7 || name.size() > 60) return false;
    return std::all_of(name.begin(), name.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || c == '_' || c == '.'; });
}

}  // namespace

std::span<const EventInfo> events() { return list; }

bool known_event(std::string_view name) { return find(name) != nullptr || admin_event(name); }

EntryAction action_of(std::string_view event) {
    const EventInfo* info = find(event);
    return info != nullptr ? info->action : EntryAction::execute;
}

}  // namespace kortelijn::audit
