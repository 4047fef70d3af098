// One I/O thread of its own: a flood here takes no thread from people.
#include "app/partner_listener.hpp"

#include "app/serve.hpp"

namespace kortelijn::app {

PartnerListener::PartnerListener(const Config& config, bool demo, Engine& engine, Clock& clock,
                                 transport::SocketHandler& sockets)
    : api_(engine, clock) {
    if (config.partner_port == 0) return;
    transport_ = std::make_unique<transport::Transport>(partner_options(config, demo),
                                                        transport::StaticSite(), sockets, api_);
}

void PartnerListener::start() {
    if (transport_) transport_->start();
}

void PartnerListener::stop() {
    if (transport_) {
        transport_->stop(std::chrono::seconds(5));
        tell_refused();
    }
    api_.record_sums(true);
}

void PartnerListener::look() {
    if (!transport_) return;
    tell_refused();
    api_.look();
}

void PartnerListener::tell_refused() {
    const std::uint64_t refused = transport_->refused();
    if (refused > told_refused_)
        api_.refused_unread(std::int64_t(refused - std::exchange(told_refused_, refused)));
}

std::string PartnerListener::reload() { return transport_ ? transport_->reload() : std::string(); }

}  // namespace kortelijn::app
