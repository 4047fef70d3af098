// kortelijn backup and kortelijn doctor.
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <memory>

#include <CLI/CLI.hpp>

#include "app/console.hpp"
#include "app/console_commands.hpp"
#include "app/data_folder.hpp"
#include "app/doctor.hpp"

namespace kortelijn::app {
namespace {

struct BackupArguments {
    CommonArguments common;
    std::string to, keys_to;
    bool demo = false;
};

void make_folder(const std::string& folder) {
    std::error_code failed;
    const bool made = std::filesystem::create_directories(folder, failed);
    if (failed) throw Refused(folder + ": cannot be made");
    if (made) std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failed);
}

std::string stamp() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y%m%dT%H%M%SZ", &parts);
    return text;
}

int back_up(const BackupArguments& arguments) {
    namespace fs = std::filesystem;
    if (!arguments.keys_to.empty() &&
        fs::weakly_canonical(arguments.keys_to) == fs::weakly_canonical(arguments.to))
        throw Refused("--keys-to is the backup's own folder: who finds one would have both");
    const Config config = arguments.common.config();
    const store::Options options = store_options(config);
    // Refused here when the mark differs, so before anything is copied.
    AdminAct act{"backup", {}};
    if (arguments.demo) act.values["demo"] = "yes";
    do_admin_act(config, act);
    make_folder(arguments.to);
    const std::string name = "/kortelijn-" + stamp();
    store::back_up(options, arguments.to + name + ".db");
    std::printf("%s%s.db\n", arguments.to.c_str(), name.c_str());
    if (arguments.keys_to.empty()) {
        std::printf(
            "The key files were not copied; without them it cannot be read. Keep them elsewhere "
            "(--keys-to).\n");
        return 0;
    }
    // After the database, so that every key it uses is among them; a folder each time, because new
    // cases have new keys.
    const std::string keys = arguments.keys_to + name;
    make_folder(keys);
    store::back_up_keys(options, keys);
    std::printf("%s/kortelijn.key, kortelijn.keys\n", keys.c_str());
    return 0;
}

struct DoctorArguments {
    CommonArguments common;
    std::string certificate, key;
    bool thorough = false;
};

int examine(const DoctorArguments& arguments) {
    Config config = arguments.common.config();
    if (!arguments.certificate.empty()) config.certificate = arguments.certificate;
    if (!arguments.key.empty()) config.key = arguments.key;
    int worst = 0;
    for (const store::Finding& finding : examine_all(config, arguments.thorough)) {
        std::printf("%-5s %-14s %s\n", finding.ok ? "ok" : "BAD", finding.check.c_str(),
                    finding.words.c_str());
        if (!finding.ok) worst = 1;
    }
    return worst;
}

}  // namespace

void add_care_commands(CLI::App& app, Chosen& chosen) {
    auto backup = std::make_shared<BackupArguments>();
    CLI::App* sub = app.add_subcommand(
        "backup",
        "Copies the database as it is at one moment, also while the server runs, "
        "and checks the copy.");
    backup->common.add_to(*sub);
    sub->add_option("--to", backup->to, "folder for the copy")->required();
    sub->add_flag("--demo", backup->demo, "it is the demo that is copied");
    sub->add_option("--keys-to", backup->keys_to,
                    "another folder, for the key files; kept apart from the copies");
    sub->callback([backup, &chosen] { chosen = [backup] { return back_up(*backup); }; });

    auto doctor = std::make_shared<DoctorArguments>();
    sub = app.add_subcommand(
        "doctor",
        "Looks at disk, keys, clock, certificate, database and audit log. Ends with 0 when "
        "all is well, else 1.");
    doctor->common.add_to(*sub);
    sub->add_option("--cert", doctor->certificate, "certificate chain, PEM");
    sub->add_option("--key", doctor->key, "its key, PEM");
    sub->add_flag("--thorough", doctor->thorough,
                  "reads every page of the database: minutes on a large one");
    sub->callback([doctor, &chosen] { chosen = [doctor] { return examine(*doctor); }; });
}

}  // namespace kortelijn::app
