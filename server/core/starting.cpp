// The start of the pipeline: the log's edge, the names of this log, and the seats that a crash left
// open. Must never answer anybody before all of it is committed.
#include <algorithm>

#include "audit/escaping.hpp"
#include "audit/events.hpp"
#include "commands/items.hpp"
#include "core/pipeline.hpp"
#include "domain/figures.hpp"

namespace kortelijn::core {

void Pipeline::start() {
    log_.load();
    const Instant at = now();
    sessions_.load(store_.live_sessions(at));
    load_guests(at);
    next_tick_ = at + tick_ms;
    epoch_ = store_.setting("epoch").value_or("");
    const bool anew = goes_on_from_elsewhere();
    const auto left = anew ? leave_other_history(at) : std::nullopt;
    const auto found = std::int64_t(log_.size());
    store_.begin();
    try {
        log_.begin();
        if (epoch_.empty() || anew) {
            const auto bytes = random_.bytes<8>();
            epoch_ = audit::to_hex(bytes);
            store_.put_setting("epoch", epoch_);
        }
        world_.set_epoch(epoch_);
        world_.set_mails_links(bool(options_.post));
        std::string secret = store_.setting("stand_in").value_or("");
        if (secret.empty()) {
            secret = audit::to_hex(random_.bytes<8>());
            store_.put_setting("stand_in", secret);
        }
        world_.set_stand_in_secret(std::move(secret));
        const auto first_month = store_.setting(first_month_setting);
        world_.set_figures_first_month(first_month ? std::stoi(*first_month)
                                                   : options_.figures_first_month);
        world_.set_turn(options_.turn);
        world_.set_demo(store_.setting("demo") == "yes");
        world_.set_sessions(
            options_.sessions.idle_ms / minute_ms,
            [this](SessionId id) {
                const auto session = sessions_.find(id);
                return session ? session->ends_at : Instant{0};
            },
            [this](ProfessionalId who) { return sessions_.of(who); });
        const auto trace = log_.new_trace();
        if (options_.record_start) {
            audit::Draft started = draft("server.started", nullptr, trace);
            log_.append(at, started);
        }
        if (anew) record_going_on(at, left, found);
        close_left_seats(at, "server.restarted");
        log_.put_tiles();
        if (log_.size() > 0) log_.put_checkpoint(at);
        store_.commit();
    } catch (...) {
        store_.rollback();
        throw;
    }
    load_calls();
    keep_signed();
}

void Pipeline::close_left_seats(Instant at, std::string_view reason) {
    const auto trace = log_.new_trace();
    for (const auto& seat : store_.open_seats()) {
        audit::Draft closed = draft("seat.closed", nullptr, trace);
        audit::ActorValue actor;
        actor.professional = seat.professional;
        actor.organisation = commands::employer_of(world_.directory(), seat.professional, at);
        closed.disclosures.clear();
        audit::disclose(closed, actor);
        audit::disclose(closed, audit::CaseValue{seat.of_case, seat.room, {}});
        audit::ObjectValue object;
        const auto head = store_.room_head(seat.room);
        if (head && head->last_seq > seat.from_seq)
            object.ranges.push_back({seat.from_seq + 1, head->last_seq});
        object.reason = reason;
        audit::disclose(closed, object, seat.of_case);
        log_.append(at, closed);
        store_.remove_open_seat(seat.id);
    }
}

}  // namespace kortelijn::core
