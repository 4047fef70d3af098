// A call about Karin (school): Sanne and Joris carry, Bram of the school is the specialist, Karin
// and Lotte come by a link. What each was told is read from their line.
#pragma once

#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "audit/entry.hpp"
#include "support/desk.hpp"

namespace kortelijn::support {

using core::Opened;

class CallInCore : public testing::Test {
protected:
    CallInCore() : home(make_mother_and_daughter(desk.store(), desk.now())) {
        restart_pipeline_facts();
        sanne = desk.connect(home.sanne, 1);
    }

    void restart_pipeline_facts() { desk.pipeline().world().forget(); }

    // They may know of Karin's school in calls; one person by name: in the room.
    GroundId consent_for_school(OrganisationId organisation, ProfessionalId person = {}) {
        Ground ground;
        ground.members = {home.karin};
        ground.given_by = {home.karin};
        ground.given_at = desk.now() + -day_ms;
        ground.organisation = organisation;
        ground.person = person;
        ground.purpose = person ? Purpose::cooperation : Purpose::call;
        ground.life_domains.add(LifeDomain::school);
        ground.begin = desk.now() + -day_ms;
        ground.end = desk.now() + 20 * day_ms;
        ground.evidence = Evidence::spoken;
        ground.text_version = "2026-1";
        ground.recorded_by = home.sanne;
        desk.store().begin();
        const GroundId id = desk.store().add_ground(home.the_case, ground);
        desk.store().commit();
        restart_pipeline_facts();
        return id;
    }

    std::int64_t make(Json more = Json::object()) {
        Json params{{"case", home.the_case.value},
                    {"members", {home.karin.value}},
                    {"life_domains", {"school"}}};
        params.update(more);
        call = desk.result(sanne, "call.make", params).at("call").at("id").get<std::int64_t>();
        return call;
    }
    Json of(Json more = Json::object()) {
        more["call"] = call;
        return more;
    }
    Json state(const Json& result) { return result.at("call"); }
    // The state this connection was told last.
    Json now(ConnectionId id) {
        const auto told = desk.notices(id, "call.changed");
        EXPECT_FALSE(told.empty());
        return told.empty() ? Json() : told.back().at("call");
    }
    Json join(ConnectionId id) { return state(desk.result(id, "call.join", of())); }

    struct Guested {
        ConnectionId connection;
        std::int64_t participant = 0;
        GuestId link;
        std::string token, code;
    };
    // Somebody of the family with a link of this call, opened: their socket, greeted.
    Guested guest(MemberId member, const std::string& name) {
        const Json invited =
            desk.result(sanne, "call.invite",
                        of({{"member", member.value}, {"name", name}, {"language", "nl"}}));
        Guested out;
        out.participant = invited.at("participant");
        out.link = {invited.at("link").at("id").get<std::int64_t>()};
        out.token = invited.at("link").at("token");
        out.code = invited.at("link").at("code");
        const store::GuestSession session{
            {out.link.value + 1}, "hash-" + out.token, out.link, home.the_case, desk.now(),
            desk.now(),           desk.now() + day_ms, {}};
        desk.store().begin();
        desk.store().add_guest_session(session);
        desk.store().commit();
        const auto record = *desk.store().link(out.link);
        desk.pipeline().guest_sessions().add({session, core::guest_at(record)});
        out.connection = open_socket(out.link);
        return out;
    }
    ConnectionId open_socket(GuestId link) {
        const ConnectionId id{(5'000 + ++sockets) << 8};
        desk.queue(Opened{id, {}, {}, "192.0.2.x", core::guest_at(*desk.store().link(link))});
        desk.run();
        desk.result(id, "guest.hello", Json::object());
        return id;
    }
    ConnectionId come_in(const Guested& who) { return come_in_by(sanne, who); }
    ConnectionId come_in_by(ConnectionId by, const Guested& who) {
        desk.result(who.connection, "call.join", Json::object());
        desk.result(by, "call.admit", of({{"participant", who.participant}}));
        return who.connection;
    }
    // A step of the reporting code about Karin, from now on: where there is danger (R63).
    void danger_now() {
        Ground code;
        code.kind = GroundKind::reporting_code;
        code.organisation = home.welfare;
        code.members = {home.karin};
        code.life_domains.add(LifeDomain::school);
        code.begin = desk.now() + -1000;
        code.end = desk.now() + 20 * day_ms;
        code.reason = "step 4";
        code.recorded_by = home.sanne;
        desk.store().begin();
        desk.store().add_ground(home.the_case, code);
        desk.store().commit();
        restart_pipeline_facts();
    }
    std::int64_t leg(ConnectionId id) { return now(id).at("you").at("leg"); }

    static std::string sdp(const std::string& name) {
        std::ifstream in(std::string(KORTELIJN_SOURCE_DIR) + "/tests/data/sdp/" + name + ".sdp",
                         std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    static Json candidate(std::int64_t to, int port = 5000) {
        return {{"to", to},
                {"mid", "0"},
                {"candidate", "candidate:1 1 udp 2122194687 192.0.2.2 " + std::to_string(port) +
                                  " typ host generation 0 ufrag Hxiw"}};
    }
    bool ever_told(ConnectionId id, const std::string& what) {
        for (const std::string& frame : desk.outbox.lines[id].frames)
            if (frame.find(what) != std::string::npos) return true;
        return false;
    }
    // Events of the log, of this name.
    int recorded(const std::string& event) {
        int count = 0;
        for (std::int64_t n = 0; n < desk.store().entry_count(); ++n)
            count += audit::parse_entry(*desk.store().entry_leaf(n))->event == event;
        return count;
    }

    // What the newest entry of this event says of it.
    audit::ObjectValue object_of(const std::string& event) {
        for (std::int64_t n = desk.store().entry_count(); n-- > 0;) {
            if (audit::parse_entry(*desk.store().entry_leaf(n))->event != event) continue;
            const auto disclosures = desk.store().entry_disclosures(n);
            for (const auto& one : *disclosures)
                if (const auto open = audit::open_disclosure(*one.text); open->name == "object")
                    return *audit::parse_object(open->value_json);
        }
        ADD_FAILURE() << "no " << event;
        return {};
    }

    Desk desk;
    MotherAndDaughter home;
    ConnectionId sanne;
    std::int64_t call = 0;
    std::int64_t sockets = 0;
};

}  // namespace kortelijn::support
