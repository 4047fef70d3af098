// Who sits where, after every change of facts or time (I3): who lost a ground is out, whose sight
// changed fetches anew, who gained one is told. All of it in the transaction that caused it.
#include <algorithm>
#include <set>
#include <utility>

#include "commands/items.hpp"
#include "core/pipeline.hpp"
#include "reply.hpp"
#include "writer.hpp"

namespace kortelijn::core {

using commands::CaseEntry;
using commands::View;
using protocol::Writer;

namespace {

std::string room_notice(std::string_view method, const rooms::Room& room,
                        std::string_view more = {}) {
    Writer w(64);
    w.object().field("room", room.id());
    if (method == "room.gone") w.field("case", room.of_case());
    std::string params = w.take();
    params += more;
    params += '}';
    return protocol::notice(method, params);
}

std::string case_notice(std::string_view method, CaseId id) {
    Writer w(32);
    return protocol::notice(method, w.object().field("case", id).end_object().text());
}

// Whether anything that could be seen can be seen no more.
bool lost(const rooms::Sight& had, const rooms::Sight& has) {
    if (had.carrier && !has.carrier) return true;
    if (had.organisation != has.organisation) return true;
    for (std::size_t slot = 0; slot < had.mask.by_slot.size(); ++slot)
        if ((had.mask.by_slot[slot] & ~has.mask.by_slot[slot]) != 0) return true;
    return false;
}

Fragment fragment(std::string text) { return std::make_shared<const std::string>(std::move(text)); }

}  // namespace

void Pipeline::settle(Instant at) {
    // Settling writes entries only; it touches no facts, so once is enough.
    for (const CaseId id : world_.take_touched()) settle_case(id, at, true);
}

// Who fetches anew in this batch gets all of it by that: nothing said after the change is delivered
// to them as well. The row follows, so that a crash closes the seat over its own mask only.
void Pipeline::move_reseated(Instant at) {
    for (const auto& [room_id, connection] : std::exchange(reseated_, {})) {
        const auto known = world_.rooms().find(room_id);
        rooms::Seat* seat =
            known == world_.rooms().end() ? nullptr : known->second.seat_of(connection);
        if (seat == nullptr) continue;
        seat->from_seq = known->second.last_seq();
        store_.remove_open_seat(seat->open_seat);
        seat->open_seat = store_.add_open_seat(
            {0, room_id, known->second.of_case(), seat->who, seat->from_seq, at});
    }
}

void Pipeline::settle_case(CaseId id, Instant at, bool touched) {
    world_.mark_boards_of(id);
    world_.mark_calls_of(id);
    settle_guests(id, at);
    mark_consults_of(id);
    plans_marked_.insert(id);
    const std::size_t purges_before = purges_.size();
    for (const CaseEntry* const table : world_.tables_of(id))
        settle_table(world_.table(table->consult, at), at);
    CaseEntry& entry = world_.entry(id, at);
    if (!entry.exists()) return;
    std::set<ProfessionalId> people;
    for (const ProfessionalId who : world_.around(entry, at))
        if (!world_.connections().of(who).empty()) people.insert(who);
    rooms::Room& room = world_.room(entry);
    for (const rooms::Seat& seat : room.seats()) people.insert(seat.who);
    for (const ConnectionId watcher : entry.watchers)
        if (const rooms::Connection* connection = world_.connections().find(watcher))
            people.insert(connection->who);
    for (const ProfessionalId who : people) {
        const auto before = entry.before.find(who);
        reseat(entry, who, before == entry.before.end() ? nullptr : &before->second, at, touched);
    }
    entry.before.clear();
    fetch_anew(id, purges_before, at);
}

// A consult's room: only who sits there or could come in has anything to lose.
void Pipeline::settle_table(CaseEntry& table, Instant at) {
    if (!table.exists()) return;
    std::set<ProfessionalId> people;
    for (const rooms::Seat& seat : world_.room(table).seats()) people.insert(seat.who);
    for (const auto& [who, had] : table.before)
        if (had.may_find()) people.insert(who);
    for (const ProfessionalId who : people) {
        const auto before = table.before.find(who);
        reseat(table, who, before == table.before.end() ? nullptr : &before->second, at, false);
    }
    table.before.clear();
}

// A purge drops what waits for a connection of the whole case: whoever still sits in another room
// of it fetches that anew, or would miss what was dropped.
void Pipeline::fetch_anew(CaseId id, std::size_t purges_before, Instant at) {
    std::set<ConnectionId> purged;
    for (std::size_t i = purges_before; i < purges_.size(); ++i)
        if (purges_[i].of == id) purged.insert(purges_[i].connection);
    for (const ConnectionId to : purged) {
        const rooms::Connection* connection = world_.connections().find(to);
        if (connection == nullptr) continue;
        for (const RoomId room_id : connection->rooms) {
            const auto known = world_.rooms().find(room_id);
            if (known == world_.rooms().end() || known->second.of_case() != id) continue;
            const auto done = std::pair{room_id, to};
            if (std::find(reseated_.begin(), reseated_.end(), done) != reseated_.end()) continue;
            rooms::Seat* const seat = known->second.seat_of(to);
            if (seat == nullptr) continue;
            const View& view = world_.view(world_.entry_of(room_id, at), connection->who, at);
            record_seat("seat.changed", *connection, known->second, *seat, view.seat.grounds, at,
                        view.seat.why);
            seat->from_seq = known->second.last_seq();
            reseated_.push_back(done);
            const std::string token = ",\"view\":" + std::to_string(seat->sight.token);
            outgoing_.emplace_back(
                Told{fragment(room_notice("room.view_changed", known->second, token)), {}, {to}});
        }
    }
}

void Pipeline::reseat(CaseEntry& entry, ProfessionalId who, const View* had, Instant at,
                      bool touched) {
    const View& has = world_.view(entry, who, at);
    rooms::Room& room = world_.room(entry);
    const rooms::Sight sight = has.sight();
    if (had == nullptr || !(*had == has)) recount_.insert(who);
    // Of somebody of whom nothing is remembered, the careful reading: they may have had anything.
    const bool less = had == nullptr
                          ? !has.may_find()
                          : lost(had->sight(), sight) || (had->may_find() && !has.may_find());
    for (const ConnectionId id : std::vector(world_.connections().of(who))) {
        rooms::Connection& connection = *world_.connections().find(id);
        if (less) {
            purges_.push_back({id, entry.id});
            purges_.push_back({id, commands::any_case});  // answers that speak of several cases
            taken_back_.emplace_back(id, entry.id);
        }
        rooms::Seat* seat = room.seat_of(id);
        if (seat != nullptr && !has.seat.may_enter) {
            stand_up(connection, room.id(), "seat.closed", at, has.seat.why);
            outgoing_.emplace_back(Told{fragment(room_notice("room.gone", room)), {}, {id}});
        } else if (seat != nullptr && !(seat->sight == sight)) {
            seat->sight = sight;
            record_seat("seat.changed", connection, room, *seat, has.seat.grounds, at,
                        has.seat.why);
            // What this batch said before is not delivered to it: the client fetches anew.
            seat->from_seq = room.last_seq();
            reseated_.emplace_back(room.id(), id);
            const std::string token = ",\"view\":" + std::to_string(sight.token);
            outgoing_.emplace_back(
                Told{fragment(room_notice("room.view_changed", room, token)), {}, {id}});
        }
        if (entry.consult) continue;  // a list of cases does not show a consult's room
        const bool watched = entry.watchers.contains(id);
        if (watched && !has.may_find()) {
            entry.watchers.erase(id);
            std::erase(connection.watching, entry.id);
            // Said earlier in this batch, of a case that is not for them when it arrives (I2).
            const std::string changed = case_notice("case.changed", entry.id);
            for (auto& waiting : outgoing_)
                if (auto* told = std::get_if<Told>(&waiting); told && *told->text == changed)
                    std::erase(told->to, id);
            outgoing_.emplace_back(Told{fragment(case_notice("case.gone", entry.id)), {}, {id}});
        } else if (has.may_find() &&
                   (watched ? (touched && has.carrier) || had == nullptr || !(*had == has)
                            : had == nullptr || !had->may_find())) {
            if (connection.lists_cases) {
                entry.watchers.insert(id);
                if (!watched) connection.watching.push_back(entry.id);
                outgoing_.emplace_back(
                    Told{fragment(case_notice("case.changed", entry.id)), {}, {id}});
            }
        }
    }
}

void Pipeline::sit(const commands::Caller& caller, const commands::Seating& seating,
                   const audit::TraceId&, Instant at) {
    rooms::Connection& connection = *world_.connections().find(caller.connection);
    CaseEntry& entry = world_.entry_of(seating.room, at);
    rooms::Room& room = world_.room(entry);
    if (room.seat_of(caller.connection) != nullptr)
        stand_up(connection, seating.room, "seat.closed", at, "room.left");
    if (!seating.sits) return;
    const View& view = world_.view(entry, caller.who, at);
    rooms::Seat seat;
    seat.connection = caller.connection;
    seat.who = caller.who;
    seat.sight = view.sight();
    seat.from_seq = room.last_seq();
    seat.open_seat = store_.add_open_seat({0, room.id(), entry.id, caller.who, seat.from_seq, at});
    record_seat("seat.opened", connection, room, seat, view.seat.grounds, at, view.seat.why);
    if (!room.in_room(caller.who)) presence_changed_.push_back(room.id());
    room.sit(std::move(seat));
    connection.rooms.push_back(room.id());
}

void Pipeline::stand_up(rooms::Connection& connection, RoomId id, std::string_view event,
                        Instant at, std::string_view reason) {
    const auto known = world_.rooms().find(id);
    std::erase(connection.rooms, id);
    if (known == world_.rooms().end()) return;
    rooms::Room& room = known->second;
    const rooms::Seat* seat = room.seat_of(connection.id);
    if (seat == nullptr) return;
    record_seat(event, connection, room, *seat, {}, at, reason);
    store_.remove_open_seat(seat->open_seat);
    const ProfessionalId who = connection.who;
    room.stand_up(connection.id);
    if (!room.in_room(who)) presence_changed_.push_back(id);
}

void Pipeline::record_seat(std::string_view event, const rooms::Connection& connection,
                           const rooms::Room& room, const rooms::Seat& seat,
                           const std::vector<GroundId>& grounds, Instant at,
                           std::string_view reason) {
    commands::Caller caller;
    caller.who = connection.who;
    caller.session = connection.session;
    caller.device = connection.device;
    caller.address_hint = connection.address_hint;
    audit::Draft entry = draft(event, &caller, log_.new_trace());
    audit::disclose(entry, audit::CaseValue{room.of_case(), room.id(), {}});
    audit::ObjectValue object;
    // The mask holds from here on; the range was delivered since the entry before, on that one's
    // mask. So seats and messages together tell who could see what. Of this batch nothing was
    // delivered yet, and to a seat that ends in it nothing will be.
    object.mask = audit::mask_text(seat.sight.mask);
    if (room.delivered_seq() > seat.from_seq)
        object.ranges.push_back({seat.from_seq + 1, room.delivered_seq()});
    for (const GroundId ground : grounds) object.grounds.push_back(ground.value);
    object.reason = reason;
    audit::disclose(entry, object, room.of_case());
    log_.append(at, entry);
}

void Pipeline::end_session(SessionId session, Instant at, std::string_view reason) {
    const auto known = sessions_.find(session);
    const auto connections = world_.connections().of(session);
    if (!known && connections.empty()) return;
    if (known) {
        audit::Draft entry = draft("session.ended", nullptr, log_.new_trace());
        audit::ActorValue actor;
        actor.professional = known->professional;
        actor.organisation = commands::employer_of(world_.directory(), known->professional, at);
        actor.session = session;
        entry.disclosures.clear();
        audit::disclose(entry, actor);
        audit::ObjectValue object;
        object.reason = reason;
        audit::disclose(entry, object);
        log_.append(at, entry);
        store_.end_session(session, at);
        sessions_.remove(session);
    }
    for (const ConnectionId id : connections) {
        rooms::Connection& connection = *world_.connections().find(id);
        std::set<CaseId> cases(connection.watching.begin(), connection.watching.end());
        for (const RoomId room : std::vector(connection.rooms)) {
            if (const auto open = world_.rooms().find(room); open != world_.rooms().end())
                cases.insert(open->second.of_case());
            stand_up(connection, room, "seat.closed", at, reason);
        }
        stand_up_from_board(connection);
        leave_calls(id);
        leave_plans(id);
        for (const CaseId seen : cases) {
            purges_.push_back({id, seen});
            taken_back_.emplace_back(id, seen);
        }
        purges_.push_back({id, every_case});
        taken_back_.emplace_back(id, every_case);
        Writer w(64);
        w.object().field("reason", reason).end_object();
        outgoing_.emplace_back(
            Told{fragment(protocol::notice("session.ended", w.text())), {}, {id}});
        closes_.push_back({id, 4401, "session.ended"});
    }
}

}  // namespace kortelijn::core
