// A collaboration with its partner listener on a free port of loopback: two housing corporations,
// of which the first has a covenant about rent (1) with the team (1), and certificates that
// certs/make-partner-certificate makes. What is asked comes from a real curl.
#pragma once

#include <filesystem>
#include <fstream>

#include "app/partner_api.hpp"
#include "socket/edge/child.hpp"
#include "support/test_certificate.hpp"
#include "transport/transport.hpp"
#include "unit/app/collaboration.hpp"

namespace kortelijn::app {

using testing_support::Child;

struct Answer {
    unsigned status = 0;
    std::string head, body;

    // The header's value; empty: it is not there.
    std::string header(const std::string& name) const {
        const auto at = head.find("\n" + name + ": ");
        if (at == std::string::npos) return {};
        const auto from = at + name.size() + 3;
        return head.substr(from, head.find('\r', from) - from);
    }
};

class PartnerServer {
public:
    PartnerServer() {
        std::signal(SIGPIPE, SIG_IGN);
        for (const auto& [name, kind] :
             {std::pair{"Gemeente", "municipality"}, std::pair{"Veste Wonen", "housing"},
              std::pair{"Stad Wonen", "housing"}})
            EXPECT_TRUE(c.admin("add-organisation", {{"name", name}, {"kind", kind}}));
        EXPECT_TRUE(c.admin("add-team", {{"name", "wijkteam Noord"}}));
        c.add_receiver("Gemeente", "wijkteam Noord");
        EXPECT_TRUE(c.admin("add-covenant", {{"name", "Convenant huur"},
                                             {"basis", "Wgs artikel 3"},
                                             {"kind", "rent_arrears"},
                                             {"senders", "Veste Wonen"},
                                             {"receivers", "municipality"},
                                             {"days", "28"},
                                             {"term", "calendar"}}));
        transport::TransportOptions options;
        options.endpoints = {{"127.0.0.1", 0}};
        options.io_threads = 1;
        options.tls.certificate_file = certificate.certificate_file();
        options.tls.key_file = certificate.key_file();
        for_partners(options);
        partner =
            std::make_unique<transport::Transport>(options, transport::StaticSite(), *c.gate, api);
        partner->start();
    }
    ~PartnerServer() { partner->stop(std::chrono::seconds(2)); }

    std::string url() const {
        return "https://localhost:" + std::to_string(partner->ports().front());
    }
    std::string file(const std::string& name) const { return folder.file(name); }

    // Gives the fingerprint.
    std::string make_certificate(const std::string& name, int days = 365) {
        Child script({KORTELIJN_SOURCE_DIR "/certs/make-partner-certificate", name, "--to",
                      folder.path(), "--days", std::to_string(days)});
        const std::string said = script.all();
        const auto at = said.find("fingerprint: ");
        EXPECT_NE(at, std::string::npos) << said;
        return said.substr(at + 13, 64);
    }
    std::string add_certificate(const std::string& name, const std::string& organisation,
                                int days = 365) {
        const std::string print = make_certificate(name, days);
        const Day last{amsterdam_day(c.clock.now()).number + 30};
        EXPECT_TRUE(c.admin(
            "add-certificate",
            {{"organisation", organisation}, {"fingerprint", print}, {"until", to_text(last)}}));
        return print;
    }

    // `as`: whose certificate; empty: none. `body` goes in through standard input.
    Answer curl(const std::string& as, std::vector<std::string> words, const std::string& path,
                const std::string& body = {}) {
        std::vector<std::string> all{
            "curl", "-sS",    "-i", "--max-time", "30", "--cacert", certificate.certificate_file(),
            "-H",   "Expect:"};
        if (!as.empty())
            all.insert(all.end(), {"--cert", file(as + ".pem"), "--key", file(as + ".key")});
        all.insert(all.end(), words.begin(), words.end());
        if (!body.empty()) all.insert(all.end(), {"--data-binary", "@-"});
        all.push_back(url() + path);
        Child child(all);
        child.write(body);
        child.close_input();
        const std::string said = child.all();
        Answer answer;
        const auto end = said.find("\r\n\r\n");
        if (end == std::string::npos) return answer;
        answer.head = said.substr(0, end + 2);
        answer.body = said.substr(end + 4);
        answer.status = unsigned(std::stoi(said.substr(said.find(' ') + 1)));
        return answer;
    }
    Answer post(const std::string& as, const std::string& key, const std::string& body) {
        return curl(as, {"-H", "Content-Type: application/json", "-H", "Idempotency-Key: " + key},
                    "/v1/signals", body);
    }
    Answer get(const std::string& as, const std::string& path) { return curl(as, {}, path); }

    // As serve.cpp sets them.
    static void for_partners(transport::TransportOptions& options) {
        options.tls.ask_client_certificate = true;
        options.machine_only = true;
        options.problem_json = true;
        options.limits.body_bytes = protocol::max_partner_body_bytes;
    }

    TempFolder folder;
    testing_support::TestCertificate certificate;
    // Of the real time, since certificates are; a little on, so that they have begun.
    Collaboration c{Kind::real,
                    {},
                    std::chrono::duration_cast<std::chrono::milliseconds>(
                        std::chrono::system_clock::now().time_since_epoch())
                            .count() +
                        hour_ms};
    PartnerApi api{*c.engine, c.clock};
    std::unique_ptr<transport::Transport> partner;
};

}  // namespace kortelijn::app
