// The start of a team with two cases and a signal on it, for the tests of boards.
#pragma once

#include <gtest/gtest.h>

#include "support/start_people.hpp"

namespace kortelijn {

struct Board : testing::Test {
    using Desk = support::Desk;
    using Json = support::Json;

    Board() : people(support::make_start_people(desk.store(), desk.now())) {
        desk.pipeline().world().forget();
    }

    // A start of the team with both cases and a signal on it.
    void open() {
        desk.store().begin();
        signal = support::add_start_signal(desk.store(), people, desk.now() + -hour_ms);
        desk.store().commit();
        sanne = desk.connect(people.family.sanne);
        tom = desk.connect(people.tom);
        const std::string today = to_text(amsterdam_day(desk.now()));
        desk.result(sanne, "agenda.put",
                    {{"team", people.family.north.value}, {"case", people.family.the_case.value}});
        desk.result(tom, "agenda.put",
                    {{"team", people.family.north.value}, {"case", people.second.value}});
        const Json opened =
            desk.result(sanne, "board.open", {{"team", people.family.north.value}, {"day", today}});
        board = opened["board"];
        join(sanne), join(tom);
    }
    Json join(ConnectionId who, bool screen = false) {
        Json params{{"board", board}};
        if (screen) params["screen"] = true;
        return desk.result(who, "board.join", params);
    }
    std::int64_t version() { return desk.store().board(BoardId{board})->version; }
    ItemId item_of(CaseId of_case) {
        for (const auto& item : desk.store().items(BoardId{board}))
            if (item.of_case == of_case) return item.id;
        return {};
    }
    Json move(ConnectionId who, ItemId to) {
        return desk.call(who, "board.move",
                         {{"board", board}, {"to", to.value}, {"expected_version", version()}});
    }
    Json newest(ConnectionId who, const std::string& method) {
        const auto all = desk.notices(who, method);
        return all.empty() ? Json() : all.back();
    }
    static Json card(const Json& cards, ItemId item) {
        for (const Json& one : cards)
            if (one["item"] == item.value) return one;
        return {};
    }
    static Json shown(const Json& common, ItemId item) {
        for (const Json& one : common["items"])
            if (one["item"] == item.value) return one.value("shown", Json());
        return {};
    }
    void record_ground(OrganisationId of, Purpose purpose, std::int64_t client_id) {
        const ConnectionId recorder = desk.connect(people.tom);
        desk.result(recorder, "ground.record",
                    {{"case", people.second.value},
                     {"kind", "consent"},
                     {"members", {people.piet.value}},
                     {"given_by", {people.piet.value}},
                     {"organisation", of.value},
                     {"purpose", to_text(purpose)},
                     {"life_domains", {"safety", "school"}},
                     {"end", to_text(desk.now() + 100 * day_ms)},
                     {"evidence", "spoken"},
                     {"text_version", "2026-1"},
                     {"client_id", client_id}});
    }
    GroundId newest_ground() {
        const auto found = desk.store().load_case(people.second);
        return found->facts.grounds.back().id;
    }

    Desk desk;
    support::StartPeople people;
    SignalId signal;
    std::int64_t board = 0;
    ConnectionId sanne, tom;
};

}  // namespace kortelijn
