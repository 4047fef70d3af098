// Sign-in, hello, posting and reading as the protocol's page says, with nothing of the server's
// code.
#include "kill/writer.hpp"

namespace kortelijn::kill_loop {

using testing_support::TlsClient;

namespace {

std::string host_of(std::uint16_t port) { return "localhost:" + std::to_string(port); }

TlsClient connect(std::uint16_t port) {
    testing_support::ClientOptions options;
    options.port = port;
    return TlsClient(options);
}

}  // namespace

std::string sign_in(std::uint16_t port, const std::string& name) {
    TlsClient client = connect(port);
    const std::string host = "Host: " + host_of(port) + "\r\n";
    const Json demo =
        Json::parse(client.request("GET /api/demo HTTP/1.1\r\n" + host + "\r\n").body);
    for (const Json& person : demo.at("people")) {
        if (person.at("name") != name) continue;
        const std::string body = Json{{"person", person.at("id")}}.dump();
        const auto answer = client.request(
            "POST /api/demo/login HTTP/1.1\r\n" + host + "Origin: https://" + host_of(port) +
            "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
            "\r\n\r\n" + body);
        const std::string cookie = answer.header("set-cookie");
        if (answer.status != 204 || cookie.empty())
            throw std::runtime_error("sign-in: " + answer.head + answer.body);
        return cookie.substr(0, cookie.find(';'));
    }
    throw std::runtime_error("the demo has nobody named " + name);
}

Line::Line(std::uint16_t port, const std::string& cookie, const std::string& device)
    : client_(connect(port)) {
    testing_support::UpgradeOptions options;
    options.host = host_of(port);
    options.origin = "https://" + options.host;
    options.cookie = cookie;
    const auto answer = client_.upgrade(options);
    if (answer.status == 0) throw Cut();
    if (answer.status != 101) throw std::runtime_error("upgrade: " + answer.head);
    ask("connection.hello", {{"device", device}, {"language", "nl"}});
}

void Line::send(std::int64_t id, const char* method, const Json& params) {
    const Json frame = {{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", params}};
    if (!client_.send_text(frame.dump())) cut_ = true;
}

Json Line::reply() {
    while (!gone()) {
        const auto frame = client_.receive_message(std::chrono::seconds(10));
        if (!frame || frame->opcode == 8) break;
        Json said = Json::parse(frame->payload);
        if (!said.is_array()) return said;
    }
    cut_ = true;
    return nullptr;
}

Json Line::ask(const char* method, const Json& params) {
    const std::int64_t id = next_++;
    send(id, method, params);
    const Json said = reply();
    if (said.is_null()) throw Cut();
    if (said.at("id") != id || !said.contains("result"))
        throw std::runtime_error(method + (": " + said.dump()));
    return said.at("result");
}

Place find_case(Line& line, const std::string& label) {
    const Json list = line.ask("case.list", Json::object());
    for (const Json& row : list.at("cases"))
        if (row.at("label") == label) return {row.at("case"), row.at("room")};
    throw std::runtime_error("nobody told us of " + label);
}

std::vector<Stored> read_after(Line& line, std::int64_t room, std::int64_t after) {
    std::vector<Stored> out;
    for (bool more = true; more;) {
        const Json page =
            line.ask("message.history", {{"room", room}, {"after", after}, {"limit", 100}});
        for (const Json& item : page.at("items"))
            out.push_back({item.at("seq"), item.value("text", "")});
        more = page.at("more");
        const std::int64_t last = page.at("last_seq");
        if (more && last <= after)
            throw std::runtime_error("the history does not go on: " + page.dump());
        after = last;
    }
    return out;
}

void Writer::post(Line& line, std::int64_t room, std::int64_t client_id) {
    line.send(client_id, "message.post",
              {{"room", room},
               {"text", text_of(client_id)},
               {"about", Json::array()},
               {"life_domains", {"school"}},
               {"source_law", "jeugdwet"},
               {"client_id", client_id}});
}

bool Writer::take(const Json& reply) {
    if (reply.is_null()) return false;
    const std::int64_t id = reply.at("id").is_number() ? reply.at("id").get<std::int64_t>() : 0;
    if (unanswered_.erase(id) == 0 || !reply.contains("result")) {
        problem_ += device_ + ": " + reply.dump() + "\n";
        return false;
    }
    acknowledged_[id] = reply.at("result").at("seq");
    return true;
}

void Writer::write(std::uint16_t port, std::int64_t room, int window) {
    try {
        Line line(port, cookie_, device_);
        line.ask("room.join", {{"room", room}});
        for (const auto& [id, sent] : unanswered_) post(line, room, id);
        for (bool on = true; on && !line.gone();) {
            while (unanswered_.size() < std::size_t(window)) {
                unanswered_[next_] = true;
                post(line, room, next_++);
            }
            on = take(line.reply());
        }
    } catch (const Cut&) {  // what the loop is about
    } catch (const std::exception& error) {
        problem_ += device_ + ": " + error.what() + "\n";
    }
}

void Writer::settle(std::uint16_t port, std::int64_t room) {
    Line line(port, cookie_, device_);
    const auto again = unanswered_;
    for (const auto& [id, sent] : again) post(line, room, id);
    for (std::size_t n = 0; n < again.size() && take(line.reply()); ++n) {
    }
}

}  // namespace kortelijn::kill_loop
