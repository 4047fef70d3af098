// Arguments into settings and calls.
#include "app/command_line.hpp"

#include <cstdio>
#include <exception>
#include <functional>

#include <CLI/CLI.hpp>

#include "app/config.hpp"
#include "app/console_commands.hpp"
#include "app/serve.hpp"

namespace kortelijn::app {
namespace {

struct ServeArguments {
    CommonArguments common;
    bool demo = false, print = false, restored = false;
    std::string client, certificate, key;
    int port = -1;

    void add_to(CLI::App& app, Chosen& chosen) {
        CLI::App* command =
            app.add_subcommand("serve",
                               "Runs the server until SIGTERM or SIGINT. SIGHUP reads the "
                               "certificate again. Ends with 0 after an orderly stop, 1 when "
                               "it could not start, 3 when the disk failed.");
        common.add_to(*command);
        command->add_flag("--demo", demo,
                          "the demo collaboration: loopback only, sign-in without passphrase");
        command->add_flag("--restored", restored,
                          "once, after a backup was put back: browsers start anew");
        command->add_flag("--print-config", print, "prints every setting with its value and ends");
        command->add_option("--client", client, "folder of the built client");
        command->add_option("--cert", certificate, "certificate chain, PEM");
        command->add_option("--key", key, "its key, PEM");
        command->add_option("--port", port, "HTTPS port")->check(CLI::Range(0, 65'535));
        command->callback([this, &chosen] { chosen = [this] { return run(); }; });
    }
    int run() const {
        Config config = common.config();
        if (!client.empty()) config.client = client;
        if (!certificate.empty()) config.certificate = certificate;
        if (!key.empty()) config.key = key;
        if (port >= 0) config.port = port;
        if (!print) return serve(config, demo, restored);
        std::fputs(print_config(config).c_str(), stdout);
        return 0;
    }
};

}  // namespace

void CommonArguments::add_to(CLI::App& command) {
    command.add_option("--config", config_file, "settings in TOML; see serve --print-config");
    command.add_option("--set", set, "one setting: section.key=value")->take_all();
    command.add_option("--data", data, "the data folder");
    command.add_option("--database", database,
                       "the database file, when it is not kortelijn.db in the data folder");
}

Config CommonArguments::config() const {
    Config out;
    if (!config_file.empty()) read_config_file(out, config_file);
    for (const std::string& one : set) set_from_text(out, one);
    if (!data.empty()) out.data = data;
    if (!database.empty()) out.database = database;
    return out;
}

int run_command_line(int argc, char** argv) {
    CLI::App app("Kortelijn: case rooms in which everyone reads what they may read.", "kortelijn");
    app.require_subcommand(1);
    Chosen chosen;
    ServeArguments serve_arguments;
    serve_arguments.add_to(app, chosen);
    add_admin_commands(app, chosen);
    add_audit_commands(app, chosen);
    add_care_commands(app, chosen);
    try {
        app.parse(argc, argv);
        return chosen();
    } catch (const CLI::ParseError& stop) {
        const int code = app.exit(stop);
        return code == 0 ? 0 : 2;
    } catch (const ConfigError& problem) {
        std::fprintf(stderr, "kortelijn: %s\n", problem.what());
        return 2;
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "kortelijn: %s\n", problem.what());
        return 1;
    }
}

}  // namespace kortelijn::app
