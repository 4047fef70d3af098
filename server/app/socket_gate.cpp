// Frames into requests, requests into the queue.
#include "app/socket_gate.hpp"

#include "app/tokens.hpp"
#include "commands/rows.hpp"
#include "frame.hpp"
#include "reader.hpp"
#include "reply.hpp"

namespace kortelijn::app {
namespace {

struct Caller {  // what travels with a socket
    SessionId session;
    ProfessionalId who;
    std::optional<rooms::GuestAt> guest;  // instead
    std::string address;
    // As its hello said; read and written on the socket's own I/O thread only.
    Language language = Language::nl;
};

// Checked by the command; the family page's other languages hear the server in English.
std::optional<Language> parse_language(std::string_view text) {
    return text == "nl" ? Language::nl : Language::en;
}

core::Asked read(ConnectionId connection, std::string_view frame, Language& language) {
    core::Asked asked;
    asked.connection = connection;
    auto request = protocol::parse_request(frame);
    if (!request) {
        asked.id_json = request.error().id_json;
        asked.refusal = request.error().refusal;
        return asked;
    }
    asked.id_json = request->id_json;
    asked.row = commands::find_row(request->method);
    if (asked.row == nullptr)
        asked.refusal = refuse("method.unknown");
    else
        asked.prepared = asked.row->prepare(request->params, asked.refusal);
    const bool greets =
        asked.row == &commands::connection_hello || asked.row == &commands::guest_hello;
    if (greets && asked.prepared && request->params.contains("language"))
        language = protocol::Reader(request->params).word("language", parse_language);
    return asked;
}

}  // namespace

void SocketGate::may_upgrade(const transport::HttpRequest& request,
                             std::function<void(transport::UpgradeAnswer)> answer) {
    if (request.query == "as=guest") return guest_may_upgrade(request, answer);
    const std::string_view cookie = request.cookie(cookie_name);
    // A token that nobody could have is looked up just the same.
    const auto session = engine_.sessions().find_by_token(token_hash(cookie));
    if (!session || !engine_.sessions().live(session->id, clock_.now()))
        return answer(transport::RefusedHttp{401});
    auto caller = std::make_shared<Caller>();
    caller->session = session->id;
    caller->who = session->professional;
    answer(transport::Accepted{session->id, std::move(caller)});
}

// One browser may hold both cookies: which of them counts is said in the address. Whether the link
// still lives is asked by the core when the socket is there.
void SocketGate::guest_may_upgrade(const transport::HttpRequest& request,
                                   const std::function<void(transport::UpgradeAnswer)>& answer) {
    const auto entry = engine_.guest_sessions().find_by_token(
        token_hash(request.cookie(guest_cookie)), clock_.now());
    if (!entry) return answer(transport::RefusedHttp{401});
    auto caller = std::make_shared<Caller>();
    caller->guest = entry->guest;
    answer(transport::Accepted{{}, std::move(caller)});
}

void SocketGate::opened(ConnectionId connection, const transport::Accepted& who,
                        const std::string& peer) {
    auto& caller = *static_cast<Caller*>(who.context.get());
    caller.address = address_hint(peer);
    (void)engine_.push(
        core::Opened{connection, caller.session, caller.who, caller.address, caller.guest});
}

bool SocketGate::text(ConnectionId connection, const std::shared_ptr<void>& context,
                      std::string_view frame) {
    auto& caller = *static_cast<Caller*>(context.get());
    core::Asked asked = read(connection, frame, caller.language);
    const std::string id_json = asked.id_json;
    if (!engine_.push(std::move(asked))) {
        Refusal busy = refuse("busy");
        busy.amount = 1000;
        Batch batch;
        batch.reply(connection, {}, protocol::error_frame(id_json, busy, caller.language));
        outbox_.deliver(std::move(batch));
    }
    return true;
}

void SocketGate::closed(ConnectionId connection, const std::shared_ptr<void>& context,
                        transport::CloseCause cause, std::uint16_t) {
    (void)engine_.push(core::Closed{connection});
    const bool abuse =
        cause == transport::CloseCause::too_big || cause == transport::CloseCause::protocol_error;
    if (!abuse) return;
    const auto& caller = *static_cast<const Caller*>(context.get());
    core::Task task;
    task.event = "connection.refused";
    task.actor.professional = caller.who;
    task.actor.session = caller.session;
    if (caller.guest) {
        task.actor.guest = caller.guest->link;
        task.actor.role = to_text(caller.guest->role());
    }
    task.actor.address = caller.address;
    const std::string_view reason =
        cause == transport::CloseCause::too_big ? "frame.too_large" : "frame.broken";
    task.effect = [reason](store::Store&, commands::World&, Instant) -> Result<commands::Change> {
        return refuse(reason);
    };
    (void)engine_.push(std::move(task));
}

}  // namespace kortelijn::app
