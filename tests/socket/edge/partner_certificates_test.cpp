// Whose certificates open the partner API and whose do not: two organisations with good ones beside
// each other, and bad ones of every kind, shown by a real curl. Each refusal has its entry.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "socket/edge/partner_server.hpp"

namespace kortelijn::app {
namespace {

using Json = nlohmann::json;

struct Certificates : testing::Test {
    Certificates() {
        EXPECT_TRUE(server.c.admin("add-covenant", {{"name", "Convenant huur Stad"},
                                                    {"basis", "Wgs artikel 3"},
                                                    {"kind", "rent_arrears"},
                                                    {"senders", "Stad Wonen"},
                                                    {"receivers", "municipality"},
                                                    {"days", "28"},
                                                    {"term", "calendar"}}));
    }
    Answer post(const std::string& as, int covenant) {
        const Json body{{"covenant", covenant},
                        {"team", 1},
                        {"name", "R. Bakker"},
                        {"address", {{"number", "12a"}, {"postcode", "8911 AB"}}},
                        {"text", "Twee maanden huur niet betaald."},
                        {"household_knows", true}};
        return server.post(as, "huur-2026-000" + std::to_string(++sent_), body.dump());
    }
    // The code of the refusal, of which there must be one new entry that says so.
    std::string refused(const std::string& as, int covenant, unsigned status) {
        const std::int64_t before = server.c.entries();
        const Answer answer = post(as, covenant);
        EXPECT_EQ(answer.status, status) << answer.body;
        const auto leaves = server.c.leaves_from(before);
        EXPECT_TRUE(tells_of(leaves, "signal.refused")) << as;
        EXPECT_FALSE(tells_of(leaves, "signal.send")) << as;
        const std::string code = Json::parse(answer.body).value("code", "");
        EXPECT_EQ(server.c.last_object().tell, code) << as;
        return code;
    }
    void openssl(std::vector<std::string> words) {
        words.insert(words.begin(), "openssl");
        Child child(words);
        (void)child.all();
        EXPECT_EQ(child.exit_code(), 0) << words[1];
    }

    PartnerServer server;

private:
    int sent_ = 0;
};

TEST_F(Certificates, two_organisations_send_each_under_its_own_covenant_and_never_the_others) {
    server.add_certificate("veste", "Veste Wonen");
    server.add_certificate("stad", "Stad Wonen");
    EXPECT_EQ(post("veste", 1).status, 201u);
    const Answer second = post("stad", 2);
    EXPECT_EQ(second.status, 201u) << second.body;
    EXPECT_EQ(second.header("Location"), "/v1/signals/1") << "each counts its own";
    EXPECT_EQ(refused("veste", 2, 403), "signal.not_in_covenant");
    EXPECT_EQ(refused("stad", 1, 403), "signal.not_in_covenant");
}

TEST_F(Certificates, one_of_another_authority_in_the_name_of_a_partner_is_a_strangers) {
    server.add_certificate("veste", "Veste Wonen");
    const std::string ca = server.file("ca"), evil = server.file("evil");
    openssl({"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
             "-subj", "/CN=Other CA", "-days", "30", "-keyout", ca + ".key", "-out", ca + ".pem"});
    openssl({"req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
             "-subj", "/CN=veste", "-keyout", evil + ".key", "-out", evil + ".csr"});
    openssl({"x509", "-req", "-in", evil + ".csr", "-CA", ca + ".pem", "-CAkey", ca + ".key",
             "-CAcreateserial", "-days", "30", "-out", evil + ".pem"});
    EXPECT_EQ(refused("evil", 1, 403), "certificate.unknown");
}

TEST_F(Certificates, one_that_signed_itself_and_that_nobody_registered_is_a_strangers) {
    server.make_certificate("stranger");
    EXPECT_EQ(refused("stranger", 1, 403), "certificate.unknown");
    EXPECT_EQ(refused("", 1, 401), "certificate.missing");
}

TEST_F(Certificates, one_is_over_with_its_own_last_second_though_it_is_registered_for_longer) {
    server.add_certificate("veste", "Veste Wonen", 2);
    EXPECT_EQ(post("veste", 1).status, 201u);
    server.c.clock.ms += 2 * 24 * hour_ms;  // two days after it was made, and an hour
    EXPECT_EQ(refused("veste", 1, 403), "certificate.expired");
}

TEST_F(Certificates, the_end_of_one_leaves_the_organisations_other_one_and_the_other_organisation) {
    const std::string stolen = server.add_certificate("stolen", "Veste Wonen");
    server.add_certificate("veste", "Veste Wonen");
    server.add_certificate("stad", "Stad Wonen");
    EXPECT_EQ(post("stolen", 1).status, 201u);
    ASSERT_TRUE(server.c.admin("end-certificate", {{"fingerprint", stolen}}));
    EXPECT_EQ(refused("stolen", 1, 403), "certificate.expired");
    EXPECT_EQ(post("veste", 1).status, 201u);
    EXPECT_EQ(post("stad", 2).status, 201u);
}

TEST_F(Certificates, when_the_covenant_is_over_its_sender_is_refused_and_may_still_ask) {
    server.add_certificate("veste", "Veste Wonen");
    ASSERT_EQ(post("veste", 1).status, 201u);
    ASSERT_TRUE(server.c.admin("end-covenant", {{"covenant", "1"}}));
    EXPECT_EQ(refused("veste", 1, 403), "signal.not_in_covenant");
    EXPECT_EQ(server.get("veste", "/v1/signals/1").status, 200u);
}

}  // namespace
}  // namespace kortelijn::app
