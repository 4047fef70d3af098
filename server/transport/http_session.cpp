// The way of one request: rules, upgrade, Origin of changes, security.txt, the application, static
// files. Answers of the application arrive by post, so they never run inside its own call.
#include "transport/http_session.hpp"

#include <algorithm>
#include <utility>

#include "transport/connection.hpp"
#include "transport/http_answer.hpp"
#include "transport/http_rules.hpp"
#include "transport/io_thread.hpp"
#include "transport/socket_session.hpp"

namespace kortelijn::transport {

HttpSession::HttpSession(Connection& connection)
    : connection_(connection),
      reader_(connection.home().options().limits.header_bytes,
              connection.home().options().limits.body_bytes,
              [&home = connection.home()](std::string_view method, std::string_view path) {
                  return home.options().machine_only ? 0 : home.http().streamed(method, path);
              }) {}

std::size_t HttpSession::input(std::span<char> in) {
    if (state_ == State::receiving) return take_body(in);
    if (!std::exchange(begun_, true))
        connection_.set_deadline(connection_.home().options().limits.setup_ms);
    const HttpReader::Fed fed = reader_.feed({in.data(), in.size()});
    if (fed.state == HttpReader::State::bad) {
        close_after_ = true;
        refuse(fed.status);
        return in.size();
    }
    if (fed.state == HttpReader::State::complete) handle(reader_.take(), false);
    if (fed.state == HttpReader::State::streamed) handle(reader_.take(), true);
    return fed.used;
}

void HttpSession::handle(HttpRequest request, bool streamed) {
    const TransportOptions& options = connection_.home().options();
    connection_.home().counters().http_requests.add();
    connection_.set_deadline(options.limits.answer_ms);
    ++serial_;
    head_only_ = request.method == "HEAD";
    close_after_ = stopping_ || !reader_.keep_alive() || streamed;  // or its body was a request
    request.peer = connection_.peer();
    request.connection = connection_.id();
    if (connection_.certificate()) request.certificate = *connection_.certificate();

    if (const unsigned status = check_request(request, options)) {
        close_after_ = true;
        return refuse(status);
    }
    if (options.machine_only) return handle_machine(std::move(request));
    if (request.path == options.socket_path) return ask_upgrade(std::move(request));
    if (const unsigned status = check_origin_of_change(request, options)) return refuse(status);
    if (request.path == "/.well-known/security.txt" && !options.security_txt.empty()) {
        HttpResponse text = plain_answer(200);
        text.body = std::make_shared<const std::string>(options.security_txt);
        return send(std::move(text));
    }
    if (streamed) return receive_body(std::move(request));
    if (connection_.home().http().owns(request.path)) return ask_application(std::move(request));
    if (auto file = connection_.home().site().answer(request)) return send(std::move(*file));
    refuse(404);
}

void HttpSession::handle_machine(HttpRequest request) {
    // A page in somebody's browser could make it show its certificate; a partner's system sends no
    // Origin.
    if (!request.header("origin").empty()) return refuse(403);
    if (connection_.home().http().owns(request.path)) return ask_application(std::move(request));
    refuse(404);
}

void HttpSession::ask_upgrade(HttpRequest request) {
    IoThread& home = connection_.home();
    if (const unsigned status = check_upgrade(request, reader_.http11(), home.options())) {
        home.counters().upgrades_refused.add();
        close_after_ = true;
        return refuse(status);
    }
    state_ = State::asked;
    upgrade_key_ = request.header("sec-websocket-key");
    if (home.options().echo) return answer_upgrade(serial_, Accepted{});
    home.sockets().may_upgrade(request, [home = home.handle(), id = connection_.id(),
                                         serial = serial_](UpgradeAnswer answer) {
        IoThread::post_to(home, [id, serial, answer = std::move(answer)](IoThread& thread) mutable {
            Connection* connection = thread.find(id);
            if (connection && connection->http())
                connection->http()->answer_upgrade(serial, std::move(answer));
        });
    });
}

std::function<void(HttpResponse)> HttpSession::responder() {
    return [home = connection_.home().handle(), id = connection_.id(),
            serial = serial_](HttpResponse response) {
        IoThread::post_to(home,
                          [id, serial, response = std::move(response)](IoThread& thread) mutable {
                              Connection* connection = thread.find(id);
                              if (connection && connection->http())
                                  connection->http()->answer(serial, std::move(response));
                          });
    };
}

void HttpSession::ask_application(HttpRequest request) {
    state_ = State::asked;
    connection_.home().http().handle(std::move(request), responder());
}

void HttpSession::answer(std::uint32_t serial, HttpResponse response) {
    if (serial != serial_ || connection_.ended()) return;
    if (state_ == State::receiving && response.close) {
        sink_.reset();  // the rest is not worth reading
        state_ = State::asked;
    }
    if (state_ == State::receiving) {
        // Said when the rest was read: who still sends would not hear it.
        answer_ = std::move(response);
        sink_.reset();
        return more(serial);
    }
    if (state_ != State::asked) return;
    send(std::move(response));
    connection_.flush();
}

void HttpSession::answer_upgrade(std::uint32_t serial, UpgradeAnswer answer) {
    if (serial != serial_ || state_ != State::asked || connection_.ended()) return;
    IoThread& home = connection_.home();
    if (const auto* no = std::get_if<RefusedHttp>(&answer); no || stopping_) {
        home.counters().upgrades_refused.add();
        close_after_ = true;
        refuse(no ? no->status : 503);
        return connection_.flush();
    }
    const auto& who = std::get<Accepted>(answer);
    std::string head = home.heads().switching(accept_value(upgrade_key_), home.date());
    auto session = std::make_unique<SocketSession>(connection_, who.context);
    home.counters().upgrades.add();
    if (!home.options().echo) home.sockets().opened(connection_.id(), who, connection_.peer());
    connection_.become_socket(std::move(session), std::move(head));  // *this ends with this event
}

void HttpSession::refuse(unsigned status) {
    connection_.home().counters().http_refused.add();
    send(connection_.home().options().problem_json ? problem_answer(status) : plain_answer(status));
}

void HttpSession::send(HttpResponse response) {
    close_after_ = close_after_ || stopping_ || response.close;
    if (response.status >= 200 && response.status < 600)
        connection_.home().counters().answered[response.status / 100 - 2].add();
    head_ = connection_.home().heads().answer(response, !close_after_, connection_.home().date());
    body_ = head_only_ || response.status == 304 ? nullptr : std::move(response.body);
    body_at_ = 0;
    source_ = head_only_ ? nullptr : std::move(response.source);
    outgoing_ = source_ ? response.source_bytes : 0;
    tag_ = response.tag;
    sink_.reset();
    state_ = State::answering;
    connection_.clear_deadline();  // from here the write's progress counts
}

bool HttpSession::output(std::string& chunk) {
    constexpr std::size_t chunk_bytes = 16 * 1024;
    if (state_ != State::answering) return false;
    chunk.assign(head_);
    head_ = std::string();
    if (body_) {
        const std::size_t room = chunk.size() < chunk_bytes ? chunk_bytes - chunk.size() : 0;
        const std::size_t size = std::min(room, body_->size() - body_at_);
        chunk.append(*body_, body_at_, size);
        body_at_ += size;
    } else if (piece_at_ < piece_.size()) {
        const std::size_t room = chunk.size() < chunk_bytes ? chunk_bytes - chunk.size() : 0;
        const std::size_t size = std::min(room, piece_.size() - piece_at_);
        chunk.append(piece_, piece_at_, size);
        piece_at_ += size;
    }
    return !chunk.empty();
}

void HttpSession::output_done() {
    if (state_ != State::answering) return;
    if (outgoing_ > 0) return ask_piece();
    body_ = nullptr;
    source_ = nullptr;
    piece_ = std::string();
    tag_ = {};
    if (close_after_ || stopping_) {
        state_ = State::ended;
        return;
    }
    state_ = State::reading;
    begun_ = false;
    connection_.set_deadline(connection_.home().options().limits.keep_alive_ms);
}

void HttpSession::tick(std::int64_t now_ms, std::int64_t stalled_ms) {
    const Limits& limits = connection_.home().options().limits;
    const bool slow = now_ms - begun_ms_ > limits.upload_ms ||
                      (!full_ && now_ms - heard_ms_ > limits.upload_idle_ms);
    if (state_ == State::receiving && slow) return connection_.cut(CloseCause::too_slow);
    if (stalled_ms > limits.progress_ms) connection_.cut(CloseCause::too_slow);
}

void HttpSession::deadline() {
    if (state_ == State::reading && begun_) connection_.home().counters().setup_timeouts.add();
    connection_.die(CloseCause::peer_gone);
}

void HttpSession::stop() {
    stopping_ = true;
    if (state_ == State::reading) connection_.shut_down(CloseCause::stopping);
}

}  // namespace kortelijn::transport
