// Household 2 of domain.md with a desk around it, for the tests of the commands. With
// KORTELIJN_RESULTS set to a folder each result and notice is kept there, so that
// check_results.mjs can hold what the real commands say against the protocol's schemas.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <unistd.h>

#include "commands/audit_rows.hpp"
#include "commands/rows.hpp"
#include "support/desk.hpp"

namespace kortelijn::commands_test {

using support::Desk;
using support::Json;

inline void keep_for_schema(const std::string& kind, const std::string& method, const Json& value) {
    const char* folder = std::getenv("KORTELIJN_RESULTS");
    if (folder == nullptr) return;
    static int count = 0;
    std::filesystem::create_directories(folder);
    const std::string name =
        kind + "-" + method + "-" + std::to_string(::getpid()) + "-" + std::to_string(++count);
    std::ofstream(std::string(folder) + "/" + name + ".json")
        << Json{{"kind", kind}, {"method", method}, {"value", value}}.dump();
}

struct Story : testing::Test {
    Story() : people(support::make_mother_and_daughter(desk.store(), desk.now())) {
        desk.pipeline().world().forget();
        sanne = desk.connect(people.sanne), joris = desk.connect(people.joris);
        the_case = people.the_case.value, room = people.room.value;
        karin = people.karin.value, lotte = people.lotte.value;
    }
    ~Story() override {
        for (const auto& [id, line] : desk.outbox.lines)
            for (const Json& notice : line.notices)
                keep_for_schema("notice", notice["method"], notice["params"]);
    }

    Json result(ConnectionId who, const std::string& method, const Json& params) {
        const Json out = desk.result(who, method, params);
        keep_for_schema("result", method, out);
        return out;
    }
    // What the asker hears; "" when it was permitted.
    std::string told(ConnectionId who, const std::string& method, const Json& params) {
        return desk.reason(who, method, params);
    }
    std::string field(ConnectionId who, const std::string& method, const Json& params) {
        const Json answer = desk.call(who, method, params);
        return answer.contains("error") ? answer["error"]["data"].value("field", "")
                                        : "(permitted)";
    }
    Json join(ConnectionId who) { return result(who, "room.join", {{"room", room}}); }
    Json message(const std::string& text, const Json& more = Json::object()) {
        Json params{
            {"room", room}, {"text", text}, {"about", {lotte}}, {"life_domains", {"school"}}};
        params.update(more);
        return params;
    }
    Json post(ConnectionId who, const std::string& text, const Json& more = Json::object()) {
        return result(who, "message.post", message(text, more));
    }
    Json consent(const Json& more = Json::object()) {
        Json out{{"case", the_case},
                 {"kind", "consent"},
                 {"members", {karin}},
                 {"given_by", {karin}},
                 {"organisation", people.school.value},
                 {"purpose", "cooperation"},
                 {"life_domains", {"school"}},
                 {"end", to_text(desk.now() + 100 * day_ms)},
                 {"evidence", "spoken"},
                 {"text_version", "2026-1"}};
        out.update(more);
        return out;
    }
    // Bram of the school at the table, on both's yes for school.
    std::int64_t let_bram_in() {
        const Json both{karin, lotte};
        const Json kept =
            result(sanne, "ground.record", consent({{"members", both}, {"given_by", both}}));
        result(sanne, "participant.invite", {{"case", the_case}, {"who", people.bram.value}});
        bram = desk.connect(people.bram);
        return kept["ground"];
    }

    std::vector<commands::OpenedEntry> entries(std::int64_t from = 0) {
        std::vector<commands::OpenedEntry> out;
        for (std::int64_t n = from; n < desk.store().entry_count(); ++n)
            out.push_back(*commands::open_entry(*desk.store().entry_leaf(n),
                                                desk.store().entry_disclosures(n)));
        return out;
    }
    // The newest entry of this event.
    commands::OpenedEntry entry_of(const std::string& event) {
        const auto all = entries();
        const auto at = std::find_if(all.rbegin(), all.rend(),
                                     [&](const auto& one) { return one.entry.event == event; });
        if (at == all.rend()) throw std::runtime_error("no entry of " + event);
        return *at;
    }
    // Absent and forbidden give the same answer, apart from the id.
    void expect_alike(ConnectionId who, const std::string& method, const Json& forbidden,
                      const std::string& name) {
        Json absent = forbidden;
        absent[name] = 777'777;
        Json first = desk.call(who, method, forbidden), second = desk.call(who, method, absent);
        first.erase("id"), second.erase("id");
        EXPECT_EQ(first, second) << method;
        ASSERT_TRUE(first.contains("error")) << method << first.dump();
        EXPECT_EQ(first["error"]["data"]["reason"], "not_found") << method;
    }

    Desk desk;
    support::MotherAndDaughter people;
    ConnectionId sanne, joris, bram;
    std::int64_t the_case = 0, room = 0, karin = 0, lotte = 0;
};

}  // namespace kortelijn::commands_test
