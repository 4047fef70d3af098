// How a household of the demo gets into the store: a case with its pair, members, grounds and the
// week's conversation. The households' own files hold only what is said and agreed.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/demo/calendar.hpp"
#include "app/demo/cast.hpp"

namespace kortelijn::demo {

// Members of a household as bits, in the order in which they were added.
using People = std::uint32_t;

struct Line {
    int day;                // Calendar::working_day
    std::string_view time;  // "08:14", local
    Who author;
    People about;
    LifeDomain life_domain;
    std::string_view text;  // Calendar::words; "@Sanne" mentions whoever has that first name
    int reply_to = 0;       // the n-th line of the conversation, from 1
    Law law = Law::none;    // none: the conversation's
};

// How many of the last messages somebody has not read.
struct Unread {
    Who who;
    int messages;
};

struct Opening {
    int number;  // 387: "26-0387" in 2026
    std::string_view label;
    Org home;
    Instant at;
    std::initializer_list<Who> pair;
    Neighbourhood team = Neighbourhood::north;
    int years_back = 0;  // the number's year
};

struct Consent {
    Org organisation;
    People members;
    People given_by;
    LifeDomains life_domains;
    Instant given_at;
    int through_days;  // up to and including this many days after today
    Who recorded_by;
    Purpose purpose = Purpose::cooperation;
    Evidence evidence = Evidence::spoken;
};

struct WithoutConsent {
    Org organisation;
    GroundKind kind;
    std::string_view secrecy_ground;
    People members;
    LifeDomains life_domains;
    Instant begin;
    int through_days;
    Who recorded_by;
    std::string_view reason;
    Purpose purpose = Purpose::cooperation;
};

class Household {
public:
    Household(store::Store& store, const Cast& cast, const Calendar& calendar,
              const Opening& opening);

    // `custody`: earlier members who hold it; the register was checked on the opening day.
    People add(std::string_view name, std::string_view relation, Day born, People custody,
               std::initializer_list<Law> help);
    void agree(const Consent& consent);
    void keep_pending(const Consent& answer);  // not everybody has answered yet
    // A no for good: of everybody in `members`' name, said by `given_by`.
    void refuse(Org organisation, People members, People given_by, LifeDomains life_domains,
                Instant at, Who recorded_by);
    void without_consent(const WithoutConsent& ground);
    void invite(Who who, Instant from, int through_days);
    // In order of time. Everybody who wrote has read all, but for what `unread` says.
    void talk(std::span<const Line> lines, Law law, std::initializer_list<Unread> unread);
    CaseId id() const { return id_; }

private:
    std::vector<MemberId> members(People people) const;
    Ground consent_of(const Consent& consent) const;
    std::vector<ProfessionalId> mentioned(std::string_view text) const;

    store::Store& store_;
    const Cast& cast_;
    const Calendar& calendar_;
    CaseId id_;
    RoomId room_;
    Instant opened_at_;
    std::vector<MemberId> members_;
};

void make_meidoorn(store::Store& store, const Cast& cast, const Calendar& calendar);
void make_esdoorn(store::Store& store, const Cast& cast, const Calendar& calendar);
void make_vlier(store::Store& store, const Cast& cast, const Calendar& calendar);
// Not closed yet: that is an act of the story, at kastanje_closed().
CaseId make_kastanje(store::Store& store, const Cast& cast, const Calendar& calendar);
inline Instant kastanje_closed(const Calendar& calendar) { return calendar.at(-30, "12:00"); }

}  // namespace kortelijn::demo
