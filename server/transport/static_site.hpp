// The client's files, read once at start and answered from memory. Looks names up in a table, so no
// request can name a file of the disk. Must never mark as cacheable what is not a hashed asset.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "transport/handlers.hpp"

namespace kortelijn::transport {

class StaticSite {
public:
    StaticSite() = default;  // empty: answers nothing

    // Every plain file below the folder; NAME.br and NAME.gz beside NAME are its compressed forms.
    // Files below /assets carry a hash in their name (the bundler's) and are immutable; index.html
    // is no-store; the rest is asked for again each time (ETag). Symbolic links and hidden files
    // are left out. Throws std::runtime_error: unreadable, or over 64 MiB together.
    static StaticSite load(const std::string& folder);

    void put(const std::string& path, std::string bytes);  // also path + ".br", path + ".gz"

    // Nothing: not a file of ours. A path without a dot that names nothing gives index.html: the
    // client's own router decides there. Every path under /g gives g.html, the guests' door and
    // call; every path under /b gives b.html, what a guest keeps.
    std::optional<HttpResponse> answer(const HttpRequest& request) const;

private:
    struct Form {
        Fragment bytes;
        std::string etag;  // strong: of these very bytes
    };
    struct File {
        Form plain, gzip, brotli;
        std::string content_type;
        std::string_view cache;
    };

    const File* find(std::string_view path) const;

    std::unordered_map<std::string, File> files_;
};

}  // namespace kortelijn::transport
