// A guest's link by mail, from the worker's request to a real SMTP server: what arrives is one
// sentence in the guest's language and the link, and never the code, a name or what it is about.
#include "app/link_mail.hpp"

#include <atomic>
#include <csignal>
#include <gtest/gtest.h>
#include <openssl/evp.h>

#include "socket/edge/child.hpp"
#include "support/desk.hpp"

namespace kortelijn::app {
namespace {

using support::Desk;
using support::Json;
using testing_support::Child;

std::string decoded(std::string text) {
    std::erase_if(text, [](char c) { return c == '\r' || c == '\n'; });
    std::string out(text.size() / 4 * 3, '\0');
    EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                    reinterpret_cast<const unsigned char*>(text.data()), int(text.size()));
    while (!text.empty() && text.back() == '=') text.pop_back(), out.pop_back();
    return out;
}

// Behind the headers, as a person reads it.
std::string text_of(const std::string& content) {
    const std::string body = content.substr(content.find("\r\n\r\n") + 4);
    const bool base64 = content.find("Content-Transfer-Encoding: base64") != std::string::npos;
    return base64 ? decoded(body) : body;
}

TEST(LinkMail, an_invitation_arrives_with_the_link_in_the_guests_language_and_without_the_code) {
    std::signal(SIGPIPE, SIG_IGN);
    Child server({"/usr/bin/python3", KORTELIJN_SOURCE_DIR "/tests/socket/edge/mail_server.py"});
    const std::string port = server.line();
    ASSERT_FALSE(port.empty()) << "is python3-aiosmtpd there?";
    Desk desk;
    const support::MotherAndDaughter home =
        support::make_mother_and_daughter(desk.store(), desk.now());
    const SmtpRelay relay{"127.0.0.1", std::uint16_t(std::stoi(port))};
    std::atomic<int> sent{0};
    LinkPost post(
        "https://kortelijn.example",
        [&](std::span<const Mail> mails, const std::atomic<bool>& stop) {
            Patience patience;
            patience.stop = &stop;
            SentMails out =
                send_mails(relay, "kortelijn@voorbeeld.nl", mails, desk.now(), patience);
            sent.fetch_add(1);
            sent.notify_one();
            return out;
        },
        [](const std::string& what, bool well) { EXPECT_TRUE(well) << what; });
    desk.core_options.post = [&](const commands::LinkMail& mail) { post.post(mail); };
    desk.crash_and_restart();
    const ConnectionId sanne = desk.connect(home.sanne);
    const Json call = desk.result(sanne, "call.make",
                                  {{"case", home.the_case.value},
                                   {"members", {home.karin.value}},
                                   {"life_domains", {"safety"}}})["call"];
    const std::pair<const char*, const char*> languages[] = {
        {"nl", "Iemand wil u spreken."},         {"en", "Somebody would like to talk to you."},
        {"pl", "Ktoś chce z Tobą porozmawiać."}, {"tr", "Biri sizinle görüşmek istiyor."},
        {"ar", "هناك من يود التحدث معك."},       {"uk", "З вами хочуть поговорити."}};
    Json participant;
    int number = 0;
    for (const auto& [language, sentence] : languages) {
        // The first is invited; for the others the same place gets another link.
        if (!participant.is_null())
            desk.result(sanne, "call.remove", {{"call", call["id"]}, {"participant", participant}});
        const Json invited = desk.result(sanne, "call.invite",
                                         {{"call", call["id"]},
                                          {"member", home.karin.value},
                                          {"name", "Karin"},
                                          {"language", language},
                                          {"send_to", {{"email", "karin@example.org"}}}});
        participant = invited["participant"];
        const Json mail = Json::parse(server.line());
        const std::string content = mail["content"], text = text_of(content);
        EXPECT_EQ(mail["to"], Json({"karin@example.org"}));
        EXPECT_NE(text.find(sentence), std::string::npos) << language << ": " << text;
        const std::string token = invited["link"]["token"], code = invited["link"]["code"];
        EXPECT_NE(text.find("https://kortelijn.example/g#" + token + '.' + language),
                  std::string::npos)
            << text;
        for (const std::string& secret :
             {code, code.substr(0, 3) + ' ' + code.substr(3), std::string("Karin"),
              std::string("Sanne"), std::string("Welzijn"), std::string("veilig")}) {
            EXPECT_EQ(content.find(secret), std::string::npos) << secret;
            EXPECT_EQ(text.find(secret), std::string::npos) << secret;
        }
        // The server has the mail before the sender has its answer.
        for (int before = sent; before <= number; before = sent) sent.wait(before);
        ++number;
    }
}

}  // namespace
}  // namespace kortelijn::app
