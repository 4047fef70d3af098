// The list, in the order of the names. Commands are named by their protocol method.
#include "audit/events.hpp"

#include <algorithm>

namespace kortelijn::audit {
namespace {

using A = EntryAction;

constexpr EventInfo list[] = {
    {"account.blocked", A::update},
    {"account.unblocked", A::update},
    {"admin.employment_ended", A::update},
    {"admin.invitation_accepted", A::update},
    {"admin.invitation_opened", A::read},
    {"admin.role_ended", A::update},
    {"admin.sign_in_renewed", A::update},
    {"admin.team_membership_ended", A::update},
    {"audit.checkpoint", A::read},
    {"audit.entry", A::read},
    {"audit.search", A::read},
    {"backup.taken", A::execute},
    {"case.close", A::update},
    {"case.create", A::create},
    {"case.list", A::read},
    {"case.open", A::read},
    {"case.reopen", A::update},
    {"connection.hello", A::execute},
    {"connection.refused", A::execute},
    {"directory.search", A::read},
    {"erasure.carried_out", A::remove},
    {"ground.end", A::update},
    {"ground.list", A::read},
    {"ground.record", A::create},
    {"household.add_member", A::create},
    {"household.change_member", A::update},
    {"log.continued", A::create},
    {"message.edit", A::update},
    {"message.history", A::read},
    {"message.mark_read", A::update},
    {"message.post", A::create},
    {"message.retract", A::remove},
    {"message.search", A::read},
    {"participant.end", A::update},
    {"participant.invite", A::create},
    {"refusals.summed", A::execute},
    {"request.refused", A::execute},
    {"room.join", A::execute},
    {"room.leave", A::execute},
    {"room.readers", A::read},
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
