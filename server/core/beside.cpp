// Requests that come over HTTPS beside the socket: files. Asked, decided and recorded like any
// other command (asking.cpp); only their answer goes to whoever brought them. Who is being given a
// file is looked at again after each change, and a loss ends the answer in the middle (I3).
#include "core/pipeline.hpp"

namespace kortelijn::core {

using commands::Caller;
using commands::Requirement;

void Pipeline::ask_beside(Beside& asked) {
    const struct Reset {
        Beside*& of;
        ~Reset() { of = nullptr; }
    } reset{beside_};
    beside_ = &asked;
    const Caller caller{asked.connection, asked.session,      asked.who,  0,
                        Language::nl,     asked.address_hint, asked.guest};
    const Instant at = batch_now_;
    const bool recorded = asked.row->recorded != commands::Recorded::no;
    const bool write = asked.row->kind == commands::Kind::write;
    ++counts_.commands;
    if (standing_still_ && recorded) return answer_beside(refuse("store.stopped"));
    Refusal no{};
    if (!live(caller, at)) {
        no = refuse("signed_out");
    } else if (recorded) {  // the pieces of a file are bounded by what takes them
        if (const std::int64_t wait = take_rate(caller, write, at); wait > 0) {
            no = refuse("rate.too_fast");
            no.amount = wait;
        }
    }
    if (!no.reason.empty()) {
        record_refusal(caller, asked.row, nullptr, no, at);
        return answer_beside(no);
    }
    if (caller.guest) {
        if (const auto session = guest_sessions_.touch(caller.guest->link, at))
            store_.touch_guest_session(*session, at);
    } else if (sessions_.touch(caller.session, at)) {
        store_.touch_session(caller.session, at);
    }
    do_or_say_damaged(caller, {}, *asked.row, asked.prepared, at, nullptr);
}

void Pipeline::answer_beside(Result<std::string> outcome, const Caller* caller, CaseId tag) {
    if (outcome && beside_->watched && caller != nullptr)
        watched_.insert_or_assign(beside_->connection, Watched{*caller, beside_->prepared, tag});
    if (beside_->done)
        done_.push_back([done = beside_->done, outcome = std::move(outcome)] { done(outcome); });
}

void Pipeline::settle_watched(Instant at) {
    std::erase_if(watched_, [&](const auto& one) {
        const auto& [connection, watched] = one;
        if (live(watched.caller, at) && still_permitted(watched, at)) return false;
        purges_.push_back({connection, watched.tag});
        return true;
    });
}

bool Pipeline::still_permitted(const Watched& watched, Instant at) {
    try {
        Requirement need = watched.prepared->requirement(world_, watched.caller, at);
        if (!need.ask) return false;
        if (watched.caller.guest)
            put_in_place(watched.caller, need);
        else
            need.ask->who = watched.caller.who, need.ask->as = Role::professional;
        commands::Named named = world_.named(need, at);
        return world_.decide(named, *need.ask, at).permit;
    } catch (const store::StoreFailure& failure) {
        if (failure.kind() != store::StoreFailure::Kind::damaged) throw;
        return false;
    }
}

}  // namespace kortelijn::core
