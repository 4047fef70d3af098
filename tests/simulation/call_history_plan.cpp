// What people do with a plan: those who carry write, share, take over and agree; guests read and
// propose. Often somebody asks who may not, or about a line that is gone.
#include <algorithm>

#include "simulation/call_history.hpp"

namespace kortelijn::simulation {

Json CallHistory::of_plan(Json params) {
    params["case"] = home_.the_case.value;
    return params;
}

bool CallHistory::is_plan_guest(const Caller& one) const {
    return one.who.guest && plan_links_.contains(one.who.guest);
}

std::int64_t CallHistory::any_line(bool proposed) {
    std::vector<std::int64_t> fit;
    for (const auto& line : plan_)
        if ((!line.withdrawn_at || chance(5)) && (!proposed || line.proposed()))
            fit.push_back(line.id.value);
    return fit.empty() || chance(4) ? 99 : pick(fit);
}

void CallHistory::give_plan_links(Caller& one) {
    if (plan_links_.size() >= 2 || !chance(60)) return;
    const std::string number = std::to_string(next_word_++);
    ask(one, "network.invite",
        of_plan({{"member", home_.karin.value},
                 {"name", "net" + number + "z"},
                 {"language", "nl"},
                 {"evidence", "spoken"},
                 {"until", to_text(desk_.now() + 80 * day_ms)}}));
    ask(one, "plan.link",
        of_plan({{"member", (chance(50) ? home_.karin : home_.lotte).value},
                 {"name", "plan" + number + "z"},
                 {"language", "nl"}}));
}

void CallHistory::open_plan(Caller& one) {
    Json params = one.who.guest ? Json::object() : of_plan(Json::object());
    const auto versions = desk_.store().plan_versions(home_.the_case);
    if (!versions.empty() && chance(30)) params["version"] = pick(versions).id.value;
    ask(one, "plan.read", std::move(params));
}

void CallHistory::write_plan(Caller& one) {
    const char* kinds[] = {"goal", "result", "action"};
    const std::string word = "doel" + std::to_string(next_word_++) + "z";
    const std::uint64_t what = below(5);
    if (what == 0) return ask(one, "plan.write", of_plan({{"line", any_line()}, {"text", word}}));
    if (what == 1) {
        Json params = of_plan({{"proposal", any_line(true)}});
        if (chance(20)) params["members"] = people_about();
        if (chance(20)) params["life_domains"] = {"school"};
        if (chance(20)) params["owner"] = word;
        return ask(one, "plan.write", std::move(params));
    }
    // The whole of it fits on one page.
    if (plan_.size() > 90) return ask(one, "plan.drop", of_plan({{"line", any_line()}}));
    Json domains{"school"};
    if (chance(15)) domains.push_back("safety");
    Json params = of_plan({{"kind", kinds[below(3)]},
                           {"members", people_about()},
                           {"life_domains", domains},
                           {"text", word}});
    if (chance(20)) params["under"] = any_line();
    ask(one, "plan.write", std::move(params));
}

void CallHistory::share_plan(Caller& one) {
    Json params = agreed(of_plan({{"line", any_line()}}));
    params["member"] = (chance(50) ? home_.karin : home_.lotte).value;
    for (const auto& line : plan_)  // mostly their own
        if (line.id.value == params["line"] && chance(85))
            params["member"] = line.about.front().value;
    if (!plan_links_.empty() && chance(45)) {
        params.erase("member");
        params["link"] = pick(std::vector(plan_links_.begin(), plan_links_.end())).value;
        params["agreed_by"] = {home_.karin.value, home_.lotte.value};
        params["evidence"] = "spoken";
    }
    if (chance(70)) params["reason"] = "Afgesproken.";
    ask(one, "plan.share", std::move(params));
}

void CallHistory::plan(Caller& one) {
    switch (below(11)) {
        case 0:
        case 1:
            return open_plan(one);
        case 2:
        case 3:
        case 4:
            return share_plan(one);
        case 5: {
            Json params = of_plan({{"line", any_line()}});
            if (!plan_links_.empty() && chance(40))
                params["link"] = plan_links_.begin()->value;
            else
                params["member"] = (chance(50) ? home_.karin : home_.lotte).value;
            return ask(one, "plan.unshare", std::move(params));
        }
        case 6:
            if (chance(40)) return ask(one, "plan.drop", of_plan({{"line", any_line()}}));
            return ask(one, "plan.settle", of_plan({{"note", "afgesproken"}}));
        case 7:
            if (plan_links_.empty() || !chance(20)) return write_plan(one);
            return ask(one, "link.revoke", {{"link", plan_links_.begin()->value}});
        default:
            return write_plan(one);
    }
}

void CallHistory::visit_plan(Caller& one) {
    const char* kinds[] = {"goal", "result", "action"};
    switch (below(8)) {
        case 0:
        case 1:
        case 2: {
            Json params{{"kind", kinds[below(3)]},
                        {"text", "wens" + std::to_string(next_word_++) + "z"}};
            if (chance(60)) params[chance(70) ? "under" : "instead_of"] = any_line();
            return ask(one, "plan.propose", std::move(params));
        }
        case 3:
            return ask(one, "plan.drop", {{"line", any_line(true)}});
        case 4:
            if (chance(10)) return ask(one, "link.revoke", Json::object());
            return signal(one);
        case 5:
            return signal(one);
        default:
            return open_plan(one);
    }
}

}  // namespace kortelijn::simulation
