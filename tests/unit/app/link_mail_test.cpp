// A guest's link by mail: neutral, in the guest's language, and never the code.
#include "app/link_mail.hpp"

#include <gtest/gtest.h>

#include "audit/escaping.hpp"

namespace kortelijn::app {
namespace {

const std::string token_of_link(43, 'T');

TEST(LinkMail, the_link_stands_in_it_with_the_language_and_no_name_or_organisation) {
    const Mail mail =
        link_mail({"karin@example.org", "nl", token_of_link}, "https://kortelijn.example");
    EXPECT_EQ(mail.to, "karin@example.org");
    EXPECT_EQ(mail.subject, "Een link voor u");
    EXPECT_EQ(mail.text,
              "Iemand wil u spreken. Open deze link op uw telefoon:\n\n"
              "https://kortelijn.example/g#" +
                  token_of_link + ".nl\n\nU hoort de code van wie u heeft uitgenodigd.\n");
    EXPECT_EQ(link_mail({"a@b.nl", "xx", "t"}, "https://k").subject, "Een link voor u");
}

TEST(LinkMail, what_is_no_ascii_travels_as_base64_and_comes_out_the_same) {
    for (const char* language : {"pl", "tr", "ar", "uk"}) {
        const Mail mail = link_mail({"a@b.nl", language, token_of_link}, "https://k.example");
        const std::string data = mail_data("k@v.nl", mail, Instant{0}, "id@v.nl");
        for (const unsigned char c : data) ASSERT_LT(c, 0x80) << language;
        EXPECT_NE(data.find("Subject: "), std::string::npos);
        EXPECT_NE(data.find("Content-Transfer-Encoding: base64"), std::string::npos) << language;
        std::string body = data.substr(data.find("\r\n\r\n") + 4);
        std::erase_if(body, [](char c) { return c == '\r' || c == '\n'; });
        EXPECT_EQ(audit::decode_base64(body), mail.text) << language;
    }
}

TEST(LinkMail, the_post_hands_over_one_mail_and_tells_the_operator_no_recipient_when_it_fails) {
    std::mutex mutex;
    std::vector<std::string> said, sent;
    {
        LinkPost post(
            "https://k.example",
            [&](std::span<const Mail> mails, const std::atomic<bool>&) {
                const std::scoped_lock lock(mutex);
                sent.push_back(mails.front().to);
                return sent.size() == 1 ? SentMails{1, {}} : SentMails{0, "the relay is away"};
            },
            [&](const std::string& what, bool well) {
                const std::scoped_lock lock(mutex);
                said.push_back(what);
                EXPECT_FALSE(well);
            });
        post.post({"one@b.nl", "nl", "t"});
        post.post({"two@b.nl", "nl", "t"});
        for (int i = 0; i < 2'000; ++i) {
            {
                const std::scoped_lock lock(mutex);
                if (!said.empty()) break;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    }
    EXPECT_EQ(sent, (std::vector<std::string>{"one@b.nl", "two@b.nl"}));
    EXPECT_EQ(said, std::vector<std::string>{"a guest's link was not sent: the relay is away"});
}

}  // namespace
}  // namespace kortelijn::app
