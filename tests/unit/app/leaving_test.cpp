// What ends at the console ends at once: sessions, sockets, seats; with an entry each (P1, I3).
#include "app/console.hpp"
#include "collaboration.hpp"

namespace kortelijn::app {
namespace {

constexpr const char* mail = "iemand@voorbeeld.nl";
constexpr const char* phrase = "een goede lange zin";

// One of the demo's people, signed in, in a room.
class Leaving : public ::testing::Test {
protected:
    void pick(ProfessionalId found, RoomId in) {
        who = found, room = in;
        c.look([&](store::Store& s, commands::World&) {
            store::Account account;
            account.professional = who;
            account.email = mail;
            s.put_account(account);
        });
        const auto answer = sign_in();
        ASSERT_EQ(answer.status, 204U);
        context = c.connect(ConnectionId{5}, cookie_of(answer));
        const std::string joined = c.ask(ConnectionId{5}, context, "room.join",
                                         R"({"room":)" + std::to_string(room.value) + "}");
        ASSERT_NE(joined.find("\"result\""), std::string::npos) << joined;
        ASSERT_TRUE(sits());
        first = c.entries();
    }
    // Half of a case's pair.
    void pick_carrier() {
        ProfessionalId found;
        RoomId in;
        c.look([&](store::Store&, commands::World& w) {
            commands::CaseEntry& entry = w.entry(CaseId{1}, c.clock.now());
            for (const Seat& seat : entry.the_case().pair)
                if (w.view(entry, seat.professional, c.clock.now()).seat.may_enter)
                    found = seat.professional;
            in = entry.record.room;
        });
        pick(found, in);
    }
    transport::HttpResponse sign_in() {
        return c.http("POST", "/api/demo/login", R"({"person":)" + std::to_string(who.value) + "}");
    }
    bool sits() {
        bool there = false;
        c.look([&](store::Store&, commands::World& w) {
            const auto at = w.rooms().find(room);
            there = at != w.rooms().end() && at->second.seat_of(ConnectionId{5}) != nullptr;
        });
        return there;
    }
    Professional person() {
        Professional out;
        c.look([&](store::Store&, commands::World& w) { out = *w.directory().find(who); });
        return out;
    }

    Collaboration c{Kind::demo_with_people};
    ProfessionalId who;
    RoomId room;
    std::shared_ptr<void> context;
    std::int64_t first = 0;
};

TEST_F(Leaving, I3_the_employer_ends_session_socket_and_seat_at_once_with_entries) {
    pick_carrier();
    const auto outcome = c.admin("end-employment", {{"email", mail}});
    ASSERT_TRUE(outcome);
    EXPECT_EQ(*outcome, R"({"ended_sessions":1})");
    EXPECT_FALSE(sits());
    const auto closes = c.outbox.closes();
    ASSERT_EQ(closes.size(), 1U);
    EXPECT_EQ(closes[0].connection, ConnectionId{5});
    EXPECT_EQ(closes[0].code, 4401);
    const auto leaves = c.leaves_from(first);
    EXPECT_TRUE(tells_of(leaves, "admin.employment_ended"));
    EXPECT_TRUE(tells_of(leaves, "session.ended"));
    EXPECT_TRUE(tells_of(leaves, "seat.closed"));
    for (const auto& one : person().employment) EXPECT_EQ(one.period.to, c.clock.now());
    for (const auto& one : person().roles) EXPECT_EQ(one.period.to, c.clock.now());
    EXPECT_EQ(sign_in().status, 404U);
    const auto again = c.admin("end-employment", {{"email", mail}});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().tell, "admin.not_held");
}

TEST_F(Leaving, I3_a_role_ends_the_seat_that_rested_on_it_and_not_the_session) {
    pick_carrier();
    ASSERT_TRUE(c.admin("end-role", {{"email", mail}, {"role", "professional"}}));
    EXPECT_FALSE(sits());
    EXPECT_TRUE(c.outbox.closes().empty());
    const auto leaves = c.leaves_from(first);
    EXPECT_TRUE(tells_of(leaves, "admin.role_ended"));
    EXPECT_TRUE(tells_of(leaves, "seat.closed"));
    EXPECT_FALSE(tells_of(leaves, "session.ended"));
    const auto again = c.admin("end-role", {{"email", mail}, {"role", "professional"}});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().field, "role");
}

