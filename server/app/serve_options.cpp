// From settings to the options of the parts.
#include <algorithm>
#include <fstream>

#include <boost/asio/ip/address.hpp>

#include "app/data_folder.hpp"
#include "app/serve.hpp"
#include "limits.hpp"

namespace kortelijn::app {
namespace {

std::vector<transport::Endpoint> endpoints(const std::vector<std::string>& addresses,
                                           std::int64_t port, const std::string& setting,
                                           bool demo) {
    std::vector<transport::Endpoint> out;
    for (const std::string& address : addresses) {
        boost::system::error_code bad;
        const auto parsed = boost::asio::ip::make_address(address, bad);
        if (bad) throw Refused(setting + ": " + address + " is no IP address");
        if (demo && !parsed.is_loopback())
            throw Refused("--demo listens on loopback only, not on " + address);
        out.push_back({address, std::uint16_t(port)});
    }
    if (out.empty()) throw Refused(setting + ": none is given");
    return out;
}

}  // namespace

transport::TransportOptions transport_options(const Config& config, bool demo) {
    transport::TransportOptions options;
    options.endpoints = endpoints(config.addresses, config.port, "listen.addresses", demo);
    if (config.certificate.empty() || config.key.empty())
        throw Refused(
            "a certificate and its key are needed: --cert FILE --key FILE (see certs/README.md)");
    options.tls = {config.certificate, config.key, config.allow_tls12};
    options.limits = config.limits;
    options.io_threads = unsigned(config.io_threads);
    options.origins = own_origins(config);
    if (demo) {
        const std::string port = std::to_string(config.port);
        options.allowed_hosts = {"localhost:" + port, "127.0.0.1:" + port};
        options.refuse_forwarded = true;
    }
    options.security_txt = config.security_txt;
    return options;
}

transport::TransportOptions partner_options(const Config& config, bool demo) {
    transport::TransportOptions options;
    options.endpoints =
        endpoints(config.partner_addresses, config.partner_port, "partner.addresses", demo);
    options.tls = {config.certificate, config.key, config.allow_tls12};
    options.tls.ask_client_certificate = true;
    options.machine_only = true;
    options.problem_json = true;
    options.limits = config.limits;
    options.limits.body_bytes = protocol::max_partner_body_bytes;
    // The handshake asks for no registered certificate: one host must not take all places. Behind a
    // proxy, limits.unlimited_networks names it.
    options.limits.connections = 256;
    options.limits.connections_per_address = 8;
    options.limits.setup_ms = std::min<std::int64_t>(options.limits.setup_ms, 5'000);
    options.limits.keep_alive_ms = std::min<std::int64_t>(options.limits.keep_alive_ms, 10'000);
    options.io_threads = 1;
    return options;
}

namespace {

// The line without its end, as the relay has it.
std::string first_line(std::string_view setting, const std::string& path) {
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    if (line.ends_with('\r')) line.pop_back();
    if (line.size() < 16)
        throw ConfigError(std::string(setting) + ": " + path +
                          " cannot be read, or holds fewer than 16 characters on its first line");
    return line;
}

}  // namespace

core::Options core_options(const Config& config) {
    core::Options options;
    if (!config.turn_urls.empty())
        options.turn = {config.turn_urls, first_line("turn.secret_file", config.turn_secret_file),
                        config.turn_ttl_s};
    options.sessions.idle_ms = config.idle_minutes * minute_ms;
    options.sessions.absolute_ms = config.absolute_hours * hour_ms;
    options.rates = config.rates;
    options.figures_first_month = int(config.figures_first_month);
    constexpr double no_limit = 1e12;
    if (config.rates.writes_per_s == 0)
        options.rates.writes_per_s = options.rates.write_burst = no_limit;
    if (config.rates.reads_per_s == 0)
        options.rates.reads_per_s = options.rates.read_burst = no_limit;
    return options;
}

RelayConsole relay_console(const Config& config) {
    if (config.turn_cli_port == 0) return {};
    return {std::uint16_t(config.turn_cli_port),
            first_line("turn.cli_password_file", config.turn_cli_password_file)};
}

}  // namespace kortelijn::app
