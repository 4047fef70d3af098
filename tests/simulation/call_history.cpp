// Choices are drawn from one stream of dice, in one order.
#include "simulation/call_history.hpp"

#include <algorithm>

namespace kortelijn::simulation {

namespace {

// The school and the pair's employers may be spoken with about school, so that calls can be full.
void let_them_speak(store::Store& store, const support::MotherAndDaughter& home, Instant now) {
    store.begin();
    const std::pair<OrganisationId, Purpose> given[] = {{home.school, Purpose::call},
                                                        {home.welfare, Purpose::call},
                                                        {home.youth_care, Purpose::call},
                                                        {home.school, Purpose::plan}};
    for (const auto& [organisation, purpose] : given) {
        Ground ground;
        ground.members = ground.given_by = {home.karin, home.lotte};
        ground.given_at = ground.begin = now + -day_ms;
        ground.organisation = organisation;
        ground.purpose = purpose;
        ground.life_domains.add(LifeDomain::school);
        ground.life_domains.add(LifeDomain::safety);
        ground.end = now + 200 * day_ms;
        ground.evidence = Evidence::spoken;
        ground.text_version = "2026-1";
        ground.recorded_by = home.sanne;
        store.add_ground(home.the_case, ground);
    }
    store.commit();
}

}  // namespace

CallHistory::CallHistory(std::uint64_t seed)
    : dice_(seed),
      desk_(seed),
      home_(support::make_mother_and_daughter(desk_.store(), desk_.now())),
      watcher_((let_them_speak(desk_.store(), home_, desk_.now()),
                desk_.pipeline().world().forget(), desk_)) {
    workers_ = {home_.sanne, home_.joris, home_.bram, home_.outsider};
}

Json CallHistory::of(Json params) {
    params["call"] = watcher_.call().value;
    return params;
}

std::vector<Caller*> CallHistory::open() {
    std::vector<Caller*> out;
    for (auto& [id, one] : watcher_.callers())
        if (one.open) out.push_back(&one);
    return out;
}

void CallHistory::ask(Caller& one, const std::string& method, Json params) {
    if (commands::find_row(method)->kind == commands::Kind::write)
        params["client_id"] = next_client_id_++;
    last_ += " " + one.name + ":" + method;
    const std::string id = desk_.ask(one.connection, method, params);
    const bool of_plan = method == "network.invite" || method == "plan.link";
    if (of_plan || (method == "call.invite" && params.contains("name")))
        invited_.push_back({one.connection, id, of_plan});
    watcher_.expect(one, id, method, std::move(params));
}

Caller& CallHistory::come(ProfessionalId who) {
    const ConnectionId id = desk_.open_socket(who);
    Caller& one = watcher_.add(id, {who, {}}, "professional " + std::to_string(who.value));
    ask(one, "connection.hello",
        {{"device", support::Desk::device_text(std::uint64_t(next_device_++))},
         {"language", "nl"}});
    return one;
}

// With a session of its own, as the right code gives.
Caller& CallHistory::come(GuestId link) {
    const auto record = *desk_.store().link(link);
    auto& sessions = desk_.pipeline().guest_sessions();
    if (!sessions.live(link, desk_.now())) {
        const store::GuestSession session{{1'000'000 + next_socket_},
                                          "hash-" + std::to_string(next_socket_),
                                          link,
                                          home_.the_case,
                                          desk_.now(),
                                          desk_.now(),
                                          desk_.now() + day_ms,
                                          {}};
        desk_.store().begin();
        desk_.store().add_guest_session(session);
        desk_.store().commit();
        sessions.add({session, core::guest_at(record)});
    }
    const ConnectionId id{(1'000'000 + next_socket_++) << 8};
    desk_.queue(core::Opened{id, {}, {}, "192.0.2.x", core::guest_at(record)});
    Caller& one = watcher_.add(id, {{}, link}, record.name);
    ask(one, "guest.hello", Json::object());
    return one;
}

void CallHistory::task(std::string_view event, Effect effect) {
    core::Task out;
    out.event = event;
    out.effect = [effect = std::move(effect)](store::Store& store, commands::World& world,
                                              Instant now) -> Result<commands::Change> {
        effect(store, world, now);
        return commands::Change{};
    };
    last_ += " (" + std::string(event) + ")";
    desk_.queue(std::move(out));
}

// Who was given a link opens it, mostly.
void CallHistory::take_invited() {
    for (const auto& [connection, id, of_plan] : std::exchange(invited_, {})) {
        const auto& replies = desk_.outbox.lines[connection].replies;
        const auto answer = replies.find(id);
        if (answer == replies.end() || !answer->second.contains("result")) continue;
        const Json& result = answer->second["result"];
        if (result.contains("link"))
            (of_plan ? plan_links_ : links_).insert(GuestId{result["link"]["id"]});
    }
}

void CallHistory::run() {
    desk_.run();
    desk_.hook = {};
    take_invited();
    for (auto at = watcher_.callers().begin(); at != watcher_.callers().end();) {
        if (at->second.open) {
            ++at;
            continue;
        }
        desk_.queue(core::Closed{at->first});
        at = watcher_.callers().erase(at);
    }
    if (watcher_.call()) record_ = desk_.store().call(watcher_.call());
    if (watcher_.call()) {
        const CallTruth truth = watcher_.truth_now();
        for (std::set<GuestId>* const links : {&links_, &plan_links_})
            std::erase_if(*links, [&](GuestId one) {
                return !truth.link_lives(one) && !chance(20);  // some try in vain
            });
        plan_ = desk_.store().plan_of(home_.the_case);
    }
    for (const auto& [id, one] : watcher_.callers())
        if (one.state.is_object() && one.state["you"].contains("leg") && old_legs_.size() < 40)
            old_legs_.push_back(one.state["you"]["leg"].get<std::int64_t>());
}

Json CallHistory::people_about() {
    if (chance(55)) return {home_.karin.value};
    if (chance(50)) return {home_.lotte.value};
    return {home_.karin.value, home_.lotte.value};
}

bool CallHistory::make_call() {
    for (Caller* one : open()) desk_.queue(core::Closed{one->connection});
    watcher_.callers().clear();
    watcher_.watch({}, {});
    links_.clear(), old_legs_.clear(), invited_.clear();
    desk_.clock.at = desk_.clock.at + 3 * hour_ms;  // only so many links are made in a day
    desk_.run();
    desk_.outbox.lines.clear();
    const ConnectionId maker = desk_.open_socket(chance(80) ? home_.sanne : home_.joris);
    (void)desk_.call(maker, "connection.hello",
                     {{"device", support::Desk::device_text(std::uint64_t(next_device_++))},
                      {"language", "nl"}});
    Json params{{"case", home_.the_case.value},
                {"members", people_about()},
                {"life_domains", {"school"}},
                {"client_id", next_client_id_++}};
    if (chance(20)) params["life_domains"].push_back("safety");
    const bool meeting = chance(35);
    if (meeting) params["purpose"] = "plan";
    if (chance(15)) params["starts_at"] = to_text(desk_.now() + hour_ms);
    const Json made = desk_.call(maker, "call.make", params);
    if (!made.contains("result")) return desk_.disconnect(maker), false;
    watcher_.watch(home_.the_case, CallId{made["result"]["call"]["id"]});
    desk_.disconnect(maker);
    Caller& host = come(chance(85) ? home_.sanne : home_.joris);
    for (const MemberId member : {home_.karin, home_.lotte})
        if (chance(80))
            ask(host, "call.invite",
                of({{"member", member.value},
                    {"name", "gast" + std::to_string(next_word_++) + "z"},
                    {"language", "nl"}}));
    for (const ProfessionalId who : {home_.bram, home_.joris})
        if (chance(75)) ask(host, "call.invite", of({{"professional", who.value}}));
    give_plan_links(host);
    if (chance(85)) ask(host, "call.join", of({}));
    if (chance(60)) open_plan(host);
    run();
    for (Caller* one : open())  // the host, if they are there yet
        for (const GuestId link : plan_links_)
            if (meeting || chance(20)) ask(*one, "call.invite", of({{"guest", link.value}}));
    run();
    for (const GuestId link : links_) ask(come(link), "call.join", Json::object());
    for (const GuestId link : plan_links_) {
        Caller& one = come(link);
        if (chance(80)) open_plan(one);
        if (chance(80)) ask(one, "call.join", Json::object());
    }
    for (const ProfessionalId who : {home_.bram, home_.joris})
        if (chance(75)) ask(come(who), "call.join", of({}));
    run();
    if (chance(70)) let_in();
    return true;
}

// All who wait, by whoever is there of the pair; each said yes to the other's hearing of them.
void CallHistory::let_in() {
    for (Caller* one : open()) {
        if (one->who.professional != home_.sanne && one->who.professional != home_.joris) continue;
        for (const auto& place : record_->participants)
            if (place.seat.state == ParticipantState::waiting)
                ask(*one, "call.admit",
                    of({{"participant", place.seat.id.value},
                        {"agreed_by", {home_.karin.value, home_.lotte.value}},
                        {"evidence", "spoken"}}));
        ask(*one, "summary.write",
            of({{"kind", "sentence"},
                {"members", {home_.karin.value}},
                {"life_domains", {"school"}},
                {"text", "zin" + std::to_string(next_word_++) + "z"}}));
        write_plan(*one);
        write_plan(*one);
        break;
    }
    run();
    for (Caller* one : open()) {
        if (one->who.professional != home_.sanne && one->who.professional != home_.joris) continue;
        for (const auto& line : record_->lines)
            ask(*one, "summary.share",
                of({{"line", line.id.value},
                    {"member", line.about.front().value},
                    {"reason", "Afgesproken."}}));
        for (int left = 3; left > 0; --left) share_plan(*one);
        break;
    }
    run();
}

void CallHistory::come_back() {
    const auto all = open();
    const bool is_host = std::any_of(all.begin(), all.end(), [&](const Caller* one) {
        return one->who.professional == home_.sanne;
    });
    if (!is_host) ask(come(home_.sanne), "call.join", of({}));
    const auto is_here = [&](GuestId link) {
        return std::any_of(all.begin(), all.end(),
                           [&](const Caller* one) { return one->who.guest == link; });
    };
    for (const GuestId link : links_)
        if (!is_here(link) && chance(50)) ask(come(link), "call.join", Json::object());
    for (const GuestId link : plan_links_)
        if (!is_here(link) && chance(50)) {
            Caller& one = come(link);
            open_plan(one);
            if (chance(60)) ask(one, "call.join", Json::object());
        }
    if (all.size() < 6 && chance(40)) ask(come(pick(workers_)), "call.join", of({}));
}

void CallHistory::step() {
    if (chance(3)) {
        last_ += " (crash)";
        desk_.crash_and_restart();
        watcher_.after_crash();
    }
    come_back();
    auto all = open();
    if (chance(10)) {
        Caller& gone = *pick(all);
        last_ += " (closed)";
        desk_.queue(core::Closed{gone.connection});
        const Person who = gone.who;
        watcher_.callers().erase(gone.connection);
        Caller& again = who.guest ? come(who.guest) : come(who.professional);
        if (chance(70)) ask(again, "call.join", who.guest ? Json::object() : of({}));
    }
    if (chance(6) && !links_.empty()) (void)come(*links_.begin());  // a second page
    all = open();
    for (std::uint64_t left = 2 + below(5); left > 0; --left)
        if (chance(18))
            facts();
        else
            act(*pick(all));
    if (chance(3)) {  // a statement of the batch fails
        last_ += " (failing)";
        std::uint64_t left = 1 + below(60);
        desk_.hook = [this, left](std::string_view) mutable {
            if (!watcher_.judging() && left > 0 && --left == 0)
                throw store::StoreFailure(store::StoreFailure::Kind::broken, "made to fail");
        };
    }
    run();
}

bool CallHistory::hold_call(int steps) {
    last_.clear();
    if (!make_call()) {  // nobody may: until something changes
        facts();
        run();
        return watcher_.complaints().empty();
    }
    for (int i = 0; i < steps && watcher_.complaints().empty(); ++i) {
        last_ += "\n ";
        step();
        if (!record_ || record_->state == CallState::ended) break;
    }
    return watcher_.complaints().empty();
}

}  // namespace kortelijn::simulation
