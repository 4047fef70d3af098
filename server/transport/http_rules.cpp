// The checks of http_rules.hpp. Order matters: nothing about a person is looked up before all of
// these have passed.
#include "transport/http_rules.hpp"

#include <algorithm>
#include <array>
#include <openssl/evp.h>

namespace kortelijn::transport {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_word(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

bool is_changing(std::string_view method) { return method != "GET" && method != "HEAD"; }

std::size_t count(const HttpRequest& request, std::string_view name) {
    return static_cast<std::size_t>(std::count_if(request.headers.begin(), request.headers.end(),
                                                  [&](const auto& h) { return h.first == name; }));
}

bool has_prefix(const HttpRequest& request, std::string_view prefix) {
    return std::any_of(request.headers.begin(), request.headers.end(),
                       [&](const auto& h) { return h.first.starts_with(prefix); });
}

int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// No escape that hides a separator, a dot or a control character, and no dot segment.
bool plain_path(std::string_view path) {
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] == '\\') return false;
        if (path[i] != '%') continue;
        if (i + 2 >= path.size()) return false;
        const int high = hex(path[i + 1]), low = hex(path[i + 2]);
        if (high < 0 || low < 0) return false;
        const int byte = high * 16 + low;
        if (byte < 0x20 || byte == 0x7f || byte == '.' || byte == '/' || byte == '\\' ||
            byte == '%')
            return false;
    }
    for (std::size_t at = 0; at != path.npos; at = path.find('/', at + 1)) {
        const std::string_view rest = path.substr(at + 1);
        const std::string_view segment = rest.substr(0, rest.find('/'));
        if (segment == "." || segment == "..") return false;
    }
    return true;
}

unsigned check_target(const HttpRequest& request) {
    if (request.path.size() + request.query.size() > 4096) return 414;
    const auto printable = [](char c) { return c > 0x20 && c < 0x7f && c != '#'; };
    if (!std::all_of(request.path.begin(), request.path.end(), printable) ||
        !std::all_of(request.query.begin(), request.query.end(), printable))
        return 400;
    if (request.path.empty() || request.path[0] != '/' || !plain_path(request.path)) return 400;
    return 0;
}

unsigned check_host(const HttpRequest& request, const TransportOptions& options) {
    if (count(request, "host") != 1) return 400;
    const std::string_view host = request.header("host");
    const auto allowed = [](char c) {
        return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') ||
               std::string_view(".-:[]").find(c) != std::string_view::npos;
    };
    if (host.empty() || !std::all_of(host.begin(), host.end(), allowed)) return 400;
    const auto& list = options.allowed_hosts;
    if (!list.empty() && std::find(list.begin(), list.end(), host) == list.end()) return 421;
    return 0;
}

bool our_origin(const HttpRequest& request, const TransportOptions& options) {
    if (options.any_origin) return true;
    if (count(request, "origin") != 1) return false;
    const std::string_view origin = request.header("origin");
    return std::find(options.origins.begin(), options.origins.end(), origin) !=
           options.origins.end();
}

// 16 bytes in base64: 22 letters, of which the last carries four zero bits, and two pads.
bool is_key(std::string_view key) {
    if (key.size() != 24 || !key.ends_with("==")) return false;
    const auto letter = [](char c) {
        return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') || c == '+' ||
               c == '/';
    };
    return std::all_of(key.begin(), key.end() - 2, letter) &&
           std::string_view("AQgw").find(key[21]) != std::string_view::npos;
}

}  // namespace

std::string_view HttpRequest::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (key == name) return value;
    return {};
}

std::string_view HttpRequest::cookie(std::string_view name) const {
    std::string_view found;
    bool seen = false;
    for (const auto& [key, value] : headers) {
        if (key != "cookie") continue;
        for (std::string_view rest = value; !rest.empty();) {
            const std::size_t end = std::min(rest.find(';'), rest.size());
            const std::string_view pair = trimmed(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            const std::size_t equals = pair.find('=');
            if (equals == pair.npos || pair.substr(0, equals) != name) continue;
            if (seen) return {};
            seen = true;
            found = pair.substr(equals + 1);
        }
    }
    return found;
}

bool has_token(const HttpRequest& request, std::string_view name, std::string_view token) {
    for (const auto& [key, value] : request.headers) {
        if (key != name) continue;
        for (std::string_view rest = value;;) {
            const std::size_t end = rest.find(',');
            if (same_word(trimmed(rest.substr(0, end)), token)) return true;
            if (end == rest.npos) break;
            rest.remove_prefix(end + 1);
        }
    }
    return false;
}

unsigned check_request(const HttpRequest& request, const TransportOptions& options) {
    constexpr std::array methods{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"};
    if (request.headers.size() > 100) return 431;
    if (has_prefix(request, "transfer-encoding")) return 400;
    for (const std::string_view once : {"content-length", "content-type", "origin", "authorization",
                                        "upgrade", "sec-websocket-key", "sec-websocket-version"})
        if (count(request, once) > 1) return 400;
    if (const unsigned status = check_host(request, options)) return status;
    if (options.refuse_forwarded &&
        (has_prefix(request, "forwarded") || has_prefix(request, "x-forwarded")))
        return 400;
    if (std::find(methods.begin(), methods.end(), request.method) == methods.end()) return 405;
    if (const unsigned status = check_target(request)) return status;
    if (has_prefix(request, "expect")) return 417;
    if (!is_changing(request.method) && !request.body.empty()) return 400;
    return 0;
}

unsigned check_origin_of_change(const HttpRequest& request, const TransportOptions& options) {
    return is_changing(request.method) && !our_origin(request, options) ? 403 : 0;
}

unsigned check_upgrade(const HttpRequest& request, bool http11, const TransportOptions& options) {
    if (request.method != "GET") return 405;
    if (!http11) return 400;
    if (!has_token(request, "upgrade", "websocket")) return 426;
    if (!has_token(request, "connection", "upgrade")) return 400;
    if (request.header("sec-websocket-version") != "13") return 426;
    if (!is_key(request.header("sec-websocket-key"))) return 400;
    if (!our_origin(request, options)) return 403;
    if (!options.subprotocol.empty()) {
        bool offered = false;  // the names are compared exactly, unlike has_token()
        for (const auto& [key, value] : request.headers) {
            if (key != "sec-websocket-protocol") continue;
            for (std::string_view rest = value; !rest.empty();) {
                const std::size_t end = std::min(rest.find(','), rest.size());
                offered = offered || trimmed(rest.substr(0, end)) == options.subprotocol;
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
        }
        if (!offered) return 400;
    }
    return 0;
}

std::string accept_value(std::string_view key) {
    const std::string text = std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    EVP_Digest(text.data(), text.size(), digest, &size, EVP_sha1(), nullptr);
    char out[29];
    const int letters =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out), digest, static_cast<int>(size));
    return {out, static_cast<std::size_t>(letters)};
}

}  // namespace kortelijn::transport
