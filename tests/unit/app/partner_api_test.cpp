// The partner API from request to entry, without sockets: what its log says, and what it does when
// the disk fills up.
#include "app/partner_api.hpp"

#include "app/serve.hpp"
#include "collaboration.hpp"

namespace kortelijn::app {
namespace {

const std::string registered(64, 'a'), stranger(64, 'b');

class PartnerApiTest : public ::testing::Test {
protected:
    PartnerApiTest() {
        for (const auto& [name, kind] :
             {std::pair{"Veste Wonen", "housing"}, std::pair{"Gemeente", "municipality"}})
            EXPECT_TRUE(c.admin("add-organisation", {{"name", name}, {"kind", kind}}));
        EXPECT_TRUE(c.admin("add-team", {{"name", "Noord"}}));
        c.add_receiver("Gemeente", "Noord");
        EXPECT_TRUE(c.admin("add-covenant", {{"name", "Convenant vroegsignalering"},
                                             {"basis", "Wgs art. 8 lid 3"},
                                             {"kind", "rent_arrears"},
                                             {"senders", "Veste Wonen"},
                                             {"receivers", "municipality"},
                                             {"days", "10"},
                                             {"term", "working"}}));
        EXPECT_TRUE(c.admin("add-certificate", {{"organisation", "Veste Wonen"},
                                                {"fingerprint", registered},
                                                {"until", "2030-01-01"}}));
        api = std::make_unique<PartnerApi>(*c.engine, c.clock);
    }
    ~PartnerApiTest() override { c.engine->stop(); }

    transport::HttpResponse ask(const std::string& method, const std::string& path,
                                const std::string& fingerprint, const std::string& body = {}) {
        transport::HttpRequest request;
        request.method = method;
        request.path = path;
        request.body = body;
        request.peer = "192.0.2.17";
        request.certificate = {fingerprint, Instant{0}, c.clock.now() + day_ms};
        if (!body.empty())
            request.headers = {{"content-type", "application/json"},
                               {"content-length", std::to_string(body.size())},
                               {"idempotency-key", "een-sleutel-1"}};
        auto promise = std::make_shared<std::promise<transport::HttpResponse>>();
        auto future = promise->get_future();
        api->handle(std::move(request), [promise](transport::HttpResponse answer) {
            promise->set_value(std::move(answer));
        });
        return future.get();
    }
    transport::HttpResponse send(const std::string& number = "12") {
        return ask("POST", "/v1/signals", registered,
                   R"({"covenant":1,"team":1,"name":"R. Bakker","address":{"number":")" + number +
                       R"(","postcode":"8911AB"},"text":"Twee maanden huur niet betaald.",)" +
                       R"("household_knows":true})");
    }
    std::string keys_of_last_entry() {
        audit::Entry entry;
        c.look([&](store::Store& s, commands::World&) {
            EXPECT_TRUE(audit::parse_entry(*s.entry_leaf(s.entry_count() - 1), entry));
        });
        return entry.erase_kinds;
    }

    Collaboration c;
    std::unique_ptr<PartnerApi> api;
};

TEST_F(PartnerApiTest, the_entry_of_a_signal_goes_with_it_and_says_by_which_certificate) {
    const auto sent = send();
    ASSERT_EQ(sent.status, 201u) << text_of(sent);
    const auto object = c.last_object();
    EXPECT_EQ(object.signal, 1);
    EXPECT_EQ(object.query, registered);
    EXPECT_EQ(object.reason, "");
    EXPECT_NE(keys_of_last_entry().find('s'), std::string::npos);  // of the signal
}

TEST_F(PartnerApiTest, one_sent_again_is_marked_in_the_log) {
    ASSERT_EQ(send().status, 201u);
    EXPECT_EQ(send().status, 200u);
    EXPECT_EQ(c.last_object().reason, "repeated");
    EXPECT_EQ(c.last_object().signal, 1);
}

TEST_F(PartnerApiTest, one_sent_again_after_the_covenants_end_has_its_first_answer) {
    const auto first = send();
    ASSERT_EQ(first.status, 201u);
    ASSERT_TRUE(c.admin("end-covenant", {{"covenant", "1"}}));
    const auto again = send();
    EXPECT_EQ(again.status, 200u) << text_of(again);
    EXPECT_EQ(text_of(again), text_of(first));
    EXPECT_EQ(send("13").status, 409u) << "and another body is another signal";
}

TEST_F(PartnerApiTest, a_refused_question_says_in_the_log_which_signal_it_named) {
    EXPECT_EQ(ask("GET", "/v1/signals/77", registered).status, 404u);
    EXPECT_EQ(c.last_object().field, "77");
    EXPECT_EQ(c.last_object().query, registered);
}

TEST_F(PartnerApiTest, a_sender_counts_its_own_signals_and_reads_nobody_elses) {
    ASSERT_TRUE(c.admin("add-organisation", {{"name", "Stad Wonen"}, {"kind", "housing"}}));
    ASSERT_TRUE(c.admin("add-covenant", {{"name", "Convenant twee"},
                                         {"basis", "Wgs art. 8 lid 3"},
                                         {"kind", "rent_arrears"},
                                         {"senders", "Stad Wonen"},
                                         {"receivers", "municipality"},
                                         {"days", "10"},
                                         {"term", "working"}}));
    ASSERT_TRUE(c.admin(
        "add-certificate",
        {{"organisation", "Stad Wonen"}, {"fingerprint", stranger}, {"until", "2030-01-01"}}));
    ASSERT_EQ(send().status, 201u);
    const auto first = ask("POST", "/v1/signals", stranger,
                           R"({"covenant":2,"team":1,"name":"A. Ali","address":{"number":"3",)"
                           R"("postcode":"8911AB"},"text":"Een maand.","household_knows":true})");
    ASSERT_EQ(first.status, 201u) << text_of(first);
    EXPECT_EQ(text_of(first).find(R"({"id":1,)"), 0u) << text_of(first);
    EXPECT_EQ(c.last_object().signal, 2);
    EXPECT_EQ(text_of(ask("GET", "/v1/signals/1", stranger)), R"({"id":1,"status":"received"})");
    EXPECT_EQ(c.last_object().signal, 2);
    (void)c.take_statements();
    EXPECT_EQ(ask("GET", "/v1/signals/2", stranger).status, 404u);
    const auto others = c.take_statements();
    EXPECT_EQ(ask("GET", "/v1/signals/999", stranger).status, 404u);
    EXPECT_EQ(c.take_statements(), others);
}

