// One WebSocket after its handshake: frames in, the outbox out, pings, the closing handshake. Must
// never write what a purge took back, never hold more than its limits, and tells the application
// of its end exactly once.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "transport/frame_reader.hpp"
#include "transport/send_queue.hpp"
#include "transport/session.hpp"

namespace kortelijn::transport {

class Connection;

class SocketSession final : public Session {
public:
    SocketSession(Connection& connection, std::shared_ptr<void> context);

    std::size_t input(std::span<char> in) override;
    bool wants_input() const override;
    bool output(std::string& chunk) override;
    void output_done() override;
    bool finished() const override { return queue_.closed() && no_answer_awaited_; }
    void tick(std::int64_t now_ms, std::int64_t stalled_ms) override;
    void deadline() override;
    void stop() override;
    void gone(CloseCause cause) override;

    // From the outbox. The caller flushes the connection when all of a batch is in.
    void notice(const Fragment& text, CaseId tag);
    void reply(Reply&& reply);
    void purge(CaseId of);
    void close(std::uint16_t code, std::string_view reason, CloseCause cause);
    // After a batch is flushed: who holds too much unsent is closed (1013).
    void enforce_limits();

private:
    void message(std::string_view text);
    void peer_close(std::uint16_t code);
    void fail(std::uint16_t code);
    void too_slow();

    Connection& connection_;
    std::shared_ptr<void> context_;
    FrameReader reader_;
    SendQueue queue_;
    std::int64_t heard_ms_;
    std::int64_t pinged_ms_ = 0;
    std::uint32_t outstanding_ = 0;  // requests whose reply has not left the queue
    std::uint16_t code_ = close_code::normal;
    CloseCause cause_ = CloseCause::peer_gone;
    bool reported_ = false;
    bool deaf_ = false;  // the stream of frames is broken or over: input is thrown away
    bool no_answer_awaited_ = false;  // once our close frame is out, nothing more is to come
};

}  // namespace kortelijn::transport
