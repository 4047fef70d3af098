// One command: the questions before it, the policy, its effect, its entry. Everything that may not
// be is refused here, in one place, and every refusal of a person's data is recorded.
#include <algorithm>

#include "audit/events.hpp"
#include "commands/items.hpp"
#include "commands/rows.hpp"
#include "core/pipeline.hpp"
#include "reply.hpp"

namespace kortelijn::core {

using commands::Caller;
using commands::Change;
using commands::Requirement;
using store::StoreFailure;

namespace {

// What a worker brought back. Without `found` only when damage kept it from finding anything.
struct Looked {
    std::shared_ptr<void> found;
    std::uint64_t damage = 0;
};

std::shared_ptr<void> look(const commands::Scan& scan, store::ReadStore& store) {
    auto looked = std::make_shared<Looked>();
    const std::uint64_t before = store.damage_met();
    try {
        looked->found = scan.job(store);
    } catch (const StoreFailure& failure) {
        if (failure.kind() != StoreFailure::Kind::damaged) throw;
    }
    looked->damage = store.damage_met() - before;
    return looked;
}

}  // namespace

// So many windows one person has at once; each more costs the core a reader of all they see (I7).
constexpr std::size_t max_connections_of_link = 6;

void Pipeline::open(const Opened& opened) {
    // Those that are there stay: one of them may be the call. The new one tries again later.
    if (opened.guest &&
        world_.connections().of(opened.guest->link).size() >= max_connections_of_link) {
        closes_.push_back({opened.connection, 1013, "connections.too_many"});
        return;
    }
    rooms::Connection connection;
    connection.id = opened.connection;
    connection.session = opened.session;
    connection.who = opened.who;
    connection.address_hint = opened.address_hint;
    connection.guest = opened.guest;
    const Caller caller = caller_of(world_.connections().add(std::move(connection)));
    // Ended between the upgrade and now: out again.
    if (!live(caller, batch_now_)) closes_.push_back({opened.connection, 4401, "session.ended"});
}

void Pipeline::close(const Closed& closed) {
    rooms::Connection* connection = world_.connections().find(closed.connection);
    if (connection == nullptr) return;
    for (const RoomId room : std::vector(connection->rooms))
        stand_up(*connection, room, "seat.closed", batch_now_, "connection.closed");
    for (const CaseId id : connection->watching)
        world_.entry(id, batch_now_).watchers.erase(closed.connection);
    stand_up_from_board(*connection);
    leave_calls(closed.connection);
    leave_plans(closed.connection);
    const ProfessionalId who = connection->who;
    world_.connections().remove(closed.connection);
    // Of who is away nothing is counted: the next greeting begins anew.
    if (who && world_.connections().of(who).empty()) world_.counts_told().erase(who);
}

void Pipeline::ask(Asked& asked) {
    const rooms::Connection* connection = world_.connections().find(asked.connection);
    if (connection == nullptr) return;
    Caller caller = caller_of(*connection);
    const Instant at = batch_now_;
    ++counts_.commands;
    if (asked.row != nullptr && !asked.row->is_for(caller)) {
        asked.row = nullptr;  // to them there is no such method, and nothing more is told of it
        asked.refusal = refuse("method.unknown");
    }
    if (asked.row == nullptr) {
        const std::int64_t wait = take_rate(caller, false, at);
        Refusal no = wait > 0 ? refuse("rate.too_fast") : asked.refusal;
        if (wait > 0) no.amount = wait;
        return answer_refusal(caller, asked.id_json, live(caller, at) ? no : refuse("signed_out"));
    }

    const bool write = asked.row->kind == commands::Kind::write;
    Refusal no{};
    if (!live(caller, at)) {
        if (caller.guest)
            end_guest(caller.guest->link, at, "link.ended");
        else
            end_session(caller.session, at, "session.idle");
        no = refuse("signed_out");
    } else if (caller.device == 0 && asked.row != &commands::connection_hello &&
               asked.row != &commands::guest_hello) {
        no = refuse("hello.first");
    } else if (const std::int64_t wait = take_rate(caller, write, at); wait > 0) {
        no = refuse("rate.too_fast");
        no.amount = wait;
    } else if (standing_still_ && asked.row->recorded == commands::Recorded::yes) {
        return answer_refusal(caller, asked.id_json, refuse("store.stopped"));
    } else if (!asked.prepared) {
        no = asked.refusal;
    } else if (asked.row->own_repeat && asked.prepared->client_id() == 0) {
        no = refuse("request.invalid", "client_id");  // or it could not be repeated safely
    }
    if (!no.reason.empty()) {
        record_refusal(caller, asked.row, nullptr, no, at);
        return answer_refusal(caller, asked.id_json, no);
    }
    if (caller.guest) {
        if (const auto session = guest_sessions_.touch(caller.guest->link, at))
            store_.touch_guest_session(*session, at);
        caller = caller_at(*connection);  // reads the store: of who may ask, and not too often
    } else if (asked.row->recorded == commands::Recorded::yes &&
               sessions_.touch(caller.session, at)) {
        store_.touch_session(caller.session, at);
    }
    do_or_say_damaged(caller, asked.id_json, *asked.row, std::move(asked.prepared), at, nullptr);
}

void Pipeline::turned_away(ConnectionId id, std::int64_t count) {
    const rooms::Connection* connection = world_.connections().find(id);
    if (connection == nullptr) return;
    if (connection->guest)
        guest_rates_.turned_away(connection->guest->link, count, clock_.now());
    else
        rates_.turned_away(connection->who, count, clock_.now());
}

void Pipeline::go_on(Scanned& scanned) {
    damage_in_scans_ += scanned.damage_met;
    const rooms::Connection* connection = world_.connections().find(scanned.connection);
    if (connection == nullptr) return;
    const Caller caller = caller_at(*connection);
    if (const bool lives = live(caller, batch_now_); !lives || !scanned.found) {
        const Refusal no = refuse(!lives            ? "signed_out"
                                  : scanned.damaged ? "store.damaged"
                                                    : "busy");
        std::optional<Requirement> need;
        if (lives) need = scanned.prepared->requirement(world_, caller, batch_now_);
        record_refusal(caller, scanned.row, need ? &*need : nullptr, no, batch_now_);
        return answer_refusal(caller, scanned.id_json, no);
    }
    do_or_say_damaged(caller, scanned.id_json, *scanned.row, scanned.prepared, batch_now_,
                      &scanned);
}

// A damaged row is the trouble of who asked for it, not of everybody in the batch. Only before
// keep(): from there on the log's tree has grown, and the batch stands or falls as a whole.
void Pipeline::do_or_say_damaged(const Caller& caller, const std::string& id_json,
                                 const commands::Row& row,
                                 std::shared_ptr<commands::Prepared> prepared, Instant at,
                                 Scanned* scanned) {
    doing_ = Doing::deciding;
    asked_of_.reset();
    try {
        decide_and_do(caller, id_json, row, std::move(prepared), at, scanned);
    } catch (const StoreFailure& failure) {
        if (failure.kind() != StoreFailure::Kind::damaged || doing_ == Doing::keeping) throw;
        if (doing_ == Doing::acting) {
            store_.rollback_to_savepoint();
            world_.undo_touches();
        }
        const Refusal no = refuse("store.damaged");
        record_refusal(caller, &row, asked_of_ ? &*asked_of_ : nullptr, no, at);
        answer_refusal(caller, id_json, no);
    }
}

void Pipeline::decide_and_do(const Caller& caller, const std::string& id_json,
                             const commands::Row& row, std::shared_ptr<commands::Prepared> prepared,
                             Instant at, Scanned* scanned) {
    const commands::World::Steps steps_before = world_.steps();
    Requirement need = prepared->requirement(world_, caller, at);
    if (caller.guest) put_in_place(caller, need);
    asked_of_ = need;
    commands::Named named;
    Decision decision;
    if (need.ask) {
        if (!caller.guest) {
            need.ask->who = caller.who;
            if (!need.ask->as) need.ask->as = Role::professional;
        }
        named = world_.named(need, at);
        decision = world_.decide(named, *need.ask, at);
    } else if (caller.guest) {
        named = world_.named(need, at);
        decision = world_.decide_guest(*caller.guest, at);
    } else {
        decision = world_.decide_account(caller.who, at);
    }
    // Sent again although it was answered: the first result, also when doing it twice would be
    // refused (I4). Only to somebody who may still find the case.
    // Looked up whether the case exists or not: both take the same steps (I6).
    commands::CaseEntry* const entry = named.entry;
    const bool before =
        !decision.permit && answered_before(caller, row, prepared->client_id(), need.room);
    if (before && decision.tell != "signed_out" && entry != nullptr &&
        (caller.guest ? world_.decide_guest(*caller.guest, at).permit
                      : world_.may_find_again(need, named, caller.who, at)))
        decision.permit = true;
    if (!decision.permit) {
        if (entry != nullptr) world_.even_out(need, named, steps_before);
        const Refusal no{decision.reason, decision.tell};
        record_refusal(caller, &row, &need, no, at, entry != nullptr);
        return answer_refusal(caller, id_json, no);
    }
    // Remembered, so that a later change knows what this person had (seating.cpp).
    if (entry != nullptr && entry->exists() && !caller.guest) world_.view(*entry, caller.who, at);
    commands::Context context{at,      caller,   world_, store_,
                              random_, decision, entry,  prepared->client_id()};
    // A failing store fails the batch as a whole (run): going on with what came after would break
    // the order in which a client repeats, whose counters rise.
    store_.savepoint();
    doing_ = Doing::acting;
    Result<Change> done = attempt(context, row, *prepared, scanned);
    doing_ = Doing::keeping;
    if (done && !done->scan)
        return keep(caller, id_json, row, context, std::move(*done), log_.new_trace());
    store_.rollback_to_savepoint();
    world_.undo_touches();
    if (!done) {
        record_refusal(caller, &row, &need, done.error(), at);
        return answer_refusal(caller, id_json, done.error());
    }
    auto scan = std::make_shared<commands::Scan>(std::move(*done->scan));
    scans_to_start_.push_back([this, scan, connection = caller.connection, id_json, &row,
                               prepared] {
        scans_.start(
            [scan](store::ReadStore& store) { return look(*scan, store); },
            [this, scan, connection, id_json, &row, prepared](const std::shared_ptr<void>& done) {
                Scanned scanned{connection, id_json, &row, prepared, scan->then, {}};
                if (const auto looked = std::static_pointer_cast<Looked>(done)) {
                    scanned.found = looked->found;
                    scanned.damaged = !looked->found;
                    scanned.damage_met = looked->damage;
                }
                queue_(std::move(scanned));
            });
    });
}

bool Pipeline::answered_before(const Caller& caller, const commands::Row& row,
                               std::int64_t client_id, RoomId room) {
    if (row.kind != commands::Kind::write || client_id == 0) return false;
    if (row.own_repeat) {
        const auto event = store_.event_of_client(caller.device, client_id);
        return event && event->author == caller.who && event->room == room;
    }
    const auto first = store_.repeat(caller.device, client_id);
    return first && first->starts_with(whose(caller, row));
}

std::string Pipeline::whose(const Caller& caller, const commands::Row& row) const {
    const std::string who = caller.guest ? 'g' + std::to_string(caller.guest->link.value)
                                         : std::to_string(caller.who.value);
    return who + ' ' + std::string(row.name) + ' ';
}

Result<Change> Pipeline::attempt(commands::Context& context, const commands::Row& row,
                                 const commands::Prepared& prepared, Scanned* scanned) {
    const bool repeatable =
        row.kind == commands::Kind::write && context.client_id != 0 && !row.own_repeat;
    const std::string whose = this->whose(context.caller, row);
    if (repeatable && scanned == nullptr)
        if (auto first = store_.repeat(context.caller.device, context.client_id)) {
            // Only their own, of the same method: a device names itself, so its name proves
            // nothing.
            if (!first->starts_with(whose)) return refuse("repeat.unknown");
            Change change;
            change.result = first->substr(whose.size());
            if (change.result.empty()) return refuse("repeat.unknown");
            change.repeated = true;
            if (context.entry != nullptr) change.tag = context.entry->id;
            return change;
        }
    // Its first result may have been there and be dropped: doing it twice is worse than not (I4).
    if (repeatable && scanned == nullptr &&
        context.client_id <= store_.last_client_id(context.caller.device) - store::client_ids_kept)
        return refuse("repeat.unknown");
    Result<Change> done =
        scanned != nullptr ? scanned->then(context, scanned->found) : prepared.effect(context);
    if (done && repeatable && !done->scan)
        store_.put_repeat(context.caller.device, context.client_id,
                          whose + done->kept_result.value_or(done->result));
    return done;
}

void Pipeline::perform(Task& task) {
    auto done = task.done;
    store_.savepoint();
    Result<Change> change = [&]() -> Result<Change> {
        try {
            return task.effect(store_, world_, batch_now_);
        } catch (const StoreFailure& failure) {
            if (failure.kind() != StoreFailure::Kind::damaged) throw;
            return refuse("store.damaged");
        }
    }();
    if (!change) {
        store_.rollback_to_savepoint();
        world_.undo_touches();
    }
    if (!task.event.empty()) {
        const bool done_so = change && change->refused.empty();
        if (task.found_actor) task.actor = *task.found_actor;
        audit::Draft entry;
        entry.event = done_so || task.refused_event.empty() ? task.event : task.refused_event;
        entry.action = audit::action_of(entry.event);
        entry.outcome = done_so ? audit::Outcome::ok : audit::Outcome::refused_policy;
        entry.trace = log_.new_trace();
        ++counts_.entries;
        audit::ObjectValue object;
        if (change) object = change->object;
        if (change && !done_so) object.reason = change->refused;
        if (change && change->repeated) object.reason = "repeated";
        if (!change && task.of_refusal) object = *task.of_refusal;
        if (!change) object.reason = change.error().reason, object.tell = change.error().tell;
        // After the effect, so that a known and an unknown name take the same steps (I6).
        if (task.actor.professional && !task.actor.organisation)
            task.actor.organisation =
                commands::employer_of(world_.directory(), task.actor.professional, batch_now_);
        audit::disclose(entry, task.actor);
        audit::disclose(entry, object, change ? change->of_case : CaseId{},
                        change ? change->of_signal : SignalId{});
        log_.append(batch_now_, entry);
    }
    if (change) {
        store_.release();
        world_.keep_touches();
        static const Caller nobody;
        take_effect(nobody, *change, batch_now_);
    }
    std::string result = change ? change->result : std::string();
    const Result<std::string> outcome =
        change ? Result<std::string>(boost::system::in_place_value, std::move(result))
               : Result<std::string>(change.error());
    if (done) done_.push_back([done, outcome] { done(outcome); });
}

}  // namespace kortelijn::core
