// POST /api/guest/open, /api/guest/leave; GET /api/guest/session. A guest's cookie is another than
// a worker's, so that both can live in one browser. Opening is a POST: a link that is only looked
// at (previews, virus scanners) is not spent.
#include "app/guest_door.hpp"
#include "app/http_api.hpp"
#include "app/tokens.hpp"
#include "frame.hpp"
#include "reader.hpp"

namespace kortelijn::app {

using transport::HttpResponse;

void HttpApi::guest_open(const Request& request, const Respond& respond) {
    const auto body = read_body(request);
    if (!body) return respond(refusal_answer(body.error()));
    protocol::Reader reader(body->params);
    GuestDoor::Attempt attempt;
    attempt.keys.token = reader.token("token");
    attempt.keys.code = reader.text("code", {16, 16});
    attempt.keys.device = reader.token("device");
    if (auto whole = reader.finish(); !whole) return respond(refusal_answer(whole.error()));
    std::erase(attempt.keys.code, ' ');
    attempt.address = request.peer;
    guests_.open(std::move(attempt), [respond](const Result<NewSession>& outcome) {
        if (!outcome) return respond(refusal_answer(outcome.error()));
        HttpResponse response = json_answer(200, outcome->result);
        response.headers.emplace_back("Set-Cookie", cookie_header(outcome->token, guest_cookie));
        respond(std::move(response));
    });
}

void HttpApi::guest_session(const Request& request, const Respond& respond) {
    guests_.who(std::string(request.cookie(guest_cookie)),
                [respond](const Result<std::string>& outcome) {
                    respond(outcome ? json_answer(200, *outcome) : refusal_answer(outcome.error()));
                });
}

// No Clear-Site-Data: it would take a worker's session in the same browser along.
void HttpApi::guest_leave(const Request& request, const Respond& respond) {
    guests_.leave(std::string(request.cookie(guest_cookie)), [respond] {
        HttpResponse response = no_content();
        response.headers.emplace_back("Set-Cookie", cookie_removal(guest_cookie));
        respond(std::move(response));
    });
}

}  // namespace kortelijn::app
