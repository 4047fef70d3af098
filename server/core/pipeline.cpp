// The batch: open, handle each, settle the seats, commit, deliver; and what happens when it fails.
#include "core/pipeline.hpp"

#include <algorithm>

#include "audit/escaping.hpp"
#include "audit/events.hpp"
#include "commands/items.hpp"
#include "domain/figures.hpp"
#include "reply.hpp"

namespace kortelijn::core {

using store::StoreFailure;

Pipeline::Pipeline(store::Store& store, Clock& clock, Random& random, Outbox& outbox, Scans& scans,
                   std::function<void(Incoming)> queue, Options options)
    : store_(store),
      clock_(clock),
      random_(random),
      outbox_(outbox),
      scans_(scans),
      queue_(std::move(queue)),
      options_(std::move(options)),
      world_(store),
      log_(store, random),
      sessions_(options_.sessions),
      rates_(options_.rates),
      guest_rates_(options_.rates) {}

Instant Pipeline::now() {
    // Never back: at least the last entry's time, after a restart too.
    last_now_ = std::max({last_now_, log_.last_at(), clock_.now()});
    return last_now_;
}

void Pipeline::run(std::vector<Incoming> batch) {
    std::vector<std::pair<ConnectionId, std::string>> waiting;
    for (const Incoming& incoming : batch) {
        if (const auto* asked = std::get_if<Asked>(&incoming))
            waiting.emplace_back(asked->connection, asked->id_json);
        if (const auto* scanned = std::get_if<Scanned>(&incoming))
            waiting.emplace_back(scanned->connection, scanned->id_json);
        // Of every task, also one that the failing batch never reached.
        if (const auto* task = std::get_if<Task>(&incoming); task != nullptr && task->done)
            undone_.push_back([done = task->done] { done(refuse("outcome_unknown")); });
        if (const auto* beside = std::get_if<Beside>(&incoming); beside != nullptr && beside->done)
            undone_.push_back([done = beside->done] { done(refuse("outcome_unknown")); });
    }
    try {
        open_batch();
        for (Incoming& incoming : batch) handle(incoming);
        close_batch();
    } catch (const StoreFailure& failure) {
        fail_batch(waiting, failure.kind() == StoreFailure::Kind::sync_lost);
        return follow_sockets(batch);
    }
    ++counts_.batches;
    counts_.damage = store_.damage_met() + damage_in_scans_;
    seats_left_open_ = false;
    deliver();
    keep_signed();
    if (store_.transaction_open()) store_.rollback();
    try {
        store_.tidy_up(batch.empty());
    } catch (const StoreFailure& failure) {
        // What was said is durable; the next batch tries again.
        ++counts_.failures;
        if (failure.kind() == StoreFailure::Kind::sync_lost) must_stop_ = true;
    }
}

void Pipeline::open_batch() {
    outgoing_.clear();
    purges_.clear();
    closes_.clear();
    taken_back_.clear();
    presence_changed_.clear();
    reseated_.clear();
    done_.clear();
    scans_to_start_.clear();
    store_.begin();
    log_.begin();
    batch_now_ = now();
    if (seats_left_open_) close_left_seats(batch_now_, "server.failed");
}

void Pipeline::handle(Incoming& incoming) {
    const Instant at = batch_now_ = now();
    if (at >= world_.next_due()) pass_time(at);
    if (auto* asked = std::get_if<Asked>(&incoming)) return ask(*asked);
    if (auto* opened = std::get_if<Opened>(&incoming)) return open(*opened);
    if (auto* closed = std::get_if<Closed>(&incoming)) return close(*closed);
    if (auto* scanned = std::get_if<Scanned>(&incoming)) return go_on(*scanned);
    if (auto* task = std::get_if<Task>(&incoming)) return perform(*task);
    if (auto* beside = std::get_if<Beside>(&incoming)) return ask_beside(*beside);
}

void Pipeline::close_batch() {
    // The batch's time from here on: what is told after the commit must not ask about an earlier
    // one.
    const Instant at = batch_now_ = now();
    if (at >= world_.next_due()) pass_time(at);
    if (at >= next_tick_) tick(at);
    settle(at);
    settle_boards(at);
    settle_calls(at);
    settle_plans(at);
    settle_watched(at);
    settle_consults(at);
    move_reseated(at);
    log_.put_tiles();
    store_.commit();
}

void Pipeline::pass_time(Instant at) {
    const std::vector<CaseId> due = world_.due(at);
    std::int64_t concerned = world_.mark_due_boards(at);
    for (const CaseId id : due) {
        concerned += world_.mark_boards_of(id);
        commands::CaseEntry& entry = world_.entry(id, at);  // reads its views anew
        // Whoever is connected and looked at it: something of it may still wait in their outbox.
        const bool looked_at = std::any_of(
            entry.before.begin(), entry.before.end(),
            [&](const auto& had) { return !world_.connections().of(had.first).empty(); });
        concerned += concerned_by_consults(id, at) + concerned_by_plan(id);
        for (const GuestId link : guest_sessions_.of(id))
            concerned += std::int64_t(world_.connections().of(link).size());
        if (entry.exists() &&
            (looked_at || !entry.watchers.empty() || !world_.room(entry).seats().empty()))
            ++concerned;
    }
    if (concerned > 0) {
        // Recorded before its consequences: the seats that change because of it come after.
        audit::Draft passed = draft("time.passed", nullptr, log_.new_trace());
        audit::ObjectValue object;
        object.count = concerned;
        audit::disclose(passed, object);
        log_.append(at, passed);
        for (const CaseId id : due) settle_case(id, at, false);
    }
}

void Pipeline::tick(Instant at) {
    next_tick_ = at + tick_ms;
    keep_callers_signed_in(at);
    for (const SessionId id : sessions_.over(at)) end_session(id, at, "session.idle");
    end_idle_guests(at);
    for (const auto& summed : rates_.take_summed(at)) {
        audit::Draft entry = draft("refusals.summed", nullptr, log_.new_trace());
        audit::ActorValue actor;
        actor.professional = summed.who;
        actor.organisation = commands::employer_of(world_.directory(), summed.who, at);
        entry.disclosures.clear();
        audit::disclose(entry, actor);
        audit::ObjectValue object;
        object.count = summed.count;
        object.until = (summed.from + minute_ms).ms;
        audit::disclose(entry, object);
        log_.append(at, entry);
    }
    sum_refusals_of_guests(at);
    if (at - log_.last_checkpoint_at() >= options_.checkpoint_every_ms &&
        log_.size() > log_.last_checkpoint_size())
        log_.put_checkpoint(at);
    std::set<CaseId> read;
    for (const auto& [id, plan] : plans_) read.insert(id);
    world_.trim(read);
    find_forgotten_calls(at);
}

Instant Pipeline::next_due() {
    return std::min({world_.next_due(), next_call_due(), next_plan_due(), next_tick_});
}

void Pipeline::fail_batch(const std::vector<std::pair<ConnectionId, std::string>>& waiting,
                          bool sync_lost) {
    ++counts_.failures;
    store_.rollback();
    log_.undo();
    if (sync_lost) must_stop_ = true;
    // What memory derived from the store may be ahead of it: forget it all and read it again.
    const std::vector<std::function<void()>> undone = std::exchange(undone_, {});
    Batch batch;
    for (const auto& [connection, id_json] : waiting)
        if (const rooms::Connection* who = world_.connections().find(connection))
            batch.reply(connection, {},
                        protocol::error_frame(id_json, refuse("outcome_unknown"), who->language));
    // Whoever had a seat or a list at the begin of the batch may have lost it in memory only, so
    // everybody comes back and says what they had.
    for (const auto& [who, connections] : world_.connections().people())
        for (const ConnectionId id : connections) {
            rooms::Connection& connection = *world_.connections().find(id);
            connection.rooms.clear();
            connection.board = {};
            connection.watching.clear();
            connection.lists_cases = false;
            batch.closes.push_back({id, 1013, "resync"});
        }
    for (const auto& [link, connections] : world_.connections().guests())
        for (const ConnectionId id : connections) batch.closes.push_back({id, 1013, "resync"});
    // A file that is being given breaks off; it can be asked for again.
    for (const auto& [connection, watched] : watched_)
        batch.purges.push_back({connection, watched.tag});
    watched_.clear();
    seats_left_open_ = true;
    world_.forget();
    // Who comes back hears how it stands.
    signals_changed_.clear();
    plans_.clear();
    plans_marked_.clear();
    consults_given_.clear();
    consults_changed_.clear();
    consults_marked_.clear();
    boards_opened_.clear();
    recount_.clear();
    try {
        log_.load();
        sessions_.load(store_.live_sessions(now()));
        load_guests(now());
        load_calls();
    } catch (const StoreFailure&) {
        must_stop_ = true;  // nothing can be read any more: better to stand still than to guess
    }
    outbox_.deliver(std::move(batch));
    for (const auto& call : undone) call();
}

// Sockets come and go whatever the store does: of a failed batch this much still holds.
void Pipeline::follow_sockets(const std::vector<Incoming>& batch) {
    for (const Incoming& incoming : batch) {
        if (const auto* closed = std::get_if<Closed>(&incoming))
            world_.connections().remove(closed->connection);
        const auto* opened = std::get_if<Opened>(&incoming);
        if (opened != nullptr && world_.connections().find(opened->connection) == nullptr)
            open(*opened);
    }
}

void Pipeline::stop() {
    store_.begin();
    try {
        log_.begin();
        const Instant at = now();
        audit::Draft stopped = draft("server.stopped", nullptr, log_.new_trace());
        log_.append(at, stopped);
        log_.put_tiles();
        log_.put_checkpoint(at);
        store_.commit();
        keep_signed();
    } catch (const StoreFailure&) {
        store_.rollback();
    }
}

audit::Draft Pipeline::draft(std::string_view event, const commands::Caller* caller,
                             const audit::TraceId& trace) {
    ++counts_.entries;
    audit::Draft out;
    out.event = event;
    out.action = audit::action_of(event);
    out.trace = trace;
    audit::ActorValue actor;
    if (caller != nullptr && caller->guest) {
        actor = actor_of(*caller->guest, batch_now_);
        actor.address = caller->address_hint;
    } else if (caller != nullptr) {
        actor.professional = caller->who;
        actor.organisation = commands::employer_of(world_.directory(), caller->who, batch_now_);
        actor.session = caller->session;
        actor.device = std::int64_t(caller->device);
        actor.address = caller->address_hint;
    } else {
        actor.role = "server";
    }
    audit::disclose(out, actor);
    return out;
}

}  // namespace kortelijn::core
