// POST /api/invitation, /api/invitation/accept. The token comes in the body: in the address it
// stood behind the '#', which browsers do not send.
#include "app/http_api.hpp"
#include "app/tokens.hpp"
#include "frame.hpp"
#include "reader.hpp"

namespace kortelijn::app {

using transport::HttpResponse;

void HttpApi::invitation(const Request& request, const Respond& respond) {
    const auto body = read_body(request);
    if (!body) return respond(refusal_answer(body.error()));
    protocol::Reader reader(body->params);
    const std::string token = reader.token("token");
    if (auto whole = reader.finish(); !whole) return respond(refusal_answer(whole.error()));
    invitations_.show(token, request.peer, [respond](const Result<std::string>& outcome) {
        respond(outcome ? json_answer(200, *outcome) : refusal_answer(outcome.error()));
    });
}

void HttpApi::accept(const Request& request, const Respond& respond) {
    const auto body = read_body(request);
    if (!body) return respond(refusal_answer(body.error()));
    protocol::Reader reader(body->params);
    Invitations::Acceptance wish;
    wish.token = reader.token("token");
    wish.passphrase = reader.text("passphrase", {most_passphrase_bytes, most_passphrase_bytes});
    wish.code = reader.text("code", {16, 16});
    if (auto whole = reader.finish(); !whole) return respond(refusal_answer(whole.error()));
    std::erase(wish.code, ' ');
    wish.from = origin_of(request);
    invitations_.accept(std::move(wish), [respond](const Result<NewSession>& outcome) {
        if (!outcome) return respond(refusal_answer(outcome.error()));
        HttpResponse response = json_answer(200, outcome->result);
        response.headers.emplace_back("Set-Cookie", cookie_header(outcome->token));
        respond(std::move(response));
    });
}

}  // namespace kortelijn::app
