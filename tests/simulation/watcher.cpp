// One batch at a time, in the order in which a socket would carry it.
#include "simulation/watcher.hpp"

#include <algorithm>

namespace kortelijn::simulation {

Watcher::Watcher(support::Desk& desk) : desk_(desk) {
    desk_.outbox.on_batch = [this](const Batch& batch) { judge(batch); };
    truth_ = std::make_unique<Truth>(desk_.store(), desk_.now());
    read_log();
}

std::string Watcher::name(const Client& client) const {
    const Professional* who = truth_->directory().find(client.who);
    return (who ? who->name : "?") + " (socket " + std::to_string(client.connection.value >> 8) +
           ")";
}

Client& Watcher::add(ConnectionId connection, ProfessionalId who, std::uint64_t device) {
    Client& client = clients_[connection];
    client.connection = connection;
    client.who = who;
    client.device = device;
    return client;
}

void Watcher::expect(Client& client, const std::string& id, Request request) {
    client.waiting[id] = std::move(request);
}

void Watcher::after_crash() {
    for (auto& [id, client] : clients_) client.open = false;
    truth_ = std::make_unique<Truth>(desk_.store(), desk_.now());
    read_log();
    for (const Acknowledged& ack : acknowledged_) {
        const store::RoomEvent* event = truth_->event(ack.room, ack.seq);
        if (event == nullptr || event->client_id != ack.client_id || event->device != ack.device)
            complain("I4: an acknowledged message is not there after a restart: " +
                     ack.params.dump());
    }
}

void Watcher::judge(const Batch& batch) {
    if (desk_.store().transaction_open())
        return complain("I4: something was handed out before the commit");
    before_ = std::move(truth_);
    truth_ = std::make_unique<Truth>(desk_.store(), desk_.now());
    read_log();
    // Canaries first: a notice may come before the reply that tells where the message went.
    for (const auto& item : batch.items)
        if (const auto* one = std::get_if<Reply>(&item)) {
            const auto client = clients_.find(one->connection);
            if (client == clients_.end()) continue;
            const Json frame = Json::parse(one->text);
            const auto asked = client->second.waiting.find(frame["id"].dump());
            if (asked == client->second.waiting.end() || asked->second.canary.empty() ||
                !frame.contains("result"))
                continue;
            const Json& params = asked->second.params;
            const bool edit = asked->second.method == "message.edit";
            canaries_[asked->second.canary] = {RoomId{params["room"]},
                                               edit ? params["seq"].get<std::int64_t>()
                                                    : frame["result"]["seq"].get<std::int64_t>()};
        }
    view_changed_.clear();
    for (const auto& item : batch.items)
        if (const auto* told = std::get_if<Notice>(&item))
            if (const Json frame = Json::parse(*told->text); frame["method"] == "room.view_changed")
                for (const ConnectionId to : told->receivers)
                    view_changed_.insert({to, RoomId{frame["params"]["room"]}});
    for (const auto& item : batch.items) {
        if (const auto* one = std::get_if<Reply>(&item)) {
            const auto client = clients_.find(one->connection);
            if (client != clients_.end()) reply(client->second, *one);
        } else {
            const auto& told = std::get<Notice>(item);
            const Json frame = Json::parse(*told.text);
            for (const ConnectionId to : told.receivers)
                if (const auto client = clients_.find(to); client != clients_.end()) {
                    canaries(client->second, *told.text);
                    notice(client->second, frame, told.tag);
                }
        }
    }
    for (const Close& close : batch.closes)
        if (const auto client = clients_.find(close.connection); client != clients_.end()) {
            client->second.open = false;
            client->second.waiting.clear();
        }
    withdrawn(batch);
    complete();
}

void Watcher::reply(Client& client, const Reply& item) {
    const Json frame = Json::parse(item.text);
    const auto asked = client.waiting.find(frame["id"].dump());
    if (asked == client.waiting.end())
        return complain("a reply to nothing, or a second one: " + item.text);
    const Request request = asked->second;
    client.waiting.erase(asked);
    canaries(client, item.text);
    const commands::Row* row = commands::find_row(request.method);
    const bool recorded = row != nullptr && row->recorded == commands::Recorded::yes;
    if (frame.contains("error")) {
        if (frame["error"]["data"]["reason"] == "outcome_unknown") {
            ++seen.taken_back;  // its entry says ok; nothing was shown
            // It does not know whether it sits there, so it asks anew.
            Json rooms = Json::array();
            if (request.method == "room.join") rooms.push_back(request.params);
            if (request.method == "connection.hello" && request.params.contains("resume"))
                rooms = request.params["resume"]["rooms"];
            for (const Json& one : rooms) {
                client.rooms.erase(RoomId{one["room"]});
                client.unsure.insert(RoomId{one["room"]});
            }
            return;
        }
        ++seen.refusals;
        if (recorded) need_entry(client, request.method, true);
        return;
    }
    ++seen.replies;
    if (recorded) need_entry(client, request.method, false);
    tagged(client, item.tag);
    replied(client, request, frame["result"]);
}

void Watcher::replied(Client& client, const Request& request, const Json& result) {
    if (request.method == "room.join") {
        joined(client, RoomId{request.params["room"]}, result);
    } else if (request.method == "connection.hello") {
        resumed(client, request, result);
    } else if (request.method == "room.leave") {
        client.rooms.erase(RoomId{request.params["room"]});
    } else if (request.method == "message.history") {
        items(client, result["items"], "message.history");
    } else if (request.method == "message.search") {
        Json list = Json::array();
        for (const Json& hit : result["hits"]) list.push_back(hit["item"]);
        items(client, list, "message.search");
    } else if (request.method == "case.list") {
        for (const Json& row : result["cases"])
            if (!truth_->may_find(client.who, CaseId{row["case"]}))
                complain("I2: a case in a list that is not for " + name(client));
    } else if (request.method == "consult.open") {
        consult_state(client, result["consult"]);
    } else if (request.method == "consult.list") {
        for (const Json& state : result["consults"]) consult_state(client, state);
    } else if (request.method == "message.post") {
        acknowledged_.push_back({RoomId{request.params["room"]}, result["seq"], client.device,
                                 request.params["client_id"], request.params, result});
    }
}

void Watcher::joined(Client& client, RoomId room, const Json& result) {
    items(client, result["items"], "room.join");
    ClientRoom& mine = client.rooms[room] = {};
    mine.base = result["seq"];
    mine.view = result["view"];
    if (result["unread"]["count"] >
        truth_->readable_after(client.who, room, result["unread"]["mark"]))
        complain("I2: too high an unread count at the door for " + name(client));
}

void Watcher::resumed(Client& client, const Request& request, const Json& result) {
    client.epoch = result["epoch"];
    for (const Json& one : result["rooms"]) {
        const RoomId room{one["room"]};
        if (one["state"] != "resumed") {
            ++seen.anew;
            client.rooms.erase(room);
            continue;
        }
        ++seen.resumed;
        std::int64_t had = 0, view = 0;
        for (const Json& asked : request.params["resume"]["rooms"])
            if (asked["room"] == one["room"]) had = asked["seq"], view = asked["view"];
        items(client, one["items"], "message.history");
        std::vector<std::int64_t> gap;
        for (std::int64_t seq = had + 1; seq <= one["seq"]; ++seq)
            if (truth_->may_read(client.who, room, seq)) gap.push_back(seq);
        std::vector<std::int64_t> given;
        for (const Json& item : one["items"]) given.push_back(item["seq"]);
        // What came within reach later in the same batch is announced as a changed view.
        if (given != gap && !view_changed_.contains({client.connection, room}))
            complain("I5: resuming gave not exactly what was missed, " + name(client) + ": " +
                     one.dump());
        client.rooms[room] = {one["seq"].get<std::int64_t>(), {}, view};
    }
}

void Watcher::items(Client& client, const Json& list, std::string_view) {
    for (const Json& item : list) {
        ++seen.items;
        const RoomId room{item["room"]};
        const std::int64_t seq = item["seq"];
        if (!truth_->could_sit(client.who, room))
            complain("R55: an item of a consult they are not in, for " + name(client));
        if (!truth_->may_read(client.who, room, seq))
            complain("I2: an item that is not for " + name(client) + ": " + item.dump());
        need_answered_shown(client, item);
        need_shown(client, room, seq);
    }
}

// Not even the number of what is closed to them.
void Watcher::need_answered_shown(Client& client, const Json& item) {
    if (!item.contains("reply_to")) return;
    ++seen.answers;
    if (!truth_->may_read(client.who, RoomId{item["room"]}, item["reply_to"]))
        complain("I6: it names what is not for " + name(client) + ": " + item.dump());
}

void Watcher::tagged(Client& client, CaseId tag) {
    if (!tag || tag == commands::any_case) return;
    client.had.insert(tag);
    if (!truth_->may_find(client.who, tag))
        complain("I3: tagged with a case that is not for " + name(client));
}

void Watcher::notice(Client& client, const Json& frame, CaseId tag) {
    const std::string method = frame["method"];
    const Json& params = frame["params"];
    tagged(client, tag);
    if (method == "message.posted" || method == "message.edited" || method == "message.retracted" ||
        method == "ground.changed")
        return kept_notice(client, params);
    const RoomId room{params.value("room", std::int64_t{0})};
    if (method == "room.gone") {
        ++seen.evictions;
        client.rooms.erase(room);
    } else if (method == "room.view_changed") {
        ++seen.view_changes;
        // It fetches anew; the model takes that as done, up to the end of this batch.
        client.rooms[room] = {truth_->last_seq(room), {}, params["view"].get<std::int64_t>()};
    } else if (method == "unread") {
        if (params["count"] > truth_->readable_after(client.who, room, params["mark"]))
            complain("I2: too high an unread count for " + name(client) + ": " + frame.dump());
    } else if (method == "presence" || method == "typing") {
        if (!truth_->may_enter(client.who, room))
            complain("I2: " + method + " is not for " + name(client));
    } else if (method == "case.changed") {
        if (!truth_->may_find(client.who, CaseId{params["case"]}))
            complain("I2: case.changed is not for " + name(client));
    } else if (method == "consult.changed") {
        consult_state(client, params["consult"]);
    } else if (method != "case.gone" && method != "session.ended" && method != "consult.gone") {
        complain("a notice nobody knows: " + method);
    }
}

// A consult only for who may know of it; its words, and whom it is about, for who may know all.
void Watcher::consult_state(Client& client, const Json& state) {
    ++seen.consults;
    const ConsultId id{state["id"]};
    if (!truth_->may_know(client.who, id))
        complain("I2: a consult that is not for " + name(client) + ": " + state.dump());
    if (state.contains("question") && !truth_->may_read_question(client.who, id))
        complain("I2: the question of a consult that is not for " + name(client));
    if (state.contains("room")) {
        const RoomId room{state["room"]};
        if (!truth_->could_sit(client.who, room) || !truth_->may_enter(client.who, room))
            complain("R55: the room of a consult they are not in, for " + name(client));
    }
}

void Watcher::kept_notice(Client& client, const Json& params) {
    ++seen.live;
    const RoomId room{params["room"]};
    seen.tables += truth_->is_table(room);
    const std::int64_t seq = params["seq"];
    if (!truth_->could_sit(client.who, room))
        complain("R55: a live item of a consult they are not in, for " + name(client));
    if (!truth_->may_read(client.who, room, seq))
        complain("I2: a live item that is not for " + name(client) + ": " + params.dump());
    need_answered_shown(client, params);
    need_seat(client, room, seq);
    const auto mine = client.rooms.find(room);
    if (mine == client.rooms.end() && client.unsure.contains(room)) return;  // it asks anew
    if (mine == client.rooms.end())
        return complain("I5: a notice of a room without a seat, " + name(client));
    if (seq <= mine->second.known())
        complain("I5: a double, or out of order, for " + name(client) + ": " + params.dump());
    mine->second.got.insert(seq);
}

// Nobody gets a text they may not read, on whatever path it came.
void Watcher::canaries(Client& client, const std::string& text) {
    for (std::size_t at = text.find("kc-"); at != std::string::npos;
         at = text.find("kc-", at + 3)) {
        const auto known = canaries_.find(text.substr(at, text.find('.', at) - at));
        if (known == canaries_.end()) continue;
        const auto& [room, seq] = known->second;
        if (!truth_->may_read(client.who, room, seq))
            complain("I2: " + name(client) +
                     " was given the text of a message that is not for them");
    }
}

// I5: every open client has all it may see since it joined, and is seated only where it may be.
void Watcher::complete() {
    for (auto& [id, client] : clients_) {
        if (!client.open) continue;
        for (const auto& [room, mine] : client.rooms) {
            if (!truth_->may_enter(client.who, room))
                complain("I3: still in a room: " + name(client));
            for (std::int64_t seq = mine.base + 1; seq <= truth_->last_seq(room); ++seq)
                if (truth_->may_read(client.who, room, seq) != mine.got.contains(seq))
                    complain("I5: a hole at " + std::to_string(seq) + " for " + name(client));
        }
    }
}

// I3: who lost a case has nothing of it coming from this batch, and what waits is purged.
void Watcher::withdrawn(const Batch& batch) {
    seen.purges += int(batch.purges.size());
    for (const auto& [id, client] : clients_) {
        if (!client.open) continue;
        for (const CaseId of_case : client.had) {
            if (!before_->may_find(client.who, of_case) || truth_->may_find(client.who, of_case))
                continue;
            const bool purged = std::any_of(
                batch.purges.begin(), batch.purges.end(), [&, connection = id](const Purge& purge) {
                    return purge.connection == connection && purge.of == of_case;
                });
            if (!purged) complain("I3: nothing was purged for " + name(client));
        }
    }
}

}  // namespace kortelijn::simulation
