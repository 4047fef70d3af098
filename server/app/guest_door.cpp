// One attempt is one command of the core: looked at, decided, counted and recorded together.
#include "app/guest_door.hpp"

#include <algorithm>

#include "app/tokens.hpp"
#include "commands/link_sending.hpp"
#include "writer.hpp"

namespace kortelijn::app {

using commands::Change;
using commands::World;

namespace {

// A session whose link has no end of its own lasts so long.
constexpr std::int64_t longest_session_ms = 14 * day_ms;

std::int64_t drawn_number(Random& random) {
    std::int64_t out = 0;
    while (out == 0) {
        for (const std::uint8_t byte : random.bytes<7>())
            out = (out << 8 | byte) & ((1LL << 53) - 1);
    }
    return out;
}

// Whether the link may do anything at all now, with a case that was read for this question alone:
// as for a token that nobody has, for which another case stands in.
Decision decide_anew(store::Store& store, World& world, const store::GuestLinkRecord& link,
                     bool known, Instant now, store::CaseRecord& read) {
    commands::CaseEntry fresh;
    fresh.id = link.of_case;
    try {
        if (auto record = store.load_case(link.of_case)) fresh.record = std::move(*record);
    } catch (const store::StoreFailure& failure) {
        if (failure.kind() != store::StoreFailure::Kind::damaged) throw;
    }
    const rooms::GuestAt guest = core::guest_at(link);
    Ask ask;
    ask.guest = known ? guest.link : GuestId{};
    ask.as = guest.role();
    ask.action = World::always_allowed(guest.kind);
    const Decision decision = world.decide(fresh, ask, now);
    read = std::move(fresh.record);
    return decision;
}

}  // namespace

struct GuestDoor::Opening {
    Attempt attempt;
    std::string address_key;
    std::string session_token;
    GuestSessionId session;
    std::shared_ptr<audit::ActorValue> actor = std::make_shared<audit::ActorValue>();
    std::string_view refused;  // why not
    CallId counted_in;         // whose people are told of a wrong code
};

void GuestDoor::open(Attempt attempt, Opened done) {
    look();
    auto it = std::make_shared<Opening>();
    it->address_key = address_key(attempt.address);
    if (const std::int64_t wait = throttle_.begin(it->address_key, clock_.now()); wait > 0) {
        Refusal slow = refuse("guest.slow_down");
        slow.amount = (wait + 999) / 1000;
        return done(std::move(slow));
    }
    {
        const std::scoped_lock lock(mutex_);
        it->session_token = new_token(random_);
        it->session = {drawn_number(random_)};
    }
    it->actor->address = attempt.address;
    it->attempt = std::move(attempt);
    core::Task task;
    task.event = "guest.opened";
    task.refused_event = "guest.refused";
    task.found_actor = it->actor;
    task.effect = [this, it](store::Store& store, World& world, Instant now) {
        return effect(*it, store, world, now);
    };
    task.done = [this, it, done](const Result<std::string>& outcome) {
        if (!outcome && outcome.error().tell != "store.damaged") {
            throttle_.taken_back(it->address_key);
            return done(refuse("busy"));
        }
        if (outcome && it->refused.empty()) {
            throttle_.taken_back(it->address_key);
            return done(NewSession{it->session_token, *outcome});
        }
        done(
            refuse(it->refused == "guest.other_device" ? "guest.other_device" : "guest.link_dead"));
        if (it->counted_in) tell_call(it->counted_in);
    };
    if (!engine_.push(std::move(task))) {
        throttle_.taken_back(it->address_key);
        done(refuse("busy"));
    }
}

// After the answer: telling the call's people takes steps that a dead link does not.
void GuestDoor::tell_call(CallId call) {
    core::Task task;
    task.effect = [call](store::Store&, World& world, Instant) -> Result<Change> {
        world.touch(call);
        return Change{};
    };
    (void)engine_.push(std::move(task));
}

// Whatever the reason, the same statements: a link is tried, one is read and written again, and one
// case is read. Only who comes in takes more.
Result<Change> GuestDoor::effect(Opening& it, store::Store& store, World& world, Instant now) {
    const store::LinkTried tried = store.try_link(it.attempt.keys);
    const GuestId stand_in = store.link_near(it.session.value);
    const GuestId at_hand = tried.link ? tried.link->guest.id : stand_in;
    std::optional<store::GuestLinkRecord> link = world.readable_link(at_hand);
    store::CaseRecord of_case;
    Decision decision;
    if (link) decision = decide_anew(store, world, *link, tried.link.has_value(), now, of_case);
    Change change;
    if (tried.link) change.object.link = tried.link->guest.id.value;
    if (!tried.link || !link)
        it.refused = "guest.unknown";
    else if (!decision.permit)
        it.refused = decision.reason;
    else if (!tried.code_fits)
        // From another device than the one that has it nothing is counted: nobody puts a guest out
        // by guessing, and a code guessed there would open nothing.
        it.refused = tried.device_fits && ++link->wrong_codes >= commands::max_wrong_codes
                         ? "guest.code_spent"
                         : "guest.wrong_code";
    else if (!tried.device_fits)
        it.refused = "guest.other_device";
    if (it.refused.empty()) {
        it.actor->guest = link->guest.id;
        it.actor->role = to_text(core::guest_at(*link).role());
        it.actor->organisation = link->guest.organisation;
        if (!it.actor->organisation && of_case.facts.the_case)
            it.actor->organisation = of_case.facts.the_case->home_organisation;
        return let_in(it, std::move(*link), store, world, now);
    }
    if (it.refused == "guest.code_spent") {
        link->guest.revoked_at = now;
        change.ended_links.push_back(link->guest.id);
        world.touch(link->of_case);
    }
    if (link) store.change_link(*link);
    if (it.refused == "guest.code_spent" && link->guest.call) world.touch(link->guest.call);
    if (it.refused == "guest.wrong_code" && tried.device_fits) it.counted_in = link->guest.call;
    change.refused = it.refused;
    return change;
}

Change GuestDoor::let_in(Opening& it, store::GuestLinkRecord link, store::Store& store,
                         World& world, Instant now) {
    core::GuestSessions& sessions = engine_.pipeline().guest_sessions();
    const GuestId id = link.guest.id;
    store.keep_device(id, it.attempt.keys.device, now);
    if (link.wrong_codes > 0)
        if (auto kept = store.link(id)) {
            kept->wrong_codes = 0;
            store.change_link(*kept);
        }
    if (const auto old = sessions.find(id)) store.end_guest_session(old->session.id, now);
    store::GuestSession session;
    session.id = it.session;
    session.token_hash = token_hash(it.session_token);
    session.link = id;
    session.of_case = link.of_case;
    session.begun_at = session.last_at = now;
    session.ends_at = link.guest.period.to.value_or(now + longest_session_ms);
    store.add_guest_session(session);
    if (link.guest.call) world.touch(link.guest.call);
    Change change;
    change.object.link = id.value;
    change.of_case = link.of_case;
    if (link.guest.use == GuestUse::plan) change.of_plan = link.of_case;  // its row says "opened"
    change.result = protocol::Writer(64)
                        .object()
                        .field("kind", to_text(link.guest.use))
                        .field("language", link.language)
                        .end_object()
                        .take();
    change.after = [&sessions, session, guest = core::guest_at(link)](World&) {
        sessions.add({session, guest});
    };
    return change;
}

void GuestDoor::who(const std::string& token, std::function<void(Result<std::string>)> done) {
    const auto entry = engine_.guest_sessions().find_by_token(token_hash(token), clock_.now());
    if (!entry) return done(refuse("signed_out"));
    core::Task task;  // one's own name: not somebody's data to record the reading of
    task.effect = [guest = entry->guest](store::Store&, World& world,
                                         Instant now) -> Result<Change> {
        const auto link = world.readable_link(guest.link);
        if (!link || !world.decide_guest(guest, now).permit) return refuse("signed_out");
        Change change;
        change.result = protocol::Writer(128)
                            .object()
                            .field("kind", to_text(link->guest.use))
                            .field("language", link->language)
                            .field("name", link->name)
                            .end_object()
                            .take();
        return change;
    };
    task.done = done;
    if (!engine_.push(std::move(task))) done(refuse("busy"));
}

void GuestDoor::leave(const std::string& token, std::function<void()> done) {
    const auto entry = engine_.guest_sessions().find_by_token(token_hash(token), clock_.now());
    if (!entry) return done();
    core::Task task;
    task.event = "guest.left";
    task.actor.guest = entry->guest.link;
    task.actor.role = to_text(entry->guest.role());
    task.effect = [guest = entry->guest](store::Store&, World&, Instant) -> Result<Change> {
        Change change;
        change.object.link = guest.link.value;
        change.of_case = guest.of_case;
        change.ended_links.push_back(guest.link);
        return change;
    };
    task.done = [done](const Result<std::string>&) { done(); };
    if (!engine_.push(std::move(task))) done();
}

void GuestDoor::look() {
    for (GuestThrottle::Summed& summed : throttle_.take_summed(clock_.now())) {
        core::Task task;
        task.event = "guest.refused";
        task.actor.address = summed.address;
        task.effect = [summed](store::Store&, World&, Instant) -> Result<Change> {
            Change change;
            change.refused = "guest.slow_down";
            change.object.count = summed.count;
            change.object.until = summed.until.ms;
            return change;
        };
        (void)engine_.push(std::move(task));
    }
}

}  // namespace kortelijn::app
