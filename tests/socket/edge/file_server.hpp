// The demo's people with the HTTPS endpoints on a free port of loopback, and files among them: who
// carries a case, what they may write there, and who may not find it.
#pragma once

#include <condition_variable>

#include "app/attachments.hpp"
#include "socket/edge/child.hpp"
#include "support/media_files.hpp"
#include "support/test_certificate.hpp"
#include "support/tls_client.hpp"
#include "transport/transport.hpp"
#include "unit/app/collaboration.hpp"

namespace kortelijn::app {

using testing_support::Child;
using testing_support::HttpAnswer;
using testing_support::TlsClient;

// Somebody who may put a file about one person and one life domain into a case's room.
struct Writer {
    ProfessionalId who;
    CaseId of_case;
    RoomId room;
    MemberId about;
    LifeDomain domain = LifeDomain::housing;
    Law law = Law::none;
};

class FileServer {
public:
    explicit FileServer(std::optional<ClamdAddress> clamd = std::nullopt)
        : files(*c.engine, c.clock, std::move(clamd)),
          api(*c.engine, *c.sign_in, *c.invitations, *c.guests, c.clock, true, &files) {
        transport::TransportOptions options;
        options.endpoints = {{"127.0.0.1", 0}};
        options.io_threads = 1;
        options.origins = {"https://localhost:8443"};
        options.tls.certificate_file = certificate.certificate_file();
        options.tls.key_file = certificate.key_file();
        transport = std::make_unique<transport::Transport>(std::move(options),
                                                           transport::StaticSite(), *c.gate, api);
        transport->start();
        c.outbox.also = transport.get();
    }
    ~FileServer() {
        transport->stop(std::chrono::milliseconds(500));
        c.outbox.also = nullptr;
        files.stop();
        c.look([](store::Store&, commands::World&) {});
    }

    TlsClient client(int receive_buffer_bytes = 0) const {
        testing_support::ClientOptions options;
        options.port = transport->ports().front();
        options.trusted_file = certificate.certificate_file();
        options.receive_buffer_bytes = receive_buffer_bytes;
        return TlsClient(options);
    }
    std::string sign_in(ProfessionalId who) {
        return cookie_of(
            c.http("POST", "/api/demo/login", "{\"person\":" + std::to_string(who.value) + "}"));
    }

    // The first place where that holds; `by_ground`: somebody who reads it on a ground alone.
    Writer find(bool by_ground = false) {
        Writer found;
        c.look([&](store::Store& s, commands::World& w) {
            const Instant now = c.clock.now();
            for (const auto& person : demo::demo_people(s))
                for (std::int64_t n = 1; n < 60 && !found.who; ++n) {
                    commands::CaseEntry& entry = w.entry(CaseId{n}, now);
                    if (entry.exists() && w.view(entry, person.id, now).carrier != by_ground)
                        look_in(entry, person.id, w, found);
                }
        });
        EXPECT_TRUE(found.who);
        return found;
    }
    // Signed in, and not to find that case.
    ProfessionalId stranger_to(CaseId id) {
        ProfessionalId found;
        c.look([&](store::Store& s, commands::World& w) {
            for (const auto& person : demo::demo_people(s))
                if (!w.view(w.entry(id, c.clock.now()), person.id, c.clock.now()).may_find())
                    found = person.id;
        });
        EXPECT_TRUE(found);
        return found;
    }
    ProfessionalId carrier_of(const Writer& where) {
        ProfessionalId found;
        c.look([&](store::Store& s, commands::World& w) {
            commands::CaseEntry& entry = w.entry(where.of_case, c.clock.now());
            for (const auto& person : demo::demo_people(s))
                if (w.view(entry, person.id, c.clock.now()).carrier &&
                    may(w, entry, person.id, where, Action::attachment_add).permit)
                    found = person.id;
        });
        return found;
    }
    Decision may(commands::World& w, commands::CaseEntry& entry, ProfessionalId who,
                 const Writer& where, Action action) {
        LifeDomains domains;
        domains.add(where.domain);
        Ask ask = commands::ask_item(action, {where.about}, domains, where.law);
        ask.who = who;
        ask.as = Role::professional;
        return w.decide(entry, ask, c.clock.now());
    }

    static std::string query(const Writer& where) {
        std::string out = "?room=" + std::to_string(where.room.value) +
                          "&about=" + std::to_string(where.about.value) +
                          "&life_domains=" + std::string(to_text(where.domain));
        if (where.law != Law::none) out += "&source_law=" + std::string(to_text(where.law));
        return out;
    }
    static std::string put_head(const Writer& where, const std::string& cookie, std::size_t bytes,
                                const std::string& name) {
        return "PUT /api/attachments" + query(where) +
               " HTTP/1.1\r\nHost: localhost:8443\r\nOrigin: https://localhost:8443\r\nCookie: " +
               std::string(cookie_name) + "=" + cookie + "\r\nX-File-Name: " + name +
               "\r\nContent-Length: " + std::to_string(bytes) + "\r\n\r\n";
    }
    HttpAnswer put(const Writer& where, const std::string& cookie, const std::string& body,
                   const std::string& name = "foto.jpg") {
        return client().request(put_head(where, cookie, body.size(), name) + body,
                                std::chrono::milliseconds(60'000));
    }
    static std::string get_head(const std::string& id, const std::string& cookie) {
        return "GET /api/attachments/" + id +
               " HTTP/1.1\r\nHost: localhost:8443\r\nCookie: " + std::string(cookie_name) + "=" +
               cookie + "\r\n\r\n";
    }
    HttpAnswer get(const std::string& id, const std::string& cookie) {
        return client().request(get_head(id, cookie), std::chrono::milliseconds(60'000));
    }
    static std::string id_of(const HttpAnswer& answer) {
        const auto at = answer.body.find("\"id\":");
        if (at == std::string::npos) return {};
        return answer.body.substr(at + 5,
                                  answer.body.find_first_not_of("0123456789", at + 5) - at - 5);
    }
    // Bodies of this state, with at least a chunk of one to be found or not.
    std::vector<store::AttachmentRecord> in_state(AttachmentState state) {
        std::vector<store::AttachmentRecord> out;
        c.look([&](store::Store& s, commands::World&) { out = s.attachments_in(state); });
        return out;
    }
    bool has_chunk(AttachmentId id, bool last) {
        bool found = false;
        c.look([&](store::Store& s, commands::World&) {
            try {
                found = s.chunk(id, 0, last).has_value();
            } catch (const store::StoreFailure&) {
                found = true;  // one lies there, if not the one that was expected
            }
        });
        return found;
    }
    template <class Condition>
    bool until(Condition condition) {
        for (int i = 0; i < 2000; ++i) {
            if (condition()) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return false;
    }

    testing_support::TestCertificate certificate;
    Collaboration c{Kind::demo_with_people};
    Attachments files;
    HttpApi api;
    std::unique_ptr<transport::Transport> transport;

private:
    void look_in(commands::CaseEntry& entry, ProfessionalId who, commands::World& w,
                 Writer& found) {
        for (const Member& member : entry.facts().household)
            for (int domain = 0; domain < life_domain_count; ++domain)
                for (const Law law : {Law::none, Law::wmo, Law::jeugdwet}) {
                    const Writer place{who,       entry.id,           entry.record.room,
                                       member.id, LifeDomain(domain), law};
                    const Decision add = may(w, entry, who, place, Action::attachment_add);
                    const Decision read = may(w, entry, who, place, Action::attachment_read);
                    if (add.permit && read.permit && !read.grounds.empty()) {
                        found = place;
                        return;
                    }
                }
    }
};

}  // namespace kortelijn::app
