// Calls after every change of facts, time, rows or presence (I2, I3): who may not be in it any more
// is out in the same batch, whom one may not meet any more is gone, and everybody hears the whole
// of it as they may see it now. Who lost something is purged of what waits unsent of the call, and
// gets the whole state after it.
#include <algorithm>
#include <utility>

#include "commands/call_rows.hpp"
#include "core/forgotten_calls.hpp"
#include "core/pipeline.hpp"
#include "policy/decide.hpp"
#include "writer.hpp"

namespace kortelijn::core {

using commands::CallEntry;
using commands::CallLook;
using protocol::Writer;
using store::CallParticipant;

namespace {

// Whose connection broke may come back to the same place within this time; who waits with a locked
// screen has longer.
constexpr std::int64_t away_at_most_ms = 45 * second_ms;
constexpr std::int64_t away_waiting_ms = 10 * minute_ms;

std::int64_t away_at_most(const CallEntry& call, ParticipantId who) {
    const CallParticipant* const one = call.record.find(who);
    const bool waits = one != nullptr && one->seat.state == ParticipantState::waiting;
    return waits ? away_waiting_ms : away_at_most_ms;
}

Fragment shared_text(std::string text) {
    return std::make_shared<const std::string>(std::move(text));
}

bool belongs(ParticipantState state) {
    return commands::takes_part(state) || state == ParticipantState::waiting;
}

// All that a plan's page may tell of a meeting, or hang on; empty: it is none.
std::string told_of_meeting(const CallEntry& call) {
    if (!call.there || call.record.purpose != Purpose::plan) return {};
    const Instant begins = call.record.starts_at.value_or(Instant{0});
    std::string out = std::to_string(int(call.record.state)) + ' ' + std::to_string(begins.ms);
    for (const CallParticipant& one : call.record.participants)
        out += ' ' + std::to_string(one.seat.id.value) + '=' + std::to_string(int(one.seat.state));
    return out;
}

// What the one who is out hears; never a reason that tells of somebody else.
std::string_view gone_word(const CallEntry& call, const CallParticipant* one,
                           std::string_view reason) {
    if (!call.there || call.record.state == CallState::ended) return "ended";
    if (one != nullptr && one->seat.state == ParticipantState::removed) return "removed";
    if (one != nullptr && one->seat.guest) return "link";
    return reason.empty() ? "left" : "ground";
}

}  // namespace

// After a restart: who takes part has the usual time to come back.
void Pipeline::load_calls() {
    for (const CallId id : store_.open_calls()) {
        world_.call(id);
        world_.mark(id);
    }
}

void Pipeline::leave_calls(ConnectionId connection) {
    for (auto& [id, call] : world_.calls())
        if (call.at.stand_up(connection)) world_.mark(id);
}

Instant Pipeline::next_call_due() {
    Instant soonest = never;
    for (const auto& [id, call] : world_.calls()) soonest = std::min(soonest, call.valid_until);
    return soonest;
}

void Pipeline::settle_calls(Instant at) {
    for (const auto& [id, call] : world_.calls())
        if (at >= call.valid_until) world_.mark(id);
    for (const CallId id : world_.take_marked_calls()) {
        const auto known = world_.calls().find(id);
        if (known == world_.calls().end()) continue;
        settle_call(world_.call(id), at);
    }
}

void Pipeline::settle_call(CallEntry& call, Instant at) {
    if (call.there && !end_forgotten(call, at)) {
        end_absence(call, at);
        put_out_of_call(call, at);
        keep_turn(call, at);
    }
    end_call_seats(call, at);
    // Sound and picture are nothing to a plan: who reads it is asked about again for what is.
    if (std::string now = told_of_meeting(call); call.told_of_meeting != now) {
        call.told_of_meeting = std::move(now);
        plans_marked_.insert(call.record.of_case);
    }
    call.valid_until = never;
    if (!call.there || call.record.state == CallState::ended) return;
    if (!call.at.seats().empty() || !call.at.away_since.empty())
        call.valid_until = policy::next_change(world_.directory(),
                                               world_.entry(call.record.of_case, at).facts(), at);
    call.valid_until = std::min(call.valid_until, forgotten_at(call.record));
    for (const auto& [who, since] : call.at.away_since)
        call.valid_until = std::min(call.valid_until, since + away_at_most(call, who));
    CallLook look(world_, call, at);
    call.at.meet(look.legs(), 1 + commands::drawn_number(random_) % 1'000'000'000);
    render_call(call, look, at);
}

void Pipeline::end_absence(CallEntry& call, Instant at) {
    for (const CallParticipant& one : std::vector(call.record.participants)) {
        const bool here = call.at.seat_of(one.seat.id) != nullptr;
        if (here || !belongs(one.seat.state)) {
            call.at.away_since.erase(one.seat.id);
            if (!here) call.at.media.erase(one.seat.id);
            continue;
        }
        const Instant since = call.at.away_since.try_emplace(one.seat.id, at).first->second;
        if (at - since >= away_at_most(call, one.seat.id))
            put_out(call, one.seat.id, "connection.closed", at);
    }
}

void Pipeline::put_out_of_call(CallEntry& call, Instant at) {
    const CallLook look(world_, call, at);
    std::vector<std::pair<ParticipantId, std::string_view>> out;
    for (const CallParticipant& one : call.record.participants) {
        if (!belongs(one.seat.state)) continue;
        const Action needs =
            commands::takes_part(one.seat.state) ? Action::call_enter : Action::call_wait;
        const Decision may = look.decide(one.seat, needs);
        if (!may.permit) out.emplace_back(one.seat.id, may.reason);
    }
    for (const auto& [who, reason] : out) put_out(call, who, reason, at);
}

// Recorded with its reason, in the transaction that caused it.
void Pipeline::put_out(CallEntry& call, ParticipantId who, std::string_view reason, Instant at) {
    for (CallParticipant& one : call.record.participants) {
        if (one.seat.id != who) continue;
        one.seat.state = ParticipantState::left;
        one.leg = 0;
        one.since = at;
        store_.put_participant(call.id, one);
        ++call.record.version;
        store_.change_call(call.record);
        record_call_gone(call, one, reason, at);
        call.at.away_since.erase(who);
        call.at.turn.erase(who);
        if (const rooms::CallSeat* const seat = call.at.seat_of(who))
            drop_call_seat(call, ConnectionId(seat->connection), &one, reason);
    }
}

// Seats that nothing stands behind any more: of who was removed, of who left on another connection,
// of who may not even know of the call now, and all of them when it is over.
void Pipeline::end_call_seats(CallEntry& call, Instant at) {
    const bool over = !call.there || call.record.state == CallState::ended;
    for (const rooms::CallSeat& seat : std::vector(call.at.seats())) {
        if (seat.watching && !seat.participant) {  // they left, by themself
            call.at.stand_up(seat.connection);
            take_back_call(call.id, seat.connection, true);
            continue;
        }
        const CallParticipant* const one = call.record.find(seat.participant);
        bool stays = !over && one != nullptr && one->seat.state != ParticipantState::removed &&
                     (seat.watching || belongs(one->seat.state));
        std::string_view reason;
        if (stays && seat.watching) {
            const CallLook look(world_, call, at);
            const Decision may = look.decide(one->seat, Action::call_wait);
            stays = may.permit, reason = may.reason;
        }
        if (!stays) drop_call_seat(call, seat.connection, one, reason);
    }
    if (!over) return;
    call.at.away_since.clear();
    call.at.turn.clear();
    call.at.media.clear();
}

void Pipeline::drop_call_seat(CallEntry& call, ConnectionId connection, const CallParticipant* one,
                              std::string_view reason) {
    call.at.stand_up(connection);
    take_back_call(call.id, connection, true);
    Writer w(64);
    w.object().field("call", call.id).field("reason", gone_word(call, one, reason)).end_object();
    outgoing_.emplace_back(
        Told{shared_text(commands::call_notice("call.gone", w.text())), {}, {connection}});
}

void Pipeline::take_back_call(CallId id, ConnectionId connection, bool signals) {
    for (const CaseId tag : {commands::state_tag(id), commands::signal_tag(id)}) {
        if (tag == commands::signal_tag(id) && !signals) continue;
        purges_.push_back({connection, tag});
        taken_back_.emplace_back(connection, tag);
    }
}

// Who is in has credentials of the relay that hold for half their life at least.
void Pipeline::keep_turn(CallEntry& call, Instant at) {
    const commands::TurnOptions& options = world_.turn();
    if (options.urls.empty()) return;
    for (const CallParticipant& one : call.record.participants) {
        const auto known = call.at.turn.find(one.seat.id);
        if (!commands::takes_part(one.seat.state) || one.leg == 0) {
            if (known != call.at.turn.end()) call.at.turn.erase(known);
            continue;
        }
        const std::string own = '.' + std::to_string(one.leg);
        const bool good = known != call.at.turn.end() && known->second.username.ends_with(own) &&
                          known->second.expires_at - at > options.ttl_s * second_ms / 2;
        if (!good) call.at.turn[one.seat.id] = commands::turn_pass(options, call.id, one.leg, at);
    }
}

// Another text is told; what it shows less of is taken out of the outbox first, and what it shows
// more of is recorded.
void Pipeline::render_call(CallEntry& call, CallLook& look, Instant at) {
    for (rooms::CallSeat& seat : call.at.seats()) {
        commands::CallShown now = look.shown_to(seat);
        note_shown(call, look, seat, std::move(now.noted), at);
        const bool less = !std::includes(now.shown.begin(), now.shown.end(), seat.shown.begin(),
                                         seat.shown.end());
        if (less) take_back_call(call.id, seat.connection, true);
        seat.shown = std::move(now.shown);
        if (now.text == seat.told && !less) continue;
        seat.told = std::move(now.text);
        seat.due = true;
    }
}

// Last in the batch, as the boards: the state after everything else of it. Each receiver's versions
// are their own, so that none of them tells what is not for them.
void Pipeline::tell_calls(Batch& batch) {
    for (auto& [id, call] : world_.calls())
        for (rooms::CallSeat& seat : call.at.seats()) {
            if (!std::exchange(seat.due, false)) continue;
            seat.version = std::max(seat.version + 1, batch_now_.ms);
            Writer w(seat.told.size() + 64);
            w.object().raw_field("call", commands::call_json(id, seat.version, seat.told));
            w.end_object();
            ++counts_.notices;
            batch.notice(shared_text(commands::call_notice("call.changed", w.text())),
                         commands::state_tag(id), {seat.connection});
        }
}

void Pipeline::record_call_gone(const CallEntry& call, const CallParticipant& one,
                                std::string_view reason, Instant at) {
    commands::Caller caller;
    caller.who = one.seat.professional;
    audit::Draft entry =
        draft("call.gone", one.seat.professional ? &caller : nullptr, log_.new_trace());
    if (const auto link = one.seat.guest ? world_.readable_link(one.seat.guest) : std::nullopt) {
        entry.disclosures.clear();
        audit::disclose(entry, actor_of(guest_at(*link), at));
    }
    const commands::CaseEntry& of_case = world_.entry(call.record.of_case, at);
    audit::disclose(entry,
                    audit::CaseValue{of_case.id, of_case.record.room, of_case.record.number});
    audit::ObjectValue object;
    object.call = call.id.value;
    object.participant = one.seat.id.value;
    object.reason = reason;
    audit::disclose(entry, object, of_case.id);
    log_.append(at, entry);
}

// A talk of an hour is no idleness: who is in a call is signed in for as long as it lasts.
void Pipeline::keep_callers_signed_in(Instant at) {
    for (const auto& [id, call] : world_.calls())
        for (const rooms::CallSeat& seat : call.at.seats()) {
            const rooms::Connection* const connection = world_.connections().find(seat.connection);
            if (connection == nullptr || seat.watching) continue;
            if (connection->guest) {
                if (const auto session = guest_sessions_.touch(connection->guest->link, at))
                    store_.touch_guest_session(*session, at);
            } else if (sessions_.touch(connection->session, at)) {
                store_.touch_session(connection->session, at);
            }
        }
}

}  // namespace kortelijn::core
