// kortelijn audit export | prove | keys. Reads beside a running server; the one thing it writes is
// that the log was handed over, before it is.
#include "app/audit_export.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <memory>

#include <CLI/CLI.hpp>

#include "app/bundle_files.hpp"
#include "app/console.hpp"
#include "app/data_folder.hpp"
#include "app/log_key.hpp"
#include "audit/bundle_key.hpp"
#include "audit/consent_resource.hpp"
#include "audit/tlog_proof.hpp"
#include "commands/stored_log.hpp"
#include "store/sqlite/scan_cases.hpp"
#include "writer.hpp"

namespace kortelijn::app {
namespace {

struct ExportArguments {
    AuditArguments audit;
    std::string to, with = "disclosures,balp,csv,consents";
    bool copy = false, demo = false;

    bool has(std::string_view what) const {
        return (',' + with + ',').find(',' + std::string{what} + ',') != std::string::npos;
    }
    void check() const {
        for (std::string_view rest = with; !rest.empty();) {
            const std::string_view word = rest.substr(0, rest.find(','));
            rest.remove_prefix(std::min(rest.size(), word.size() + 1));
            if (word != "tree" && word != "disclosures" && word != "balp" && word != "csv" &&
                word != "consents")
                throw Refused("--with takes tree, disclosures, balp, csv and consents, not '" +
                              std::string{word} + "'");
        }
    }
};

struct ProveArguments {
    AuditArguments audit;
    std::uint64_t n = 0;
};

audit::SigningKey list_key(const store::LogIdentity& identity) {
    std::array<std::uint8_t, 32> seed{};
    if (identity.signing_seed.size() != seed.size()) throw Refused("the log's key is not whole");
    std::copy(identity.signing_seed.begin(), identity.signing_seed.end(), seed.begin());
    return audit::bundle_key(identity.origin, seed);
}

store::StoredCheckpoint newest_checkpoint(store::ReadStore& reader) {
    store::StoredCheckpoint newest;
    for (std::int64_t from = 0;; from = newest.size + 1) {
        auto some = reader.checkpoints(from, 256);
        if (some.empty()) break;
        newest = std::move(some.back());
    }
    if (newest.note.empty()) throw Refused("no checkpoint has been signed yet");
    return newest;
}

// No record, no copy. A copy of a database is not written in: who took it was recorded then.
void record_export(const ExportArguments& arguments) {
    if (arguments.copy || !arguments.has("disclosures")) return;
    AdminAct act{"export-log", {}};
    if (arguments.demo) act.values["demo"] = "yes";
    do_admin_act(arguments.audit.common.config(), act);
}

void write_consents(const store::Options& options, Instant at, const audit::Lines& lines) {
    std::string out;
    store::scan_cases(options, [&](const store::CaseRecord& record) {
        out.clear();
        const OrganisationId home =
            record.facts.the_case ? record.facts.the_case->home_organisation : OrganisationId{};
        for (const Ground& ground : record.facts.grounds)
            audit::append_consents(out, {&ground, home, false, at});
        for (const store::PendingAnswer& waiting : record.pending)
            audit::append_consents(out, {&waiting.asked, home, true, at});
        lines(out);
        return true;
    });
}

int say_made(const ExportArguments& arguments, const audit::BundleMade& made) {
    if (arguments.audit.json) {
        protocol::Writer w(256);
        w.object().field("whole", !made.finding).field("entries", std::int64_t(made.entries));
        w.field("files", std::int64_t(made.files)).field("bytes", std::int64_t(made.bytes));
        if (made.finding) w.field("what", made.finding->what);
        std::printf("%s\n", w.end_object().take().c_str());
    } else if (made.finding) {
        std::printf("NOT WHOLE at %llu: %s\n", static_cast<unsigned long long>(made.finding->at),
                    made.finding->what.c_str());
    } else {
        std::printf("%s: %llu entries, %llu files, %llu bytes\n", arguments.to.c_str(),
                    static_cast<unsigned long long>(made.entries),
                    static_cast<unsigned long long>(made.files),
                    static_cast<unsigned long long>(made.bytes));
    }
    return made.finding ? 1 : 0;
}

int export_log(const ExportArguments& arguments) {
    arguments.check();
    const store::Options options = arguments.audit.options();
    const store::LogIdentity identity = store::log_identity(options);
    const auto reader = store::open_reader(options);
    const Instant at = newest_checkpoint(*reader).at;
    const auto target = new_bundle(arguments.to, at);
    record_export(arguments);
    audit::BundleWish wish;
    wish.disclosures = arguments.has("disclosures");
    wish.audit_events = arguments.has("balp");
    wish.csv = arguments.has("csv");
    if (arguments.has("consents") && wish.disclosures)
        wish.consents = [&](const audit::Lines& lines) { write_consents(options, at, lines); };
    wish.progress = told_progress(arguments.audit.progress);
    commands::StoredLog log(*reader);
    const audit::BundleMade made =
        audit::make_bundle(log, verifier_key(identity), list_key(identity), wish, *target);
    if (!made.finding) target->finish();
    return say_made(arguments, made);
}

int prove(const ProveArguments& arguments) {
    const auto reader = store::open_reader(arguments.audit.options());
    const store::StoredCheckpoint newest = newest_checkpoint(*reader);
    if (arguments.n >= std::uint64_t(newest.size))
        throw Refused("no checkpoint covers entry " + std::to_string(arguments.n) + " yet");
    const auto leaf = reader->entry_leaf(std::int64_t(arguments.n));
    const auto tiles = commands::tiles_of(
        [&](int level, std::int64_t index) { return reader->tile(level, index); },
        [&](std::int64_t n) { return reader->entry_leaf(n); });
    const auto proof = audit::inclusion_proof(arguments.n, std::uint64_t(newest.size), tiles);
    if (!leaf || !proof) throw Refused("the log is not whole; see 'kortelijn audit verify'");
    const audit::TlogProof made{*leaf, arguments.n, *proof, newest.note};
    const auto key = verifier_key(store::log_identity(arguments.audit.options()));
    const bool holds = audit::check_tlog_proof(made, key).has_value();
    if (arguments.audit.json) {
        protocol::Writer w(2048);
        w.object().field("whole", holds).field("tlog_proof", audit::to_text(made));
        std::printf("%s\n", w.end_object().take().c_str());
    } else if (holds) {
        std::fputs(audit::to_text(made).c_str(), stdout);
    } else {
        std::printf("NOT WHOLE: entry %llu is not in the tree that was signed\n",
                    static_cast<unsigned long long>(arguments.n));
    }
    return holds ? 0 : 1;
}

int print_keys(const AuditArguments& arguments) {
    const store::LogIdentity identity = store::log_identity(arguments.options());
    const audit::VerifierKey log = verifier_key(identity), list = list_key(identity).verifier();
    if (arguments.json) {
        protocol::Writer w(1024);
        w.object().field("log", audit::to_text(log)).field("log_pem", audit::to_pem(log));
        w.field("list", audit::to_text(list)).field("list_pem", audit::to_pem(list));
        std::printf("%s\n", w.end_object().take().c_str());
        return 0;
    }
    std::printf("The log's key (log.pem)\n%s\n%s\nThe key of a bundle's list (bundle.pem)\n%s\n%s",
                audit::to_text(log).c_str(), audit::to_pem(log).c_str(),
                audit::to_text(list).c_str(), audit::to_pem(list).c_str());
    return 0;
}

// What could not be done is 2, apart from what was found.
template <class Run>
int or_two(Run run) {
    try {
        return run();
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "kortelijn: %s\n", problem.what());
        return 2;
    }
}

}  // namespace

