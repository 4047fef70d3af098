// The commands about the log's evidence bundle: making one, checking one, a proof for one entry,
// and the keys that outsiders check with. Each ends with 0 (fine), 1 (something was found) or 2 (it
// could not be done), and says the same as JSON when asked.
#pragma once

#include <functional>
#include <string>

#include "app/console_commands.hpp"
#include "audit/bundle_make.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace kortelijn::app {

struct AuditArguments {
    CommonArguments common;
    std::string keys;  // folder of the key files; empty: beside the database
    bool json = false, progress = false;

    void add_to(CLI::App& command);
    store::Options options() const;  // throws ConfigError
};

struct BundleArguments {
    std::string bundle, log_vkey, list_vkey;  // without vkeys: those of the key files
};

// `export`, `prove` and `keys`, below `audit`.
void add_export_commands(CLI::App& audit, Chosen& chosen);
int verify_bundle(const AuditArguments& arguments, const BundleArguments& bundle);

// To standard error, at most once a second: "kortelijn: 120000 of 1000000 entries". An empty one
// when it is not wanted.
audit::Progress told_progress(bool wanted);

}  // namespace kortelijn::app
