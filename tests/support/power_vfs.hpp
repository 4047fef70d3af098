// A SQLite file system that models a disk with a cache that is not protected: what was written but
// not synced may be lost at a power cut, or torn at 512-byte sectors, in any order. Also a disk
// that is full, and one whose fsync fails. Seeded, so that a cut can be repeated. kill -9 alone
// proves nothing about fsync: the operating system keeps what the dead process wrote.
#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <sqlite3.h>
#include <string>
#include <vector>

namespace kortelijn::store {

class PowerVfs {
public:
    explicit PowerVfs(std::uint64_t seed);
    PowerVfs(const PowerVfs&) = delete;
    PowerVfs& operator=(const PowerVfs&) = delete;
    ~PowerVfs();  // every store that uses it must be closed

    const std::string& name() const { return name_; }

    // The power fails at the n-th write, truncation or sync from now (0: the next): that one and
    // everything after it fails. Negative: never.
    void cut_power_after(std::int64_t operations) { countdown_ = operations; }
    bool dark() const { return dark_; }
    // After the store is closed: what was synced is there; of each later write a random part of its
    // sectors. Then the disk works again.
    void power_returns();

    // Writes fail with "disk full" once so many more bytes were written; negative: never.
    void fill_up_after(std::int64_t bytes) { free_bytes_ = bytes; }
    void fail_syncs(bool fail) { failing_syncs_ = fail; }

    std::int64_t operations() const { return operations_; }
    std::int64_t syncs() const { return syncs_; }

private:
    struct Write {
        std::int64_t at = 0;
        std::string bytes;
        bool truncates = false;  // to `at`
    };
    struct Image {
        std::string durable;
        std::vector<Write> unsynced;
    };
    struct File;
    friend struct PowerCalls;

    bool fails_now();  // counts an operation
    static void apply(std::string& content, const Write& write, std::mt19937_64* random,
                      double keep);

    std::string name_;
    sqlite3_vfs vfs_{};
    sqlite3_vfs* root_ = nullptr;
    std::map<std::string, Image> images_;
    std::mt19937_64 random_;
    std::int64_t countdown_ = -1;
    std::int64_t free_bytes_ = -1;
    std::int64_t operations_ = 0;
    std::int64_t syncs_ = 0;
    bool dark_ = false;
    bool failing_syncs_ = false;
};

}  // namespace kortelijn::store
