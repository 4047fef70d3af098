// Settings: one list for reading, printing and refusing.
#include "app/config.hpp"

#include <gtest/gtest.h>

#include "app/data_folder.hpp"
#include "app/serve.hpp"

namespace kortelijn::app {
namespace {

std::string problem_of(const std::string& toml) {
    Config config;
    try {
        read_config_text(config, toml, "kortelijn.toml");
    } catch (const ConfigError& problem) {
        return problem.what();
    }
    return "none";
}

TEST(Config, what_is_printed_reads_back_to_the_same) {
    Config config;
    config.port = 9000;
    config.origins = {"https://kortelijn.example.nl"};
    config.rates.writes_per_s = 2.5;
    config.allow_tls12 = true;
    const std::string printed = print_config(config);
    Config again;
    read_config_text(again, printed, "printed");
    EXPECT_EQ(print_config(again), printed);
    EXPECT_EQ(again.port, 9000);
    EXPECT_EQ(again.origins, config.origins);
    EXPECT_EQ(again.rates.writes_per_s, 2.5);
}

TEST(I7, every_limit_is_a_setting_and_printed) {
    const std::string printed = print_config({});
    for (const char* limit :
         {"message_bytes = 65536", "body_bytes = 16384", "notice_queue_bytes", "outbox_bytes",
          "outstanding_requests = 64", "connections = 20000", "connections_per_address = 64",
          "unlimited_networks", "writes_per_s = 20", "write_burst = 40", "account_failures = 5",
          "account_failures_anywhere = 100", "single_refusals_per_minute = 20",
          "stranger_free_percent = 5", "act_free_percent = 2", "idle_minutes = 15",
          "absolute_hours = 12"})
        EXPECT_NE(printed.find(limit), std::string::npos) << limit;
}

TEST(Config, an_unknown_setting_is_refused_by_its_name) {
    EXPECT_EQ(problem_of("[listen]\nprot = 1\n"), "kortelijn.toml: listen.prot is not a setting");
    EXPECT_EQ(problem_of("surprise = 1\n"), "kortelijn.toml: surprise is not a setting");
    EXPECT_EQ(problem_of("[listen.deep]\nport = 1\n"),
              "kortelijn.toml: listen.deep is not a setting");
}

TEST(Config, wrong_types_and_ranges_are_refused_by_name) {
    EXPECT_EQ(problem_of("[listen]\nport = \"8443\"\n"),
              "kortelijn.toml: listen.port has the wrong type");
    EXPECT_EQ(problem_of("[listen]\nport = 70000\n"),
              "kortelijn.toml: listen.port is out of range: 0 to 65535");
    EXPECT_EQ(problem_of("[listen]\nport = 80.5\n"),
              "kortelijn.toml: listen.port must be a whole number");
    EXPECT_EQ(problem_of("[listen]\norigins = [1]\n"),
              "kortelijn.toml: listen.origins must be a list of texts");
    EXPECT_EQ(problem_of("[tls]\nallow_tls12 = 1\n"),
              "kortelijn.toml: tls.allow_tls12 is no number");
    EXPECT_NE(problem_of("[listen\n"), "none");
}

TEST(Config, the_command_line_sets_single_values) {
    Config config;
    set_from_text(config, "rates.writes_per_s=0");
    set_from_text(config, "tls.certificate=/etc/kortelijn/server.pem");
    set_from_text(config, "listen.addresses=[\"127.0.0.1\"]");
    EXPECT_EQ(config.rates.writes_per_s, 0);
    EXPECT_EQ(config.certificate, "/etc/kortelijn/server.pem");
    EXPECT_EQ(config.addresses, std::vector<std::string>{"127.0.0.1"});
    EXPECT_THROW(set_from_text(config, "no.such=1"), ConfigError);
    EXPECT_THROW(set_from_text(config, "listen.port"), ConfigError);
}

TEST(Config, a_rate_of_zero_is_no_limit) {
    Config config;
    config.rates.writes_per_s = 0;
    EXPECT_GT(core_options(config).rates.writes_per_s, 1e9);
    EXPECT_EQ(core_options(config).rates.reads_per_s, 50);
}

Config with_certificate() {
    Config config;
    config.certificate = "server.pem";
    config.key = "server.key";
    return config;
}

TEST(Demo, listens_on_loopback_only_and_answers_its_two_hosts_only) {
    Config config = with_certificate();
    const auto options = transport_options(config, true);
    EXPECT_EQ(options.allowed_hosts,
              (std::vector<std::string>{"localhost:8443", "127.0.0.1:8443"}));
    EXPECT_TRUE(options.refuse_forwarded);
    config.addresses = {"127.0.0.1", "0.0.0.0"};
    EXPECT_THROW((void)transport_options(config, true), Refused);
    EXPECT_NO_THROW((void)transport_options(config, false));
}

TEST(Config, without_a_certificate_or_with_a_name_for_an_address_it_does_not_start) {
    EXPECT_THROW((void)transport_options({}, false), Refused);
    Config config = with_certificate();
    config.addresses = {"localhost"};
    EXPECT_THROW((void)transport_options(config, false), Refused);
}

TEST(ConfigOfPartners, their_listener_asks_for_a_certificate_and_stays_on_loopback_in_a_demo) {
    Config config;
    config.certificate = "c";
    config.key = "k";
    const auto options = partner_options(config, true);
    EXPECT_EQ(options.endpoints.front().port, 8444);
    EXPECT_TRUE(options.tls.ask_client_certificate && options.machine_only && options.problem_json);
    EXPECT_GT(options.limits.body_bytes, 1024U * 1024);
    EXPECT_FALSE(transport_options(config, true).tls.ask_client_certificate);
    config.partner_addresses = {"192.0.2.1"};
    EXPECT_THROW((void)partner_options(config, true), Refused);
    EXPECT_NO_THROW((void)partner_options(config, false));
    config.partner_addresses = {"somewhere"};
    EXPECT_THROW((void)partner_options(config, false), Refused);
}

}  // namespace
}  // namespace kortelijn::app