TEST_F(PartnerApiTest, only_its_own_paths_are_answered) {
    ASSERT_EQ(send().status, 201u);
    EXPECT_EQ(ask("GET", "/v1/signals/1", registered).status, 200u);
    for (const char* path : {"/v1/signalsX1", "/v1/signals-1", "/v1/signals1", "/v1/signals/",
                             "/v1/signals/01", "/v1/signals/1/", "/v1/signals//1"})
        EXPECT_EQ(ask("GET", path, registered).status, 404u) << path;
}

TEST_F(PartnerApiTest, a_number_that_may_be_a_bsn_is_refused_wherever_it_stands) {
    const auto no = send("123456782");
    EXPECT_EQ(no.status, 422u);
    EXPECT_NE(text_of(no).find(R"("field":"address.number")"), std::string::npos) << text_of(no);
}

TEST_F(PartnerApiTest, while_the_disk_fills_up_a_stranger_leaves_nothing_behind) {
    api->know(*c.store);
    api->refuse_strangers(true);
    const std::int64_t before = c.entries();
    EXPECT_EQ(ask("GET", "/v1/signals/1", stranger).status, 503u);
    EXPECT_EQ(ask("GET", "/v1/signals/1", "").status, 503u);
    EXPECT_EQ(c.entries(), before);
    EXPECT_EQ(send().status, 201u);
    api->refuse_strangers(false);
    EXPECT_EQ(ask("GET", "/v1/signals/1", stranger).status, 403u);
}

TEST_F(PartnerApiTest, no_sums_are_written_while_nothing_may_be) {
    for (int i = 0; i < 60; ++i) (void)ask("GET", "/v1/signals/1", "");
    api->stand_still(true);
    const std::int64_t before = c.entries();
    api->record_sums(true);
    EXPECT_EQ(c.entries(), before);
    api->stand_still(false);
    api->record_sums(true);
    EXPECT_EQ(c.entries(), before + 1);
}

TEST_F(PartnerApiTest, a_registered_sender_is_not_kept_out_by_a_strangers_refusals_of_its_address) {
    api->know(*c.store);
    for (int i = 0; i < 25; ++i) (void)ask("GET", "/v1/signals/1", stranger);
    EXPECT_EQ(ask("GET", "/v1/signals/1", stranger).status, 429u);
    EXPECT_EQ(send().status, 201u);
}

TEST_F(PartnerApiTest, who_is_registered_while_it_runs_is_known_soon) {
    ASSERT_TRUE(c.admin(
        "add-certificate",
        {{"organisation", "Veste Wonen"}, {"fingerprint", stranger}, {"until", "2030-01-01"}}));
    for (int i = 0; i < 25; ++i) (void)ask("GET", "/v1/signals/1", std::string(64, 'c'));
    EXPECT_EQ(ask("GET", "/v1/signals/1", stranger).status, 429u);
    api->look();
    (void)c.task(nothing());
    EXPECT_EQ(ask("GET", "/v1/signals/1", stranger).status, 404u);
}

TEST_F(PartnerApiTest, who_shows_no_certificate_that_counts_keeps_no_place) {
    EXPECT_TRUE(ask("GET", "/v1/signals/1", "").close);
    EXPECT_TRUE(ask("GET", "/v1/signals/1", stranger).close);
    EXPECT_FALSE(ask("GET", "/v1/signals/1", registered).close);
}

TEST_F(PartnerApiTest, monitoring_sees_what_was_sent_refused_and_throttled) {
    EXPECT_EQ(send().status, 201u);
    EXPECT_EQ(send().status, 200u);
    for (int i = 0; i < 30; ++i) (void)ask("GET", "/v1/signals/1", stranger);
    const std::string text = api->open_metrics();
    EXPECT_NE(text.find("\nkortelijn_partner_signals_total 1\n"), std::string::npos) << text;
    EXPECT_NE(text.find("\nkortelijn_partner_refusals_total 20\n"), std::string::npos) << text;
    EXPECT_NE(text.find("\nkortelijn_partner_throttled_total 10\n"), std::string::npos) << text;
}

TEST_F(PartnerApiTest, what_the_listener_refused_by_itself_is_in_the_sums) {
    const std::int64_t before = c.entries();
    api->refused_unread(17);
    api->record_sums(true);
    EXPECT_EQ(c.entries(), before + 1);
    EXPECT_EQ(c.last_object().count, 17);
}

TEST(PartnerListenerLimits, one_address_takes_a_few_places_and_not_all) {
    Config config;
    config.certificate = config.key = "x";
    const auto options = partner_options(config, false);
    EXPECT_LE(options.limits.connections_per_address, 8u);
    EXPECT_GE(options.limits.connections, 8 * options.limits.connections_per_address);
    EXPECT_LE(options.limits.setup_ms, 5'000);
    EXPECT_LE(options.limits.keep_alive_ms, 10'000);
}

}  // namespace
}  // namespace kortelijn::app
