// Covenants and certificates at the console.
#include "collaboration.hpp"
#include "domain/calendar.hpp"
#include "unit/store/raw_database.hpp"

namespace kortelijn::app {
namespace {

const std::string print(64, 'a');

class Covenants : public ::testing::Test {
protected:
    Covenants() {
        for (const auto& [name, kind] :
             {std::pair{"Veste; Wonen", "housing"}, std::pair{"Veste Wonen", "housing"},
              std::pair{"Stad Wonen", "housing"}, std::pair{"Gemeente", "municipality"}})
            EXPECT_TRUE(c.admin("add-organisation", {{"name", name}, {"kind", kind}}));
    }
    std::map<std::string, std::string> rent() {
        return {{"name", "Convenant vroegsignalering"},
                {"basis", "Wgs art. 8 lid 3"},
                {"kind", "rent_arrears"},
                {"senders", "Veste Wonen; Stad Wonen;"},
                {"receivers", "municipality;welfare"},
                {"days", "10"},
                {"term", "working"}};
    }
    std::vector<Covenant> covenants() {
        std::vector<Covenant> out;
        c.look([&](store::Store&, commands::World& w) { out = w.directory().covenants; });
        return out;
    }
    OrganisationId owner_of_print() {
        OrganisationId out;
        c.look([&](store::Store& s, commands::World&) {
            out = s.organisation_of_certificate(std::string(32, '\xaa'), c.clock.now());
        });
        return out;
    }

    Period period_of_print() {
        Period out;
        c.look([&](store::Store& s, commands::World&) {
            out = s.certificate(std::string(32, '\xaa'))->period;
        });
        return out;
    }

    Collaboration c;
};

TEST_F(Covenants, an_entry_says_which_covenant_or_certificate_it_was) {
    ASSERT_TRUE(c.admin("add-covenant", rent()));
    EXPECT_EQ(c.last_object().key_kind, "covenant");
    EXPECT_EQ(c.last_object().key_id, 1);
    ASSERT_TRUE(c.admin("end-covenant", {{"covenant", "1"}}));
    EXPECT_EQ(c.last_object().key_id, 1);
    ASSERT_TRUE(c.admin(
        "add-certificate",
        {{"organisation", "Veste Wonen"}, {"fingerprint", print}, {"until", "2030-01-01"}}));
    EXPECT_EQ(c.last_object().key_kind, "certificate");
    EXPECT_EQ(c.last_object().query, print);
    ASSERT_TRUE(c.admin("end-certificate", {{"fingerprint", print}}));
    EXPECT_EQ(c.last_object().query, print);
}

TEST_F(Covenants, one_is_added_with_its_senders_receivers_and_term_and_ends_when_it_is_ended) {
    const std::int64_t first = c.entries();
    const auto added = c.admin("add-covenant", rent());
    ASSERT_TRUE(added) << added.error().field;
    EXPECT_EQ(*added, R"({"covenant":1})");
    const auto all = covenants();
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].kind, SignalKind::rent_arrears);
    EXPECT_EQ(all[0].senders.size(), 2u);
    EXPECT_TRUE(all[0].received_by(OrganisationKind::municipality));
    EXPECT_TRUE(all[0].received_by(OrganisationKind::welfare));
    EXPECT_FALSE(all[0].received_by(OrganisationKind::school));
    EXPECT_EQ(all[0].term, (Term{10, TermKind::working}));
    EXPECT_EQ(all[0].name, "Convenant vroegsignalering");
    EXPECT_EQ(all[0].legal_basis, "Wgs art. 8 lid 3");
    EXPECT_TRUE(all[0].period.live(c.clock.now() + 1));
    ASSERT_TRUE(c.admin("end-covenant", {{"covenant", "1"}}));
    EXPECT_FALSE(covenants()[0].period.live(c.clock.now() + 1));
    EXPECT_EQ(c.admin("end-covenant", {{"covenant", "1"}}).error().reason, "admin.not_held");
    EXPECT_EQ(c.admin("end-covenant", {{"covenant", "2"}}).error().reason, "admin.unknown");
    EXPECT_TRUE(tells_of(c.leaves_from(first), "admin.covenant_added"));
    EXPECT_TRUE(tells_of(c.leaves_from(first), "admin.covenant_ended"));
}

