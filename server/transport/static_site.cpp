// Loading, content types, and the choice between plain, gzip and brotli (RFC 9110
// sections 8.8, 12.5).
#include "transport/static_site.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <openssl/evp.h>
#include <stdexcept>
#include <utility>

#include "transport/http_answer.hpp"
#include "transport/http_rules.hpp"

namespace kortelijn::transport {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_site_bytes = 64 * 1024 * 1024;

std::string_view type_of(std::string_view path) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 13> types{{
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".json", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".ico", "image/x-icon"},
        {".webp", "image/webp"},
        {".woff2", "font/woff2"},
        {".wasm", "application/wasm"},
        {".txt", "text/plain; charset=utf-8"},
    }};
    for (const auto& [ending, type] : types)
        if (path.ends_with(ending)) return type;
    return "application/octet-stream";
}

std::string_view cache_of(std::string_view path) {
    if (path.starts_with("/assets/")) return "public, max-age=31536000, immutable";
    return path.ends_with(".html") ? "no-store" : "no-cache";
}

std::string etag_of(const std::string& bytes) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    EVP_Digest(bytes.data(), bytes.size(), digest, &size, EVP_sha256(), nullptr);
    std::string out = "\"";
    for (int i = 0; i < 16; ++i) {
        constexpr std::string_view digits = "0123456789abcdef";
        out += digits[digest[i] >> 4];
        out += digits[digest[i] & 15];
    }
    return out + '"';
}

std::string read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in) throw std::runtime_error("cannot read " + path.string());
    return bytes;
}

// What a link leads to, and what a guest keeps of it. The same bytes for every path below, so that
// a path tells nothing.
std::string_view guests_page(std::string_view path) {
    for (const auto& [at, page] :
         {std::pair<std::string_view, std::string_view>{"/g", "/g.html"}, {"/b", "/b.html"}})
        if (path.starts_with(at) && (path.size() == at.size() || path[at.size()] == '/'))
            return page;
    return {};
}

// An encoding counts unless it is refused with q=0.
bool accepts(const HttpRequest& request, std::string_view encoding) {
    const std::string_view list = request.header("accept-encoding");
    for (std::string_view rest = list; !rest.empty();) {
        const std::string_view one = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(one.size() + 1, rest.size()));
        const std::size_t from = one.find_first_not_of(' ');
        if (from == one.npos || one.substr(from, encoding.size()) != encoding) continue;
        const std::string_view after = one.substr(from + encoding.size());
        if (after.empty() || after.front() == ' ') return true;
        if (after.front() == ';')
            return after.find("q=0") == after.npos || after.find("q=0.") != after.npos;
    }
    return false;
}

}  // namespace

StaticSite StaticSite::load(const std::string& folder) {
    StaticSite site;
    std::size_t total = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file() || entry.is_symlink()) continue;
        const std::string name = '/' + fs::relative(entry.path(), folder).generic_string();
        if (name.find("/.") != name.npos) continue;
        std::string bytes = read_file(entry.path());
        total += bytes.size();
        if (total > max_site_bytes) throw std::runtime_error(folder + " holds more than 64 MiB");
        site.put(name, std::move(bytes));
    }
    if (!site.find("/index.html")) throw std::runtime_error(folder + " holds no index.html");
    return site;
}

void StaticSite::put(const std::string& path, std::string bytes) {
    const bool brotli = path.ends_with(".br"), gzip = path.ends_with(".gz");
    const std::string name = brotli || gzip ? path.substr(0, path.size() - 3) : path;
    File& file = files_[name];
    Form& form = brotli ? file.brotli : gzip ? file.gzip : file.plain;
    form.etag = etag_of(bytes);
    form.bytes = std::make_shared<const std::string>(std::move(bytes));
    file.content_type = type_of(name);
    file.cache = cache_of(name);
}

const StaticSite::File* StaticSite::find(std::string_view path) const {
    const auto found = files_.find(std::string(path));
    return found != files_.end() && found->second.plain.bytes ? &found->second : nullptr;
}

std::optional<HttpResponse> StaticSite::answer(const HttpRequest& request) const {
    const File* file = find(request.path == "/" ? "/index.html" : std::string_view(request.path));
    const bool routed =
        request.path.find('.') == request.path.npos && request.path.find("//") == request.path.npos;
    const std::string_view guests = guests_page(request.path);
    if (!guests.empty()) file = find(guests);
    if (!file && routed) file = find("/index.html");
    if (!file) return {};
    if (request.method != "GET" && request.method != "HEAD") return plain_answer(405);

    const Form* form = &file->plain;
    std::string_view encoding;
    if (file->brotli.bytes && accepts(request, "br")) {
        form = &file->brotli;
        encoding = "br";
    } else if (file->gzip.bytes && accepts(request, "gzip")) {
        form = &file->gzip;
        encoding = "gzip";
    }
    HttpResponse response;
    response.headers = {{"ETag", form->etag}, {"Cache-Control", std::string(file->cache)}};
    if (file->brotli.bytes || file->gzip.bytes)
        response.headers.emplace_back("Vary", "Accept-Encoding");
    if (has_token(request, "if-none-match", form->etag)) {
        response.status = 304;
        return response;
    }
    if (!encoding.empty()) response.headers.emplace_back("Content-Encoding", encoding);
    response.content_type = file->content_type;
    response.body = form->bytes;
    return response;
}

}  // namespace kortelijn::transport
