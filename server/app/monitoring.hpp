// What the machine's own monitoring sees: OpenMetrics text and a health answer. Counts only; never
// anything about a person.
#pragma once

#include <string>

#include "app/engine.hpp"
#include "transport/side_listener.hpp"
#include "transport/transport.hpp"

namespace kortelijn::app {

std::string open_metrics(const Engine& engine, const transport::Transport& transport);
transport::SideHandlers::Health health(const Engine& engine, bool disk_well);

// Free part of the disk that holds this folder, in percent; 100 when it cannot be told.
double free_percent(const std::string& folder);

// No core dump ever: it would hold names, texts and keys.
void forbid_core_dumps();

}  // namespace kortelijn::app
