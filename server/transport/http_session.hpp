// HTTP/1.1 on one connection: one request at a time, answered from the static site, by the
// application, or by becoming a WebSocket. Must never call the application for a request that
// http_rules refuses.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "transport/http_reader.hpp"
#include "transport/session.hpp"

namespace kortelijn::transport {

class Connection;

class HttpSession final : public Session {
public:
    explicit HttpSession(Connection& connection);

    std::size_t input(std::span<char> in) override;
    bool wants_input() const override {
        return (state_ == State::reading && !stopping_) || (state_ == State::receiving && !full_);
    }
    bool output(std::string& chunk) override;
    void output_done() override;
    bool finished() const override { return state_ == State::ended; }
    void tick(std::int64_t now_ms, std::int64_t stalled_ms) override;
    void deadline() override;
    void stop() override;
    void gone(CloseCause) override;

    // The application's answers. `serial` names the request: a second answer finds none.
    void answer(std::uint32_t serial, HttpResponse response);
    void answer_upgrade(std::uint32_t serial, UpgradeAnswer answer);
    // The application can take more of a body; it has the next piece of one.
    void more(std::uint32_t serial);
    void piece(std::uint32_t serial, std::optional<std::string> bytes);
    // Cuts an answer under way that is of that case.
    void purge(CaseId of);

private:
    enum class State : std::uint8_t { reading, receiving, asked, answering, ended };

    void handle(HttpRequest request, bool streamed);
    void receive_body(HttpRequest request);
    std::size_t take_body(std::span<char> in);
    void ask_piece();
    std::function<void(HttpResponse)> responder();
    void handle_machine(HttpRequest request);
    void ask_upgrade(HttpRequest request);
    void ask_application(HttpRequest request);
    void send(HttpResponse response);
    void refuse(unsigned status);

    Connection& connection_;
    HttpReader reader_;
    std::string head_;
    std::string upgrade_key_;
    Fragment body_;
    std::size_t body_at_ = 0;
    // Of a body that comes in pieces.
    std::unique_ptr<BodySink> sink_;      // none: the rest is thrown away
    std::optional<HttpResponse> answer_;  // came before the body's end
    std::uint64_t incoming_ = 0;          // bytes still to come
    std::int64_t begun_ms_ = 0, heard_ms_ = 0;
    bool full_ = false;
    // Of one that goes out in pieces.
    std::shared_ptr<BodySource> source_;
    std::string piece_;
    std::size_t piece_at_ = 0;
    std::uint64_t outgoing_ = 0;  // bytes the source has still to give
    bool piece_asked_ = false;
    CaseId tag_;
    std::uint32_t serial_ = 0;
    State state_ = State::reading;
    bool begun_ =
        true;  // bytes of the next request are here; the first one's time runs from accept
    bool head_only_ = false;
    bool close_after_ = false;
    bool stopping_ = false;
};

}  // namespace kortelijn::transport
