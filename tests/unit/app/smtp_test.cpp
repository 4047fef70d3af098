// A conversation with a relay: one mail refused is not the next one's trouble, and no relay keeps
// the sender waiting for ever.
#include "app/smtp.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace kortelijn::app {
namespace {

// Answers what it is told; for one connection, in the clear, on this machine.
class Relay {
public:
    using Answer = std::function<std::string(const std::string& line)>;  // empty: says nothing

    explicit Relay(Answer answer) : answer_(std::move(answer)) {
        listening_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(listening_, reinterpret_cast<sockaddr*>(&address), size);
        ::listen(listening_, 1);
        ::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size);
        port = ntohs(address.sin_port);
        thread_ = std::thread([this] { talk(); });
    }
    ~Relay() {
        ::shutdown(listening_, SHUT_RDWR);
        thread_.join();
        ::close(listening_);
    }

    std::uint16_t port = 0;
    std::vector<std::string> taken;

private:
    void talk() {
        const int peer = ::accept(listening_, nullptr, nullptr);
        if (peer < 0) return;
        say(peer, answer_("greeting"));
        std::string buffer;
        char bytes[1024];
        for (ssize_t got = 0; (got = ::recv(peer, bytes, sizeof bytes, 0)) > 0;) {
            buffer.append(bytes, std::size_t(got));
            for (auto end = buffer.find("\r\n"); end != buffer.npos; end = buffer.find("\r\n")) {
                const std::string line = buffer.substr(0, end);
                buffer.erase(0, end + 2);
                hear(peer, line);
            }
        }
        ::close(peer);
    }
    void hear(int peer, const std::string& line) {
        if (!in_data_) {
            const std::string reply = answer_(line);
            in_data_ = reply.starts_with("354");
            return say(peer, reply);
        }
        if (line != ".") return;
        in_data_ = false;
        taken.push_back("mail");
        say(peer, "250 taken");
    }
    static void say(int peer, const std::string& reply) {
        if (reply.empty()) return;
        const std::string bytes = reply + "\r\n";
        ::send(peer, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }

    const Answer answer_;
    int listening_ = -1;
    bool in_data_ = false;
    std::thread thread_;
};

const std::vector<Mail> two = {{"a@voorbeeld.nl", "Kortelijn", "een"},
                               {"b@voorbeeld.nl", "Kortelijn", "twee"}};

SentMails send_two(const Relay& relay, const Patience& patience) {
    return send_mails({"127.0.0.1", relay.port}, "k@voorbeeld.nl", two, Instant{0}, patience);
}

TEST(SmtpDialogue, after_a_refused_mail_the_next_one_begins_anew) {
    bool begun = false;
    int refused = 0;
    SentMails sent;
    {
        Relay relay([&](const std::string& line) -> std::string {
            if (line.starts_with("MAIL")) {
                if (begun) return "503 one is under way";
                begun = true;
            }
            if (line == "RSET") begun = false;
            if (line == "DATA") {
                if (refused++ == 0) return "451 not now";
                begun = false;
                return "354 go on";
            }
            return "250 yes";
        });
        sent = send_two(relay, {});
    }
    EXPECT_EQ(sent.taken, 1u);
    EXPECT_EQ(sent.problem, "the relay refused DATA: 451");
}

TEST(SmtpDialogue, a_slow_relay_does_not_get_more_time_than_there_is_for_all) {
    Relay relay([](const std::string& line) -> std::string {
        std::this_thread::sleep_for(std::chrono::milliseconds(40));
        return line == "DATA" ? "354 go on" : "250 yes";
    });
    Patience patience;
    const auto begin = std::chrono::steady_clock::now();
    patience.end = begin + std::chrono::milliseconds(100);
    const SentMails sent = send_two(relay, patience);
    EXPECT_EQ(sent.taken, 0u);
    EXPECT_FALSE(sent.problem.empty());
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST(SmtpDialogue, a_stop_is_not_held_up_by_a_relay_that_says_nothing) {
    Relay relay([](const std::string& line) -> std::string {
        return line == "greeting" ? "220 hello" : "";
    });
    std::atomic<bool> stop{false};
    Patience patience;
    patience.stop = &stop;
    std::thread stopper([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        stop = true;
    });
    const auto begin = std::chrono::steady_clock::now();
    const SentMails sent = send_two(relay, patience);
    stopper.join();
    EXPECT_EQ(sent.problem, "the server stops");
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

}  // namespace
}  // namespace kortelijn::app
