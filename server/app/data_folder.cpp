// Lock, open, look at the mark.
#include "app/data_folder.hpp"

#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/demo/demo.hpp"
#include "app/log_guard.hpp"

namespace kortelijn::app {

FolderLock::FolderLock(const std::string& folder) {
    std::error_code failed;
    if (!std::filesystem::exists(folder, failed)) {
        std::filesystem::create_directories(folder, failed);
        if (!failed)
            std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failed);
    }
    const std::string path = folder + "/kortelijn.lock";
    fd_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd_ < 0) throw Refused(folder + ": cannot be written");
    if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
        ::close(fd_);
        throw Refused(folder + ": another kortelijn works in this folder (is the server running?)");
    }
}

FolderLock::~FolderLock() { ::close(fd_); }

store::Options store_options(const Config& config) {
    store::Options options;
    options.path = database_path(config);
    options.page_cache_mib = int(config.page_cache_mib);
    return options;
}

std::string folder_of_database(const Config& config) {
    const auto folder = std::filesystem::path(database_path(config)).parent_path().string();
    return folder.empty() ? "." : folder;
}

void check_mark(store::Store& store, const std::string& path, bool demo) {
    const bool made = store.setting("name").has_value();
    const bool marked = store.setting("demo") == "yes";
    if (made && marked && !demo)
        throw Refused(path + ": a demo database; it opens with --demo only");
    if (made && !marked && demo)
        throw Refused(path + ": a real collaboration; it never opens with --demo");
    if (!made && !demo) throw Refused(path + ": not finished; run 'kortelijn admin init' again");
}

bool leave_earlier_note(const Config& config, store::Store& store, Instant now) {
    const store::Options options = store_options(config);
    if (store.setting("name") || store.entry_count() > 0 || !store::signed_note(options))
        return false;
    store::set_signed_note_aside(options, now);
    return true;
}

namespace {

// The name comes last: without it nobody takes an unfinished demo for a whole one. So nothing in
// between needs to outlast a power cut: the last signed note is kept once, at the end.
void make_new_demo(store::Store& store, const store::Options& options, Random& random,
                   Instant now) {
    store.begin();
    store.put_setting("demo", "yes");
    store.put_setting("origin", "localhost/kortelijn-demo");
    store.commit();
    std::optional<std::string> note;
    demo::make_whole_demo(store, random, now, [&] {
        core::SignedGuard guard =
            guard_of(options, [](const std::string& problem) { throw Refused(problem); });
        if (note) guard.note = note;
        guard.keep = [&note](const std::string& kept) { note = kept; };
        return guard;
    });
    if (note) store::keep_signed_note(options, *note);
    store.begin();
    store.put_setting("name", "Demo");
    store.commit();
}

}  // namespace

std::unique_ptr<store::Store> open_collaboration(const Config& config, bool demo, Random& random,
                                                 Instant now) {
    store::Options options = store_options(config);
    options.create = demo;
    if (!demo && !std::filesystem::exists(options.path))
        throw Refused(options.path +
                      ": there is no collaboration here yet; make one with 'kortelijn admin init'");
    auto store = store::open_store(options, random);
    check_mark(*store, options.path, demo);
    if (store->setting("name")) return store;
    // Its making was broken off: part of the story is there, and a log cannot begin again.
    if (store->setting("demo"))
        throw Refused(options.path + ": a demo that was not finished; remove its folder");
    (void)leave_earlier_note(config, *store, now);
    store.reset();
    options.sync_normal = true;
    make_new_demo(*store::open_store(options, random), options, random, now);
    options.sync_normal = false;
    return store::open_store(options, random);
}

std::string words_of_registering_again(store::Store& store, Instant now) {
    const store::ToRegisterAgain old = store.to_register_again(now);
    if (old.covenants + old.certificates == 0) return {};
    return std::to_string(old.covenants) + " covenants and " + std::to_string(old.certificates) +
           " certificates of partners were registered by an earlier version and let nobody send: "
           "end them and register them again (kortelijn admin add-covenant, add-certificate)";
}

}  // namespace kortelijn::app
