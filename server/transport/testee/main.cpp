// ws_testee: the product's own transport with an echo behind it, for WebSocket conformance suites
// that others wrote. Never part of an installation: it knows no accounts and sends everything back.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <pthread.h>
#include <string>

#include "transport/transport.hpp"

namespace {

using namespace kortelijn;
using namespace kortelijn::transport;

class Nobody final : public SocketHandler, public HttpHandler {
public:
    bool owns(std::string_view) const override { return false; }
    void handle(HttpRequest, std::function<void(HttpResponse)>) override {}
    void may_upgrade(const HttpRequest&, std::function<void(UpgradeAnswer)>) override {}
    void opened(ConnectionId, const Accepted&, const std::string&) override {}
    bool text(ConnectionId, const std::shared_ptr<void>&, std::string_view) override {
        return false;
    }
    void closed(ConnectionId, const std::shared_ptr<void>&, CloseCause, std::uint16_t) override {}
};

int usage() {
    std::fputs(
        "ws_testee --port N --cert FILE --key FILE [--address A] [--path /] [--origin O]\n"
        "          [--max BYTES] [--tls12]\n",
        stderr);
    return 2;
}

bool read_arguments(int argc, char** argv, TransportOptions& options) {
    for (int i = 1; i < argc; ++i) {
        const std::string name = argv[i];
        if (name == "--tls12") {
            options.tls.allow_tls12 = true;
            continue;
        }
        if (++i == argc) return false;
        const char* value = argv[i];
        if (name == "--port")
            options.endpoints[0].port = static_cast<std::uint16_t>(std::atoi(value));
        else if (name == "--address")
            options.endpoints[0].address = value;
        else if (name == "--cert")
            options.tls.certificate_file = value;
        else if (name == "--key")
            options.tls.key_file = value;
        else if (name == "--path")
            options.socket_path = value;
        else if (name == "--max")
            options.limits.message_bytes = std::strtoull(value, nullptr, 10);
        else if (name == "--origin")
            options.origins.push_back(value);
        else
            return false;
    }
    return !options.tls.certificate_file.empty() && !options.tls.key_file.empty();
}

}  // namespace

int main(int argc, char** argv) try {
    TransportOptions options;
    options.endpoints = {{"127.0.0.1", 9443}};
    options.socket_path = "/";
    options.subprotocol.clear();
    options.echo = true;
    options.limits.connections_per_address = options.limits.connections;
    if (!read_arguments(argc, argv, options)) return usage();
    options.any_origin = options.origins.empty();
    options.limits.outbox_bytes += 4 * options.limits.message_bytes;

    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);  // before the threads begin: they inherit it

    Nobody nobody;
    Transport transport(std::move(options), {}, nobody, nobody);
    transport.start();
    std::printf("ws_testee listens on port %u\n", static_cast<unsigned>(transport.ports().front()));
    std::fflush(stdout);
    int signal = 0;
    sigwait(&ends, &signal);
    transport.stop(std::chrono::seconds(2));
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "ws_testee: %s\n", error.what());
    return 1;
}
