// The closed list of what the log knows to have happened. A command's event is its method's name.
// An event that is not in the list cannot be written.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "audit/entry.hpp"

namespace kortelijn::audit {

struct EventInfo {
    std::string_view name;
    EntryAction action;
};

// Sorted by name. "admin." and one or more further words is allowed besides (admin_event).
std::span<const EventInfo> events();
bool known_event(std::string_view name);
// The action an event stands for; execute for admin events.
EntryAction action_of(std::string_view event);

}  // namespace kortelijn::audit
