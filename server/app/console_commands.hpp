// The console's commands beside `serve`: each adds itself to the command line and sets `chosen`
// when it is the one that was asked for.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <CLI/App.hpp>

#include "app/config.hpp"

namespace kortelijn::app {

// The options that all commands share, and the settings they give.
struct CommonArguments {
    std::string config_file;
    std::vector<std::string> set;
    std::string data, database;

    void add_to(CLI::App& command);
    Config config() const;  // throws ConfigError
};

using Chosen = std::function<int()>;

void add_admin_commands(CLI::App& app, Chosen& chosen);
void add_audit_commands(CLI::App& app, Chosen& chosen);
void add_care_commands(CLI::App& app, Chosen& chosen);  // backup, doctor

}  // namespace kortelijn::app