void AuditArguments::add_to(CLI::App& command) {
    common.add_to(command);
    command.add_option("--keys", keys,
                       "folder of the key files, when they are not beside the database");
    command.add_flag("--json", json, "one line of JSON on standard output");
}

store::Options AuditArguments::options() const {
    store::Options out = store_options(common.config());
    if (!keys.empty()) {
        out.key_path = keys + "/kortelijn.key";
        out.keys_path = keys + "/kortelijn.keys";
    }
    return out;
}

audit::Progress told_progress(bool wanted) {
    if (!wanted) return {};
    using Clock = std::chrono::steady_clock;
    return [last = Clock::now()](std::uint64_t done, std::uint64_t total) mutable {
        if (done < total && Clock::now() - last < std::chrono::seconds(1)) return;
        last = Clock::now();
        std::fprintf(stderr, "kortelijn: %llu of %llu entries\n",
                     static_cast<unsigned long long>(done), static_cast<unsigned long long>(total));
    };
}

void add_export_commands(CLI::App& audit, Chosen& chosen) {
    auto made = std::make_shared<ExportArguments>();
    CLI::App* sub = audit.add_subcommand(
        "export",
        "Makes the bundle an outsider checks the log with, up to the newest checkpoint: a folder, "
        "or one archive when the name ends in .tar. Works while the server runs. That it was made "
        "is recorded first. Ends with 0; 1 when the log is not whole; 2 when it could not be "
        "made.");
    made->audit.add_to(*sub);
    sub->add_flag("--progress", made->audit.progress, "says on standard error how far it is");
    sub->add_option("--to", made->to, "folder or file to make; nothing may stand there")
        ->required();
    sub->add_option("--with", made->with,
                    "with commas between: disclosures, balp, csv, consents (all, unless given; "
                    "the others need disclosures), or tree for the tree alone");
    sub->add_flag("--copy", made->copy, "it is a copy of a database: nothing is recorded in it");
    sub->add_flag("--demo", made->demo, "it is the demo's log");
    sub->callback(
        [made, &chosen] { chosen = [made] { return or_two([&] { return export_log(*made); }); }; });

    auto proof = std::make_shared<ProveArguments>();
    sub = audit.add_subcommand(
        "prove",
        "Prints the proof that one entry is in the log (C2SP tlog-proof), for who has the "
        "log's key. Ends with 0; 1 when the log is not whole; 2 when there is no proof yet.");
    proof->audit.add_to(*sub);
    sub->add_option("entry", proof->n, "the entry's number")->required();
    sub->callback(
        [proof, &chosen] { chosen = [proof] { return or_two([&] { return prove(*proof); }); }; });

    auto keys = std::make_shared<AuditArguments>();
    sub = audit.add_subcommand(
        "keys",
        "Prints the two keys that outsiders check a bundle with, to be handed over on paper.");
    keys->add_to(*sub);
    sub->callback(
        [keys, &chosen] { chosen = [keys] { return or_two([&] { return print_keys(*keys); }); }; });
}

}  // namespace kortelijn::app
