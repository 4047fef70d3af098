// The partner API with its own listener, as the server runs it; nothing at all where it is switched
// off (partner.port = 0).
#pragma once

#include <memory>

#include "app/config.hpp"
#include "app/partner_api.hpp"
#include "transport/transport.hpp"

namespace kortelijn::app {

class PartnerListener {
public:
    static constexpr std::string_view metrics_begin = "kortelijn_partner_";

    // Throws what Transport throws: no certificate, no such address. `sockets` is never called.
    PartnerListener(const Config& config, bool demo, Engine& engine, Clock& clock,
                    transport::SocketHandler& sockets);

    // Before the engine starts.
    void know(store::Store& store) { api_.know(store); }
    void start();
    // Finishes what is under way and records what is left to be summed: before the engine stops.
    void stop();
    // Reads the server's certificate again; empty: done, or there is no listener.
    std::string reload();
    // Families of OpenMetrics text: none where there is no listener.
    std::string open_metrics() const {
        return transport_ ? transport_->open_metrics(metrics_begin) + api_.open_metrics()
                          : std::string();
    }
    // Every few seconds.
    void look();
    void stand_still(bool yes) { api_.stand_still(yes); }
    void refuse_strangers(bool yes) { api_.refuse_strangers(yes); }

private:
    // What the transport refused before the API saw it is recorded as a sum.
    void tell_refused();

    PartnerApi api_;
    std::unique_ptr<transport::Transport> transport_;
    std::uint64_t told_refused_ = 0;
};

}  // namespace kortelijn::app
