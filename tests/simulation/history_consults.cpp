// Consults in the random life: asked, answered, advised about, entered, written in, ended.
#include <algorithm>

#include "simulation/history.hpp"

namespace kortelijn::simulation {

namespace {

const std::vector<std::string> others = {"safety", "parenting", "mental_health", "health"};

}  // namespace

Town with_consults(store::Store& store, Town town, Instant now) {
    store.begin();
    Ground ground;
    ground.members = ground.given_by = {town.first.karin, town.first.lotte};
    ground.given_at = ground.begin = now + -day_ms;
    ground.organisation = town.first.school;
    ground.purpose = Purpose::consult;
    ground.life_domains.add(LifeDomain::school);
    ground.end = now + 25 * day_ms;
    ground.evidence = Evidence::spoken;
    ground.text_version = "2026-1";
    store.add_ground(town.first.the_case, ground);
    store.commit();
    return town;
}

std::vector<store::ConsultRecord> History::consults() {
    std::vector<store::ConsultRecord> out;
    for (const CaseId id : {town_.first.the_case, town_.second})
        for (const ConsultId one : desk_.store().consults_of(id))
            out.push_back(*desk_.store().consult(one));
    return out;
}

void History::ask_consult(Client& client, const Place& at) {
    const auto all = consults();
    if (all.empty() || chance(25)) {
        const bool first = at.id == town_.first.the_case;
        Json experts = Json::array();
        const bool panel = chance(30);
        // Of the school more often: they have a ground to begin with.
        std::vector<ProfessionalId> from{town_.first.bram, town_.first.outsider};
        if (chance(25)) from = town_.people;
        for (const ProfessionalId who : from)
            if (who != client.who && experts.size() < (panel ? 2U : 1U) && chance(50))
                experts.push_back(who.value);
        if (experts.empty()) experts.push_back(town_.first.bram.value);
        Json members = first ? chance(50) ? Json{town_.first.lotte.value}
                                          : Json{town_.first.karin.value, town_.first.lotte.value}
                             : Json{town_.pieter.value};
        Json params{
            {"case", at.id.value},
            {"members", members},
            {"life_domains", {chance(85) ? "school" : pick(others)}},
            {"experts", experts},
            {"until", to_text(Day{amsterdam_day(desk_.clock.at).number + std::int32_t(below(8))})}};
        if (chance(15)) return ask(client, "consult.preview", std::move(params));
        if (experts.size() == 2 && panel) params["panel"] = true;
        params["question"] = "Wat raad je aan?";
        return ask(client, "consult.ask", std::move(params));
    }
    const store::ConsultRecord& one = all[below(std::min<std::size_t>(all.size(), 4))];
    const Json id = one.id.value;
    switch (below(11)) {
        case 0:
        case 1:
        case 2: {
            // Somebody who was asked, when they are there.
            Client* by = &client;
            for (Client* other : open_clients())
                if (one.find(other->who) != nullptr) by = other;
            Json params{{"consult", id}, {"accept", chance(85)}};
            if (!params["accept"]) params["reason"] = "Geen tijd.";
            return ask(*by, "consult.answer", std::move(params));
        }
        case 3:
            return ask(client, "consult.advise", {{"consult", id}, {"text", "Begin klein."}});
        case 4:
            if (chance(60)) return ask(client, "consult.open", {{"consult", id}});
            return ask(client, "consult.end", {{"consult", id}});
        case 5:
            return ask(client, "consult.list", Json::object());
        case 6:
            return ask(client, "consult.list", {{"case", one.of_case.value}});
        case 7:
        case 8:
        case 9: {
            Client* by = &client;
            for (Client* other : open_clients())
                if (chance(50) && (one.find(other->who) != nullptr || one.asked_by == other->who))
                    by = other;
            return ask(*by, "room.join", {{"room", one.room.value}});
        }
        default:
            return ask(client, "consult.open", {{"consult", id}});
    }
}

}  // namespace kortelijn::simulation
