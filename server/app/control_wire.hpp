// The few lines that go over the control socket: an act as "name" and "key=value" lines up to an
// empty one; back comes "ok JSON" or "no WORDS". Bounded; for the server's own user only.
#pragma once

#include <optional>
#include <string>

#include "app/admin_acts.hpp"
#include "app/config.hpp"

namespace kortelijn::app {

constexpr std::size_t max_control_bytes = 8192;

std::string control_path(const Config& config);
std::string to_wire(const AdminAct& act);
std::optional<AdminAct> from_wire(std::string_view text);

// Nothing when no server listens there. Throws Refused when it says no.
std::optional<std::string> ask_running_server(const Config& config, const AdminAct& act);

// Reads until `whole` says so, the end, the bound or `within_ms`.
std::string read_bounded(int fd, int within_ms, bool (*whole)(std::string_view));
void write_all(int fd, std::string_view text);

}  // namespace kortelijn::app
