// The partner API as a partner's system meets it: real curl, real certificates, good and bad.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "audit/escaping.hpp"
#include "socket/edge/partner_server.hpp"
#include "support/tls_client.hpp"

namespace kortelijn::app {
namespace {

using Json = nlohmann::json;

std::string signal(const std::string& text = "Twee maanden huur niet betaald.") {
    return Json{{"covenant", 1},       {"team", 1},
                {"name", "R. Bakker"}, {"address", {{"number", "12a"}, {"postcode", "8911 AB"}}},
                {"text", text},        {"household_knows", true}}
        .dump();
}

std::string code_of(const Answer& answer) {
    EXPECT_EQ(answer.header("Content-Type"), "application/problem+json") << answer.body;
    return Json::parse(answer.body).value("code", "");
}

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST(PartnerApi, a_signal_is_received_and_its_sender_alone_may_ask_how_far_it_is) {
    PartnerServer server;
    server.add_certificate("veste", "Veste Wonen");
    server.add_certificate("stad", "Stad Wonen");
    const std::int64_t first = server.c.entries();
    const Answer sent = server.post("veste", "huur-2026-0001", signal());
    ASSERT_EQ(sent.status, 201u) << sent.body;
    EXPECT_EQ(sent.header("API-Version"), "1.0.0");
    EXPECT_EQ(sent.header("Location"), "/v1/signals/1");
    const Json receipt = Json::parse(sent.body);
    EXPECT_EQ(receipt.at("id"), 1);
    EXPECT_EQ(receipt.at("status"), "received");
    EXPECT_GT(*parse_instant(receipt.at("term_ends").get<std::string>()),
              *parse_instant(receipt.at("received_at").get<std::string>()));

    const Answer own = server.get("veste", "/v1/signals/1");
    EXPECT_EQ(own.status, 200u);
    EXPECT_EQ(own.body, R"({"id":1,"status":"received"})");
    const Answer others = server.get("stad", "/v1/signals/1");
    const Answer nobodys = server.get("stad", "/v1/signals/999");
    EXPECT_EQ(others.status, 404u);
    EXPECT_EQ(others.body, nobodys.body);  // there or not: the same to who did not send it
    const auto leaves = server.c.leaves_from(first);
    EXPECT_TRUE(tells_of(leaves, "signal.send"));
    EXPECT_TRUE(tells_of(leaves, "signal.status"));
}

TEST(PartnerApi, without_a_certificate_that_is_registered_and_live_nothing_is_taken) {
    PartnerServer server;
    const std::string print = server.add_certificate("veste", "Veste Wonen");
    server.make_certificate("stranger");
    const std::int64_t first = server.c.entries();
    const Answer none = server.post("", "huur-2026-0001", signal());
    EXPECT_EQ(none.status, 401u);
    EXPECT_EQ(code_of(none), "certificate.missing");
    const Answer unknown = server.post("stranger", "huur-2026-0001", signal());
    EXPECT_EQ(unknown.status, 403u);
    EXPECT_EQ(code_of(unknown), "certificate.unknown");
    ASSERT_TRUE(server.c.admin("end-certificate", {{"fingerprint", print}}));
    const Answer ended = server.post("veste", "huur-2026-0001", signal());
    EXPECT_EQ(ended.status, 403u);
    EXPECT_EQ(code_of(ended), "certificate.expired");
    EXPECT_EQ(server.get("veste", "/v1/signals/1").status, 403u);
    const auto leaves = server.c.leaves_from(first);
    EXPECT_EQ(std::count_if(leaves.begin(), leaves.end(),
                            [](const std::string& leaf) {
                                return leaf.find("\"e\":\"signal.refused\"") != std::string::npos;
                            }),
              4);
    EXPECT_FALSE(tells_of(leaves, "signal.send"));
}

TEST(PartnerApi, a_certificate_counts_no_longer_than_its_own_last_second_nor_the_collaborations) {
    PartnerServer server;
    server.add_certificate("veste", "Veste Wonen");
    const Day last{amsterdam_day(server.c.clock.now()).number + 30};
    server.c.clock.ms = (amsterdam_midnight(Day{last.number + 1}) + -1000).ms;
    EXPECT_EQ(server.post("veste", "huur-2026-0001", signal()).status, 201u);
    server.c.clock.ms += 1000;
    EXPECT_EQ(code_of(server.post("veste", "huur-2026-0002", signal())), "certificate.expired");
}

TEST(PartnerApi, another_organisations_covenant_opens_nothing) {
    PartnerServer server;
    server.add_certificate("stad", "Stad Wonen");
    const Answer no = server.post("stad", "huur-2026-0001", signal());
    EXPECT_EQ(no.status, 403u);
    EXPECT_EQ(code_of(no), "signal.not_in_covenant");
}

TEST(PartnerApi, the_same_key_sends_once_and_never_something_else) {
    PartnerServer server;
    server.add_certificate("veste", "Veste Wonen");
    const Answer first = server.post("veste", "huur-2026-0001", signal());
    const Answer again = server.post("veste", "huur-2026-0001", signal());
    EXPECT_EQ(first.status, 201u);
    EXPECT_EQ(again.status, 200u);
    EXPECT_EQ(first.body, again.body);
    EXPECT_EQ(again.header("Location"), "/v1/signals/1");
    const Answer other = server.post("veste", "huur-2026-0001", signal("Drie maanden."));
    EXPECT_EQ(other.status, 409u);
    EXPECT_EQ(code_of(other), "signal.key_used");
    EXPECT_EQ(server.get("veste", "/v1/signals/2").status, 404u);
    EXPECT_EQ(server.post("veste", "huur-2026-0002", signal("Drie maanden.")).status, 201u);
}

TEST(PartnerApi, what_is_not_right_is_refused_with_its_reason_and_place) {
    PartnerServer server;
    server.add_certificate("veste", "Veste Wonen");
    const std::string json = "Content-Type: application/json", key = "Idempotency-Key: huur-1234";
    struct Wrong {
        std::vector<std::string> words;
        std::string path, body;
        unsigned status;
        std::string code, field;
    };
    const Wrong all[] = {
        {{"-H", json}, "/v1/signals", signal(), 400, "request.invalid", "Idempotency-Key"},
        {{"-H", json, "-H", "Idempotency-Key: short"},
         "/v1/signals",
         signal(),
         400,
         "request.invalid",
         "Idempotency-Key"},
        {{"-H", json, "-H", key, "-H", key},
         "/v1/signals",
         signal(),
         400,
         "request.invalid",
         "Idempotency-Key"},
        {{"-H", "Content-Type: text/plain", "-H", key},
         "/v1/signals",
         signal(),
         415,
         "request.not_json",
         ""},
        {{"-H", json, "-H", key}, "/v1/signals", "{\"covenant\":1", 400, "json.invalid", ""},
        {{"-H", json, "-H", key},
         "/v1/signals",
         R"({"covenant":1,"covenant":1})",
         400,
         "json.invalid",
         "covenant"},
        {{"-H", json, "-H", key},
         "/v1/signals",
         signal().insert(1, R"("case":1,)"),
         400,
         "request.invalid",
         "case"},
        {{"-H", json, "-H", key},
         "/v1/signals",
         signal(std::string(4001, 'a')),
         422,
         "text.too_long",
         "text"},
        {{"-H", json, "-H", key},
         "/v1/signals",
         signal(std::string(1024 * 1024, 'a')),
         413,
         "request.too_large",
         ""},
        {{"-X", "PUT", "-H", json, "-H", key},
         "/v1/signals",
         signal(),
         405,
         "request.method_not_allowed",
         ""},
        {{"-X", "DELETE"}, "/v1/signals/1", "", 405, "request.method_not_allowed", ""},
        {{}, "/v1/signals/0", "", 404, "not_found", ""},
        {{}, "/v1/signals/1/", "", 404, "not_found", ""},
        {{}, "/v1/cases", "", 404, "not_found", ""},
        {{}, "/", "", 404, "http.404", ""},
    };
    int refusals = 0;
    for (const Wrong& one : all) {
        if (++refusals % 8 == 0) server.c.clock.ms += 60'000;
        const Answer answer = server.curl("veste", one.words, one.path, one.body);
        EXPECT_EQ(answer.status, one.status) << one.path << " " << answer.body.substr(0, 200);
        EXPECT_EQ(code_of(answer), one.code);
        EXPECT_EQ(Json::parse(answer.body).value("field", ""), one.field);
    }
    EXPECT_EQ(server.get("veste", "/v1/signals/1").status, 404u);  // nothing of all that was kept
}

TEST(PartnerApi, each_example_of_the_description_is_answered_as_it_says) {
    PartnerServer server;
    server.add_certificate("veste", "Veste Wonen");
    const Answer served = server.get("", "/v1/openapi.json");
    EXPECT_EQ(served.status, 200u);
    EXPECT_EQ(served.body, read_file(KORTELIJN_SOURCE_DIR "/protocol/openapi.json"));
    const Json post = Json::parse(served.body).at("paths").at("/v1/signals").at("post");
    const Json examples =
        post.at("requestBody").at("content").at("application/json").at("examples");
    ASSERT_GE(examples.size(), 5u);
    for (const auto& [name, example] : examples.items()) {
        const Answer answer = server.post("veste", "example-" + name, example.at("value").dump());
        EXPECT_EQ(answer.status, example.at("x-answer")) << name << ": " << answer.body;
        // Its summary names the code of a refusal.
        if (answer.status >= 400)
            EXPECT_NE(example.at("summary").get<std::string>().find(code_of(answer)),
                      std::string::npos)
                << name;
    }
}

TEST(PartnerApi, of_ten_thousand_in_a_burst_each_is_taken_or_refused_and_recorded_or_summed) {
    PartnerServer server;
    server.add_certificate("veste", "Veste Wonen");
    const std::int64_t first = server.c.entries();
    testing_support::ClientOptions options;
    options.port = server.partner->ports().front();
    options.certificate_file = server.file("veste.pem");
    options.key_file = server.file("veste.key");
    std::map<unsigned, int> answers;
    std::unique_ptr<testing_support::TlsClient> client;
    for (int i = 0; i < 10'000; ++i) {
        if (!client) client = std::make_unique<testing_support::TlsClient>(options);
        const std::string body = signal();
        const auto answer = client->request(
            "POST /v1/signals HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            "Idempotency-Key: burst-no-" +
            std::to_string(i) + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
            body);
        ++answers[answer.status];
        if (answer.status == 429) EXPECT_NE(answer.header("retry-after"), "");
        if (client->ended() || answer.status == 0) client.reset();
    }
    EXPECT_EQ(answers[201] + answers[429], 10'000);
    EXPECT_GE(answers[201], 50);
    EXPECT_LE(answers[201], 101);
    std::int64_t summed = 0, single = 0, accepted = 0;
    server.api.record_sums(true);
    for (const std::string& leaf : server.c.leaves_from(first)) {
        single += leaf.find("\"e\":\"signal.refused\"") != std::string::npos;
        accepted += leaf.find("\"e\":\"signal.send\"") != std::string::npos;
    }
    server.c.look([&](store::Store& s, commands::World&) {
        for (std::int64_t n = first; n < s.entry_count(); ++n) {
            if (s.entry_leaf(n)->find("\"e\":\"refusals.summed\"") == std::string::npos) continue;
            const auto disclosures = s.entry_disclosures(n);
            for (const auto& opened : *disclosures) {
                const std::string text = audit::decode_base64url(*opened.text).value();
                const auto at = text.find("\"count\":");
                if (at != std::string::npos) summed += std::stoll(text.substr(at + 8));
            }
        }
    });
    EXPECT_EQ(accepted, answers[201]);
    EXPECT_LE(single, 40);
    EXPECT_EQ(accepted + single + summed, 10'000);
}

TEST(PartnerApi, no_signal_is_taken_while_the_disk_is_nearly_full) {
    PartnerServer server;
    server.add_certificate("veste", "Veste Wonen");
    server.api.stand_still(true);
    const Answer no = server.post("veste", "huur-2026-0001", signal());
    EXPECT_EQ(no.status, 503u);
    EXPECT_EQ(code_of(no), "store.stopped");
    EXPECT_NE(no.header("Retry-After"), "");
    server.api.stand_still(false);
    EXPECT_EQ(server.post("veste", "huur-2026-0001", signal()).status, 201u);
}

TEST(PartnerApi, the_example_clients_send_a_signal_once_and_say_why_not) {
    PartnerServer server;
    server.add_certificate("veste", "Veste Wonen");
    const auto run = [&](const std::string& program, const std::string& body) {
        std::ofstream(server.file("signal.json")) << body;
        Child child({program, server.url(), server.file("veste.pem"), server.file("veste.key"),
                     server.file("signal.json"), server.certificate.certificate_file()});
        const std::string said = child.all();
        return std::pair{child.exit_code(), said};
    };
    const std::string partner = KORTELIJN_SOURCE_DIR "/protocol/partner/";
    const auto [shell, receipt] = run(partner + "send-signal.sh", signal());
    EXPECT_EQ(shell, 0);
    EXPECT_EQ(Json::parse(receipt).at("id"), 1);
    const auto [python, status] = run(partner + "send_signal.py", signal());  // the same once more
    EXPECT_EQ(python, 0);
    EXPECT_NE(status.find("signal 1,"), std::string::npos) << status;
    EXPECT_NE(status.find("status: received"), std::string::npos) << status;
    EXPECT_NE(run(partner + "send-signal.sh", signal("Nummer 111222333.")).first, 0);
    EXPECT_EQ(run(partner + "send_signal.py", signal("Nummer 111222333.")).first, 1);
}

}  // namespace
}  // namespace kortelijn::app
