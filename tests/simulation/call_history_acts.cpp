// What people in and around a call do, mostly what they may and often what they may not; and what
// happens to the facts meanwhile.
#include <algorithm>
#include <fstream>
#include <iterator>

#include "simulation/call_history.hpp"

namespace kortelijn::simulation {

namespace {

std::string description(const std::string& name) {
    static std::map<std::string, std::string> kept;
    std::string& text = kept[name];
    if (text.empty()) {
        std::ifstream in(std::string(KORTELIJN_SOURCE_DIR) + "/tests/data/sdp/" + name + ".sdp",
                         std::ios::binary);
        text = {std::istreambuf_iterator<char>(in), {}};
    }
    return text;
}

}  // namespace

std::int64_t CallHistory::any_participant(ParticipantState state) {
    std::vector<std::int64_t> fit, all;
    if (record_)
        for (const auto& one : record_->participants) {
            all.push_back(one.seat.id.value);
            if (one.seat.state == state) fit.push_back(one.seat.id.value);
        }
    if (!fit.empty() && chance(85)) return pick(fit);
    return all.empty() || chance(10) ? 77 : pick(all);
}

// Of whom they know, of anybody there, or of nobody any more.
std::int64_t CallHistory::any_leg(const Caller& one) {
    if (one.state.is_object() && !one.state["people"].empty() && chance(70))
        return one.state["people"][below(one.state["people"].size())]["leg"];
    std::vector<std::int64_t> all;
    if (record_)
        for (const auto& place : record_->participants)
            if (place.leg != 0) all.push_back(place.leg);
    if (!all.empty() && chance(75)) return pick(all);
    return old_legs_.empty() ? 12'345 : pick(old_legs_);
}

Json CallHistory::agreed(Json params) {
    if (!chance(50)) return params;
    params["agreed_by"] =
        chance(50) ? Json{home_.karin.value} : Json{home_.karin.value, home_.lotte.value};
    params["evidence"] = "spoken";
    return params;
}

void CallHistory::join(Caller& one) {
    Json params = one.who.guest ? Json::object() : of({});
    if (!one.who.guest && chance(25)) params["watch"] = true;
    if (one.state.is_object() && one.state["you"].contains("leg") && chance(60))
        params["leg"] = one.state["you"]["leg"];
    ask(one, "call.join", std::move(params));
}

void CallHistory::signal(Caller& one) {
    Json params = one.who.guest ? Json::object() : of({});
    if (chance(20)) {
        const std::int64_t round =
            one.state.is_object() ? one.state["word"].value("round", std::int64_t{1}) : 1;
        params["round"] = std::max<std::int64_t>(1, round);
        params["commit"] = std::string(64, char('a' + below(6)));
        return ask(one, "rtc.commit", std::move(params));
    }
    params["to"] = any_leg(one);
    switch (below(4)) {
        case 0:
            params["sdp"] = description(chance(50) ? "chromium_offer" : "firefox_offer");
            return ask(one, "rtc.offer", std::move(params));
        case 1:
            params["sdp"] = description("chromium_answer");
            return ask(one, "rtc.answer", std::move(params));
        default:
            params["mid"] = "0";
            params["candidate"] = "candidate:1 1 udp 2122194687 192.0.2.2 " +
                                  std::to_string(4'000 + below(999)) +
                                  " typ host generation 0 ufrag Hxiw";
            return ask(one, "rtc.candidate", std::move(params));
    }
}

void CallHistory::act(Caller& one) {
    const bool away = !one.seated || (!one.watching && one.state.is_object() &&
                                      one.state["you"]["state"] == "left");
    if (away ? chance(70) : chance(5)) return join(one);
    if (is_plan_guest(one) && chance(60)) return visit_plan(one);
    if (chance(35)) return signal(one);
    if (chance(8)) {
        Json params = one.who.guest ? Json::object() : of({});
        params["sound"] = chance(50), params["picture"] = chance(50);
        return ask(one, "call.media", std::move(params));
    }
    if (chance(3)) return ask(one, "call.leave", one.who.guest ? Json::object() : of({}));
    if (!one.who.guest && chance(25)) return plan(one);
    one.who.guest ? visit(one) : work(one);
}

void CallHistory::work(Caller& one) {
    switch (below(12)) {
        case 0:
        case 1:
        case 2:
        case 3:
            return ask(one, "call.admit",
                       agreed(of({{"participant", any_participant(ParticipantState::waiting)}})));
        case 4:
            if (chance(50)) return write(one);
            return ask(one, "call.remove",
                       of({{"participant", any_participant(ParticipantState::admitted)}}));
        case 5:
            if (chance(50))
                return ask(one, "call.invite", of({{"professional", pick(workers_).value}}));
            return ask(one, "call.invite",
                       of({{"member", (chance(50) ? home_.karin : home_.lotte).value},
                           {"name", "gast" + std::to_string(next_word_++) + "z"},
                           {"language", "nl"}}));
        case 6:
            if (chance(25)) return ask(one, "call.end", of({}));
            if (record_ && record_->state == CallState::planned)
                return ask(one, "call.open", of({}));
            [[fallthrough]];
        case 7:
            if (!links_.empty() && chance(25))
                return ask(one, "link.revoke", {{"link", links_.begin()->value}});
            [[fallthrough]];
        default:
            return write(one);
    }
}

void CallHistory::write(Caller& one) {
    const auto line = [&] {
        return record_ && !record_->lines.empty() ? pick(record_->lines).id.value : 99;
    };
    const Json member = (chance(50) ? home_.karin : home_.lotte).value;
    Json domains{"school"};
    if (chance(15)) domains.push_back("safety");
    const std::string word = std::to_string(next_word_++) + "z";
    switch (below(8)) {
        case 0:
            return ask(one, "consent.ask",
                       of({{"organisation", (chance(60) ? home_.school : home_.welfare).value},
                           {"members", people_about()},
                           {"life_domains", domains},
                           {"purposes", {chance(70) ? "call" : "cooperation"}},
                           {"end", to_text(Day{amsterdam_day(desk_.now()).number + 20})}}));
        case 1:
            return ask(one, "checklist.ask",
                       of({{"members", people_about()},
                           {"life_domains", domains},
                           {"what", "papier" + word}}));
        case 2:
            return ask(one, "summary.unshare", of({{"line", line()}, {"member", member}}));
        case 3:
        case 4:
        case 5: {
            Json params = agreed(of({{"line", line()}, {"member", member}}));
            if (record_ && !record_->lines.empty() && chance(85)) {
                const auto& shared = pick(record_->lines);
                params["line"] = shared.id.value;
                params["member"] = shared.about.front().value;
            }
            if (chance(70)) params["reason"] = "Afgesproken.";
            return ask(one, "summary.share", std::move(params));
        }
        default:
            return ask(one, "summary.write",
                       of({{"kind", "sentence"},
                           {"members", people_about()},
                           {"life_domains", domains},
                           {"text", "zin" + word}}));
    }
}

void CallHistory::visit(Caller& one) {
    std::vector<Json> questions;
    if (one.state.is_object())
        for (const Json& question : one.state["questions"]) questions.push_back(question);
    if (questions.empty()) return chance(4) ? ask(one, "link.revoke", Json::object()) : signal(one);
    const Json& question = pick(questions);
    if (chance(60)) {
        const char* answers[] = {"yes", "yes", "no", "later"};
        return ask(one, "consent.answer",
                   {{"question", question["id"]}, {"answer", answers[below(4)]}});
    }
    ask(one, "consent.stop", {{"question", question["id"]}});
}

void CallHistory::random_ground() {
    Ground ground;
    ground.members = {home_.karin, home_.lotte};
    if (chance(40)) ground.members.pop_back();
    ground.given_by = ground.members;
    ground.given_at = ground.begin = desk_.now();
    const OrganisationId organisations[] = {home_.school, home_.school, home_.welfare,
                                            home_.youth_care};
    ground.organisation = organisations[below(4)];
    const Purpose purposes[] = {Purpose::call, Purpose::call, Purpose::plan, Purpose::cooperation};
    ground.purpose = purposes[below(4)];
    ground.life_domains.add(LifeDomain::school);
    if (chance(50)) ground.life_domains.add(LifeDomain::safety);
    const std::int64_t lengths[] = {minute_ms, 10 * minute_ms, 5 * day_ms, 60 * day_ms};
    ground.end = desk_.now() + lengths[below(4)] + 5;
    ground.evidence = Evidence::spoken;
    ground.text_version = "2026-1";
    ground.recorded_by = home_.sanne;
    if (chance(20)) {  // a danger: the family may not meet each other
        ground.kind = GroundKind::reporting_code;
        ground.given_by.clear();
        ground.reason = "veiligheid";
        ground.purpose = Purpose::cooperation;
        ground.end = desk_.now() + 10 * minute_ms;
    } else if (chance(15)) {
        ground.deny = true;
        ground.end = desk_.now() + 10 * minute_ms;
    }
    task("ground.record",
         [ground, of = home_.the_case](store::Store& store, commands::World& world, Instant) {
             store.add_ground(of, ground);
             world.touch(of);
         });
}

// One that holds is withdrawn, by hand; what nobody gave anew comes back later as another.
void CallHistory::end_ground() {
    const auto record = desk_.store().load_case(home_.the_case);
    std::vector<Ground> live;
    for (const Ground& one : record->facts.grounds)
        if (!one.withdrawn_at && (!one.end || *one.end > desk_.now())) live.push_back(one);
    if (live.size() < 4 && chance(70)) return random_ground();
    if (live.empty()) return;
    const Ground& one = pick(live);
    task("ground.end", [id = one.id, of = home_.the_case, by = home_.karin](
                           store::Store& store, commands::World& world, Instant now) {
        store.end_ground(of, id, now, by);
        world.touch(of);
    });
}

void CallHistory::facts() {
    switch (below(8)) {
        case 0: {
            const std::int64_t lengths[] = {second_ms, 30 * second_ms, minute_ms,
                                            10 * minute_ms + 5, hour_ms};
            desk_.clock.at = desk_.clock.at + lengths[below(chance(10) ? 5 : 4)];
            last_ += " (time)";
            return;
        }
        case 1:
            return task("admin.employment_ended", [who = chance(70) ? home_.bram : home_.joris,
                                                   school = home_.school, other = home_.youth_care,
                                                   bram = home_.bram](store::Store& store,
                                                                      commands::World& world,
                                                                      Instant now) {
                Professional one = *world.directory().find(who);
                const bool works = std::any_of(one.employment.begin(), one.employment.end(),
                                               [&](const auto& of) { return of.period.live(now); });
                for (auto& of : one.employment)
                    if (!of.period.to) of.period.to = now;
                if (!works) one.employment = {{who == bram ? school : other, {now, std::nullopt}}};
                store.change_professional(one);
                world.touch_directory();
            });
        case 2:
            if (!chance(30)) return random_ground();
            return task("ground.record",
                        [of = home_.the_case, who = home_.bram](
                            store::Store& store, commands::World& world, Instant now) {
                            Bar bar;
                            bar.person = who;
                            bar.period = {now, now + 5 * minute_ms};
                            store.add_bar(of, bar);
                            world.touch(of);
                        });
        case 3:
        case 4:
        case 5:
            return end_ground();
        default:
            return random_ground();
    }
}

}  // namespace kortelijn::simulation
