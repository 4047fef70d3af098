// The plan of Karin and Lotte's case: Sanne carries and writes, Karin reads by a link of hers, the
// neighbour Ans by a link of the network that Karin chose.
#pragma once

#include "support/calls.hpp"

namespace kortelijn::support {

class PlanInCore : public CallInCore {
protected:
    Json at_case(Json more = Json::object()) {
        more["case"] = home.the_case.value;
        return more;
    }
    std::int64_t write(const std::string& text, Json more = Json::object()) {
        Json params = at_case({{"kind", "goal"},
                               {"members", {home.karin.value}},
                               {"life_domains", {"school"}},
                               {"text", text}});
        params.update(more);
        return desk.result(sanne, "plan.write", params).at("line");
    }
    Json for_karin(std::int64_t line) {
        return at_case({{"line", line}, {"member", home.karin.value}});
    }
    Json for_ans(std::int64_t line) { return at_case({{"line", line}, {"link", ans.value}}); }
    // Karin said that Ans may read this about her.
    Json agreed(Json params) {
        params["agreed_by"] = {home.karin.value};
        params["evidence"] = "spoken";
        return params;
    }
    void share_with_karin(std::int64_t line) { desk.result(sanne, "plan.share", for_karin(line)); }
    void share_with_ans(std::int64_t line) {
        desk.result(sanne, "plan.share", agreed(for_ans(line)));
    }
    GuestId made(const std::string& method, Json more) {
        Json params =
            at_case({{"member", home.karin.value}, {"language", "nl"}, {"name", "Karin"}});
        params.update(more);
        return {desk.result(sanne, method, params).at("link").at("id").get<std::int64_t>()};
    }
    // A session of its own for this link, begun now, and its socket.
    ConnectionId come_by(GuestId link) {
        const std::string token = "hash-plan-" + std::to_string(++visits);
        const store::GuestSession session{
            {link.value + visits},    token, link, home.the_case, desk.now(), desk.now(),
            desk.now() + 20 * day_ms, {}};
        desk.store().begin();
        desk.store().add_guest_session(session);
        desk.store().commit();
        desk.pipeline().guest_sessions().add({session, core::guest_at(*desk.store().link(link))});
        return open_socket(link);
    }
    ConnectionId karin_comes() { return come_by(karin = made("plan.link", Json::object())); }
    ConnectionId ans_comes() {
        ans = made("network.invite", {{"name", "Ans"},
                                      {"evidence", "spoken"},
                                      {"until", to_text(desk.now() + 60 * day_ms)}});
        return come_by(ans);
    }
    Json read(ConnectionId id, Json params = Json::object()) {
        return desk.result(id, "plan.read", params).at("plan");
    }
    Json read_all(Json more = Json::object()) { return read(sanne, at_case(std::move(more))); }
    // What this connection was told last.
    Json told(ConnectionId id) {
        const auto all = desk.notices(id, "plan.changed");
        EXPECT_FALSE(all.empty());
        return all.empty() ? Json() : all.back().at("plan");
    }
    static std::vector<std::string> texts(const Json& plan) {
        std::vector<std::string> out;
        for (const Json& line : plan.at("lines")) out.push_back(line.at("text"));
        return out;
    }

    GuestId karin, ans;
    std::int64_t visits = 0;
};

}  // namespace kortelijn::support
