// POST /api/login, /api/logout, /api/demo/login; GET /api/session, /api/demo.
#include "app/demo/demo.hpp"
#include "app/http_api.hpp"
#include "app/tokens.hpp"
#include "frame.hpp"
#include "reader.hpp"
#include "writer.hpp"

namespace kortelijn::app {

using transport::HttpResponse;

namespace {

std::function<void(Result<NewSession>)> with_cookie(std::function<void(HttpResponse)> respond) {
    return [respond = std::move(respond)](const Result<NewSession>& outcome) {
        if (!outcome) return respond(refusal_answer(outcome.error()));
        HttpResponse response =
            outcome->result.empty() ? no_content() : json_answer(200, outcome->result);
        response.headers.emplace_back("Set-Cookie", cookie_header(outcome->token));
        respond(std::move(response));
    };
}

}  // namespace

void HttpApi::login(const Request& request, const Respond& respond) {
    const auto body = read_body(request);
    if (!body) return respond(refusal_answer(body.error()));
    protocol::Reader reader(body->params);
    SignIn::Attempt attempt;
    attempt.email = reader.text("email", {254, 254});
    attempt.passphrase = reader.text("passphrase", {most_passphrase_bytes, most_passphrase_bytes});
    attempt.code = reader.text("code", {64, 64});
    if (auto whole = reader.finish(); !whole) return respond(refusal_answer(whole.error()));
    std::erase(attempt.code, ' ');
    attempt.from = origin_of(request);
    sign_in_.login(std::move(attempt), with_cookie(respond));
}

void HttpApi::logout(const Request& request, const Respond& respond) {
    sign_in_.logout(std::string(request.cookie(cookie_name)), [respond] {
        HttpResponse response = no_content();
        response.headers.emplace_back("Set-Cookie", cookie_removal());
        response.headers.emplace_back("Clear-Site-Data", "\"cache\", \"cookies\", \"storage\"");
        respond(std::move(response));
    });
}

void HttpApi::session(const Request& request, const Respond& respond) {
    const auto session = engine_.sessions().find_by_token(token_hash(request.cookie(cookie_name)));
    if (!session || !engine_.sessions().live(session->id, clock_.now())) {
        protocol::Writer w(64);
        return respond(json_answer(
            200, w.object().field("signed_in", false).field("demo", demo_).end_object().take()));
    }
    core::Task task;  // one's own name: not somebody's data to record the reading of
    task.effect = [who = session->professional, demo = demo_](store::Store&, commands::World& world,
                                                              Instant) -> Result<commands::Change> {
        const Professional* person = world.directory().find(who);
        protocol::Writer w(128);
        w.object().field("signed_in", true);
        if (person != nullptr) w.field("name", person->name);
        commands::Change change;
        change.result = w.field("demo", demo).end_object().take();
        return change;
    };
    task.done = [respond](const Result<std::string>& outcome) {
        respond(outcome ? json_answer(200, *outcome) : refusal_answer(outcome.error()));
    };
    if (!engine_.push(std::move(task))) respond(refusal_answer(refuse("busy")));
}

void HttpApi::demo(const Request&, const Respond& respond) {
    if (!demo_) return respond(refusal_answer(refuse("not_found")));
    core::Task task;  // invented people only
    task.effect = [](store::Store& store, commands::World&, Instant) -> Result<commands::Change> {
        protocol::Writer w(4096);
        w.object().key("people").array();
        for (const demo::DemoPerson& person : demo::demo_people(store)) {
            w.object()
                .field("id", person.id)
                .field("name", person.name)
                .field("organisation", person.organisation);
            w.field("role", person.role);
            if (!person.team.empty()) w.field("team", person.team);
            w.key("says")
                .object()
                .field("nl", person.says_nl)
                .field("en", person.says_en)
                .end_object();
            w.list("carries", person.carries).end_object();
        }
        commands::Change change;
        change.result = w.end_array().end_object().take();
        return change;
    };
    task.done = [respond](const Result<std::string>& outcome) {
        respond(outcome ? json_answer(200, *outcome) : refusal_answer(outcome.error()));
    };
    if (!engine_.push(std::move(task))) respond(refusal_answer(refuse("busy")));
}

void HttpApi::demo_login(const Request& request, const Respond& respond) {
    if (!demo_) return respond(refusal_answer(refuse("not_found")));
    const auto body = read_body(request);
    if (!body) return respond(refusal_answer(body.error()));
    protocol::Reader reader(body->params);
    const auto who = reader.id<ProfessionalId>("person");
    if (auto whole = reader.finish(); !whole) return respond(refusal_answer(whole.error()));
    sign_in_.login_demo(who, origin_of(request), with_cookie(respond));
}

}  // namespace kortelijn::app
