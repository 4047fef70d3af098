// kortelijn admin ...: arguments into an act, the act's result into a line.
#include <cstdio>
#include <memory>

#include <CLI/CLI.hpp>

#include "app/console.hpp"
#include "app/console_commands.hpp"
#include "app/tokens.hpp"
#include "base/random.hpp"

namespace kortelijn::app {
namespace {

constexpr const char* role_words =
    "professional, team_leader, organisation_admin, privacy_officer_organisation, "
    "privacy_officer_collaboration, server_admin";
constexpr const char* days_words = "how long the link holds, 1 to 30; default 7";

struct ActCommand {
    CommonArguments common;
    AdminAct act;

    void value(CLI::App& command, const std::string& key, const std::string& words, bool needed) {
        CLI::Option* option = command.add_option_function<std::string>(
            "--" + key, [this, key](const std::string& given) { act.values[key] = given; }, words);
        if (needed) option->required();
    }
    void email(CLI::App& command) {
        command
            .add_option_function<std::string>(
                "EMAIL", [this](const std::string& given) { act.values["email"] = given; },
                "the account's e-mail address")
            ->required();
    }
};

using Prepare = std::function<void(CLI::App&, ActCommand&)>;
using Run = std::function<int(ActCommand&)>;

void add_act(CLI::App& admin, Chosen& chosen, const std::string& name, const std::string& words,
             const Prepare& prepare, const Run& run) {
    auto command = std::make_shared<ActCommand>();
    command->act.name = name;
    CLI::App* sub = admin.add_subcommand(name, words);
    command->common.add_to(*sub);
    prepare(*sub, *command);
    if (name != "init")
        sub->add_flag_callback(
            "--demo", [command] { command->act.values["demo"] = "yes"; }, "it is the demo");
    sub->callback([command, run, &chosen] { chosen = [command, run] { return run(*command); }; });
}

int done(ActCommand& command) {
    std::printf("%s\n", do_admin_act(command.common.config(), command.act).c_str());
    return 0;
}

int init(ActCommand& command) {
    const Config config = command.common.config();
    create_collaboration(config, command.act.value("name"), command.act.value("origin"));
    std::printf(
        "made %s\nKeep the key files beside it apart from its backups: without them nothing can be "
        "read.\n",
        database_path(config).c_str());
    return 0;
}

int invite(ActCommand& command) {
    const Config config = command.common.config();
    SystemRandom random;
    const std::string token = new_token(random);
    command.act.values["token"] = token;
    do_admin_act(config, command.act);
    std::printf("%s/uitnodiging#%s\n", own_origins(config).front().c_str(), token.c_str());
    return 0;
}

void add_people(CLI::App& admin, Chosen& chosen) {
    add_act(
        admin, chosen, "invite",
        "Adds a person and prints a one-time link for them to set a passphrase and an "
        "authenticator. Again for the same address, with the same particulars: a new link, until "
        "one was used. After the employment has ended: begins it again, at the same "
        "organisation only. Who lost phone or passphrase is helped with 'renew'.",
        [](CLI::App& sub, ActCommand& command) {
            command.value(sub, "name", "the person's name", true);
            command.value(sub, "email", "their e-mail address: what they sign in with", true);
            command.value(sub, "organisation", "their employer, by name", true);
            command.value(sub, "role", role_words, true);
            command.value(sub, "team", "their team, by name", false);
            command.value(sub, "expertise", "life domains, with commas between", false);
            command.value(sub, "days", days_words, false);
        },
        invite);
    add_act(
        admin, chosen, "renew",
        "Helps a person who lost phone or passphrase: prints a one-time link to set both anew. "
        "The old passphrase, authenticator and recovery codes work no more and the person's "
        "sessions end at once. Make sure that it is really them who ask.",
        [](CLI::App& sub, ActCommand& command) {
            command.email(sub);
            command.value(sub, "days", days_words, false);
        },
        invite);
}

void add_endings(CLI::App& admin, Chosen& chosen) {
    const Prepare by_email = [](CLI::App& sub, ActCommand& command) { command.email(sub); };
    add_act(admin, chosen, "end-employment",
            "A person left their employer: roles, teams, sessions, sockets and seats end at once. "
            "What they wrote stays theirs.",
            by_email, done);
    add_act(
        admin, chosen, "end-role", "A person no longer has a role, from now on.",
        [](CLI::App& sub, ActCommand& command) {
            command.email(sub);
            command.value(sub, "role", role_words, true);
        },
        done);
    add_act(
        admin, chosen, "end-team-membership",
        "A person is no longer in a team, and leads it no more; from now on.",
        [](CLI::App& sub, ActCommand& command) {
            command.email(sub);
            command.value(sub, "team", "the team, by name", true);
        },
        done);
    add_act(admin, chosen, "block",
            "Closes an account, for as long as it takes: its sessions, sockets and seats end at "
            "once.",
            by_email, done);
    add_act(admin, chosen, "unblock",
            "Opens a blocked account again, with the passphrase and authenticator it had.",
            by_email, done);
}

void add_partners(CLI::App& admin, Chosen& chosen) {
    add_act(
        admin, chosen, "add-covenant",
        "Says which organisations may send which kind of signal to whom, from now on. Prints the "
        "covenant's number. It is not changed later: end it and add another one.",
        [](CLI::App& sub, ActCommand& command) {
            command.value(sub, "name", "what it is called", true);
            command.value(sub, "basis", "its legal basis, as people may read it", true);
            command.value(sub, "kind",
                          "rent_arrears, energy_arrears, water_arrears, insurance_arrears, "
                          "school_absence or worry",
                          true);
            command.value(sub, "senders", "organisations by name, with semicolons between", true);
            command.value(sub, "receivers",
                          "kinds of organisations that read the signals: municipality;welfare ...",
                          true);
            command.value(sub, "days", "the term until the first contact", true);
            command.value(sub, "term", "how it is counted: working or calendar", true);
            command.value(sub, "until", "its last day, YYYY-MM-DD; default: no end", false);
        },
        done);
    add_act(
        admin, chosen, "end-covenant",
        "Ends a covenant: nobody sends by it any more. Signals sent before stay with their "
        "receivers, and their terms stay as they were.",
        [](CLI::App& sub, ActCommand& command) {
            command.value(sub, "covenant", "its number", true);
        },
        done);
    add_act(
        admin, chosen, "add-certificate",
        "A system that shows this certificate sends signals for that organisation (see "
        "certs/README.md). Again for the same one: the last day changes.",
        [](CLI::App& sub, ActCommand& command) {
            command.value(sub, "organisation", "the organisation, by name", true);
            command.value(sub, "fingerprint", "SHA-256 of the certificate, 64 hex digits", true);
            command.value(sub, "until", "the last day it counts, YYYY-MM-DD", true);
        },
        done);
    add_act(
        admin, chosen, "end-certificate", "That certificate counts no more, from now on.",
        [](CLI::App& sub, ActCommand& command) {
            command.value(sub, "fingerprint", "SHA-256 of the certificate, 64 hex digits", true);
        },
        done);
}

}  // namespace

void add_admin_commands(CLI::App& app, Chosen& chosen) {
    CLI::App* admin =
        app.add_subcommand("admin",
                           "Changes the collaboration: through the running server, or directly "
                           "when it is stopped. Every act is in the audit log.");
    admin->require_subcommand(1);
    add_act(
        *admin, chosen, "init", "Makes a collaboration: database, keys and audit log.",
        [](CLI::App& sub, ActCommand& command) {
            command.value(sub, "name", "what it is called", true);
            command.value(sub, "origin",
                          "the audit log's name for the world: kortelijn.example.nl/log", true);
        },
        init);
    add_act(
        *admin, chosen, "add-organisation", "Adds an organisation that takes part.",
        [](CLI::App& sub, ActCommand& command) {
            command.value(sub, "name", "its name", true);
            command.value(sub, "kind", "municipality, welfare, school, police, gp ...", true);
        },
        done);
    add_act(
        *admin, chosen, "add-team", "Adds a team.",
        [](CLI::App& sub, ActCommand& command) { command.value(sub, "name", "its name", true); },
        done);
    add_people(*admin, chosen);
    add_endings(*admin, chosen);
    add_partners(*admin, chosen);
}

}  // namespace kortelijn::app
