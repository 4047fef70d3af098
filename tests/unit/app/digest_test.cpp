// The morning's reminder: once a working day, a number and nothing else, recorded before it is
// sent.
#include "app/digest.hpp"

#include "collaboration.hpp"

namespace kortelijn::app {
namespace {

Instant local(const std::string& day, int hour, int minute) {
    return amsterdam_midnight(*parse_day(day)) + hour * hour_ms + minute * minute_ms;
}

class DigestTest : public ::testing::Test {
protected:
    DigestTest() {
        options.relay = SmtpRelay{"localhost", 25};
        options.from = "kortelijn@voorbeeld.nl";
    }
    ProfessionalId add(const std::string& name, const std::string& email) {
        c.add_person(name, email, "een goede lange zin");
        ProfessionalId who;
        c.look([&](store::Store& s, commands::World&) {
            who = s.account_by_email(email)->professional;
        });
        return who;
    }
    void give_action(ProfessionalId who, const std::string& due, CaseId of_case = {}) {
        c.look([&](store::Store& s, commands::World&) {
            store::ActionRecord action;
            action.due = *parse_day(due);
            action.made_by = who;
            action.made_at = c.clock.now();
            action.owners = {owner_of(who)};
            action.text = "Moeder bellen over de huur";
            action.of_case = of_case;
            s.add_action(action);
        });
    }
    CaseId case_of_nobody() {
        CaseId out;
        c.look([&](store::Store& s, commands::World& w) {
            store::CaseDraft draft;
            draft.home_team = s.add_team("Noord");
            draft.home_organisation = w.directory().organisations.front().id;
            draft.number = "K-1";
            draft.label = "Huur";
            draft.opened_at = c.clock.now();
            out = s.create_case(draft).id;
        });
        return out;
    }
    std::unique_ptr<Digest> make() {
        return std::make_unique<Digest>(
            *c.engine, c.clock, *c.store, options,
            [this](std::span<const Mail> mails, const std::atomic<bool>&) {
                const std::scoped_lock lock(mutex);
                for (const Mail& mail : mails) sent.push_back(mail);
                ++sendings;
                return SentMails{mails.size(), ""};
            },
            [](const std::string&, bool) {});
    }
    // What was sent once the core and the sender have nothing left to do.
    std::vector<Mail> after(Digest& digest, Instant at) {
        c.clock.ms = at.ms;
        const std::int64_t before = c.entries();
        digest.look();
        c.look([](store::Store&, commands::World&) {});
        if (c.entries() != before)
            for (int i = 0; i < 500 && sendings == 0; ++i)
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
        const std::scoped_lock lock(mutex);
        sendings = 0;
        return std::exchange(sent, {});
    }

