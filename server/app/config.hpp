// The server's settings: defaults, the TOML file, the command line, in that order. Every setting
// has one row in settings(), so that what is read, printed and refused is the same list. Holds no
// secret.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/throttle.hpp"
#include "core/pipeline.hpp"
#include "transport/options.hpp"

namespace kortelijn::app {

struct Config {
    std::vector<std::string> addresses{"127.0.0.1", "::1"};
    std::int64_t port = 8443;
    std::int64_t metrics_port = 8490;  // loopback; 0: none
    std::vector<std::string> origins;  // empty: https://localhost:PORT and https://127.0.0.1:PORT
    std::string certificate;
    std::string key;
    bool allow_tls12 = false;
    std::string client;  // folder of the built client; empty: none is served
    std::string security_txt;
    std::int64_t io_threads = 0;

    std::string data = "data";
    std::string database;  // empty: kortelijn.db in the data folder
    std::int64_t page_cache_mib = 64;

    std::int64_t idle_minutes = 15;
    std::int64_t absolute_hours = 12;
    ThrottleLimits throttle;
    core::RateLimits rates;
    transport::Limits limits;

    std::int64_t scan_threads = 1;
    std::int64_t scan_queue = 64;
    std::int64_t hash_queue = 64;
    std::int64_t stranger_free_percent = 5;  // below it nobody signs in
    std::int64_t act_free_percent = 2;       // below it nothing is written
    std::string log_level = "info";

    // Partners' systems (mutual TLS); 0: no such listener.
    std::int64_t partner_port = 8444;
    std::vector<std::string> partner_addresses{"127.0.0.1", "::1"};

    std::string clamd_address;  // unix:PATH or IP:PORT; empty: files are not scanned

    std::vector<std::string> turn_urls;  // the relay of calls; none: calls go without
    std::string turn_secret_file;        // shared with it: one line
    std::int64_t turn_ttl_s = 600;
    std::int64_t turn_cli_port = 0;      // of the relay's console on this machine; 0: not used
    std::string turn_cli_password_file;  // one line

    std::string digest_relay;  // HOST:PORT; empty: no reminders by e-mail
    std::string digest_from;
    std::string digest_at = "07:30";

    std::int64_t figures_first_month = 4;  // periods of four months begin here
};

struct Setting {
    using Place = std::variant<std::string*, std::vector<std::string>*, bool*, double*,
                               std::int32_t*, std::uint32_t*, std::int64_t*, std::uint64_t*>;
    std::string_view name;  // "section.key"
    Place place;
    std::string_view words;
    double least = 0;  // of numbers
    double most = 1e15;
};

// One line names the file or the setting; never a value that might be secret.
class ConfigError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

std::vector<Setting> settings(Config& config);
// Throws ConfigError: unreadable, not TOML, an unknown setting (by its name), a wrong type or
// range.
void read_config_file(Config& config, const std::string& path);
void read_config_text(Config& config, std::string_view toml, std::string_view source);
// "rates.writes_per_s=0", as the command line gives it.
void set_from_text(Config& config, std::string_view assignment);
// As TOML that read_config_text takes back, each with its words.
std::string print_config(const Config& config);

// Files in the data folder.
std::string database_path(const Config& config);
std::vector<std::string> own_origins(const Config& config);

}  // namespace kortelijn::app
