// The whole transport on a free port of loopback, with an application that records what it is told
// and does what the test says. Everything here may be called from the test's thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "support/test_certificate.hpp"
#include "support/tls_client.hpp"
#include "transport/transport.hpp"

namespace kortelijn::transport {

namespace support = testing_support;
using std::chrono::milliseconds;
using support::TlsClient;

class TestServer : public SocketHandler, public HttpHandler {
public:
    struct Closed {
        ConnectionId connection;
        CloseCause cause;
        std::uint16_t code;
    };

    static TransportOptions usual_options() {
        TransportOptions options;
        options.endpoints = {{"127.0.0.1", 0}};
        options.origins = {"https://localhost:8443"};
        options.io_threads = 1;
        return options;
    }

    explicit TestServer(TransportOptions options = usual_options(), StaticSite site = {}) {
        options.tls.certificate_file = certificate.certificate_file();
        options.tls.key_file = certificate.key_file();
        transport = std::make_unique<Transport>(std::move(options), std::move(site), *this, *this);
        transport->start();
    }
    ~TestServer() override { transport.reset(); }

    support::ClientOptions client_options() const {
        support::ClientOptions options;
        options.port = transport->ports().front();
        options.trusted_file = certificate.certificate_file();
        return options;
    }
    TlsClient client() const { return TlsClient(client_options()); }

    // A client that is through the handshake, and the id the application was given.
    std::pair<TlsClient, ConnectionId> socket(int receive_buffer_bytes = 0) {
        support::ClientOptions options = client_options();
        options.receive_buffer_bytes = receive_buffer_bytes;
        TlsClient client(options);
        const std::size_t before = count_opened();
        if (client.upgrade().status != 101) throw std::runtime_error("the upgrade was refused");
        wait_until([&] { return opens.size() > before; });
        const std::lock_guard lock(mutex);
        return {std::move(client), opens.back()};
    }

    template <class Condition>
    bool wait_until(Condition condition, milliseconds wait = milliseconds(15000)) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, wait, condition);
    }
    std::size_t count_opened() {
        const std::lock_guard lock(mutex);
        return opens.size();
    }
    bool wait_closed(std::size_t count = 1) {
        return wait_until([&] { return closes.size() >= count; });
    }
    std::uint64_t metric(const std::string& name) const {
        const std::string text = transport->open_metrics();
        const std::string line = "\nkortelijn_transport_" + name + ' ';
        const std::size_t at = text.find(line);
        if (at == text.npos) throw std::runtime_error("no metric " + name);
        return std::stoull(text.substr(at + line.size()));
    }
    // A close is told before the connection's last step is counted, by another thread.
    bool wait_metric(const std::string& name, std::uint64_t value) const {
        for (int i = 0; i < 500 && metric(name) != value; ++i)
            std::this_thread::sleep_for(milliseconds(10));
        return metric(name) == value;
    }
    void deliver(const std::function<void(Batch&)>& make) {
        Batch batch;
        make(batch);
        transport->deliver(std::move(batch));
    }
    void notice(ConnectionId to, std::string text, CaseId tag = {}) {
        deliver([&](Batch& batch) {
            batch.notice(std::make_shared<const std::string>(std::move(text)), tag, {to});
        });
    }
    void purge(ConnectionId of, CaseId tag) {
        deliver([&](Batch& batch) { batch.purges.push_back({of, tag}); });
    }
    // A JSON string of about that size.
    static std::string text_of(std::size_t bytes, char letter) {
        return '"' + std::string(bytes, letter) + '"';
    }

    // Fills the way to a reader that does not read, until the server's write stands still.
    void stall(ConnectionId reader, CaseId tag) {
        std::uint64_t sent = 0;
        for (int still = 0; still < 3; ++still) {
            notice(reader, text_of(8000, 'f'), tag);
            std::this_thread::sleep_for(milliseconds(20));
            const std::uint64_t now = metric("bytes_sent_total");
            if (now != std::exchange(sent, now)) still = 0;
        }
    }

    bool owns(std::string_view path) const override { return path.starts_with("/api/"); }
    void handle(HttpRequest request, std::function<void(HttpResponse)> respond) override {
        const std::lock_guard lock(mutex);
        requests.push_back(request);
        changed.notify_all();
        if (on_request) return on_request(std::move(request), std::move(respond));
        HttpResponse response;
        response.body = std::make_shared<const std::string>("{}");
        respond(std::move(response));
    }
    void may_upgrade(const HttpRequest& request,
                     std::function<void(UpgradeAnswer)> answer) override {
        const std::lock_guard lock(mutex);
        ++asked_upgrades;
        cookie = request.cookie("__Host-session");
        answer(upgrade_answer);
    }
    void opened(ConnectionId connection, const Accepted&, const std::string&) override {
        const std::lock_guard lock(mutex);
        opens.push_back(connection);
        changed.notify_all();
    }
    bool text(ConnectionId connection, const std::shared_ptr<void>&,
              std::string_view frame) override {
        const std::lock_guard lock(mutex);
        texts.emplace_back(frame);
        changed.notify_all();
        return on_text ? on_text(connection, std::string(frame)) : true;
    }
    void closed(ConnectionId connection, const std::shared_ptr<void>&, CloseCause cause,
                std::uint16_t code) override {
        const std::lock_guard lock(mutex);
        closes.push_back({connection, cause, code});
        changed.notify_all();
    }

    support::TestCertificate certificate;
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<ConnectionId> opens;
    std::vector<std::string> texts;
    std::vector<Closed> closes;
    std::vector<HttpRequest> requests;
    std::string cookie;
    int asked_upgrades = 0;
    UpgradeAnswer upgrade_answer = Accepted{};
    std::function<bool(ConnectionId, std::string)> on_text;  // called with the mutex held
    std::function<void(HttpRequest, std::function<void(HttpResponse)>)> on_request;
    std::unique_ptr<Transport> transport;
};

}  // namespace kortelijn::transport
