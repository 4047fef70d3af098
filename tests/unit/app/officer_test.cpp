// What an organisation's privacy officer finds of the sign-ins of their own people.
#include "collaboration.hpp"

namespace kortelijn::app {
namespace {

constexpr const char* anna = "anna@voorbeeld.nl";
constexpr const char* phrase = "een goede lange zin";

class Officer : public ::testing::Test {
protected:
    void SetUp() override {
        secret = c.add_person("Anna Bakker", anna, phrase);
        add_officer(ConnectionId{11}, "Olga Officier", "olga@voorbeeld.nl", "Gemeente Proef");
        add_officer(ConnectionId{12}, "Piet Elders", "piet@elders.nl", "Elders");
    }
    void add_officer(ConnectionId id, const std::string& name, const std::string& mail,
                     const std::string& organisation) {
        const std::string of =
            c.add_person(name, mail, phrase, "privacy_officer_organisation", organisation);
        sockets[id] = c.connect(id, cookie_of(c.log_in(mail, phrase, c.code(of))));
    }
    // What the officer behind this socket finds of one event.
    std::string find(ConnectionId officer, const std::string& event) {
        return c.ask(officer, sockets[officer], "audit.search", R"({"event":")" + event + "\"}");
    }
    void expect_for_own_only(const std::string& event) {
        SCOPED_TRACE(event);
        const std::string own = find(ConnectionId{11}, event);
        EXPECT_NE(own.find("Anna Bakker"), std::string::npos) << own;
        EXPECT_NE(own.find("Gemeente Proef"), std::string::npos) << own;
        const std::string other = find(ConnectionId{12}, event);
        EXPECT_NE(other.find("\"result\""), std::string::npos) << other;
        EXPECT_EQ(other.find("Anna Bakker"), std::string::npos) << other;
    }

    Collaboration c;
    std::string secret;
    std::map<ConnectionId, std::shared_ptr<void>> sockets;
};

TEST_F(Officer, I1_finds_who_of_their_people_signed_in_and_out) {
    const std::string cookie = cookie_of(c.log_in(anna, phrase, c.code(secret)));
    EXPECT_EQ(c.http("POST", "/api/logout", "{}", cookie).status, 204U);
    expect_for_own_only("session.opened");
    expect_for_own_only("session.end");
    expect_for_own_only("session.ended");
}

TEST_F(Officer, I1_finds_refused_attempts_on_the_names_of_their_people) {
    EXPECT_EQ(c.log_in(anna, "een andere lange zin", "000000").status, 401U);
    expect_for_own_only("session.refused");
}

TEST_F(Officer, I1_finds_that_somebody_was_told_to_wait) {
    for (int i = 0; i < 5; ++i) (void)c.log_in(anna, "een andere lange zin", "000000");
    const std::int64_t first = c.entries();
    EXPECT_EQ(c.log_in(anna, phrase, "000000").status, 429U);
    for (int tries = 0; tries < 100 && c.entries() == first; ++tries)
        c.look([](store::Store&, commands::World&) {});
    EXPECT_TRUE(tells_of(c.leaves_from(first), "session.refused"));
    const std::string found = find(ConnectionId{11}, "session.refused");
    std::size_t times = 0;
    for (auto at = found.find("\"who\":\"Anna Bakker\""); at != std::string::npos;
         at = found.find("\"who\":\"Anna Bakker\"", at + 1))
        ++times;
    EXPECT_EQ(times, 6U) << found;
}

TEST_F(Officer, I1_finds_a_connection_of_their_people_that_was_refused) {
    const auto context =
        c.connect(ConnectionId{20}, cookie_of(c.log_in(anna, phrase, c.code(secret))));
    c.gate->closed(ConnectionId{20}, context, transport::CloseCause::too_big, 1009);
    expect_for_own_only("connection.refused");
}

TEST_F(Officer, I1_finds_who_opened_an_invitation_and_who_tried_one_that_works_no_more) {
    ASSERT_TRUE(c.admin("renew", {{"email", anna}, {"token", "fresh"}}));
    EXPECT_EQ(c.http("POST", "/api/invitation", R"({"token":"fresh"})").status, 200U);
    const std::string own = find(ConnectionId{11}, "admin.invitation_opened");
    EXPECT_NE(own.find("De uitnodiging van Anna Bakker is geopend."), std::string::npos) << own;
    const std::string other = find(ConnectionId{12}, "admin.invitation_opened");
    EXPECT_EQ(other.find("Anna Bakker"), std::string::npos) << other;
    c.look([&](store::Store& s, commands::World&) {
        auto account = s.account_by_email(anna);
        account->passphrase_hash = c.hasher.hash(phrase);  // in use again
        s.put_account(*account);
    });
    EXPECT_EQ(c.http("POST", "/api/invitation/accept",
                     R"({"token":"fresh","passphrase":"weer een lange zin","code":"000000"})")
                  .status,
              404U);
    expect_for_own_only("admin.invitation_accepted");
}

TEST_F(Officer, finds_what_the_console_ended_of_their_people) {
    ASSERT_TRUE(c.admin("end-employment", {{"email", anna}}));
    const std::string own = find(ConnectionId{11}, "admin.employment_ended");
    EXPECT_NE(own.find("Anna Bakker"), std::string::npos) << own;
    EXPECT_EQ(find(ConnectionId{12}, "admin.employment_ended").find("Anna Bakker"),
              std::string::npos);
}

}  // namespace
}  // namespace kortelijn::app
