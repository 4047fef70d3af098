// Who may open a socket, and that every frame gets exactly one reply.
#include "collaboration.hpp"

namespace kortelijn::app {
namespace {

class Gate : public ::testing::Test {
protected:
    void SetUp() override {
        c.add_person("Anna Bakker", "anna@voorbeeld.nl", "een goede lange zin");
        cookie = cookie_of(c.http("POST", "/api/demo/login", R"({"person":1})"));
    }
    std::variant<transport::Accepted, transport::RefusedHttp> upgrade(
        const std::string& with_cookie) {
        transport::HttpRequest request;
        request.method = "GET";
        request.path = "/ws";
        if (!with_cookie.empty())
            request.headers.emplace_back("cookie", std::string(cookie_name) + "=" + with_cookie);
        std::variant<transport::Accepted, transport::RefusedHttp> out;
        c.gate->may_upgrade(request,
                            [&](transport::UpgradeAnswer answer) { out = std::move(answer); });
        return out;
    }
    std::string ask(const std::shared_ptr<void>& context, const std::string& frame) {
        const std::size_t before = c.outbox.replies().size();
        EXPECT_TRUE(c.gate->text(ConnectionId{5}, context, frame));
        c.look([](store::Store&, commands::World&) {});
        const auto replies = c.outbox.replies();
        EXPECT_EQ(replies.size(), before + 1) << frame;
        return replies.empty() ? "" : replies.back().text;
    }

    Collaboration c{Kind::demo};
    std::string cookie;
};

TEST_F(Gate, lets_in_whoever_has_a_live_session_and_nobody_else) {
    EXPECT_TRUE(std::holds_alternative<transport::Accepted>(upgrade(cookie)));
    EXPECT_EQ(std::get<transport::RefusedHttp>(upgrade("")).status, 401U);
    EXPECT_EQ(std::get<transport::RefusedHttp>(upgrade("x" + cookie)).status, 401U);
    c.clock.ms += 15 * minute_ms;
    EXPECT_EQ(std::get<transport::RefusedHttp>(upgrade(cookie)).status, 401U);
}

TEST_F(Gate, I10_every_frame_gets_one_reply_whatever_it_is) {
    const auto accepted = std::get<transport::Accepted>(upgrade(cookie));
    c.gate->opened(ConnectionId{5}, accepted, "192.0.2.17");
    EXPECT_NE(ask(accepted.context, "nonsense").find("json.invalid"), std::string::npos);
    EXPECT_NE(ask(accepted.context, "[]").find("batch.not_allowed"), std::string::npos);
    EXPECT_NE(ask(accepted.context, R"({"jsonrpc":"2.0","id":1,"method":"room.explode"})")
                  .find("method.unknown"),
              std::string::npos);
    EXPECT_NE(ask(accepted.context,
                  R"({"jsonrpc":"2.0","id":2,"method":"room.join","params":{"room":1}})")
                  .find("hello.first"),
              std::string::npos);
    const std::string hello =
        ask(accepted.context, R"({"jsonrpc":"2.0","id":3,"method":"connection.hello",)"
                              R"("params":{"device":"0123456789abcdef","language":"nl"}})");
    EXPECT_NE(hello.find("Anna Bakker"), std::string::npos) << hello;
    EXPECT_NE(ask(accepted.context,
                  R"({"jsonrpc":"2.0","id":4,"method":"room.join","params":{"room":"one"}})")
                  .find("request.invalid"),
              std::string::npos);
    EXPECT_NE(ask(accepted.context,
                  R"({"jsonrpc":"2.0","id":5,"method":"room.join","params":{"room":1}})")
                  .find("not_found"),
              std::string::npos);
    c.gate->closed(ConnectionId{5}, accepted.context, transport::CloseCause::peer_closed, 1000);
}

TEST_F(Gate, I7_a_frame_that_is_too_big_leaves_an_entry) {
    const auto accepted = std::get<transport::Accepted>(upgrade(cookie));
    c.gate->opened(ConnectionId{5}, accepted, "192.0.2.17");
    c.gate->closed(ConnectionId{5}, accepted.context, transport::CloseCause::too_big, 1009);
    std::string leaf;
    c.look([](store::Store&, commands::World&) {});
    c.look([&](store::Store& s, commands::World&) { leaf = *s.entry_leaf(s.entry_count() - 1); });
    EXPECT_NE(leaf.find(R"("e":"connection.refused")"), std::string::npos) << leaf;
}

}  // namespace
}  // namespace kortelijn::app