    Collaboration c;
    DigestOptions options;
    std::mutex mutex;
    std::vector<Mail> sent;
    std::atomic<int> sendings{0};
};

TEST_F(DigestTest, who_has_actions_due_gets_their_number_and_nothing_else_once_a_working_day) {
    c.clock.ms = local("2027-03-01", 6, 0).ms;  // a Monday
    const ProfessionalId anna = add("Anna", "anna@voorbeeld.nl");
    const ProfessionalId bas = add("Bas", "bas@voorbeeld.nl");
    add("Cas", "cas@voorbeeld.nl");
    for (const char* due : {"2027-02-26", "2027-03-01", "2027-03-02"}) give_action(anna, due);
    give_action(bas, "2027-03-01");
    const auto digest = make();
    EXPECT_TRUE(after(*digest, local("2027-03-01", 7, 29)).empty());
    const std::int64_t first = c.entries();
    const auto mails = after(*digest, local("2027-03-01", 7, 30));
    ASSERT_EQ(mails.size(), 2u);
    EXPECT_EQ(mails[0].to, "anna@voorbeeld.nl");
    EXPECT_EQ(mails[0].subject, "Kortelijn");
    EXPECT_EQ(mails[0].text, "U hebt 2 afspraken in Kortelijn.");
    EXPECT_EQ(mails[1].text, "U hebt 1 afspraak in Kortelijn.");
    EXPECT_TRUE(tells_of(c.leaves_from(first), "digest.sent"));
    EXPECT_TRUE(after(*digest, local("2027-03-01", 7, 31)).empty());
    EXPECT_EQ(after(*digest, local("2027-03-02", 7, 30)).size(), 2u);
    digest->stop();
}

TEST_F(DigestTest, a_server_that_starts_again_does_not_send_twice_nor_late_in_the_day) {
    c.clock.ms = local("2027-03-01", 6, 0).ms;
    give_action(add("Anna", "anna@voorbeeld.nl"), "2027-03-01");
    const auto one = make();
    EXPECT_EQ(after(*one, local("2027-03-01", 8, 0)).size(), 1u);
    one->stop();
    const auto again = make();
    EXPECT_TRUE(after(*again, local("2027-03-01", 8, 1)).empty());
    EXPECT_TRUE(after(*again, local("2027-03-02", 15, 0)).empty());
    again->stop();
}

TEST_F(DigestTest, nobody_is_reminded_at_the_weekend_or_on_a_holiday_nor_when_blocked) {
    c.clock.ms = local("2027-03-25", 6, 0).ms;
    give_action(add("Anna", "anna@voorbeeld.nl"), "2027-03-25");
    const auto digest = make();
    EXPECT_TRUE(after(*digest, local("2027-03-26", 8, 0)).empty());  // Good Friday
    EXPECT_TRUE(after(*digest, local("2027-03-27", 8, 0)).empty());
    EXPECT_TRUE(after(*digest, local("2027-03-29", 8, 0)).empty());  // Easter Monday
    EXPECT_EQ(after(*digest, local("2027-03-30", 8, 0)).size(), 1u);
    ASSERT_TRUE(c.admin("block", {{"email", "anna@voorbeeld.nl"}}));
    EXPECT_TRUE(after(*digest, local("2027-03-31", 8, 0)).empty());
    digest->stop();
}

TEST_F(DigestTest, an_action_that_its_owner_may_no_longer_read_is_not_counted) {
    c.clock.ms = local("2027-03-01", 6, 0).ms;
    const ProfessionalId anna = add("Anna", "anna@voorbeeld.nl");
    const ProfessionalId bas = add("Bas", "bas@voorbeeld.nl");
    const CaseId hidden = case_of_nobody();
    give_action(anna, "2027-03-01");
    give_action(anna, "2027-03-01", hidden);
    give_action(bas, "2027-03-01", hidden);
    const auto digest = make();
    const auto mails = after(*digest, local("2027-03-01", 7, 30));
    ASSERT_EQ(mails.size(), 1u);
    EXPECT_EQ(mails[0].text, "U hebt 1 afspraak in Kortelijn.");
    digest->stop();
}

TEST(DigestFailing, one_that_could_not_be_recorded_is_tried_again_the_same_morning) {
    std::atomic<bool> failing{false};
    Collaboration c;
    c.before_statement = [&](std::string_view name) {
        if (name == "commit" && failing.exchange(false))
            throw store::StoreFailure(store::StoreFailure::Kind::full, "disk full");
    };
    c.clock.ms = local("2027-03-01", 8, 0).ms;
    DigestOptions options;
    options.relay = SmtpRelay{"localhost", 25};
    Digest digest(
        *c.engine, c.clock, *c.store, options,
        [](std::span<const Mail>, const std::atomic<bool>&) { return SentMails{}; },
        [](const std::string&, bool) {});
    const std::int64_t before = c.entries();
    failing = true;
    digest.look();
    (void)c.task(nothing());  // may be of the same failed batch
    EXPECT_EQ(c.entries(), before);
    digest.look();
    EXPECT_EQ(c.entries(), before + 1);
    digest.look();
    EXPECT_EQ(c.entries(), before + 1);
    digest.stop();
}

TEST(DigestSettings, a_relay_needs_a_senders_address_and_a_time) {
    Config config;
    EXPECT_FALSE(digest_options(config).relay);
    config.digest_relay = "localhost:2525";
    EXPECT_THROW((void)digest_options(config), Refused);
    config.digest_from = "kortelijn@voorbeeld.nl";
    EXPECT_EQ(digest_options(config).at_minutes, 450);
    EXPECT_EQ(digest_options(config).relay->port, 2525);
    config.digest_at = "24:00";
    EXPECT_THROW((void)digest_options(config), Refused);
    config.digest_at = "06:05";
    EXPECT_EQ(digest_options(config).at_minutes, 365);
    config.digest_relay = "localhost:x";
    EXPECT_THROW((void)digest_options(config), Refused);
}

TEST(Smtp, a_relay_is_a_host_with_a_port_or_without) {
    EXPECT_EQ(parse_relay("mail.example.nl:587")->port, 587);
    EXPECT_EQ(parse_relay("mail.example.nl")->port, 25);
    EXPECT_EQ(parse_relay("[2001:db8::1]:2525")->host, "2001:db8::1");
    EXPECT_TRUE(parse_relay("localhost:25")->on_this_machine());
    EXPECT_FALSE(parse_relay("mail.example.nl")->on_this_machine());
    EXPECT_TRUE(parse_relay("127.0.0.2:25")->on_this_machine());
    EXPECT_FALSE(parse_relay("127.relay.nl:25")->on_this_machine());
    EXPECT_FALSE(parse_relay("127.0.0.1.relay.nl")->on_this_machine());
    for (const char* bad : {"", ":25", "a b:25", "mail:0", "mail:70000", "mail:25x", "[::1"})
        EXPECT_FALSE(parse_relay(bad)) << bad;
}

TEST(Smtp, no_address_can_smuggle_a_line_or_a_second_recipient) {
    EXPECT_TRUE(is_plain_address("a.b+c@voorbeeld.nl"));
    for (const char* bad : {"", "@a", "a@", "a", "a@b@c", "a b@c", "a@b\r\nRCPT TO:<x@y>", "<a@b>",
                            "a@b,c@d", "\"a\"@b", "\xc3\xa9@b"})
        EXPECT_FALSE(is_plain_address(bad)) << bad;
}

TEST(Smtp, a_line_that_begins_with_a_dot_does_not_end_the_mail) {
    const std::string data = mail_data("k@v.nl", {"a@b.nl", "Kortelijn", "een\n.\n..twee"},
                                       Instant{784111777000}, "1@v.nl");
    EXPECT_EQ(data,
              "From: Kortelijn <k@v.nl>\r\nTo: <a@b.nl>\r\nSubject: Kortelijn\r\n"
              "Date: Sun, 06 Nov 1994 08:49:37 +0000\r\nMessage-ID: <1@v.nl>\r\n"
              "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\n"
              "Auto-Submitted: auto-generated\r\n\r\neen\r\n..\r\n...twee\r\n");
}

}  // namespace
}  // namespace kortelijn::app
