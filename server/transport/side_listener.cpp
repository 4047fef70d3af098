// A small HTTP server of one answer per connection: read a head, answer, close. At most 16 at once,
// each for at most five seconds.
#include "transport/side_listener.hpp"

#include <array>
#include <chrono>
#include <stdexcept>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>

#include "transport/http_answer.hpp"
#include "transport/http_reader.hpp"

namespace kortelijn::transport {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

struct SideListener::Parts : std::enable_shared_from_this<SideListener::Parts> {
    Parts(asio::io_context& context, SideHandlers callbacks)
        : acceptor(context), handlers(std::move(callbacks)) {}

    void accept();

    tcp::acceptor acceptor;
    SideHandlers handlers;
    int open = 0;
};

namespace {

HttpResponse answer(const HttpRequest& request, const SideHandlers& handlers) {
    if (request.method != "GET") return plain_answer(405);
    HttpResponse response;
    std::string text;
    if (request.path == "/health" && handlers.health) {
        SideHandlers::Health health = handlers.health();
        response.status = health.well ? 200 : 503;
        text = std::move(health.text);
    } else if (request.path == "/metrics" && handlers.metrics) {
        response.content_type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
        text = handlers.metrics();
    } else {
        return plain_answer(404);
    }
    response.body = std::make_shared<const std::string>(std::move(text));
    return response;
}

class Visit : public std::enable_shared_from_this<Visit> {
public:
    Visit(tcp::socket socket, const SideHandlers& handlers, std::shared_ptr<void> pass)
        : socket_(std::move(socket)),
          timer_(socket_.get_executor()),
          handlers_(handlers),
          pass_(std::move(pass)) {}

    void start() {
        timer_.expires_after(std::chrono::seconds(5));
        timer_.async_wait([self = shared_from_this()](const boost::system::error_code& error) {
            boost::system::error_code ignored;
            if (!error) self->socket_.close(ignored);
        });
        read();
    }

private:
    void read() {
        socket_.async_read_some(
            asio::buffer(in_),
            [self = shared_from_this()](const boost::system::error_code& error, std::size_t bytes) {
                if (error) return self->end();
                self->head_.append(self->in_.data(), bytes);
                const auto fed = self->reader_.feed(self->head_);
                if (fed.state == HttpReader::State::bad)
                    return self->write(plain_answer(fed.status));
                if (fed.state == HttpReader::State::complete)
                    return self->write(answer(self->reader_.take(), self->handlers_));
                self->head_.erase(0, fed.used);
                self->read();
            });
    }

    void write(const HttpResponse& response) {
        TransportOptions plain;
        out_ = AnswerHeads(plain).answer(
            response, false,
            http_date(std::chrono::duration_cast<std::chrono::seconds>(
                          std::chrono::system_clock::now().time_since_epoch())
                          .count()));
        if (response.body) out_ += *response.body;
        asio::async_write(socket_, asio::buffer(out_),
                          [self = shared_from_this()](const boost::system::error_code&,
                                                      std::size_t) { self->end(); });
    }

    void end() {
        timer_.cancel();
        boost::system::error_code ignored;
        socket_.shutdown(tcp::socket::shutdown_both, ignored);
        socket_.close(ignored);
    }

    tcp::socket socket_;
    asio::steady_timer timer_;
    const SideHandlers& handlers_;
    std::shared_ptr<void> pass_;
    HttpReader reader_{8 * 1024, 1024};
    std::array<char, 2048> in_;
    std::string head_;
    std::string out_;
};

}  // namespace

void SideListener::Parts::accept() {
    acceptor.async_accept([self = shared_from_this()](const boost::system::error_code& error,
                                                      tcp::socket socket) {
        if (error == asio::error::operation_aborted || !self->acceptor.is_open()) return;
        if (!error && self->open < 16) {
            ++self->open;
            std::shared_ptr<void> pass(self.get(), [self](void*) { --self->open; });
            std::make_shared<Visit>(std::move(socket), self->handlers, std::move(pass))->start();
        }
        self->accept();
    });
}

SideListener::SideListener(asio::io_context& context, const Endpoint& endpoint,
                           SideHandlers handlers)
    : parts_(std::make_shared<Parts>(context, std::move(handlers))) {
    boost::system::error_code error;
    const asio::ip::address address = asio::ip::make_address(endpoint.address, error);
    if (error || !address.is_loopback())
        throw std::runtime_error("health and metrics listen on a loopback address only, not " +
                                 endpoint.address);
    try {
        const tcp::endpoint where(address, endpoint.port);
        parts_->acceptor.open(where.protocol());
        parts_->acceptor.set_option(asio::socket_base::reuse_address(true));
        parts_->acceptor.bind(where);
        parts_->acceptor.listen();
    } catch (const boost::system::system_error& refused) {
        throw std::runtime_error("cannot listen on " + endpoint.address + " port " +
                                 std::to_string(endpoint.port) + ": " + refused.code().message());
    }
}

SideListener::~SideListener() = default;

void SideListener::start() { parts_->accept(); }

void SideListener::stop() {
    boost::system::error_code ignored;
    parts_->acceptor.close(ignored);
}

std::uint16_t SideListener::port() const { return parts_->acceptor.local_endpoint().port(); }

}  // namespace kortelijn::transport
