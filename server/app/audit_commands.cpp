// kortelijn audit verify | vkey | checkpoint: reads the log beside a running server, of a stopped
// one, of a copy, or in a bundle. The others of `audit` are in audit_export.cpp.
#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>

#include <CLI/CLI.hpp>

#include "app/audit_export.hpp"
#include "app/console_commands.hpp"
#include "app/data_folder.hpp"
#include "app/log_guard.hpp"
#include "app/log_key.hpp"
#include "commands/stored_log.hpp"
#include "writer.hpp"

namespace kortelijn::app {
namespace {

struct VerifyArguments {
    CommonArguments common;
    std::string against, vkey, keys;
    std::string bundle, bundle_vkey;
    bool json = false, progress = false;
};

std::string content_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw Refused(path + " cannot be read");
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

store::Options options_of(const CommonArguments& common, const std::string& keys) {
    store::Options options = store_options(common.config());
    if (!keys.empty()) {
        options.key_path = keys + "/kortelijn.key";
        options.keys_path = keys + "/kortelijn.keys";
    }
    return options;
}

int report_json(const audit::Report& found) {
    protocol::Writer w(256);
    w.object().field("whole", found.whole()).field("entries", std::int64_t(found.entries));
    w.field("disclosures", std::int64_t(found.disclosures));
    w.field("erased", std::int64_t(found.erased));
    w.field("checkpoints", std::int64_t(found.checkpoints));
    w.field("signed_size", std::int64_t(found.signed_size));
    if (found.finding)
        w.field("at", std::int64_t(found.finding->at)).field("what", found.finding->what);
    std::printf("%s\n", w.end_object().take().c_str());
    return found.whole() ? 0 : 1;
}

int report(const audit::Report& found, bool json) {
    if (json) return report_json(found);
    if (!found.whole()) {
        std::printf("NOT WHOLE at %llu: %s\n", static_cast<unsigned long long>(found.finding->at),
                    found.finding->what.c_str());
        return 1;
    }
    const auto number = [](std::uint64_t n) { return static_cast<unsigned long long>(n); };
    std::printf(
        "whole: %llu entries, %llu disclosures, %llu erased, %llu checkpoints; signed up to entry "
        "%llu\n",
        number(found.entries), number(found.disclosures), number(found.erased),
        number(found.checkpoints), number(found.signed_size));
    return 0;
}

// The stored log, telling how far it was read.
class ToldLog final : public audit::LogSource {
public:
    ToldLog(store::ReadStore& store, audit::Progress tell) : log_(store), tell_(std::move(tell)) {}
    std::uint64_t size() override { return log_.size(); }
    audit::Extent extent() override { return log_.extent(); }
    void rows(std::uint64_t from, std::uint32_t limit, std::vector<audit::LogRow>& out) override {
        log_.rows(from, limit, out);
        if (tell_ && !out.empty()) tell_(out.back().n + 1, log_.size());
    }
    std::optional<std::string> tile(int level, std::uint64_t index) override {
        return log_.tile(level, index);
    }
    void checkpoints(std::int64_t after, std::uint32_t limit,
                     std::vector<audit::StoredCheckpoint>& out) override {
        log_.checkpoints(after, limit, out);
    }

private:
    commands::StoredLog log_;
    audit::Progress tell_;
};

// 2: whether the log is whole could not be found out.
int verify(const VerifyArguments& arguments) {
    if (!arguments.bundle.empty())
        return verify_bundle({arguments.common, arguments.keys, arguments.json, arguments.progress},
                             {arguments.bundle, arguments.vkey, arguments.bundle_vkey});
    try {
        const store::Options options = options_of(arguments.common, arguments.keys);
        std::optional<audit::VerifierKey> key;
        if (!arguments.vkey.empty()) {
            key = audit::parse_vkey(arguments.vkey);
            if (!key) throw Refused("--vkey is not a verifier key (name+id+base64)");
        } else {
            const store::LogIdentity identity = store::log_identity(options);
            key = verifier_key(identity);
        }
        // Keys that lie elsewhere are those of the original: its guard is ahead of a copy.
        std::vector<audit::KeptNote> kept;
        if (arguments.keys.empty()) kept = kept_note(options);
        if (!arguments.against.empty()) kept.push_back({content_of(arguments.against)});
        const auto reader = store::open_reader(options);
        ToldLog log(*reader, told_progress(arguments.progress));
        return report(audit::verify(log, *key, kept), arguments.json);
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "kortelijn: cannot check: %s\n", problem.what());
        return 2;
    }
}

int print_vkey(const VerifyArguments& arguments) {
    const store::LogIdentity identity =
        store::log_identity(options_of(arguments.common, arguments.keys));
    std::printf("%s\n", audit::to_text(verifier_key(identity)).c_str());
    return 0;
}

int print_checkpoint(const VerifyArguments& arguments) {
    const auto reader = store::open_reader(options_of(arguments.common, arguments.keys));
    std::string newest;
    for (std::int64_t from = 0;;) {
        const auto some = reader->checkpoints(from, 256);
        if (some.empty()) break;
        newest = some.back().note;
        from = some.back().size + 1;
    }
    if (newest.empty()) throw Refused("no checkpoint has been signed yet");
    std::fputs(newest.c_str(), stdout);
    return 0;
}

}  // namespace

void add_audit_commands(CLI::App& app, Chosen& chosen) {
    CLI::App* audit =
        app.add_subcommand("audit", "The audit log: is it whole, and by which key is it signed.");
    audit->require_subcommand(1);
    const auto add = [&](const char* name, const char* words, int (*run)(const VerifyArguments&)) {
        auto arguments = std::make_shared<VerifyArguments>();
        CLI::App* sub = audit->add_subcommand(name, words);
        arguments->common.add_to(*sub);
        sub->add_option("--keys", arguments->keys,
                        "folder of the key files, when they are not beside the database");
        sub->callback(
            [arguments, run, &chosen] { chosen = [arguments, run] { return run(*arguments); }; });
        return std::pair(sub, arguments);
    };
    const auto [sub, arguments] =
        add("verify",
            "Reads the whole log. Ends with 0: whole; 1: not, with the first bad place; 2: it "
            "could not be checked. "
            "Works while the server runs, on a stopped one and on a copy (--database).",
            verify);
    sub->add_option("--against", arguments->against,
                    "a checkpoint kept elsewhere: the log must contain what it signed");
    sub->add_option("--vkey", arguments->vkey,
                    "the log's verifier key, as received on paper; else that of the key file");
    sub->add_option("--bundle", arguments->bundle,
                    "a bundle of 'audit export', folder or .tar, instead of the database");
    sub->add_option("--bundle-vkey", arguments->bundle_vkey,
                    "with --bundle and --vkey: the key of its list, as received on paper");
    sub->add_flag("--json", arguments->json, "one line of JSON on standard output");
    sub->add_flag("--progress", arguments->progress, "says on standard error how far it is");
    add_export_commands(*audit, chosen);
    add("vkey", "Prints the key that outsiders verify checkpoints with.", print_vkey);
    add("checkpoint", "Prints the newest signed checkpoint, to be kept elsewhere.",
        print_checkpoint);
}

}  // namespace kortelijn::app
