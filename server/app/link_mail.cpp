// The sentences, and the handing over.
#include "app/link_mail.hpp"

#include <algorithm>

namespace kortelijn::app {
namespace {

struct Words {
    std::string_view language, subject, text, code;
};

// Neutral on purpose: somebody else may read along. Whoever asked tells the code themself.
constexpr Words all_words[] = {
    {"nl", "Een link voor u", "Iemand wil u spreken. Open deze link op uw telefoon:",
     "U hoort de code van wie u heeft uitgenodigd."},
    {"en", "A link for you", "Somebody would like to talk to you. Open this link on your phone:",
     "Whoever invited you will tell you the code."},
    {"pl", "Link dla Ciebie", "Ktoś chce z Tobą porozmawiać. Otwórz ten link w telefonie:",
     "Kod poda Ci osoba, która Cię zaprosiła."},
    {"tr", "Sizin için bir bağlantı",
     "Biri sizinle görüşmek istiyor. Bu bağlantıyı telefonunuzda açın:",
     "Kodu sizi davet eden kişi söyleyecek."},
    {"ar", "رابط لك",
     "هناك من يود التحدث معك. افتح هذا الرابط على هاتفك:", "سيخبرك من دعاك بالرمز."},
    {"uk", "Посилання для вас", "З вами хочуть поговорити. Відкрийте це посилання на телефоні:",
     "Код вам скаже той, хто вас запросив."},
};

const Words& words_in(std::string_view language) {
    const auto found = std::find_if(std::begin(all_words), std::end(all_words),
                                    [&](const Words& words) { return words.language == language; });
    return found == std::end(all_words) ? all_words[0] : *found;
}

}  // namespace

Mail link_mail(const commands::LinkMail& link, const std::string& origin) {
    const Words& words = words_in(link.language);
    Mail mail;
    mail.to = link.to;
    mail.subject = words.subject;
    mail.text = std::string(words.text) + "\n\n" + origin + "/g#" + link.token + '.' +
                std::string(words.language) + "\n\n" + std::string(words.code) + '\n';
    return mail;
}

void LinkPost::post(const commands::LinkMail& link) {
    auto mail = std::make_shared<Mail>(link_mail(link, origin_));
    const bool taken = sender_.submit([this, mail](unsigned) {
        const SentMails sent = send_(std::span(mail.get(), 1), stopping_);
        if (sent.taken == 1) return;
        say_("a guest's link was not sent" +
                 (sent.problem.empty() ? std::string() : ": " + sent.problem),
             false);
    });
    if (!taken) say_("a guest's link was not sent: too many are waiting", false);
}

}  // namespace kortelijn::app