TEST_F(Leaving, I3_the_team_ends_the_seat_of_who_sat_there_as_its_member) {
    ProfessionalId found;
    RoomId in;
    TeamId team;
    c.look([&](store::Store& s, commands::World& w) {
        // Somebody of the home team, not invited and not of the pair, whose employer has a ground.
        const Instant now = c.clock.now();
        for (std::int64_t id = 1; id <= 4 && !found; ++id) {
            commands::CaseEntry& entry = w.entry(CaseId{id}, now);
            for (const Seat& seat : entry.the_case().participants) {
                if (found || !w.view(entry, seat.professional, now).seat.may_enter) continue;
                Professional invited = *w.directory().find(seat.professional);
                invited.teams = {{entry.the_case().home_team, {now + -1, std::nullopt}}};
                found = invited.id, in = entry.record.room, team = entry.the_case().home_team;
                s.change_professional(invited);
                s.end_participant(CaseId{id}, found, now);
            }
        }
        w.touch_directory();
    });
    ASSERT_TRUE(found);
    pick(found, in);
    std::string name;
    c.look([&](store::Store&, commands::World& w) {
        for (const Team& one : w.directory().teams)
            if (one.id == team) name = one.name;
    });
    EXPECT_EQ(c.admin("end-team-membership", {{"email", mail}, {"team", "geen"}}).error().tell,
              "admin.unknown");
    ASSERT_TRUE(c.admin("end-team-membership", {{"email", mail}, {"team", name}}));
    EXPECT_FALSE(sits());
    EXPECT_TRUE(c.outbox.closes().empty());
    EXPECT_TRUE(tells_of(c.leaves_from(first), "admin.team_membership_ended"));
    EXPECT_TRUE(tells_of(c.leaves_from(first), "seat.closed"));
    EXPECT_EQ(c.admin("end-team-membership", {{"email", mail}, {"team", name}}).error().tell,
              "admin.not_held");
}

TEST(Console, who_leads_a_team_leads_it_no_more_when_the_membership_ends) {
    Collaboration c;
    ASSERT_TRUE(c.admin("add-organisation", {{"name", "Welzijn"}, {"kind", "welfare"}}));
    ASSERT_TRUE(c.admin("add-team", {{"name", "Noord"}}));
    ASSERT_TRUE(c.admin("invite", {{"name", "Lia"},
                                   {"email", mail},
                                   {"organisation", "Welzijn"},
                                   {"team", "Noord"},
                                   {"role", "team_leader"},
                                   {"token", "one"}}));
    ASSERT_TRUE(c.admin("end-team-membership", {{"email", mail}, {"team", "Noord"}}));
    c.look([&](store::Store&, commands::World& w) {
        const Professional& lia = w.directory().professionals.front();
        EXPECT_FALSE(lia.teams.front().period.live(c.clock.now()));
        EXPECT_FALSE(lia.roles.front().period.live(c.clock.now()));
        EXPECT_TRUE(lia.employment.front().period.live(c.clock.now()));
    });
}

TEST(SignIn, without_an_employment_looks_like_a_wrong_one) {
    Collaboration c;
    const std::string secret = c.add_person("Anna Bakker", mail, phrase);
    ASSERT_TRUE(c.admin("end-employment", {{"email", mail}}));
    const auto answer = c.log_in(mail, phrase, c.code(secret));
    EXPECT_EQ(answer.status, 401U);
    EXPECT_EQ(text_of(answer), R"({"reason":"signin.wrong"})");
}

TEST(Console, a_blocked_account_opens_again_with_what_it_had) {
    Collaboration c;
    const std::string secret = c.add_person("Anna Bakker", mail, phrase);
    EXPECT_EQ(c.admin("unblock", {{"email", mail}}).error().tell, "admin.not_blocked");
    ASSERT_TRUE(c.admin("block", {{"email", mail}}));
    EXPECT_EQ(c.log_in(mail, phrase, c.code(secret)).status, 401U);
    const std::int64_t first = c.entries();
    ASSERT_TRUE(c.admin("unblock", {{"email", mail}}));
    EXPECT_TRUE(tells_of(c.leaves_from(first), "account.unblocked"));
    EXPECT_EQ(c.log_in(mail, phrase, c.code(secret)).status, 204U);
}

}  // namespace
}  // namespace kortelijn::app
