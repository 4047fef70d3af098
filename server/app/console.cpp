// Without a running server: a pipeline of one task, with nobody to deliver to.
#include "app/console.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <future>
#include <pwd.h>
#include <unistd.h>

#include "app/control_wire.hpp"
#include "app/data_folder.hpp"
#include "app/log_guard.hpp"
#include "audit/note.hpp"

namespace kortelijn::app {
namespace {

class NobodyThere final : public Outbox {
public:
    void deliver(Batch&&) override {}
};
class NoScans final : public core::Scans {
public:
    void start(std::function<std::shared_ptr<void>(store::ReadStore&)>,
               std::function<void(std::shared_ptr<void>)> done) override {
        done(nullptr);
    }
};

// No server will do it soon: what the console recorded is signed at once.
void sign_log(store::Store& store, Random& random, Instant now, const core::SignedGuard& guard) {
    core::Log log(store, random);
    log.load();
    store.begin();
    const std::string note = log.put_checkpoint(std::max(now, log.last_at()));
    store.commit();
    guard.keep(note);
}

Result<std::string> run_alone(const Config& config, store::Store& store, Random& random,
                              core::Task task) {
    SystemClock clock;
    NobodyThere outbox;
    NoScans scans;
    core::Options options;
    options.record_start = false;
    options.guard = guard_of(store_options(config), [](const std::string& problem) {
        std::fprintf(stderr, "kortelijn: the last signed note could not be kept: %s\n",
                     problem.c_str());
    });
    core::Pipeline pipeline(
        store, clock, random, outbox, scans, [](core::Incoming) {}, options);
    pipeline.start();
    Result<std::string> outcome = refuse("outcome_unknown");
    task.done = [&outcome](Result<std::string> how) { outcome = std::move(how); };
    std::vector<core::Incoming> batch;
    batch.emplace_back(std::move(task));
    pipeline.run(std::move(batch));
    sign_log(store, random, clock.now(), options.guard);
    return outcome;
}

core::Task task_of(const AdminAct& act) {
    auto task = admin_task(act, console_user());
    if (!task) throw Refused(act.name + " is not an act of the console");
    return std::move(*task);
}

std::string result_of(const AdminAct& act, const Result<std::string>& outcome) {
    if (!outcome) throw Refused(act.name + " " + admin_refusal_words(outcome.error()));
    return *outcome;
}

}  // namespace

std::string console_user() {
    const passwd* entry = ::getpwuid(::getuid());
    return entry != nullptr && entry->pw_name != nullptr ? entry->pw_name
                                                         : "uid " + std::to_string(::getuid());
}

std::string do_admin_act(const Config& config, const AdminAct& act) {
    if (auto answer = ask_running_server(config, act)) return std::move(*answer);
    const FolderLock lock(folder_of_database(config));
    if (!std::filesystem::exists(database_path(config)))
        throw Refused(database_path(config) +
                      ": there is no collaboration here yet; 'kortelijn admin init' makes one");
    SystemRandom random;
    const auto store = store::open_store(store_options(config), random);
    check_mark(*store, database_path(config), act.value("demo") == "yes");
    return result_of(act, run_alone(config, *store, random, task_of(act)));
}

std::string create_collaboration(const Config& config, const std::string& name,
                                 const std::string& origin) {
    if (!audit::valid_key_name(origin))
        throw Refused("--origin: no spaces, no '+'; for example kortelijn.example.nl/log");
    const FolderLock lock(folder_of_database(config));
    SystemRandom random;
    const auto store = store::open_store(store_options(config), random);
    if (store->setting("name"))
        throw Refused(database_path(config) + ": there is a collaboration here already");
    if (leave_earlier_note(config, *store, SystemClock().now()))
        std::fprintf(stderr,
                     "kortelijn: an earlier collaboration was in %s; what its log signed last is "
                     "kept there as kortelijn.signed. with the time\n",
                     folder_of_database(config).c_str());
    store->begin();
    store->put_setting("origin",
                       origin);  // the log's first entry needs it; the name makes it whole
    store->commit();
    const AdminAct act{"create", {{"name", name}}};
    return result_of(act, run_alone(config, *store, random, task_of(act)));
}

}  // namespace kortelijn::app
