// After the commit: who receives what, with the seats as they stand now (I2, I3), as one batch.
#include <algorithm>
#include <map>

#include "commands/rooms_common.hpp"
#include "core/pipeline.hpp"
#include "reply.hpp"
#include "writer.hpp"

namespace kortelijn::core {

using protocol::Writer;

void Pipeline::deliver() {
    // One that fails keeps nothing from the others. Unread counts and presence are told again with
    // the next change, news in the next batch.
    const auto telling = [this](const auto& tell) {
        try {
            tell();
        } catch (const store::StoreFailure&) {
            ++counts_.failures;
        }
    };
    telling([this] { tell_unread(); });
    telling([this] { tell_presence(batch_now_); });
    telling([this] { tell_news(batch_now_); });
    telling([this] { tell_consults(batch_now_); });
    Batch batch;
    batch.purges = purges_;
    const auto taken_back = [this](ConnectionId connection, CaseId tag) {
        return tag && std::any_of(taken_back_.begin(), taken_back_.end(), [&](const auto& pair) {
                   return pair.first == connection &&
                          (pair.second == tag || pair.second == every_case ||
                           tag == commands::any_case);
               });
    };
    for (auto& waiting : outgoing_) {
        if (auto* answer = std::get_if<Answer>(&waiting)) {
            const bool instead = taken_back(answer->connection, answer->tag);
            batch.reply(answer->connection, instead ? CaseId{} : answer->tag,
                        std::move(instead ? answer->instead : answer->text),
                        std::move(instead ? std::string() : answer->instead));
        } else if (auto* said = std::get_if<SaidNow>(&waiting)) {
            const auto room = world_.rooms().find(said->room);
            if (room == world_.rooms().end()) continue;
            room->second.delivered();
            std::vector<ConnectionId> to, to_bare;
            to.reserve(room->second.seats().size());
            for (const rooms::Seat& seat : room->second.seats())
                if (seat.from_seq < said->event.seq && rooms::may_see(seat.sight, said->event))
                    (rooms::may_see_answered(seat.sight, said->event) ? to : to_bare)
                        .push_back(seat.connection);
            counts_.notices += to.size() + to_bare.size();
            if (!to_bare.empty())
                batch.notice(std::move(said->bare), room->second.of_case(), std::move(to_bare));
            if (!to.empty())
                batch.notice(std::move(said->text), room->second.of_case(), std::move(to));
        } else if (auto* told = std::get_if<Told>(&waiting)) {
            if (told->tag)
                std::erase_if(told->to, [&](ConnectionId to) { return taken_back(to, told->tag); });
            if (!told->to.empty())
                batch.notice(std::move(told->text), told->tag, std::move(told->to));
        }
    }
    tell_boards(batch, std::exchange(purges_, {}));
    tell_calls(batch);
    tell_plans(batch);
    batch.closes = std::move(closes_);
    outbox_.deliver(std::move(batch));
    for (const auto& call : std::exchange(done_, {})) call();
    undone_.clear();
    for (const auto& call : std::exchange(scans_to_start_, {})) call();
}

// People who have the case on their list and are not in the room: their count changed. Nobody is
// told of what is not for them: that it was written at all would be a hint (I6).
void Pipeline::tell_unread() {
    std::map<RoomId, std::vector<rooms::Event>> changed;
    for (const auto& waiting : outgoing_)
        if (const auto* said = std::get_if<SaidNow>(&waiting))
            if (said->event.counts || said->event.counts_for_mentioned || said->event.amends != 0)
                changed[said->room].push_back(said->event);
    for (const auto& [id, events] : changed) {
        const auto known = world_.rooms().find(id);
        if (known == world_.rooms().end()) continue;
        // A consult's room has no watchers: nobody hears of it beside a list of cases.
        commands::CaseEntry& entry = world_.entry_of(id, batch_now_);
        for (const ConnectionId watcher : entry.watchers) {
            const rooms::Connection* connection = world_.connections().find(watcher);
            if (connection == nullptr || known->second.seat_of(watcher) != nullptr) continue;
            const commands::View& view = world_.view(entry, connection->who, batch_now_);
            const rooms::Sight sight = view.sight();
            if (!view.seat.may_enter ||
                std::none_of(events.begin(), events.end(),
                             [&](const auto& event) { return rooms::may_see(sight, event); }))
                continue;
            outgoing_.emplace_back(Told{std::make_shared<const std::string>(commands::unread_notice(
                                            world_, entry, connection->who, batch_now_)),
                                        entry.id,
                                        {watcher}});
        }
    }
}

void Pipeline::tell_presence(Instant at) {
    std::sort(presence_changed_.begin(), presence_changed_.end());
    presence_changed_.erase(std::unique(presence_changed_.begin(), presence_changed_.end()),
                            presence_changed_.end());
    for (const RoomId id : presence_changed_) {
        const auto known = world_.rooms().find(id);
        if (known == world_.rooms().end() || known->second.seats().empty()) continue;
        commands::CaseEntry& entry = world_.entry_of(id, at);
        // One text for the carriers, who may know on which ground each is here, one for the others.
        for (const bool carriers : {true, false}) {
            commands::View reader;
            reader.carrier = carriers;
            std::vector<ConnectionId> to;
            for (const rooms::Seat& seat : known->second.seats())
                if (seat.sight.carrier == carriers) to.push_back(seat.connection);
            if (to.empty()) continue;
            Writer w(1024);
            w.object().field("room", id);
            w.raw_field("here", commands::here_json(world_, entry, at, carriers ? &reader : nullptr,
                                                    {}, Language::nl));
            w.end_object();
            outgoing_.emplace_back(
                Told{std::make_shared<const std::string>(protocol::notice("presence", w.text())),
                     entry.id, std::move(to)});
        }
    }
}

}  // namespace kortelijn::core
