// Reads HTTP/1.1 requests out of bytes as they arrive. The only includer of Beast's parser is its
// .cpp. Must never accept what another reader on the way could cut differently (request smuggling):
// then the answer is an error and the connection ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

#include "transport/handlers.hpp"

namespace kortelijn::transport {

class HttpReader {
public:
    enum class State { need_more, complete, streamed, bad };
    struct Fed {
        State state = State::need_more;
        std::size_t used = 0;  // the rest is handed in again, with more behind it
        unsigned status = 0;   // of bad
    };

    // The most bytes of a body that is not read here; 0: it is.
    using Streamed = std::function<std::uint64_t(std::string_view method, std::string_view path)>;

    HttpReader(std::size_t max_header_bytes, std::size_t max_body_bytes, Streamed streamed = {});
    ~HttpReader();

    // `streamed`: the head is whole, and body_bytes() of a body follow it that are not ours.
    Fed feed(std::string_view in);
    std::uint64_t body_bytes() const { return body_bytes_; }
    // After complete or streamed; the reader is ready for the next request.
    HttpRequest take();
    // Of the request read last: HTTP/1.1, and the connection may stay.
    bool http11() const { return http11_; }
    bool keep_alive() const { return keep_alive_; }

private:
    struct Parser;

    Fed scan_header(std::string_view in);
    Fed parse(std::string_view in);
    Fed end_header(std::size_t used);

    std::unique_ptr<Parser> parser_;  // from a whole header on
    std::size_t max_header_bytes_;
    std::size_t max_body_bytes_;
    Streamed streamed_;
    std::uint64_t body_bytes_ = 0;
    std::size_t scanned_ = 0;
    bool http11_ = false;
    bool keep_alive_ = false;
};

}  // namespace kortelijn::transport
