// What the machine's own monitoring sees: OpenMetrics text and a health answer. Counts only; never
// anything about a person.
#pragma once

#include <string>

#include "app/partner_listener.hpp"
#include "transport/side_listener.hpp"
#include "transport/transport.hpp"

namespace kortelijn::app {

std::string open_metrics(const Engine& engine, const transport::Transport& transport,
                         const PartnerListener& partners);
// One family of it, with its only value.
void counter(std::string& out, std::string_view name, std::string_view help, std::uint64_t value);
transport::SideHandlers::Health health(const Engine& engine, bool disk_well);

// Free part of the disk that holds this folder, in percent; 100 when it cannot be told.
double free_percent(const std::string& folder);

// No core dump ever: it would hold names, texts and keys.
void forbid_core_dumps();

}  // namespace kortelijn::app
