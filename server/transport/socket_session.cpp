// Frames to the application and its outbox back. An end is reported when nothing can be written any
// more, not when it begins: until then the core must go on taking back what is unsent (I3).
#include "transport/socket_session.hpp"

#include <algorithm>
#include <utility>

#include "transport/connection.hpp"
#include "transport/io_thread.hpp"

namespace kortelijn::transport {

SocketSession::SocketSession(Connection& connection, std::shared_ptr<void> context)
    : connection_(connection),
      context_(std::move(context)),
      reader_(connection.home().options().limits.message_bytes, connection.home().options().echo),
      heard_ms_(connection.home().now_ms()) {
    connection.home().counters().sockets.add();
}

bool SocketSession::wants_input() const {
    if (queue_.closing()) return true;  // to find the peer's half of the close
    const Limits& limits = connection_.home().options().limits;
    return outstanding_ < limits.outstanding_requests &&
           queue_.waiting_bytes() <= limits.pause_bytes;
}

std::size_t SocketSession::input(std::span<char> in) {
    heard_ms_ = connection_.home().now_ms();
    if (deaf_) return in.size();
    const FrameReader::Step step = reader_.next(in);
    switch (step.event) {
        case FrameReader::Event::need_more:
        case FrameReader::Event::pong:
            break;
        case FrameReader::Event::text:
            message(step.payload);
            break;
        case FrameReader::Event::binary:
            queue_.push_frame(Opcode::binary, std::string(step.payload));
            break;
        case FrameReader::Event::ping:
            queue_.push_pong(step.payload);
            break;
        case FrameReader::Event::close:
            peer_close(step.code);
            break;
        case FrameReader::Event::failed:
            fail(step.code);
            break;
    }
    return step.used;
}

void SocketSession::message(std::string_view text) {
    if (queue_.closing()) return;
    IoThread& home = connection_.home();
    home.counters().messages_in.add();
    if (home.options().echo)
        queue_.push_frame(Opcode::text, std::string(text));
    else if (home.sockets().text(connection_.id(), context_, text))
        ++outstanding_;
}

void SocketSession::peer_close(std::uint16_t code) {
    deaf_ = no_answer_awaited_ = true;
    if (!connection_.home().options().echo) queue_.drop_all();
    close(code, {}, CloseCause::peer_closed);
}

void SocketSession::fail(std::uint16_t code) {
    Counters& counters = connection_.home().counters();
    const bool big = code == close_code::too_big;
    (big ? counters.too_big : counters.protocol_errors).add();
    deaf_ = no_answer_awaited_ = true;
    queue_.drop_all();
    close(code, {}, big ? CloseCause::too_big : CloseCause::protocol_error);
}

void SocketSession::close(std::uint16_t code, std::string_view reason, CloseCause cause) {
    if (queue_.closing()) return;
    cause_ = cause;
    code_ = code;
    queue_.push_close(code, reason);
    connection_.set_deadline(connection_.home().options().limits.close_ms);
}

void SocketSession::too_slow() {
    connection_.home().counters().too_slow.add();
    queue_.drop_all();
    close(close_code::try_again_later, "too slow", CloseCause::too_slow);
}

void SocketSession::gone(CloseCause cause) {
    if (std::exchange(reported_, true)) return;
    if (cause == CloseCause::purged || !queue_.closing()) {
        cause_ = cause;
        code_ = close_code::no_close_frame;
    }
    IoThread& home = connection_.home();
    home.counters().sockets.take();
    if (!home.options().echo) home.sockets().closed(connection_.id(), context_, cause_, code_);
    context_ = nullptr;
}

bool SocketSession::output(std::string& chunk) {
    const std::uint32_t before = queue_.waiting_replies();
    const bool any = queue_.fill(chunk);
    const std::uint32_t left = before - queue_.waiting_replies();
    outstanding_ -= std::min(left, outstanding_);
    return any;
}

void SocketSession::output_done() { queue_.written(); }

void SocketSession::notice(const Fragment& text, CaseId tag) {
    queue_.push_notice(text, tag);
    connection_.home().counters().notices_out.add();
}

void SocketSession::reply(Reply&& reply) {
    queue_.push_reply(std::move(reply.text), reply.tag, std::move(reply.instead));
    connection_.home().counters().replies_out.add();
}

void SocketSession::purge(CaseId of) {
    if (!queue_.purge(of, connection_.chunk_written())) return;
    connection_.home().counters().purged_connections.add();
    connection_.cut(CloseCause::purged);
}

void SocketSession::enforce_limits() {
    const Limits& limits = connection_.home().options().limits;
    const bool over = queue_.waiting_notice_bytes() > limits.notice_queue_bytes ||
                      queue_.waiting_bytes() > limits.outbox_bytes;
    if (!over || queue_.closing() || connection_.ended()) return;
    too_slow();
    connection_.flush();
}

void SocketSession::tick(std::int64_t now_ms, std::int64_t stalled_ms) {
    const Limits& limits = connection_.home().options().limits;
    if (queue_.closing()) return;  // its own deadline runs
    if (stalled_ms > limits.progress_ms) {
        too_slow();
    } else if (now_ms - heard_ms_ > limits.dead_ms) {
        return connection_.cut(CloseCause::peer_gone);
    } else if (now_ms - std::max(heard_ms_, pinged_ms_) > limits.ping_ms) {
        pinged_ms_ = now_ms;
        queue_.push_ping();
    } else {
        return;
    }
    connection_.flush();
}

void SocketSession::deadline() {
    // The close frame is out and the peer silent: an orderly end. Otherwise it does not even read.
    if (queue_.closed() && queue_.empty())
        connection_.shut_down(CloseCause::peer_gone);
    else
        connection_.cut(CloseCause::peer_gone);
}

void SocketSession::stop() {
    close(close_code::going_away, "stopping", CloseCause::stopping);
    connection_.flush();
}

}  // namespace kortelijn::transport
