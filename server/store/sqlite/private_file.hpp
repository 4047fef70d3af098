// Files nobody else may read (mode 0600, our own, no symbolic link): the key files and the
// database. Opening one that others can read, or that somebody else owns, is refused, never
// repaired: who saw it in the meantime is for a person to judge.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kortelijn::store::sqlite {

class PrivateFile {
public:
    enum class Mode : std::uint8_t { read, append };
    // Throws StoreFailure(broken) when absent or refused.
    PrivateFile(const std::string& path, Mode mode);
    PrivateFile(const PrivateFile&) = delete;
    PrivateFile& operator=(const PrivateFile&) = delete;
    ~PrivateFile();

    std::int64_t size() const;
    std::string read(std::int64_t from, std::int64_t count) const;  // fewer at the end of the file
    void write(std::int64_t at, std::string_view bytes);            // `full` when the disk is
    void sync();                                                    // `sync_lost` when it fails
    // False when another process holds it. Kept until the file is closed.
    bool lock();

private:
    std::string path_;
    int fd_ = -1;
};

// Makes a file with this content, synced with its folder before it returns; appears whole or not at
// all. Refuses to replace one that exists.
void make_private_file(const std::string& path, std::string_view content);

// Gives a finished, synced file its name, for the same promise.
void publish_private_file(const std::string& finished, const std::string& path);

// What is wrong with a file's kind, owner or mode; nothing when it is as it should be.
std::optional<std::string> private_file_problem(const std::string& path);
bool file_exists(const std::string& path);
std::string folder_of(const std::string& path);

}  // namespace kortelijn::store::sqlite
