// Content security policy and the other headers (OWASP ASVS 5.0 chapter 3.4), built once at start.
// A header of the application can add to them but never replace them.
#include "transport/http_answer.hpp"

#include <algorithm>
#include <array>

#include "base/time.hpp"

namespace kortelijn::transport {
namespace {

std::string policy(const TransportOptions& options) {
    // Not every browser counts wss: as 'self', so our own origins are named too.
    std::string sockets;
    for (const std::string& origin : options.origins)
        if (origin.starts_with("https://")) sockets += " wss://" + origin.substr(8);
    const std::string types =
        options.trusted_types_policy.empty() ? "'none'" : options.trusted_types_policy;
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
           "media-src 'self' blob:; "
           "connect-src 'self'" +
           sockets +
           "; font-src 'self'; manifest-src 'self'; base-uri 'none'; "
           "form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
           "trusted-types " +
           types;
}

bool has_header(const HttpResponse& response, std::string_view name) {
    return std::any_of(response.headers.begin(), response.headers.end(),
                       [&](const auto& header) { return header.first == name; });
}

// A value with a line break would become a header of its own.
std::string one_line(std::string_view value) {
    std::string out(value);
    std::replace_if(
        out.begin(), out.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
    return out;
}

}  // namespace

AnswerHeads::AnswerHeads(const TransportOptions& options) : subprotocol_(options.subprotocol) {
    security_ = "Content-Security-Policy: " + policy(options) +
                "\r\n"
                "Strict-Transport-Security: max-age=" +
                std::to_string(options.hsts_seconds) +
                "\r\n"
                "X-Content-Type-Options: nosniff\r\n"
                "X-Frame-Options: DENY\r\n"
                "Referrer-Policy: no-referrer\r\n"
                "Cross-Origin-Opener-Policy: same-origin\r\n"
                "Cross-Origin-Resource-Policy: same-origin\r\n"
                "Permissions-Policy: camera=(self), microphone=(self), display-capture=(self), "
                "geolocation=(), "
                "payment=(), usb=()\r\n";
}

std::string AnswerHeads::answer(const HttpResponse& response, bool stays_open,
                                std::string_view date) const {
    std::string head = "HTTP/1.1 " + std::to_string(response.status) + ' ';
    head.append(reason_phrase(response.status));
    head.append("\r\nDate: ").append(date).append("\r\n").append(security_);
    const bool bodiless = response.status == 204 || response.status == 304;
    if (!bodiless) {
        head += "Content-Length: " +
                std::to_string(response.source ? response.source_bytes
                               : response.body ? response.body->size()
                                               : 0) +
                "\r\n";
        if (response.body || response.source)
            head += "Content-Type: " + one_line(response.content_type) + "\r\n";
    }
    if (!has_header(response, "Cache-Control")) head += "Cache-Control: no-store\r\n";
    for (const auto& [name, value] : response.headers)
        head += name + ": " + one_line(value) + "\r\n";
    head += stays_open ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    return head;
}

std::string AnswerHeads::switching(std::string_view accept, std::string_view date) const {
    std::string head =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
    head.append("Sec-WebSocket-Accept: ").append(accept).append("\r\n");
    if (!subprotocol_.empty()) head += "Sec-WebSocket-Protocol: " + subprotocol_ + "\r\n";
    head.append("Date: ").append(date).append("\r\n").append(security_);
    return head + "Cache-Control: no-store\r\n\r\n";
}

std::string_view reason_phrase(unsigned status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 409:
            return "Conflict";
        case 411:
            return "Length Required";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 421:
            return "Misdirected Request";
        case 422:
            return "Unprocessable Content";
        case 426:
            return "Upgrade Required";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 503:
            return "Service Unavailable";
        case 505:
            return "HTTP Version Not Supported";
        case 507:
            return "Insufficient Storage";
        default:
            return status < 400 ? "OK" : status < 500 ? "Refused" : "Failed";
    }
}

HttpResponse plain_answer(unsigned status) {
    HttpResponse response;
    response.status = status;
    response.content_type = "text/plain; charset=utf-8";
    response.body = std::make_shared<const std::string>(std::to_string(status) + ' ' +
                                                        std::string(reason_phrase(status)) + '\n');
    if (status == 426)
        response.headers = {{"Upgrade", "websocket"}, {"Sec-WebSocket-Version", "13"}};
    if (status == 405) response.headers = {{"Allow", "GET, HEAD"}};
    return response;
}

HttpResponse problem_answer(unsigned status) {
    HttpResponse response = plain_answer(status);
    response.content_type = "application/problem+json";
    const std::string number = std::to_string(status);
    response.body = std::make_shared<const std::string>(
        R"({"type":"about:blank","title":")" + std::string(reason_phrase(status)) +
        R"(","status":)" + number + R"(,"code":"http.)" + number + "\"}");
    return response;
}

std::string http_date(std::int64_t unix_seconds) {
    constexpr std::array days{"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = static_cast<std::int32_t>(unix_seconds / 86400);
    const auto second = static_cast<int>(unix_seconds % 86400);
    const CivilDate date = civil(Day{day});
    char text[32];
    std::snprintf(text, sizeof text, "%s, %02u %s %04d %02d:%02d:%02d GMT",
                  days[static_cast<std::size_t>(day % 7)], date.day, months[date.month - 1],
                  date.year, second / 3600, second / 60 % 60, second % 60);
    return text;
}

}  // namespace kortelijn::transport
