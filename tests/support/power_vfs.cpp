// Every call goes on to the system's own VFS; writes are remembered until a sync makes them last.
#include "support/power_vfs.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <new>
#include <sstream>

namespace kortelijn::store {
namespace {

constexpr std::int64_t sector_bytes = 512;

std::string content_of_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

}  // namespace

struct PowerVfs::File {
    sqlite3_file base;
    PowerVfs* disk;
    PowerVfs::Image* image;  // null: not followed (temporary files)
    sqlite3_file* real;
};

// The C functions SQLite calls.
struct PowerCalls {
    using File = PowerVfs::File;
    static File& file(sqlite3_file* f) { return *reinterpret_cast<File*>(f); }
    static sqlite3_file* real(sqlite3_file* f) { return file(f).real; }
    static PowerVfs& disk(sqlite3_vfs* v) { return *static_cast<PowerVfs*>(v->pAppData); }
    static sqlite3_vfs* root(sqlite3_vfs* v) { return disk(v).root_; }

    static int close(sqlite3_file* f) { return real(f)->pMethods->xClose(real(f)); }
    static int read(sqlite3_file* f, void* to, int n, sqlite3_int64 at) {
        return real(f)->pMethods->xRead(real(f), to, n, at);
    }
    static int write(sqlite3_file* f, const void* from, int n, sqlite3_int64 at) {
        PowerVfs& d = *file(f).disk;
        const bool dies = d.fails_now();
        if (file(f).image != nullptr && (!dies || d.countdown_ == 0))
            file(f).image->unsynced.push_back(
                {at, std::string(static_cast<const char*>(from), std::size_t(n)), false});
        if (dies) {
            d.countdown_ = -1;
            return SQLITE_IOERR_WRITE;
        }
        if (d.free_bytes_ >= 0) {
            if (d.free_bytes_ < n) return SQLITE_FULL;
            d.free_bytes_ -= n;
        }
        return real(f)->pMethods->xWrite(real(f), from, n, at);
    }
    static int truncate(sqlite3_file* f, sqlite3_int64 size) {
        if (file(f).disk->fails_now()) return SQLITE_IOERR_TRUNCATE;
        if (file(f).image != nullptr) file(f).image->unsynced.push_back({size, {}, true});
        return real(f)->pMethods->xTruncate(real(f), size);
    }
    static int sync(sqlite3_file* f, int flags) {
        PowerVfs& d = *file(f).disk;
        if (d.fails_now() || d.failing_syncs_) return SQLITE_IOERR_FSYNC;
        ++d.syncs_;
        if (PowerVfs::Image* const image = file(f).image) {
            for (const auto& w : image->unsynced) PowerVfs::apply(image->durable, w, nullptr, 1);
            image->unsynced.clear();
        }
        // The model is in memory: a real fsync would only cost time.
        static_cast<void>(flags);
        return SQLITE_OK;
    }
    static int size(sqlite3_file* f, sqlite3_int64* out) {
        return real(f)->pMethods->xFileSize(real(f), out);
    }
    static int lock(sqlite3_file* f, int level) { return real(f)->pMethods->xLock(real(f), level); }
    static int unlock(sqlite3_file* f, int level) {
        return real(f)->pMethods->xUnlock(real(f), level);
    }
    static int reserved(sqlite3_file* f, int* out) {
        return real(f)->pMethods->xCheckReservedLock(real(f), out);
    }
    static int control(sqlite3_file* f, int op, void* arg) {
        return real(f)->pMethods->xFileControl(real(f), op, arg);
    }
    static int sector(sqlite3_file*) { return int(sector_bytes); }
    static int traits(sqlite3_file* f) {
        return real(f)->pMethods->xDeviceCharacteristics(real(f));
    }
    static int shm_map(sqlite3_file* f, int region, int n, int extend, void volatile** out) {
        return real(f)->pMethods->xShmMap(real(f), region, n, extend, out);
    }
    static int shm_lock(sqlite3_file* f, int at, int n, int flags) {
        return real(f)->pMethods->xShmLock(real(f), at, n, flags);
    }
    static void shm_barrier(sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); }
    static int shm_unmap(sqlite3_file* f, int remove) {
        return real(f)->pMethods->xShmUnmap(real(f), remove);
    }

    static constexpr sqlite3_io_methods methods{2,           close,     read,    write,   truncate,
                                                sync,        size,      lock,    unlock,  reserved,
                                                control,     sector,    traits,  shm_map, shm_lock,
                                                shm_barrier, shm_unmap, nullptr, nullptr};

