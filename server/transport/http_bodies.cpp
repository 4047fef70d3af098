// Bodies that come and go piece by piece: what HttpSession does with them. One piece at a time is
// under way each way, so a connection holds no more than that of a file.
#include <algorithm>
#include <utility>

#include "transport/connection.hpp"
#include "transport/http_session.hpp"
#include "transport/io_thread.hpp"

namespace kortelijn::transport {

void HttpSession::receive_body(HttpRequest request) {
    IoThread& home = connection_.home();
    state_ = State::receiving;
    close_after_ = stopping_ || !reader_.keep_alive();
    incoming_ = reader_.body_bytes();
    begun_ms_ = heard_ms_ = home.now_ms();
    full_ = false;
    answer_.reset();
    connection_.clear_deadline();  // tick() watches over it
    sink_ = home.http().receive(
        std::move(request), incoming_,
        [home = home.handle(), id = connection_.id(), serial = serial_] {
            IoThread::post_to(home, [id, serial](IoThread& thread) {
                Connection* connection = thread.find(id);
                if (connection && connection->http()) connection->http()->more(serial);
            });
        },
        responder());
    if (incoming_ == 0) take_body({});
}

std::size_t HttpSession::take_body(std::span<char> in) {
    const auto size = std::size_t(std::min<std::uint64_t>(incoming_, in.size()));
    incoming_ -= size;
    heard_ms_ = connection_.home().now_ms();
    if (sink_ && size > 0) full_ = !sink_->take({in.data(), size});
    if (incoming_ > 0) return size;
    full_ = false;
    connection_.set_deadline(connection_.home().options().limits.answer_ms);
    state_ = State::asked;
    if (answer_)
        send(*std::exchange(answer_, {}));
    else if (sink_)
        sink_->end();
    return size;
}

void HttpSession::more(std::uint32_t serial) {
    if (serial != serial_ || state_ != State::receiving || !std::exchange(full_, false)) return;
    heard_ms_ = connection_.home().now_ms();
    connection_.resume();
}

void HttpSession::ask_piece() {
    if (std::exchange(piece_asked_, true)) return;
    connection_.set_deadline(connection_.home().options().limits.answer_ms);
    source_->next([home = connection_.home().handle(), id = connection_.id(),
                   serial = serial_](std::optional<std::string> bytes) {
        IoThread::post_to(home, [id, serial, bytes = std::move(bytes)](IoThread& thread) mutable {
            Connection* connection = thread.find(id);
            if (connection && connection->http())
                connection->http()->piece(serial, std::move(bytes));
        });
    });
}

void HttpSession::piece(std::uint32_t serial, std::optional<std::string> bytes) {
    if (serial != serial_ || state_ != State::answering || !piece_asked_ || connection_.ended())
        return;
    piece_asked_ = false;
    // Half a file that looks whole would be worse than none: the reader sees the line break.
    if (!bytes || bytes->empty() || bytes->size() > outgoing_)
        return connection_.cut(CloseCause::server_closed);
    connection_.clear_deadline();
    outgoing_ -= bytes->size();
    piece_ = std::move(*bytes);
    piece_at_ = 0;
    connection_.flush();
}

void HttpSession::purge(CaseId of) {
    if (state_ != State::answering || !tag_ || (of != every_case && of != tag_)) return;
    connection_.home().counters().purged_connections.add();
    connection_.cut(CloseCause::purged);
}

void HttpSession::gone(CloseCause) {
    sink_.reset();
    source_.reset();
    ++serial_;  // what was asked for comes too late
}

}  // namespace kortelijn::transport