TEST_F(Covenants, what_is_wrong_is_named_and_nothing_is_kept) {
    const std::pair<const char*, const char*> wrong[] = {
        {"name", ""},           {"basis", ""},     {"kind", "eviction"}, {"senders", "Niemand"},
        {"senders", " ; "},     {"receivers", ""}, {"receivers", "sun"}, {"days", "0"},
        {"days", "10x"},        {"days", "400"},   {"term", "weeks"},    {"until", "2027-13-01"},
        {"until", "2020-01-01"}};
    for (const auto& [field, value] : wrong) {
        auto values = rent();
        values[field] = value;
        const auto no = c.admin("add-covenant", values);
        ASSERT_FALSE(no) << field << "=" << value;
        EXPECT_EQ(no.error().field, field);
    }
    EXPECT_TRUE(covenants().empty());
}

TEST_F(Covenants, a_certificate_stands_for_one_organisation_through_its_last_day) {
    const Day today = amsterdam_day(c.clock.now());
    const std::map<std::string, std::string> values{
        {"organisation", "Veste Wonen"}, {"fingerprint", print}, {"until", to_text(today)}};
    ASSERT_TRUE(c.admin("add-certificate", values));
    const OrganisationId owner = owner_of_print();
    EXPECT_NE(owner, OrganisationId{});
    c.clock.ms = (amsterdam_midnight(Day{today.number + 1}) + -1).ms;
    EXPECT_EQ(owner_of_print(), owner);
    const auto since = period_of_print().from;
    auto longer = values;
    longer["until"] = to_text(Day{today.number + 30});
    ASSERT_TRUE(c.admin("add-certificate", longer));
    EXPECT_EQ(period_of_print().from, since);
    EXPECT_EQ(period_of_print().to, amsterdam_midnight(Day{today.number + 31}));
    c.clock.ms += 1;
    EXPECT_EQ(owner_of_print(), owner);
    auto taken = longer;
    taken["organisation"] = "Stad Wonen";
    EXPECT_EQ(c.admin("add-certificate", taken).error().reason, "admin.exists");
    std::string colons;
    for (int i = 0; i < 32; ++i) colons += i == 0 ? "AA" : ":AA";
    ASSERT_TRUE(c.admin("end-certificate", {{"fingerprint", colons}}));
    EXPECT_EQ(owner_of_print(), OrganisationId{});
    // What it was is not written over once its time is past.
    EXPECT_EQ(c.admin("add-certificate", longer).error().field, "fingerprint");
    EXPECT_EQ(owner_of_print(), OrganisationId{});
    EXPECT_EQ(c.admin("end-certificate", {{"fingerprint", print}}).error().reason,
              "admin.not_held");
    EXPECT_EQ(c.admin("end-certificate", {{"fingerprint", std::string(64, 'b')}}).error().reason,
              "admin.unknown");
    for (const char* bad : {"", "aa", "zz"})
        EXPECT_EQ(c.admin("end-certificate", {{"fingerprint", bad}}).error().field, "fingerprint");
}

TEST_F(Covenants, a_certificate_of_before_the_seals_is_warned_of_and_ended_at_the_console) {
    ASSERT_TRUE(c.admin(
        "add-certificate",
        {{"organisation", "Veste Wonen"}, {"fingerprint", print}, {"until", "2030-01-01"}}));
    const auto warning = [&] {
        std::string out;
        c.look([&](store::Store& s, commands::World&) {
            out = words_of_registering_again(s, c.clock.now());
        });
        return out;
    };
    EXPECT_EQ(warning(), "");
    store::RawDatabase(store_options(c.config).path)
        .run("UPDATE partner_certificate SET sealed = NULL");
    EXPECT_NE(warning().find("1 certificates"), std::string::npos);
    EXPECT_EQ(owner_of_print(), OrganisationId{});
    ASSERT_TRUE(c.admin("end-certificate", {{"fingerprint", print}}));
    EXPECT_EQ(c.last_object().query, print);
    EXPECT_EQ(warning(), "");
    EXPECT_EQ(c.admin("end-certificate", {{"fingerprint", print}}).error().reason,
              "admin.not_held");
    EXPECT_EQ(c.engine->counts().damage, 0U);
}

}  // namespace
}  // namespace kortelijn::app