    static int open(sqlite3_vfs* v, const char* path, sqlite3_file* f, int flags, int* out_flags) {
        File* const opened = new (f) File{};
        opened->disk = &disk(v);
        opened->real = reinterpret_cast<sqlite3_file*>(opened + 1);
        std::memset(opened->real, 0, std::size_t(root(v)->szOsFile));
        const int code = root(v)->xOpen(root(v), path, opened->real, flags, out_flags);
        if (opened->real->pMethods == nullptr) return code;
        opened->base.pMethods = &methods;
        constexpr int followed = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
        if (path != nullptr && (flags & followed) != 0) {
            const auto [slot, is_new] = disk(v).images_.try_emplace(path);
            if (is_new) slot->second.durable = content_of_file(path);
            opened->image = &slot->second;
        }
        return code;
    }
    static int remove(sqlite3_vfs* v, const char* path, int sync_folder) {
        if (disk(v).dark_) return SQLITE_IOERR_DELETE;
        disk(v).images_.erase(path);
        return root(v)->xDelete(root(v), path, sync_folder);
    }
    static int access(sqlite3_vfs* v, const char* path, int flags, int* out) {
        return root(v)->xAccess(root(v), path, flags, out);
    }
    static int full_path(sqlite3_vfs* v, const char* path, int n, char* out) {
        return root(v)->xFullPathname(root(v), path, n, out);
    }
    static int randomness(sqlite3_vfs* v, int n, char* out) {
        return root(v)->xRandomness(root(v), n, out);
    }
    static int sleep(sqlite3_vfs* v, int us) { return root(v)->xSleep(root(v), us); }
    static int time(sqlite3_vfs* v, double* out) { return root(v)->xCurrentTime(root(v), out); }
    static int last_error(sqlite3_vfs* v, int n, char* out) {
        return root(v)->xGetLastError(root(v), n, out);
    }
};

PowerVfs::PowerVfs(std::uint64_t seed) : root_(sqlite3_vfs_find(nullptr)), random_(seed) {
    static int made = 0;
    name_ = "power-" + std::to_string(++made);
    vfs_.iVersion = 1;
    vfs_.szOsFile = int(sizeof(File)) + root_->szOsFile;
    vfs_.mxPathname = root_->mxPathname;
    vfs_.zName = name_.c_str();
    vfs_.pAppData = this;
    vfs_.xOpen = PowerCalls::open;
    vfs_.xDelete = PowerCalls::remove;
    vfs_.xAccess = PowerCalls::access;
    vfs_.xFullPathname = PowerCalls::full_path;
    vfs_.xRandomness = PowerCalls::randomness;
    vfs_.xSleep = PowerCalls::sleep;
    vfs_.xCurrentTime = PowerCalls::time;
    vfs_.xGetLastError = PowerCalls::last_error;
    sqlite3_vfs_register(&vfs_, 0);
}

PowerVfs::~PowerVfs() { sqlite3_vfs_unregister(&vfs_); }

bool PowerVfs::fails_now() {
    ++operations_;
    if (dark_) return true;
    if (countdown_ < 0) return false;
    if (countdown_ > 0) {
        --countdown_;
        return false;
    }
    dark_ = true;
    return true;
}

void PowerVfs::apply(std::string& content, const Write& write, std::mt19937_64* random,
                     double keep) {
    if (write.truncates) {
        if (random == nullptr || std::bernoulli_distribution(keep)(*random))
            content.resize(std::size_t(write.at));
        return;
    }
    const std::int64_t end = write.at + std::int64_t(write.bytes.size());
    for (std::int64_t at = write.at; at < end;) {
        const std::int64_t to = std::min(end, (at / sector_bytes + 1) * sector_bytes);
        if (random == nullptr || std::bernoulli_distribution(keep)(*random)) {
            if (std::int64_t(content.size()) < to) content.resize(std::size_t(to));
            content.replace(std::size_t(at), std::size_t(to - at), write.bytes,
                            std::size_t(at - write.at), std::size_t(to - at));
        }
        at = to;
    }
}

void PowerVfs::power_returns() {
    // All lost, nearly all kept, or anything between.
    const double keep = std::array{0.0, 0.3, 0.5, 0.8, 0.97}[random_() % 5];
    for (auto& [path, image] : images_) {
        for (const Write& w : image.unsynced) apply(image.durable, w, &random_, keep);
        std::ofstream out(path, std::ios::binary | std::ios::trunc);
        out << image.durable;
    }
    for (const auto& [path, image] : images_) std::filesystem::remove(path + "-shm");
    images_.clear();
    dark_ = false;
    countdown_ = -1;
}

}  // namespace kortelijn::store
