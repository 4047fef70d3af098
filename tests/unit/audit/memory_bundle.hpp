// A bundle in memory, made from a log in memory, with hands on every byte: for tests of making and
// checking one.
#pragma once

#include <array>

#include "audit/bundle_check.hpp"
#include "audit/bundle_key.hpp"
#include "audit/sums.hpp"
#include "unit/audit/memory_log.hpp"

namespace kortelijn::audit {

class MemoryBundle final : public BundleSink, public BundleSource {
public:
    std::map<std::string, std::string> bytes;

    void whole(const std::string& path, std::string_view content) override {
        EXPECT_TRUE(bytes.emplace(path, content).second) << path << " was written twice";
    }
    std::unique_ptr<BundleFile> file(const std::string& path) override {
        class File final : public BundleFile {
        public:
            File(MemoryBundle& to, std::string path) : to_{to}, path_{std::move(path)} {}
            void write(std::string_view more) override { bytes_ += more; }
            void end() override { to_.whole(path_, bytes_); }

        private:
            MemoryBundle& to_;
            std::string path_, bytes_;
        };
        return std::make_unique<File>(*this, path);
    }
    const std::map<std::string, std::uint64_t>& files() override {
        sizes_.clear();
        for (const auto& [path, content] : bytes) sizes_[path] = content.size();
        return sizes_;
    }
    void read(const std::string& path, std::uint64_t offset, std::size_t most,
              std::string& out) override {
        const std::string& content = bytes.at(path);
        if (offset < content.size()) out += content.substr(offset, most);
    }

    // As somebody with the list's key would: every file as it is now.
    void sign_anew(const SigningKey& key) {
        std::vector<FileSum> files, tiles;
        for (const auto& [path, content] : bytes)
            if (path != signed_list && path != tile_list)
                (path.starts_with("tile/") ? tiles : files).push_back({path, sha256(content)});
        bytes[std::string{tile_list}] = sums_text(tiles);
        files.push_back({std::string{tile_list}, sha256(bytes[std::string{tile_list}])});
        bytes[std::string{signed_list}] = sign_note(sums_text(files), key);
    }

private:
    std::map<std::string, std::uint64_t> sizes_;
};

inline SigningKey list_key() {
    std::array<std::uint8_t, 32> seed{};
    seed[0] = 5;
    return bundle_key("kortelijn.example/log", seed);
}
inline BundleKeys bundle_keys() { return {MemoryLog::key().verifier(), list_key().verifier()}; }

inline MemoryBundle bundle_of(MemoryLog& log, BundleWish wish = {}) {
    MemoryBundle out;
    const BundleMade made = make_bundle(log, MemoryLog::key().verifier(), list_key(), wish, out);
    EXPECT_FALSE(made.finding) << made.finding.value_or(Finding{}).what;
    return out;
}

}  // namespace kortelijn::audit
