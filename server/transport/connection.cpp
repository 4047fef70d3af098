// Waiting, reading and writing of one connection. Handlers carry the connection's id, not a
// pointer: when they run, a connection that has ended is simply not found.
#include "transport/connection.hpp"

#include <utility>

#include "transport/http_session.hpp"
#include "transport/io_thread.hpp"
#include "transport/socket_session.hpp"

namespace kortelijn::transport {

namespace asio = boost::asio;

Connection::Connection(IoThread& home, ConnectionId id, TcpSocket socket, asio::ip::address peer)
    : home_(home), id_(id), stream_(std::move(socket)), peer_(std::move(peer)) {}

Connection::~Connection() = default;

void Connection::start() {
    set_deadline(home_.options().limits.setup_ms);
    wait_read();  // a peer that never speaks costs no TLS state
}

void Connection::set_deadline(std::int64_t after_ms) { deadline_ms_ = home_.now_ms() + after_ms; }

void Connection::wait_read() {
    if (std::exchange(reading_, true)) return;
    stream_.socket().async_wait(TcpSocket::wait_read,
                                [&home = home_, id = id_](const boost::system::error_code&) {
                                    if (Connection* self = home.find(id)) self->readable();
                                });
}

void Connection::wait_write() {
    if (std::exchange(writing_, true)) return;
    stream_.socket().async_wait(TcpSocket::wait_write,
                                [&home = home_, id = id_](const boost::system::error_code&) {
                                    Connection* self = home.find(id);
                                    if (!self) return;
                                    self->writing_ = false;
                                    // A read can have waited for this too (TLS key update).
                                    self->reading_ ? self->flush() : self->pump();
                                });
}

void Connection::readable() {
    reading_ = false;
    if (state_ == State::draining) {
        if (stream_.drain()) return wait_read();
        return die(CloseCause::peer_gone);
    }
    if (state_ == State::waiting) {
        stream_.begin_tls(*home_.tls());
        state_ = State::handshaking;
    }
    pump();
}

bool Connection::handshake() {
    switch (stream_.handshake()) {
        case Stream::Outcome::want_read:
            wait_read();
            return false;
        case Stream::Outcome::want_write:
            wait_write();
            return false;
        case Stream::Outcome::closed:
            home_.counters().tls_failed.add();
            shut_down(CloseCause::peer_gone);  // lets the alert reach the peer
            return false;
        case Stream::Outcome::done:
            break;
    }
    state_ = State::open;
    if (home_.options().tls.ask_client_certificate)
        certificate_ = std::make_unique<PeerCertificate>(stream_.peer_certificate());
    auto session = std::make_unique<HttpSession>(*this);
    http_ = session.get();
    session_ = std::move(session);
    return true;
}

void Connection::pump() {
    if (state_ == State::handshaking && !handshake()) return;
    if (!leftover_.empty()) feed({});
    // A bound, so that one busy peer does not keep the thread from the others.
    for (int reads = 0; state_ == State::open && !reading_; ++reads) {
        if (!session_->wants_input()) {
            paused_ = true;
            break;
        }
        if (reads == 16) {
            home_.again(id_);
            break;
        }
        const auto [outcome, bytes] = stream_.read(home_.read_buffer());
        if (outcome == Stream::Outcome::done) {
            feed(home_.read_buffer().first(bytes));
        } else if (outcome == Stream::Outcome::want_read) {
            wait_read();
        } else if (outcome == Stream::Outcome::want_write) {
            wait_write();
            break;
        } else {
            return die(CloseCause::peer_gone);
        }
    }
    flush();
}

void Connection::feed(std::span<char> in) {
    const bool kept = !leftover_.empty();
    if (kept) {
        leftover_.append(in.data(), in.size());
        in = leftover_;
    }
    std::size_t used = 0;
    while (used < in.size() && state_ == State::open && session_->wants_input()) {
        const Session* speaking = session_.get();
        const std::size_t now = session_->input(in.subspan(used));
        used += now;
        if (now == 0 && session_.get() == speaking) break;
    }
    if (kept)
        leftover_.erase(0, used);
    else if (used < in.size())
        leftover_.assign(in.data() + used, in.size() - used);
    if (leftover_.empty() && leftover_.capacity() > 256) leftover_.shrink_to_fit();
}

void Connection::resume() {
    if (!paused_ || ended() || !session_->wants_input()) return;
    paused_ = false;
    home_.again(id_);
}

void Connection::become_socket(std::unique_ptr<SocketSession> session, std::string head) {
    wire_ = std::move(head);  // no answer is under way: HTTP goes one by one
    wire_at_ = chunk_written_ = 0;
    http_ = nullptr;
    socket_ = session.get();
    home_.bury(std::exchange(session_, std::move(session)));
    clear_deadline();
    flush();
    resume();
}

bool Connection::write(std::string_view bytes, bool first) {
    const auto [outcome, sent] = stream_.write(bytes);
    chunk_written_ = first ? sent : chunk_written_ + sent;
    home_.counters().bytes_out.add(sent);
    if (sent > 0) progress_ms_ = home_.now_ms();
    if (outcome == Stream::Outcome::done) {
        wire_ = std::string();
        wire_at_ = 0;
        return true;
    }
    if (outcome != Stream::Outcome::want_write) {
        die(CloseCause::peer_gone);
        return false;
    }
    if (first) {
        wire_.assign(bytes.substr(sent));
        progress_ms_ = home_.now_ms();
    } else {
        wire_at_ += sent;
    }
    wait_write();
    return false;
}

void Connection::flush() {
    if (state_ != State::open || writing_) return;
    if (!wire_.empty() && !write(std::string_view(wire_).substr(wire_at_), false)) return;
    std::string& chunk = home_.chunk();
    while (session_->output(chunk)) {
        home_.counters().writes.add();
        if (!write(chunk, true)) return;
    }
    session_->output_done();
    if (state_ != State::open) return;
    if (session_->finished()) return shut_down(CloseCause::peer_closed);
    resume();
}

void Connection::shut_down(CloseCause cause) {
    if (ended()) return;
    if (session_) session_->gone(cause);
    state_ = State::draining;
    stream_.finish();
    set_deadline(home_.options().limits.close_ms);
    if (!stream_.drain()) return die(cause);
    wait_read();
}

void Connection::die(CloseCause cause) {
    if (state_ == State::dead) return;
    if (session_ && state_ != State::draining) session_->gone(cause);
    state_ = State::dead;
    stream_.close();
    home_.retire(*this);
}

void Connection::cut(CloseCause cause) {
    if (state_ == State::dead) return;
    stream_.reset();
    die(cause);
}

void Connection::tick(std::int64_t now_ms) {
    if (deadline_ms_ != 0 && now_ms >= deadline_ms_) {
        deadline_ms_ = 0;
        if (state_ == State::open) return session_->deadline();
        if (state_ != State::draining) home_.counters().setup_timeouts.add();
        return die(CloseCause::peer_gone);
    }
    if (state_ == State::open) session_->tick(now_ms, writing_ ? now_ms - progress_ms_ : 0);
}

void Connection::stop() {
    if (state_ == State::open)
        session_->stop();
    else if (state_ != State::draining)
        die(CloseCause::stopping);
}

}  // namespace kortelijn::transport
