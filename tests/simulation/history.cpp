// Choices are drawn from one stream of dice, in one order.
#include "simulation/history.hpp"

#include <algorithm>

#include "policy/decide.hpp"

namespace kortelijn::simulation {

namespace {

const std::vector<std::string> domains = {"safety", "parenting", "mental_health", "school",
                                          "health"};

}  // namespace

Town build_town(store::Store& store, Instant now) {
    Town town;
    town.first = support::make_mother_and_daughter(store, now);
    const auto& first = town.first;
    const Instant before = now + -30 * day_ms;
    store.begin();
    Professional fatima;
    fatima.name = "Fatima Aydin";
    fatima.employment.push_back({first.welfare, {}});
    fatima.teams.push_back({first.north, {}});
    fatima.roles.push_back({Role::professional, {}, {}, {}});
    town.fatima = store.add_professional(fatima);
    store::CaseDraft draft;
    draft.home_team = first.north;
    draft.home_organisation = first.welfare;
    draft.number = "26-0388";
    draft.label = "Iep";
    draft.opened_at = before;
    draft.pair = {{first.joris, {before, std::nullopt}}, {town.fatima, {before, std::nullopt}}};
    const auto made = store.create_case(draft);
    town.second = made.id;
    town.second_room = made.room;
    Member pieter;
    pieter.name = "Pieter Vos";
    pieter.birth_date = *parse_day("1971-01-20");
    pieter.relation = "man";
    town.pieter = store.add_member(made.id, pieter);
    for (const OrganisationId organisation : {first.welfare, first.youth_care}) {
        Ground ground;
        ground.members = ground.given_by = {town.pieter};
        ground.given_at = ground.begin = before;
        ground.organisation = organisation;
        ground.purpose = Purpose::cooperation;
        for (const LifeDomain d : {LifeDomain::safety, LifeDomain::health, LifeDomain::school})
            ground.life_domains.add(d);
        ground.end = now + 3 * day_ms;
        ground.evidence = Evidence::spoken;
        ground.text_version = "2026-1";
        store.add_ground(made.id, ground);
    }
    // Joris is away for a day soon; Fatima stands in.
    store.add_absence({first.joris, {now + 2 * day_ms, now + 3 * day_ms}});
    store.add_replacement({first.joris, town.fatima, {now + 2 * day_ms, now + 3 * day_ms}});
    store.commit();
    town.people = {first.sanne, first.joris, first.bram, first.outsider, town.fatima};
    town.organisations = {first.welfare, first.youth_care, first.school};
    return town;
}

History::History(std::uint64_t seed)
    : dice_(seed),
      desk_(seed),
      town_(with_consults(desk_.store(), build_town(desk_.store(), desk_.now()), desk_.now())),
      watcher_((desk_.pipeline().world().forget(), desk_)) {
    desk_.clock.step_ms = chance(50) ? 1 : 0;
    for (const ProfessionalId who : town_.people) connect(who, next_device_++, {});
    connect(town_.first.sanne, next_device_++, {});
    desk_.run();
}

History::Place History::place() {
    if (chance(25))
        if (const auto all = consults(); !all.empty()) {
            const store::ConsultRecord& one = all[below(std::min<std::size_t>(all.size(), 4))];
            return {one.of_case, one.room};
        }
    if (chance(65)) return {town_.first.the_case, town_.first.room};
    return {town_.second, town_.second_room};
}

std::vector<Client*> History::open_clients() {
    std::vector<Client*> out;
    for (auto& [id, client] : watcher_.clients())
        if (client.open) out.push_back(&client);
    return out;
}

void History::ask(Client& client, const std::string& method, Json params, std::string canary) {
    const commands::Row* row = commands::find_row(method);
    if (row->kind == commands::Kind::write && !params.contains("client_id"))
        params["client_id"] = next_client_id_++;
    last_ += " " + method;
    const std::string id = desk_.ask(client.connection, method, params);
    watcher_.expect(client, id, {method, std::move(params), std::move(canary)});
}

void History::connect(ProfessionalId who, std::uint64_t device, Json resume) {
    const ConnectionId id = desk_.open_socket(who);
    Client& client = watcher_.add(id, who, device);
    Json params{{"device", support::Desk::device_text(device)}, {"language", "nl"}};
    if (!resume.is_null()) params["resume"] = std::move(resume);
    ask(client, "connection.hello", std::move(params));
}

// The tab that lost its socket: the same device, with what it had.
void History::come_back(Client& gone, bool close_first) {
    const ConnectionId old = gone.connection;
    if (close_first) {
        desk_.queue(core::Closed{old});
        last_ += " (closed)";
    }
    Json rooms = Json::array();
    for (const auto& [room, mine] : gone.rooms)
        rooms.push_back({{"room", room.value}, {"seq", mine.known()}, {"view", mine.view}});
    const ProfessionalId who = gone.who;
    const std::uint64_t device = gone.device;
    const std::string epoch = gone.epoch;
    watcher_.clients().erase(old);
    Json resume;
    if (!rooms.empty())
        resume = {{"epoch", chance(5) ? "0000000000000000" : epoch}, {"rooms", rooms}};
    connect(who, device, std::move(resume));
}

Json History::consent(const Place& at) {
    const bool first = at.id == town_.first.the_case;
    const MemberId karin = town_.first.karin, lotte = town_.first.lotte;
    Json out{{"case", at.id.value},
             {"kind", "consent"},
             {"purpose", chance(35) ? "consult" : "cooperation"},
             {"evidence", "spoken"},
             {"text_version", "2026-1"}};
    out["organisation"] = pick(town_.organisations).value;
    out["effect"] = chance(12) ? "deny" : "permit";
    if (!first)
        out["members"] = out["given_by"] = {town_.pieter.value};
    else if (chance(60))
        out["members"] = {karin.value, lotte.value},
        out["given_by"] = chance(70) ? Json{karin.value, lotte.value}
                                     : Json{pick(std::vector{karin, lotte}).value};
    else
        out["members"] = {lotte.value},
        out["given_by"] = chance(70) ? Json{karin.value, lotte.value} : Json{lotte.value};
    Json list = Json::array();
    for (const std::string& domain : domains)
        if (chance(50)) list.push_back(domain);
    if (list.empty()) list.push_back("school");
    out["life_domains"] = list;
    const std::int64_t lengths[] = {second_ms, minute_ms, hour_ms, day_ms, 40 * day_ms};
    out["end"] = to_text(desk_.clock.at + lengths[below(5)] + 5);
    return out;
}

void History::ask_messages(Client& client, const Place& at) {
    const bool first = at.id == town_.first.the_case;
    const Json room = at.room.value;
    const std::int64_t last = watcher_.clients().empty() ? 0 : std::int64_t(below(40));
    switch (below(10)) {
        case 0:
        case 1:
        case 2:
        case 3: {
            const std::string canary = "kc-" + std::to_string(next_client_id_);
            Json params{{"room", room},
                        {"text", canary + ". Iets over het gezin."},
                        {"life_domains", {pick(domains)}}};
            const bool table = at.room != town_.first.room && at.room != town_.second_room;
            if (table && chance(70)) params["life_domains"] = {"school"};
            if (!first)
                params["about"] = {town_.pieter.value};
            else if (table)
                params["about"] = {town_.first.lotte.value};
            else if (chance(30))
                params["about"] = Json::array();
            else
                params["about"] = chance(50)
                                      ? Json{town_.first.lotte.value}
                                      : Json{town_.first.karin.value, town_.first.lotte.value};
            if (chance(20)) params["mentions"] = {pick(town_.people).value};
            if (chance(25)) params["reply_to"] = std::int64_t(1 + below(12));
            return ask(client, "message.post", std::move(params), canary);
        }
        case 4: {
            const std::string canary = "kc-" + std::to_string(next_client_id_);
            return ask(client, "message.edit",
                       {{"room", room}, {"seq", last + 1}, {"text", canary + ". Verbeterd."}},
                       canary);
        }
        case 5:
            return ask(client, "message.retract", {{"room", room}, {"seq", last + 1}});
        case 6:
            return ask(client, "message.history",
                       {{"room", room},
                        {"limit", 1 + below(60)},
                        {chance(50) ? "before" : "after", last + 1}});
        case 7:
            return ask(client, "message.search", {{"text", "gezin"}});
        case 8:
            return ask(client, "message.mark_read", {{"room", room}, {"seq", last}});
        default:
            return ask(client, "room.typing", {{"room", room}});
    }
}

void History::ask_case(Client& client, const Place& at) {
    const Json id = at.id.value;
    switch (below(12)) {
        case 0:
        case 1:
            return ask(client, "ground.record", consent(at));
        case 2:
        case 3: {
            // The newest grounds more often: the pair's first ones hold the story together.
            const Truth truth(desk_.store(), desk_.now());
            const auto& grounds = truth.cases().at(at.id).facts.grounds;
            const Ground& ground = chance(20) ? pick(grounds) : grounds.back();
            Json params{{"case", id}, {"ground", ground.id.value}};
            if (!ground.given_by.empty()) params["on_behalf_of"] = pick(ground.given_by).value;
            return ask(client, "ground.end", std::move(params));
        }
        case 4:
            return ask(client, "participant.invite",
                       {{"case", id}, {"who", pick(town_.people).value}});
        case 5:
            return ask(client, "participant.end",
                       {{"case", id}, {"who", pick(town_.people).value}});
        case 6:
            return ask(client, chance(25) ? "case.close" : "case.reopen", {{"case", id}});
        case 7:
            return ask(client, "case.reopen", {{"case", id}});
        case 8:
            return ask(client, "case.list", Json::object());
        case 9:
            return ask(client, "case.open", {{"case", id}});
        case 10:
            return ask(client, "ground.list", {{"case", id}});
        default:
            return ask(client, "household.change_member",
                       {{"case", id},
                        {"member",
                         (at.id == town_.first.the_case ? town_.first.lotte : town_.pieter).value},
                        {"custody_checked_on", to_text(amsterdam_day(desk_.clock.at))}});
    }
}

void History::ask_something(Client& client) {
    const Place at = place();
    if (client.rooms.empty() ? chance(50) : chance(8))
        return ask(client, "room.join", {{"room", at.room.value}});
    if (chance(2)) return ask(client, "room.leave", {{"room", at.room.value}});
    if (chance(62)) return ask_messages(client, at);
    if (chance(40)) return ask_consult(client, at);
    ask_case(client, at);
}

// Sometimes exactly to a ground's end, or a hair before it.
void History::jump() {
    std::vector<Instant> ends;
    const Truth truth(desk_.store(), desk_.now());
    for (const auto& [id, record] : truth.cases())
        for (const Ground& ground : record.facts.grounds)
            if (ground.end && *ground.end > desk_.clock.at &&
                *ground.end < desk_.clock.at + 45 * day_ms)
                ends.push_back(*ground.end);
    for (const auto& [id, consult] : truth.consults())
        if (!consult.ended_at && *consult.period.to > desk_.clock.at)
            ends.push_back(*consult.period.to);
    if (!ends.empty() && chance(60))
        desk_.clock.at = std::max(desk_.clock.at, pick(ends) + -std::int64_t(below(4)));
    else
        desk_.clock.at =
            desk_.clock.at + std::int64_t(below(4) == 0 ? 12 * hour_ms : below(90'000));
    last_ += " (time)";
}

// I4: sending an acknowledged message again gives the first result, or a refusal; never a second
// one.
void History::repeat_one() {
    if (watcher_.acknowledged().empty()) return;
    const Acknowledged ack = pick(watcher_.acknowledged());
    for (Client* client : open_clients()) {
        if (client->device != ack.device) continue;
        const ConnectionId connection = client->connection;
        const std::string id = desk_.ask(connection, "message.post", ack.params);
        watcher_.expect(*client, id, {"message.post", ack.params, {}});
        desk_.run();
        const Json answer = desk_.outbox.lines[connection].replies[id];
        if (answer.contains("result") && answer["result"] != ack.result) last_ += " REPEAT-DIFFERS";
        return;
    }
}

bool History::step() {
    last_.clear();
    if (chance(3)) {
        last_ = "(crash)";
        desk_.crash_and_restart();
        watcher_.after_crash();
        std::vector<ConnectionId> gone;
        for (const auto& [id, client] : watcher_.clients()) gone.push_back(id);
        for (const ConnectionId id : gone) come_back(watcher_.clients().at(id), false);
    } else if (chance(10)) {
        std::vector<ConnectionId> all;
        for (const auto& [id, client] : watcher_.clients()) all.push_back(id);
        come_back(watcher_.clients().at(pick(all)), true);
    }
    if (chance(12)) jump();
    if (chance(5)) repeat_one();
    const std::vector<Client*> open = open_clients();
    for (std::uint64_t left = open.empty() ? 0 : below(6); left > 0; --left)
        ask_something(*pick(open));
    desk_.run();
    return watcher_.complaints().empty() && last_.find("REPEAT-DIFFERS") == std::string::npos;
}

}  // namespace kortelijn::simulation
