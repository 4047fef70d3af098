// Beast's request parser behind HttpReader. It sees whole headers only, after a scan for what it
// would forgive: folded lines and bare line feeds (RFC 9112 sections 2.2 and 5.2).
#include "transport/http_reader.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace kortelijn::transport {

namespace http = boost::beast::http;

struct HttpReader::Parser : http::request_parser<http::string_body> {};

HttpReader::HttpReader(std::size_t max_header_bytes, std::size_t max_body_bytes, Streamed streamed)
    : max_header_bytes_(max_header_bytes),
      max_body_bytes_(max_body_bytes),
      streamed_(std::move(streamed)) {}

HttpReader::~HttpReader() = default;

namespace {

unsigned status_of(const boost::system::error_code& error) {
    if (error == http::error::body_limit) return 413;
    if (error == http::error::header_limit) return 431;
    if (error == http::error::bad_version) return 505;
    return 400;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

}  // namespace

HttpReader::Fed HttpReader::feed(std::string_view in) {
    if (!parser_) {
        const Fed fed = scan_header(in);
        if (fed.state != State::complete) return fed;
        parser_ = std::make_unique<Parser>();
        parser_->header_limit(static_cast<std::uint32_t>(max_header_bytes_));
        parser_->body_limit(boost::none);  // until it is known whose the body is
        parser_->eager(false);
        scanned_ = 0;
    }
    return parse(in);
}

HttpReader::Fed HttpReader::scan_header(std::string_view in) {
    for (std::size_t at = in.find('\n', scanned_); at != in.npos; at = in.find('\n', at + 1)) {
        if (at >= max_header_bytes_) break;
        if (at == 0 || in[at - 1] != '\r' || at == 1) return {State::bad, 0, 400};
        if (at >= 3 && in[at - 2] == '\n') return {State::complete, 0, 0};
        scanned_ = at;  // what follows decides about this line, so it is looked at again
        if (at + 1 < in.size() && (in[at + 1] == ' ' || in[at + 1] == '\t'))
            return {State::bad, 0, 400};
    }
    if (in.size() >= max_header_bytes_) return {State::bad, 0, 431};
    return {};
}

HttpReader::Fed HttpReader::parse(std::string_view in) {
    boost::system::error_code error;
    Fed fed;
    fed.used = parser_->put(boost::asio::buffer(in.data(), in.size()), error);
    if (error == http::error::need_more) error = {};
    if (error) return {State::bad, fed.used, status_of(error)};
    if (!parser_->eager() && parser_->is_header_done()) {
        const Fed head = end_header(fed.used);
        if (head.state != State::need_more || head.used == in.size()) return head;
        Fed rest = parse(in.substr(head.used));
        rest.used += head.used;
        return rest;
    }
    if (parser_->is_done()) fed.state = State::complete;
    return fed;
}

HttpReader::Fed HttpReader::end_header(std::size_t used) {
    const auto length = parser_->content_length();
    const std::string_view method = parser_->get().method_string();
    const std::string_view target = parser_->get().target();
    const std::uint64_t most =
        length && streamed_ ? streamed_(method, target.substr(0, target.find('?'))) : 0;
    if (length && *length > (most ? most : max_body_bytes_)) return {State::bad, used, 413};
    body_bytes_ = length.value_or(0);
    if (most != 0) return {State::streamed, used, 0};
    parser_->body_limit(max_body_bytes_);
    parser_->eager(true);
    return {parser_->is_done() ? State::complete : State::need_more, used, 0};
}

HttpRequest HttpReader::take() {
    auto message = parser_->release();
    http11_ = message.version() == 11;
    keep_alive_ = message.keep_alive();
    HttpRequest request;
    request.method = std::string(message.method_string());
    const std::string_view target = message.target();
    const std::size_t mark = target.find('?');
    request.path = target.substr(0, mark);
    if (mark != target.npos) request.query = target.substr(mark + 1);
    for (const auto& field : message)
        request.headers.emplace_back(lower(field.name_string()), std::string(field.value()));
    request.body = std::move(message.body());
    parser_.reset();  // of a streamed one the body is nobody's business here
    return request;
}

}  // namespace kortelijn::transport
