// Between the transport and the core: who may open a socket, and what a frame asks. Reads and
// checks frames on the I/O threads, so that the core only ever sees checked structs. Decides
// nothing about a person's data and touches no store.
#pragma once

#include "app/engine.hpp"
#include "transport/handlers.hpp"

namespace kortelijn::app {

class SocketGate final : public transport::SocketHandler {
public:
    SocketGate(Engine& engine, Outbox& outbox, Clock& clock)
        : engine_(engine), outbox_(outbox), clock_(clock) {}

    // 401 without a live session. The cookie is all that counts; Origin was checked before. With
    // "?as=guest" it is the guest's cookie, and nothing of a worker's.
    void may_upgrade(const transport::HttpRequest& request,
                     std::function<void(transport::UpgradeAnswer)> answer) override;
    void opened(ConnectionId connection, const transport::Accepted& who,
                const std::string& peer) override;
    bool text(ConnectionId connection, const std::shared_ptr<void>& context,
              std::string_view frame) override;
    void closed(ConnectionId connection, const std::shared_ptr<void>& context,
                transport::CloseCause cause, std::uint16_t code) override;

private:
    void guest_may_upgrade(const transport::HttpRequest& request,
                           const std::function<void(transport::UpgradeAnswer)>& answer);

    Engine& engine_;
    Outbox& outbox_;
    Clock& clock_;
};

}  // namespace kortelijn::app
