// `kortelijn serve`: puts the parts together, waits for signals, takes them apart again.
#pragma once

#include "app/config.hpp"
#include "app/relay_watch.hpp"

namespace kortelijn::app {

// 0 after an orderly stop, 1 when it could not start (the reason is on stderr), 3 when it had to
// end because what is written cannot be made durable.
// `restored`: a backup was put back; browsers start anew (README, "Putting a backup back").
int serve(const Config& config, bool demo, bool restored = false);

// Throws Refused: an address that is not loopback in demo mode, missing certificate ...
transport::TransportOptions transport_options(const Config& config, bool demo);
// Of the listener for partners' systems.
transport::TransportOptions partner_options(const Config& config, bool demo);
core::Options core_options(const Config& config);
// Port 0: there is none.
RelayConsole relay_console(const Config& config);

}  // namespace kortelijn::app
