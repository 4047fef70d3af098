// Sentences a person understands, for every event, in both languages, whatever is unknown.
#include "audit/explain.hpp"

#include <gtest/gtest.h>

#include "audit/events.hpp"
#include "audit/explain_words.hpp"

namespace kortelijn::audit {
namespace {

Told joris(std::string_view event) {
    Told told;
    told.event = event;
    told.actor = "Joris Vink";
    told.organisation = "Lindelaan College";
    told.case_number = "2026-014";
    return told;
}

TEST(Explain, speaks_the_agreed_sentences) {
    Told told = joris("message.history");
    told.count = 3;
    told.members = {"Karin", "Lotte"};
    told.grounds = "omdat Karin en Lotte op 3 maart toestemming gaven";
    EXPECT_EQ(explain(told, Language::dutch).title, "Gelezen.");
    EXPECT_EQ(explain(told, Language::dutch).sentence,
              "Joris Vink van Lindelaan College las 3 berichten in casus 2026-014 over Karin en "
              "Lotte, omdat Karin en "
              "Lotte op 3 maart toestemming gaven.");
    Told refused = joris("room.join");
    refused.organisation.clear();
    refused.outcome = Outcome::refused_policy;
    refused.reason = "consent.missing";
    EXPECT_EQ(explain(refused, Language::dutch).title, "Geweigerd.");
    EXPECT_EQ(explain(refused, Language::dutch).sentence,
              "Joris Vink vroeg kamer 2026-014 op. Er was geen grondslag.");
    EXPECT_EQ(explain(refused, Language::english).sentence,
              "Joris Vink asked for room 2026-014. There was no ground.");
    Told withdrawn{.event = "ground.end", .actor = "Karin"};
    withdrawn.organisation_concerned = "Lindelaan College";
    EXPECT_EQ(explain(withdrawn, Language::dutch).title, "Ingetrokken.");
    EXPECT_EQ(explain(withdrawn, Language::dutch).sentence,
              "Karin stopte de toestemming voor Lindelaan College.");
    Told out = joris("seat.closed");
    out.organisation.clear();
    out.grounds = "because consent ended";
    EXPECT_EQ(explain(out, Language::english).title, "Out of the room.");
    EXPECT_EQ(explain(out, Language::english).sentence,
              "Joris Vink left room 2026-014, because consent ended.");
}

TEST(Explain, a_ground_ends_with_its_last_day) {
    Told told = joris("ground.record");
    told.until = parse_instant("2027-05-31T22:00:00Z");  // local midnight of 1 June
    EXPECT_NE(explain(told, Language::dutch).sentence.find("tot en met 31 mei 2027."),
              std::string::npos);
    EXPECT_NE(explain(told, Language::english).sentence.find("up to and including 31 May 2027."),
              std::string::npos);
}

TEST(Explain, every_event_has_words_in_both_languages_and_leaves_no_hole_when_little_is_known) {
    EXPECT_EQ(dutch_words().events.size() + dutch_start_words().events.size() +
                  dutch_call_words().events.size(),
              events().size());
    EXPECT_EQ(english_words().events.size() + english_start_words().events.size() +
                  english_call_words().events.size(),
              events().size());
    for (const EventInfo& event : events())
        for (const Language language : {Language::dutch, Language::english})
            for (const Outcome outcome :
                 {Outcome::ok, Outcome::refused_request, Outcome::refused_policy, Outcome::failed})
                for (const bool known : {false, true}) {
                    Told told = known ? joris(event.name) : Told{.event = event.name};
                    told.outcome = outcome;
                    const Explained said = explain(told, language);
                    SCOPED_TRACE(said.title + ' ' + said.sentence);
                    EXPECT_TRUE(said.title.ends_with('.'));
                    EXPECT_TRUE(said.sentence.ends_with('.'));
                    for (const char* hole : {"  ", " .", " ,", "{", "}", "[", "]", "..", " van .",
                                             "does not know", "niet kent"})
                        EXPECT_EQ(said.sentence.find(hole), std::string::npos) << hole;
                }
}

TEST(Explain, a_partners_system_is_no_person_and_is_named_by_its_organisation) {
    Told told{.event = "signal.send", .by_system = true, .organisation = "Woonstede"};
    EXPECT_EQ(explain(told, Language::dutch).sentence,
              "Een systeem van Woonstede stuurde een melding.");
    told.event = "signal.refused";
    told.outcome = Outcome::refused_policy;
    told.reason = "signal.not_in_covenant";
    EXPECT_EQ(explain(told, Language::english).sentence,
              "The server refused a signal from a system of Woonstede. The organisation had no "
              "covenant for this kind of signal.");
}

TEST(Explain, the_daily_start_speaks_the_agreed_sentences) {
    Told told = joris("signal.take_up");
    EXPECT_EQ(explain(told, Language::dutch).sentence,
              "Joris Vink van Lindelaan College pakte een melding op in casus 2026-014.");
    told.event = "board.shown";
    told.count = 4;
    EXPECT_EQ(explain(told, Language::english).sentence,
              "Joris Vink of Lindelaan College sees 4 items of the start.");
    told.event = "board.chair";
    told.professional_concerned = "Fatma Yilmaz";
    EXPECT_EQ(explain(told, Language::dutch).sentence,
              "Joris Vink van Lindelaan College maakte Fatma Yilmaz voorzitter.");
    told.event = "case.close";
    told.outcome = Outcome::refused_policy;
    told.reason = "case.open_actions";  // not the sentence of every other case.*
    EXPECT_EQ(explain(told, Language::dutch).sentence,
              "Joris Vink van Lindelaan College wilde casus 2026-014 sluiten. Er waren nog open "
              "afspraken.");
}

TEST(Explain, a_server_that_went_on_says_whether_from_a_backup_or_without_a_note) {
    Told told{.event = "log.continued", .reason = "backup.restored", .count = 512};
    EXPECT_EQ(explain(told, Language::dutch).title, "Reservekopie teruggezet.");
    EXPECT_EQ(explain(told, Language::dutch).sentence,
              "De server ging verder vanaf een reservekopie met 512 regels in het logboek.");
    EXPECT_EQ(explain(told, Language::english).sentence,
              "The server went on from a backup with 512 entries in the log.");
    told.reason = "signed_note.missing";
    for (const Language language : {Language::dutch, Language::english}) {
        const Explained said = explain(told, language);
        SCOPED_TRACE(said.title + ' ' + said.sentence);
        for (const char* word :
             {"reservekopie", "Reservekopie", "backup", "Backup", "Nieuw", "New"})
            EXPECT_EQ((said.title + said.sentence).find(word), std::string::npos) << word;
    }
}

TEST(Explain, who_was_told_to_wait_or_was_blocked_gave_no_wrong_details) {
    Told told{.event = "session.refused", .outcome = Outcome::refused_request, .actor = "joris"};
    const auto why = [&](std::string_view reason, Language language) {
        told.reason = reason;
        const std::string sentence = explain(told, language).sentence;
        return sentence.substr(sentence.find(". ") + 2);
    };
    EXPECT_EQ(why("signin.wait", Language::dutch),
              "Er waren te veel pogingen. Er gold een wachttijd.");
    EXPECT_EQ(why("signin.blocked", Language::dutch), "Dit account was dicht.");
    EXPECT_EQ(why("signin.blocked", Language::english), "This account was closed.");
    EXPECT_EQ(why("signin.unknown", Language::dutch), "De gegevens klopten niet.");
}

TEST(Explain, an_unknown_event_is_still_a_sentence) {
    EXPECT_FALSE(explain(joris("later.event"), Language::dutch).sentence.empty());
    EXPECT_EQ(explain(joris("admin.account_created"), Language::dutch).title, "Beheer.");
}

TEST(Explain, names_are_never_read_as_pattern) {
    Told told{.event = "session.opened", .actor = "[{organisation}] {"};
    EXPECT_EQ(explain(told, Language::english).sentence, "[{organisation}] { signed in.");
}

TEST(Explain, a_failed_sign_in_keeps_its_own_title) {
    Told told{.event = "session.refused",
              .outcome = Outcome::refused_request,
              .reason = "signin.wrong_passphrase",
              .actor = "joris"};
    EXPECT_EQ(explain(told, Language::dutch).title, "Aanmelden lukte niet.");
    EXPECT_EQ(explain(told, Language::dutch).sentence,
              "joris probeerde zich aan te melden. De gegevens klopten niet.");
}

}  // namespace
}  // namespace kortelijn::audit
