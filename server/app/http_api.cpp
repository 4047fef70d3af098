// Routing, and what all endpoints share.
#include "app/http_api.hpp"

#include <algorithm>

#include "app/attachments.hpp"
#include "app/tokens.hpp"
#include "commands/attachments.hpp"
#include "frame.hpp"
#include "writer.hpp"

namespace kortelijn::app {

using transport::HttpRequest;
using transport::HttpResponse;

namespace {

constexpr std::size_t max_body_bytes = 16 * 1024;

unsigned status_of(const Refusal& refusal) {
    if (refusal.tell == "signin.wrong") return 401;
    if (refusal.tell == "signin.wait" || refusal.tell == "guest.slow_down") return 429;
    if (refusal.tell == "signed_out") return 401;
    if (refusal.tell == "guest.link_dead" || refusal.tell == "guest.other_device") return 403;
    if (refusal.tell == "not_found" || refusal.tell == "invitation.gone") return 404;
    if (refusal.tell == "busy" || refusal.tell == "outcome_unknown" ||
        refusal.tell == "store.stopped")
        return 503;
    if (refusal.tell.starts_with("passphrase.") || refusal.tell == "code.wrong") return 422;
    return 400;
}

bool is_json(const HttpRequest& request) {
    std::string_view type = request.header("content-type");
    type = type.substr(0, type.find(';'));
    while (type.ends_with(' ')) type.remove_suffix(1);
    return type == "application/json";
}

}  // namespace

HttpResponse json_answer(unsigned status, std::string body) {
    HttpResponse response;
    response.status = status;
    response.body = std::make_shared<const std::string>(std::move(body));
    return response;
}

HttpResponse no_content() {
    HttpResponse response;
    response.status = 204;
    response.content_type.clear();
    return response;
}

HttpResponse refusal_answer(const Refusal& refusal) {
    protocol::Writer w(128);
    w.object().field("reason", refusal.tell);
    if (!refusal.field.empty()) w.field("field", refusal.field);
    const unsigned status = status_of(refusal);
    if (status == 429) w.field("retry_after_s", refusal.amount);
    w.end_object();
    HttpResponse response = json_answer(status, w.take());
    if (status == 429) response.headers.emplace_back("Retry-After", std::to_string(refusal.amount));
    if (response.status == 503) response.headers.emplace_back("Retry-After", "2");
    return response;
}

// The socket's own strict reader does it: the body stands where a request's params stand. A body
// that tries to close that object early only makes a frame with a key twice or with an unknown one.
Result<protocol::Request> read_body(const HttpRequest& request) {
    if (request.body.size() > max_body_bytes) return refuse("frame.too_large");
    auto read = protocol::parse_request(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"http.body\",\"params\":" + request.body + "}");
    if (!read) return read.error().refusal;
    return std::move(*read);
}

Origin origin_of(const HttpRequest& request) {
    return {request.peer, device_words(request.header("user-agent")),
            std::string(request.cookie(cookie_name))};
}

std::span<const HttpApi::Route> HttpApi::routes() {
    static constexpr Route all[] = {
        {"POST", "/api/login", &HttpApi::login, true},
        {"POST", "/api/logout", &HttpApi::logout, false},
        {"GET", "/api/session", &HttpApi::session, false},
        {"GET", "/api/demo", &HttpApi::demo, true},
        {"POST", "/api/demo/login", &HttpApi::demo_login, true},
        {"POST", "/api/invitation", &HttpApi::invitation, true},
        {"POST", "/api/invitation/accept", &HttpApi::accept, true},
        {"POST", "/api/guest/open", &HttpApi::guest_open, true},
        {"GET", "/api/guest/session", &HttpApi::guest_session, false},
        {"POST", "/api/guest/leave", &HttpApi::guest_leave, false},
    };
    return all;
}

std::uint64_t HttpApi::streamed(std::string_view method, std::string_view path) const {
    const bool file = files_ != nullptr && method == "PUT" && path == Attachments::path;
    return file ? std::uint64_t(commands::max_attachment_bytes) : 0;
}

std::unique_ptr<transport::BodySink> HttpApi::receive(HttpRequest request, std::uint64_t bytes,
                                                      std::function<void()> more, Respond respond) {
    return files_->receive(request, bytes, std::move(more), std::move(respond));
}

void HttpApi::handle(HttpRequest request, Respond respond) {
    if (files_ != nullptr && request.path.starts_with(Attachments::path)) {
        const bool one = request.path.starts_with(std::string(Attachments::path) + '/');
        if (one && request.method == "GET") return files_->give(request, respond);
        const bool unmeasured = !one && request.method == "PUT";
        HttpResponse no = json_answer(unmeasured ? 411 : 405, R"({"reason":"request.invalid"})");
        if (!unmeasured) no.headers.emplace_back("Allow", one ? "GET" : "PUT");
        return respond(std::move(no));
    }
    const auto of_path = [&](const Route& route) { return route.path == request.path; };
    const auto all = routes();
    const auto route = std::find_if(all.begin(), all.end(), of_path);
    if (route == all.end()) return respond(refusal_answer(refuse("not_found")));
    if (route->method != request.method) {
        HttpResponse no = json_answer(405, R"({"reason":"method.unknown"})");
        no.headers.emplace_back("Allow", std::string(route->method));
        return respond(std::move(no));
    }
    if (route->method == "POST" && !is_json(request))
        return respond(json_answer(415, R"({"reason":"request.invalid"})"));
    if (route->for_strangers && refuse_strangers_.load())
        return respond(refusal_answer(refuse("store.stopped")));
    (this->*route->answer)(request, respond);
}

}  // namespace kortelijn::app
