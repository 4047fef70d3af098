// signal.send, .kinds, .sent, .list and .open: who may send, what never gets stored, who reads it,
// and how little the sender learns.
#include <fstream>
#include <iterator>

#include "commands/signal_receiving.hpp"
#include "support/start_people.hpp"
#include "unit/commands/story.hpp"

namespace kortelijn::commands_test {
namespace {

constexpr const char* a_bsn = "111222333";

struct SendingStory : testing::Test {
    SendingStory() : people(support::make_start_people(desk.store(), desk.now())) {
        desk.store().begin();
        const ProfessionalId housing =
            desk.store().add_professional(support::start_person("Wil de Boer", people.housing, {}));
        desk.store().commit();
        desk.pipeline().world().forget();
        wil_is = housing;
        wil = desk.connect(housing), tom = desk.connect(people.tom);
        fatma = desk.connect(people.fatma), renske = desk.connect(people.renske);
    }
    Json signal(const Json& more = Json::object()) {
        Json out{{"covenant", people.covenant.value},
                 {"team", people.family.north.value},
                 {"name", "R. Bakker"},
                 {"address", {{"street", "Lindelaan"}, {"number", "12a"}, {"postcode", "8911 AB"}}},
                 {"text", "Twee maanden huur niet betaald."},
                 {"household_knows", true}};
        out.update(more);
        return out;
    }
    Json result(ConnectionId who, const std::string& method, const Json& params) {
        const Json out = desk.result(who, method, params);
        keep_for_schema("result", method, out);
        return out;
    }
    std::int64_t send(const Json& more = Json::object()) {
        return result(wil, "signal.send", signal(more))["signal"];
    }
    Json listed(ConnectionId who) {
        return result(who, "signal.list", {{"team", people.family.north.value}})["signals"];
    }
    // Reason and field of a refusal.
    std::pair<std::string, std::string> refused(ConnectionId who, const Json& params) {
        const Json answer = desk.call(who, "signal.send", params);
        if (!answer.contains("error")) return {};
        const Json& data = answer["error"]["data"];
        return {data["reason"], data.value("field", "")};
    }
    std::string files() {
        std::string all;
        for (const auto& one : std::filesystem::recursive_directory_iterator(
                 std::filesystem::path(desk.folder.path("x")).parent_path())) {
            if (!one.is_regular_file()) continue;
            std::ifstream in(one.path(), std::ios::binary);
            all.append(std::istreambuf_iterator<char>(in), {});
        }
        return all;
    }
    // What the whole log says, opened.
    std::string log() {
        std::string all;
        for (std::int64_t n = 0; n < desk.store().entry_count(); ++n) {
            all += *desk.store().entry_leaf(n);
            if (const auto opened = commands::open_entry(*desk.store().entry_leaf(n),
                                                         desk.store().entry_disclosures(n)))
                all += audit::to_json(opened->object) + audit::to_json(opened->actor);
        }
        return all;
    }

