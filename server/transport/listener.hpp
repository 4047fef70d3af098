// Accepts connections on one address and port and spreads them over the I/O threads in turn. Must
// never accept one that the limits do not welcome.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/steady_timer.hpp>

#include "transport/io_thread.hpp"

namespace kortelijn::transport {

class Listener {
public:
    // Binds and listens at once; accepts from start() on. Runs on the first of the threads. Throws
    // std::runtime_error that names the endpoint.
    Listener(const Endpoint& endpoint, std::vector<std::shared_ptr<IoThread>>& threads,
             Surroundings& around);

    void start() { accept(); }
    void stop();  // on the first thread
    std::uint16_t port() const { return port_; }

private:
    void accept();
    void welcome(TcpSocket socket);

    using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp,
                                                        boost::asio::io_context::executor_type>;
    std::vector<std::shared_ptr<IoThread>>& threads_;
    Surroundings& around_;
    Acceptor acceptor_;
    boost::asio::steady_timer pause_;
    std::size_t next_ = 0;
    std::uint16_t port_ = 0;
};

}  // namespace kortelijn::transport
