// Accepting. Out of descriptors it waits a little instead of spinning.
#include "transport/listener.hpp"

#include <chrono>
#include <stdexcept>

#include <boost/asio/ip/v6_only.hpp>

namespace kortelijn::transport {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

Listener::Listener(const Endpoint& endpoint, std::vector<std::shared_ptr<IoThread>>& threads,
                   Surroundings& around)
    : threads_(threads),
      around_(around),
      acceptor_(threads.front()->context().get_executor()),
      pause_(threads.front()->context()) {
    try {
        const tcp::endpoint where(asio::ip::make_address(endpoint.address), endpoint.port);
        acceptor_.open(where.protocol());
        acceptor_.set_option(asio::socket_base::reuse_address(true));
        if (where.protocol() == tcp::v6()) acceptor_.set_option(asio::ip::v6_only(true));
        acceptor_.bind(where);
        acceptor_.listen(4096);
        port_ = acceptor_.local_endpoint().port();
    } catch (const boost::system::system_error& error) {
        throw std::runtime_error("cannot listen on " + endpoint.address + " port " +
                                 std::to_string(endpoint.port) + ": " + error.code().message());
    }
}

void Listener::accept() {
    acceptor_.async_accept(threads_.front()->context().get_executor(),
                           [this](const boost::system::error_code& error, TcpSocket socket) {
                               if (error == asio::error::operation_aborted) return;
                               if (!error) {
                                   welcome(std::move(socket));
                                   return accept();
                               }
                               pause_.expires_after(std::chrono::milliseconds(100));
                               pause_.async_wait([this](const boost::system::error_code& ended) {
                                   if (!ended) accept();
                               });
                           });
}

void Listener::welcome(TcpSocket socket) {
    boost::system::error_code error;
    const asio::ip::address peer = socket.remote_endpoint(error).address();
    if (error) return;
    if (around_.limits.enter(peer) != PeerLimits::Verdict::welcome) {
        threads_.front()->counters().refused_full.add();
        socket.set_option(asio::socket_base::linger(true, 0), error);
        return;
    }
    const int native = socket.release(error);
    if (error) return around_.limits.leave(peer);
    threads_[next_++ % threads_.size()]->adopt(native, peer);
}

void Listener::stop() {
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    pause_.cancel();
}

}  // namespace kortelijn::transport
