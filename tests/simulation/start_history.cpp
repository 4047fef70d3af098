// Choices are drawn from one stream of dice, in one order.
#include "simulation/start_history.hpp"

#include <algorithm>

namespace kortelijn::simulation {

StartHistory::StartHistory(std::uint64_t seed)
    : dice_(seed),
      desk_(seed),
      people_(support::make_start_people(desk_.store(), desk_.now())),
      watcher_((desk_.pipeline().world().forget(), desk_)) {
    const auto& family = people_.family;
    who_ = {family.sanne,  family.joris,   people_.tom,   people_.ilse,
            people_.fatma, people_.renske, people_.peter, family.outsider};
    watcher_.add_canary({"Meidoorn", family.the_case, false});
    watcher_.add_canary({"26-0387", family.the_case, false});
    watcher_.add_canary({"Vlierbes", people_.second, false});
    watcher_.add_canary({"26-0388", people_.second, false});
    for (const char* text : {"Karin", "Lotte"}) watcher_.add_canary({text, family.the_case, false});
    watcher_.add_canary({"Anker", people_.second, false});
    watcher_.add_canary({"Woonstede", {}, true});
    // What a signal says of people is never on a board.
    for (const char* text : {"Zandstra", "Twee maanden huur", "Zandwijk"})
        watcher_.add_canary({text, {}, false});
}

Json StartHistory::at_now(Json params) {
    params["board"] = board_.value;
    const auto record = desk_.store().board(board_);
    const std::int64_t version = record ? record->version : 1;
    params["expected_version"] = std::max<std::int64_t>(1, version - (chance(15) ? 1 : 0));
    return params;
}

CaseId StartHistory::any_case() { return chance(50) ? people_.family.the_case : people_.second; }

std::vector<Attendee*> StartHistory::open() {
    std::vector<Attendee*> out;
    for (auto& [id, one] : watcher_.attendees())
        if (one.open) out.push_back(&one);
    return out;
}

void StartHistory::ask(Attendee& one, const std::string& method, Json params) {
    const commands::Row* row = commands::find_row(method);
    if (row->kind == commands::Kind::write) params["client_id"] = next_client_id_++;
    last_ += " " + method;
    const std::string id = desk_.ask(one.connection, method, params);
    watcher_.expect(one, id, method, std::move(params));
}

Attendee& StartHistory::come_in(ProfessionalId who) {
    const ConnectionId id = desk_.open_socket(who);
    Attendee& one = watcher_.add(id, who);
    ask(one, "connection.hello",
        {{"device", support::Desk::device_text(next_device_++)}, {"language", "nl"}});
    return one;
}

void StartHistory::task(
    std::string_view event,
    std::function<commands::Change(store::Store&, commands::World&, Instant)> effect) {
    core::Task out;
    out.event = event;
    out.effect = [effect = std::move(effect)](store::Store& store, commands::World& world,
                                              Instant now) -> Result<commands::Change> {
        return effect(store, world, now);
    };
    last_ += " (" + std::string(event) + ")";
    desk_.queue(std::move(out));
}

// The next working day's morning, a new signal, a board with both cases and the signals that wait.
void StartHistory::open_board() {
    const Day day = next_working_day(amsterdam_day(desk_.clock.at));
    desk_.clock.at = amsterdam_midnight(day) + 8 * hour_ms;
    for (Attendee* one : open()) desk_.queue(core::Closed{one->connection});
    watcher_.attendees().clear();
    desk_.run();
    desk_.store().begin();
    (void)support::add_start_signal(desk_.store(), people_, desk_.now() + -hour_ms);
    desk_.store().commit();
    board_ = {};
    const ConnectionId chair = desk_.connect(people_.family.sanne, next_device_++);
    const Json opened = desk_.call(chair, "board.open",
                                   {{"team", people_.family.north.value},
                                    {"day", to_text(day)},
                                    {"client_id", next_client_id_++}});
    if (!opened.contains("result")) return;  // she is not of the team today
    board_ = BoardId{opened["result"]["board"]};
    items_.clear();
    desk_.disconnect(chair);
    watcher_.watch(board_);
    for (const ProfessionalId who : who_)
        if (chance(70)) ask(come_in(who), "board.join", {{"board", board_.value}});
    desk_.run();
    const ConnectionId carriers[] = {desk_.connect(people_.family.joris, next_device_++),
                                     desk_.connect(people_.tom, next_device_++)};
    for (const ConnectionId carrier : carriers)
        (void)desk_.call(
            carrier, "agenda.put",
            {{"team", people_.family.north.value},
             {"case", (carrier == carriers[0] ? people_.family.the_case : people_.second).value},
             {"day", to_text(day)},
             {"client_id", next_client_id_++}});
    for (const ConnectionId carrier : carriers) desk_.disconnect(carrier);
    for (const auto& item : desk_.store().items(board_)) items_.push_back(item.id);
}

void StartHistory::lead(Attendee& one) {
    Json params;
    switch (below(6)) {
        case 0:
        case 1:
            params = at_now({});
            if (!items_.empty() && chance(85)) params["to"] = pick(items_).value;
            if (chance(30)) params["done"] = false;
            return ask(one, "board.move", std::move(params));
        case 2:
            if (items_.empty()) return;
            params = at_now({{"item", pick(items_).value}});
            if (chance(20))
                params["drop"] = true;
            else
                params["place"] = 1 + below(4);
            return ask(one, "board.arrange", std::move(params));
        case 3:
            return ask(one, "board.chair", at_now({{"who", pick(who_).value}}));
        case 4:
            return ask(one, "board.present", at_now({{"who", pick(who_).value}}));
        default:
            return ask(one, "board.leave", {{"board", board_.value}, {"who", pick(who_).value}});
    }
}

void StartHistory::at_the_board(Attendee& one) {
    if (!one.seated || chance(6)) {
        Json params{{"board", board_.value}};
        if (chance(25)) params["screen"] = true;
        return ask(one, "board.join", std::move(params));
    }
    if (chance(8)) return ask(one, "board.leave", {{"board", board_.value}});
    if (chance(4)) return ask(one, "case.list", Json::object());
    lead(one);
}

void StartHistory::ground(Attendee& carrier) {
    const bool first = chance(50);
    const Json all = first ? Json{people_.family.karin.value, people_.family.lotte.value}
                           : Json{people_.piet.value};
    const CaseId id = first ? people_.family.the_case : people_.second;
    const auto record = desk_.store().load_case(id);
    if (chance(45) && !record->facts.grounds.empty()) {
        const Ground& newest = record->facts.grounds.back();
        Json params{{"case", id.value}, {"ground", newest.id.value}};
        if (!newest.given_by.empty()) params["on_behalf_of"] = newest.given_by.front().value;
        return ask(carrier, "ground.end", std::move(params));
    }
    const std::int64_t lengths[] = {minute_ms, hour_ms, 5 * day_ms, 50 * day_ms};
    const OrganisationId of[] = {people_.family.welfare, people_.family.youth_care, people_.health,
                                 people_.family.school};
    Json life = {"school"};
    if (chance(60)) life.push_back("safety");
    ask(carrier, "ground.record",
        {{"case", id.value},
         {"kind", "consent"},
         {"members", all},
         {"given_by", all},
         {"organisation", of[below(4)].value},
         {"purpose", chance(75) ? "daily_start" : "cooperation"},
         {"effect", chance(12) ? "deny" : "permit"},
         {"life_domains", life},
         {"end", to_text(desk_.clock.at + lengths[below(4)] + 5)},
         {"evidence", "spoken"},
         {"text_version", "2026-1"}});
}

// Somebody leaves the team, or is of it again.
void StartHistory::change_team() {
    const ProfessionalId who = pick(who_);
    task("admin.team_membership_ended",
         [who, north = people_.family.north](store::Store& store, commands::World& world,
                                             Instant now) {
             Professional one = *world.directory().find(who);
             const bool in = std::any_of(one.teams.begin(), one.teams.end(), [&](const auto& m) {
                 return m.team == north && m.period.live(now);
             });
             if (in)
                 for (auto& membership : one.teams) membership.period.to = now;
             else
                 one.teams = {{north, {now, std::nullopt}}};
             store.change_professional(one);
             world.touch_directory();
             return commands::Change{};
         });
}

void StartHistory::change_signal() {
    const auto waiting = desk_.store().open_signals(people_.family.north);
    if (waiting.empty()) return;
    task("signal.close", [record = pick(waiting), of = any_case(), join = chance(50)](
                             store::Store& store, commands::World&, Instant now) mutable {
        if (join && !record.facts.of_case) {
            record.facts.of_case = of;
            record.facts.status = SignalStatus::taken_up;
            record.taken_up_at = now;
        } else {
            record.facts.status =
                record.facts.of_case ? SignalStatus::closed : SignalStatus::not_taken_up;
            record.settled_at = now;
        }
        store.change_signal(record);
        commands::Change change;
        change.of_signal = record.facts.id;
        return change;
    });
}

void StartHistory::facts() {
    const std::vector<Attendee*> all = open();
    switch (below(6)) {
        case 0:
            return change_team();
        case 1:
            return change_signal();
        case 2:
            desk_.clock.at = desk_.clock.at + std::int64_t(below(3) == 0 ? hour_ms : minute_ms);
            last_ += " (time)";
            return;
        default:
            if (!all.empty()) ground(*pick(all));
    }
}

void StartHistory::step() {
    if (chance(2)) {
        last_ += " (crash)";
        desk_.crash_and_restart();
        watcher_.after_crash();
    }
    std::vector<Attendee*> all = open();
    if (all.size() < 4 || chance(8)) all.push_back(&come_in(pick(who_)));
    if (chance(6)) {
        Attendee& gone = *pick(all);
        last_ += " (closed)";
        desk_.queue(core::Closed{gone.connection});
        const ProfessionalId who = gone.who;
        watcher_.attendees().erase(gone.connection);
        ask(come_in(who), "board.join", {{"board", board_.value}});
        all = open();
    }
    for (std::uint64_t left = 1 + below(4); left > 0; --left)
        if (chance(30))
            facts();
        else
            at_the_board(*pick(all));
    desk_.run();
}

bool StartHistory::start(int steps) {
    last_.clear();
    open_board();
    for (int i = 0; board_ && i < steps && watcher_.complaints().empty(); ++i) {
        last_ += "\n ";
        step();
    }
    if (board_ && watcher_.complaints().empty()) {
        if (const auto all = open(); !all.empty()) ask(*pick(all), "board.end", at_now({}));
        desk_.run();
    } else if (!board_) {
        change_team();
        desk_.run();
    }
    return watcher_.complaints().empty();
}

}  // namespace kortelijn::simulation