    Desk desk;
    ProfessionalId wil_is;
    support::StartPeople people;
    ConnectionId wil, tom, fatma, renske;
};

TEST_F(SendingStory, a_team_in_which_nobody_receives_it_is_refused_and_said_openly) {
    desk.store().begin();
    const TeamId empty = desk.store().add_team("wijkteam West");
    desk.store().commit();
    desk.pipeline().world().forget();
    wil = desk.connect(wil_is);
    EXPECT_EQ(refused(wil, signal({{"team", empty.value}})),
              std::pair(std::string("signal.no_receiver"), std::string("team")));
    EXPECT_TRUE(desk.store().open_signals(empty).empty());
    const Json kinds = result(wil, "signal.kinds", Json::object())["kinds"];
    for (const Json& kind : kinds)
        for (const Json& offered : kind["teams"]) EXPECT_NE(offered["id"], empty.value);
}

TEST_F(SendingStory,
       a_signal_is_read_by_the_receivers_of_its_covenant_in_its_team_and_nobody_else) {
    const std::int64_t sent = send({{"birth_date", "1982-03-02"}, {"amount_cents", 128450}});
    ASSERT_EQ(listed(tom).size(), 1);
    EXPECT_EQ(listed(tom)[0]["sender"], "Woonstede");
    EXPECT_EQ(listed(tom)[0].contains("name"), false);
    const Json opened = result(tom, "signal.open", {{"signal", sent}});
    EXPECT_EQ(opened["name"], "R. Bakker");
    EXPECT_EQ(opened["birth_date"], "1982-03-02");
    EXPECT_EQ(opened["address"]["number"], "12a");
    EXPECT_EQ(opened["text"], "Twee maanden huur niet betaald.");
    // Of the team and no receiver; a receiver of another team; who sent it.
    for (const ConnectionId who : {fatma, renske, wil}) {
        EXPECT_EQ(listed(who), Json::array());
        EXPECT_EQ(desk.reason(who, "signal.open", {{"signal", sent}}), "not_found");
    }
}

TEST_F(SendingStory, an_absent_signal_and_a_forbidden_one_are_told_alike) {
    const std::int64_t sent = send();
    Json forbidden = desk.call(fatma, "signal.open", {{"signal", sent}});
    Json absent = desk.call(fatma, "signal.open", {{"signal", 777}});
    forbidden.erase("id"), absent.erase("id");
    EXPECT_EQ(forbidden, absent);
}

TEST_F(SendingStory, the_term_begins_the_day_after_and_is_fixed_at_receipt) {
    const Json kept = result(wil, "signal.send", signal());
    // 20 working days after Tuesday 10 November 2026, through 8 December.
    EXPECT_EQ(kept["term_ends"], "2026-12-08T23:00:00.000Z");
    EXPECT_EQ(listed(tom)[0]["term_left_days"], 20);
    desk.pass(30 * day_ms);
    tom = desk.connect(people.tom);
    EXPECT_EQ(listed(tom)[0]["term_left_days"], -2);
}

TEST_F(SendingStory, a_bsn_is_not_in_the_file_after_a_refusal) {
    const std::string number = a_bsn;
    const std::string text = "Huurder " + number + " betaalt niet.";
    using Said = std::pair<std::string, std::string>;
    EXPECT_EQ(refused(wil, signal({{"text", text}})), Said("signal.bsn", "text"));
    EXPECT_EQ(refused(wil, signal({{"name", number}})), Said("signal.bsn", "name"));
    EXPECT_EQ(refused(wil, signal({{"neighbourhood", text}})), Said("signal.bsn", "neighbourhood"));
    EXPECT_EQ(refused(wil, signal({{"household_knows", false}, {"why_not_known", text}})),
              Said("signal.bsn", "why_not_known"));
    for (const std::string part : {"street", "number", "place"}) {
        Json params = signal();
        params["address"][part] = part == "number" ? "1 " + number : text;
        EXPECT_EQ(refused(wil, params), Said("signal.bsn", "address." + part));
    }
    EXPECT_EQ(listed(tom), Json::array());
    EXPECT_EQ(log().find(number), std::string::npos);
    EXPECT_EQ(files().find(number), std::string::npos);
    EXPECT_FALSE(desk.store().signal(SignalId{1}));
}

TEST_F(SendingStory, digits_that_are_meant_are_kept_and_only_sealed) {
    const std::int64_t sent = send({{"text", "Contract 111222333."}, {"bsn_meant", true}});
    EXPECT_EQ(desk.store().signal(SignalId{sent})->content->text, "Contract 111222333.");
    EXPECT_EQ(files().find(a_bsn), std::string::npos);
    EXPECT_EQ(log().find(a_bsn), std::string::npos);
}

TEST_F(SendingStory, the_household_not_knowing_needs_a_reason) {
    using Said = std::pair<std::string, std::string>;
    EXPECT_EQ(refused(wil, signal({{"household_knows", false}})),
              Said("signal.no_reason", "why_not_known"));
    EXPECT_EQ(refused(wil, signal({{"household_knows", false}, {"why_not_known", "Niet thuis."}})),
              Said());
}

TEST_F(SendingStory, only_an_organisation_of_the_covenant_sends_and_sees_what_it_may_send) {
    EXPECT_EQ(refused(tom, signal()).first, "signal.not_in_covenant");
    EXPECT_EQ(refused(wil, signal({{"covenant", 99}})).first, "signal.not_in_covenant");
    EXPECT_EQ(refused(wil, signal({{"team", 99}})).second, "team");
    EXPECT_EQ(refused(wil, signal({{"birth_date", "2030-01-01"}})).second, "birth_date");
    EXPECT_EQ(result(tom, "signal.kinds", Json::object())["kinds"], Json::array());
    const Json kinds = result(wil, "signal.kinds", Json::object())["kinds"];
    ASSERT_EQ(kinds.size(), 1);
    EXPECT_EQ(kinds[0]["kind"], "rent_arrears");
    EXPECT_EQ(kinds[0]["teams"].size(), 2);
    desk.store().begin();
    desk.store().end_covenant(people.covenant, desk.now());
    desk.store().commit();
    desk.pipeline().world().forget();
    desk.pass(second_ms);
    EXPECT_EQ(refused(wil, signal()).first, "signal.not_in_covenant");
    EXPECT_EQ(result(wil, "signal.kinds", Json::object())["kinds"], Json::array());
}

TEST_F(SendingStory, the_sender_learns_one_of_three_words_and_a_reason_in_one_word) {
    const std::int64_t sent = send();
    const auto seen = [&] {
        const Json page = result(wil, "signal.sent", Json::object());
        EXPECT_EQ(page["signals"].size(), 1);
        return page["signals"][0];
    };
    EXPECT_EQ(seen()["status"], "received");
    const auto becomes = [&](const std::function<void(store::SignalRecord&)>& change) {
        auto record = *desk.store().signal(SignalId{sent});
        change(record);
        desk.store().begin();
        desk.store().change_signal(record);
        desk.store().commit();
    };
    becomes([&](auto& r) {
        r.facts.status = SignalStatus::taken_up;
        r.facts.of_case = people.second;
        r.taken_up_at = r.first_contact_at = r.visited_at = desk.now();
    });
    Json row = seen();
    EXPECT_EQ(row["status"], "taken_up");
    row.erase("signal"), row.erase("kind"), row.erase("sent_at"), row.erase("status");
    EXPECT_EQ(row, Json::object());  // nothing else
    becomes([&](auto& r) {
        r.facts.status = SignalStatus::closed;
        r.settled_at = desk.now(), r.outcome = SignalOutcome::prevented;
    });
    EXPECT_EQ(seen()["status"], "closed");
    EXPECT_FALSE(seen().contains("outcome"));
    becomes([&](auto& r) {
        r.facts.status = SignalStatus::not_taken_up;
        r.outcome = {}, r.decline = DeclineReason::no_worry_found;
    });
    EXPECT_EQ(seen()["status"], "closed");
    EXPECT_EQ(seen()["reply"], "no_worry_found");
    EXPECT_EQ(result(tom, "signal.sent", Json::object())["signals"], Json::array());
}

TEST_F(SendingStory, pages_of_what_was_sent_go_back_in_time) {
    const std::int64_t first = send(), second = send();
    const Json page = result(wil, "signal.sent", {{"limit", 1}});
    EXPECT_EQ(page["signals"][0]["signal"], second);
    EXPECT_EQ(page["more"], true);
    const Json older = result(wil, "signal.sent", {{"before", second}});
    EXPECT_EQ(older["signals"][0]["signal"], first);
    EXPECT_EQ(older["more"], false);
}

// Not a number of all signals: it would tell each sender what the others send.
TEST_F(SendingStory, a_senders_numbers_count_what_their_organisation_sent_and_nothing_else) {
    const auto of_others = [&] {
        desk.store().begin();
        support::StartPeople others = people;
        others.housing = people.health;
        const SignalId id = support::add_start_signal(desk.store(), others, desk.now());
        desk.store().commit();
        return id;
    };
    of_others();
    EXPECT_EQ(send(), 1);
    of_others(), of_others();
    EXPECT_EQ(send(), 2);
    std::vector<std::int64_t> numbers;
    const Json sent = result(wil, "signal.sent", Json::object());
    for (const Json& one : sent["signals"]) numbers.push_back(one["signal"]);
    EXPECT_EQ(numbers, (std::vector<std::int64_t>{2, 1}));
    const Json older = result(wil, "signal.sent", {{"before", 2}});
    ASSERT_EQ(older["signals"].size(), 1U);
    EXPECT_EQ(older["signals"][0]["signal"], 1);
}

TEST_F(SendingStory, sent_again_with_the_same_number_it_is_one_signal) {
    Json params = signal();
    params["client_id"] = 7;
    EXPECT_EQ(desk.result(wil, "signal.send", params), desk.result(wil, "signal.send", params));
    EXPECT_EQ(listed(tom).size(), 1);
}

TEST_F(SendingStory, a_system_sends_once_for_each_key_and_another_body_is_refused) {
    commands::SignalInput in;
    in.covenant = people.covenant, in.team = people.family.north, in.household_knows = true;
    in.content.name = "R. Bakker", in.content.text = "Huur.";
    in.content.address = {"", "12", "8911AB", ""};
    commands::SignalSender sender{{}, people.housing, "huur-0001", "{body}"};
    auto& world = desk.pipeline().world();
    desk.store().begin();
    const auto first = commands::receive_signal(sender, in, desk.store(), world, desk.now());
    ASSERT_TRUE(first) << first.error().reason;
    EXPECT_FALSE(first->repeated);
    const auto again = commands::receive_signal(sender, in, desk.store(), world, desk.now());
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->repeated);
    EXPECT_EQ(again->result, first->result);
    sender.body = "{other}";
    const auto other = commands::receive_signal(sender, in, desk.store(), world, desk.now());
    EXPECT_EQ(other.error().reason, "signal.key_used");
    sender.organisation = people.health;
    const auto stranger = commands::receive_signal(sender, in, desk.store(), world, desk.now());
    EXPECT_EQ(stranger.error().reason, "signal.not_in_covenant");
    desk.store().commit();
    EXPECT_EQ(listed(tom).size(), 1);
    EXPECT_EQ(files().find("huur-0001"), std::string::npos);
}

}  // namespace
}  // namespace kortelijn::commands_test
