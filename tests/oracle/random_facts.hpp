// Seeded random histories: a collaboration, a case with its household and grounds, and steps that
// change one fact or move time, each followed by asks. The same seed gives the same history. Made
// near-plausible, so that permits are common; it must not know any answer.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/time.hpp"
#include "domain/ask.hpp"
#include "domain/facts.hpp"

namespace kortelijn::oracle {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next();
    int below(int count) { return int(next() % std::uint64_t(count)); }  // 0 .. count-1
    int between(int low, int high) { return low + below(high - low + 1); }
    bool chance(int percent) { return below(100) < percent; }
    template <class T>
    const T& one_of(const std::vector<T>& all) {
        return all[std::size_t(below(int(all.size())))];
    }
    template <class T>
    T& one_of(std::vector<T>& all) {
        return all[std::size_t(below(int(all.size())))];
    }
    // The position of one weight, drawn in proportion.
    int weighted(const std::vector<int>& weights);

private:
    std::uint64_t state_;
};

class History {
public:
    explicit History(std::uint64_t seed);

    // One fact changes, or time moves (never back).
    void step();
    // A question of any action and role; about one in thirty is malformed. One in five is about the
    // daily start, one in four about consults, calls and plans.
    Ask ask();

    Directory directory;
    CaseFacts facts;
    Instant now;
    Dice dice;

private:
    // random_facts.cpp: the world at its beginning
    void make_organisations();
    void make_professionals();
    void make_case();
    void make_household();
    void make_member(int role);
    void make_guests();
    Period around_now(int percent_unbounded);

    // random_grounds.cpp
    Ground make_ground(GroundKind kind);
    void say_consent(Ground& ground);
    void follow_earlier(Ground& ground);
    void give_legal_row(Ground& ground);
    std::vector<MemberId> entitled(const Member& member) const;
    LifeDomains some_domains(int low, int high);
    void add_ground(Ground ground);
    Bar make_bar();

    // random_steps.cpp
    void step_person();
    void step_work();
    void step_case();
    void step_ground();
    void move_time();
    std::vector<Instant> boundaries() const;
    Instant near_now();

    // random_asks.cpp
    void ask_as_professional(Ask& ask);
    void ask_item(Ask& ask);
    void ask_record(Ask& ask);
    void ask_invite(Ask& ask);
    void ask_as_guest(Ask& ask);
    void ask_as_officer(Ask& ask);
    void disturb(Ask& ask);
    bool able(const Professional& one) const;
    ProfessionalId mostly_able(ProfessionalId who);
    ProfessionalId somebody_of(OrganisationId organisation);
    MemberId any_member();
    GroundId any_ground();

    // random_start.cpp
    void make_start();
    void make_signal();
    void make_board();
    void make_coordinator();
    void step_start();
    void ask_start(Ask& ask);
    void ask_to_send(Ask& ask);
    void ask_as_leader(Ask& ask);
    void start_fields(Ask& ask);

    // random_calls.cpp. A consult or call is loaded with the questions about it, else seldom.
    void make_calls();
    void make_consult();
    void make_call();
    void make_links();
    void give_consents();
    void step_calls();
    void load(int percent_consult, int percent_call);
    void ask_calls(Ask& ask);
    void ask_consult(Ask& ask);
    void ask_call(Ask& ask);
    void ask_to_keep(Ask& ask);
    void ask_by_link(Ask& ask);
    void call_fields(Ask& ask);
    std::vector<MemberId> mostly_theirs(int percent_more);
    ProfessionalId mostly_of(OrganisationId organisation);
    ParticipantId someone_in_call(bool waiting);

    // What the household agreed to before it was called: about whom, what, and with whom.
    MemberId agreed_about_;
    LifeDomains agreed_domains_;
    OrganisationId agreed_with_;
    std::optional<ConsultFacts> consult_;
    std::optional<CallFacts> call_;
    std::int64_t next_ground_ = 1;
};

}  // namespace kortelijn::oracle
