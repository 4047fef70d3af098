// What the application gives the transport: who may open a socket, what to do with a frame, and the
// HTTP requests that are no static file. All calls come from I/O threads and must not block;
// answers may be given later and from any thread, each exactly once.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "rooms/outbox.hpp"

namespace kortelijn::transport {

// What the peer proved to hold the key of. Nobody's signature on it was looked at.
struct PeerCertificate {
    std::string sha256_hex;  // of the whole certificate, 64 digits in lower case; empty: none given
    Instant not_before{0};
    Instant not_after{0};
};

// Checked before any handler sees it: well-formed, within the limits, Host allowed; of a changing
// method also the Origin.
struct HttpRequest {
    std::string method;  // GET HEAD POST PUT PATCH DELETE
    std::string path;    // as sent, without the query: printable ASCII, no dot segments
    std::string query;   // behind the '?', as sent
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    std::string body;
    std::string peer;             // the address as text, without the port
    PeerCertificate certificate;  // only where TlsOptions::ask_client_certificate is set
    ConnectionId connection;      // it came over; a purge of the outbox ends its answer

    // The first of that name (in lower case), or empty.
    std::string_view header(std::string_view name) const;
    // The value of the cookie; empty when absent or sent twice.
    std::string_view cookie(std::string_view name) const;
};

// The body of an answer that goes out piece by piece. Destroyed when all of it is written, or its
// connection is gone; a piece may still be on its way then.
class BodySource {
public:
    virtual ~BodySource() = default;
    // The next piece, given later and from any thread, once; only then the one after it is asked
    // for. Nothing, or more than was announced: the connection is cut.
    virtual void next(std::function<void(std::optional<std::string>)> give) = 0;
};

struct HttpResponse {
    unsigned status = 200;
    std::string content_type = "application/json";
    Fragment body;                       // may be none
    std::shared_ptr<BodySource> source;  // in place of a body
    std::uint64_t source_bytes = 0;      // what the source gives in all
    // Whose withdrawal ends it, also halfway: a Purge of that case and this connection (I3).
    CaseId tag;
    std::vector<std::pair<std::string, std::string>>
        headers;  // Set-Cookie, Location, Retry-After ...
    bool close = false;
};

// The body of a request that comes piece by piece. Lives on its connection's I/O thread and is
// destroyed there; before end() when the peer went, was too slow, or has its answer already.
class BodySink {
public:
    virtual ~BodySink() = default;
    // At most 16 KiB. False: it was taken, and nothing more is read until `more` was called.
    virtual bool take(std::string_view piece) = 0;
    virtual void end() = 0;  // the body is whole; the answer may follow
};

class HttpHandler {
public:
    virtual ~HttpHandler() = default;
    // True: handle() answers this path. Asked before static files; the rest is the client's.
    virtual bool owns(std::string_view path) const = 0;
    virtual void handle(HttpRequest request, std::function<void(HttpResponse)> respond) = 0;

    // The most bytes a body of such a request may have that comes piece by piece, through
    // receive(); 0: it comes whole, through handle(). One without Content-Length always does.
    virtual std::uint64_t streamed(std::string_view method, std::string_view path) const {
        (void)method, (void)path;
        return 0;
    }
    // `request` has no body yet, `bytes` of it will come. `more` may be called from any thread.
    virtual std::unique_ptr<BodySink> receive(HttpRequest request, std::uint64_t bytes,
                                              std::function<void()> more,
                                              std::function<void(HttpResponse)> respond) {
        (void)bytes, (void)more;
        handle(std::move(request), std::move(respond));
        return nullptr;
    }
};

// `context` is handed back with every call about that connection; the transport never looks inside.
struct Accepted {
    SessionId session;
    std::shared_ptr<void> context;
};
struct RefusedHttp {
    unsigned status = 401;
};
using UpgradeAnswer = std::variant<Accepted, RefusedHttp>;

enum class CloseCause : std::uint8_t {
    peer_closed,     // a close frame came; code is the peer's
    peer_gone,       // the connection broke, or silence beyond dead_ms
    protocol_error,  // 1002, 1003, 1007: code says which
    too_big,         // 1009
    too_slow,        // 1013: the outbox ran over or stood still
    purged,          // cut, for a frame under way that may no longer be sent (I3)
    server_closed,   // a Close of the outbox; code is its own
    stopping,        // 1001
};

class SocketHandler {
public:
    virtual ~SocketHandler() = default;
    // Method, headers, Origin and subprotocol are in order by now.
    virtual void may_upgrade(const HttpRequest& request,
                             std::function<void(UpgradeAnswer)> answer) = 0;
    virtual void opened(ConnectionId connection, const Accepted& who, const std::string& peer) = 0;
    // One text message, valid UTF-8. True: exactly one Reply to this connection will follow.
    virtual bool text(ConnectionId connection, const std::shared_ptr<void>& context,
                      std::string_view frame) = 0;
    // Exactly once for each opened(), and nothing about that connection after it. Comes when
    // nothing can be written any more (up to close_ms after a close began): until then purges must
    // go on.
    virtual void closed(ConnectionId connection, const std::shared_ptr<void>& context,
                        CloseCause cause, std::uint16_t code) = 0;
};

}  // namespace kortelijn::transport
