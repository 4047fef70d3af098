// The rules R1-R66, each a function on the scene. A code ends the question: "ok. ..." permits, any
// other refuses; an empty code means that the rule has no objection and the next one speaks.
#pragma once

#include "policy/people.hpp"
#include "policy/reasons.hpp"
#include "policy/scene.hpp"

namespace kortelijn::policy {

bool is_person(Role role);
bool is_guest(Role role);
bool is_item(Action action);
bool of_calls(Action action);  // consults, calls and plans

// roles.cpp
Code well_formed(Scene& scene);                           // R1
Code account(Scene& scene);                               // R2
Code employer(Scene& scene);                              // R3
Code collaboration(Scene& scene);                         // R4
Code role_held(Scene& scene);                             // R5
Code role_allows(Scene& scene);                           // R6
Code guest_link(Scene& scene);                            // R7
bool link_lives(const Scene& scene, const Guest& guest);  // R7
Code officers_and_admins(Scene& scene);                   // R8
Code team_and_anonymous(Scene& scene);                    // R9

// boards.cpp, signals.cpp, team.cpp: before the case is looked at; they answer, or go on to it
Code board_rules(Scene& scene);   // R39, R40; of what lies on a board only R39 and who is present
Code signal_rules(Scene& scene);  // R35-R37: sending, and a signal without a case
Code team_rules(Scene& scene);    // R47-R49

// table.cpp
Code emergency_form(Scene& scene);  // R31, before R10
Code case_exists(Scene& scene);     // R10
Code kept_out(Scene& scene);        // R11, R12: also finds who sits at the table
Code closed_case(Scene& scene);     // R13
Code closed_to(const Scene& scene, Action action);
bool barred_from_case(const Scene& scene, ProfessionalId who);                 // R11
bool is_carrier(const Scene& scene, ProfessionalId who);                       // R12
bool at_the_table(const Scene& scene, const Professional& who, bool carrier);  // R16
// R5: a live role, of the asker's organisation when it names one.
bool holds_role(const Scene& scene, const HeldRole& held);
// R3: the one live employer; none when there is not exactly one.
OrganisationId employer_now(const Professional& professional, Instant now);
// A live member of the team.
bool in_team(const Professional& who, TeamId team, Instant now);
bool absent_now(const Scene& scene, ProfessionalId who);
// R2-R5 for a colleague: somebody who could ask something as a professional now.
bool works_now(const Scene& scene, ProfessionalId who);
bool employed_at(const Professional& professional, OrganisationId organisation, Instant now);
bool in_collaboration(const Scene& scene, OrganisationId organisation);  // R4

// table.cpp, lists.cpp, recording.cpp, ending.cpp, boards.cpp, signals.cpp, carrying.cpp: the last
// rule, which always answers
Code answer(Scene& scene);                                      // R14, R15
Code items(Scene& scene);                                       // R17
Code items_for(Scene& scene, Purpose purpose, bool home_side);  // R17, R55
Code list_of_cases_or_people(Scene& scene);        // R18: case.exists, case.open, member.list
Code record_ground(const Scene& scene);            // R28; empty: nothing against it
Code end_ground(const Scene& scene);               // R29
Code invite(const Scene& scene);                   // R30; empty: nothing against it
Code invitable(const Scene& scene, MemberId who);  // R30, family; empty: nothing against it
Code open_emergency(const Scene& scene);           // R31
Code read_ground(const Scene& scene);              // R32

// A question about a signal (R36), by itself or as an item of a board.
bool is_about_signal(const Scene& scene);
Code see_item(Scene& scene);                 // R41, R43
Code joined_signal(const Scene& scene);      // R36, R37: a signal with a case
Code answer_involvement(Scene& scene);       // R38
Code change_action(Scene& scene);            // R45
Code change_pair(const Scene& scene);        // R46; empty: nothing against it
Code take_coordination(const Scene& scene);  // R46; empty: nothing against it

// circle.cpp: consults and calls as tables of their own
Code calls_form(const Ask& ask);                 // R50
bool names_life_domains(const Ask& ask);         // R50
Code own_table(Scene& scene);                    // R55: also finds the circle; empty: go on
Code sit_down_for(Scene& scene, Action action);  // R55, for one action
// The asker's entry, when they still work where they were asked.
const AskedAlong* asked_along(const Scene& scene, const ConsultFacts& consult);
bool consult_over(const ConsultFacts& consult, Instant now);

// consults.cpp, calls.cpp, sharing.cpp: always answer
Code consult_rules(Scene& scene);    // R51-R54, R56
Code call_rules(Scene& scene);       // R57-R59, and a question that is put (R60)
Code sharing_rules(Scene& scene);    // R61, R63-R66
Code guests_of_calls(Scene& scene);  // what a link of use call, page or plan asks
bool is_in(ParticipantState state);
const Participant* own_entry(const Scene& scene);       // of the call, which must be there;
                                                        // removed goes before in, in before others
Code come_to_call(const Scene& scene);                  // R58, call.wait
Code enter_call(Scene& scene, bool let_in);             // R58, call.enter; `let_in`: as if admitted
Code ask_question(const Scene& scene);                  // R60
MemberIds speakers_for(const Person& person);           // who speaks for them
bool agreed(const Scene& scene, MemberId who);          // said yes, and it is kept
Code dark_link(const Scene& scene, const Guest& link);  // R64, before its action is looked at
Code network_link(const Scene& scene);                  // the ask's link; empty: it lives
// No danger (R63), or it was lifted at or after its begin.
bool danger_lifted(const Scene& scene, const std::optional<Instant>& lifted_at);

// lists.cpp, R18: one permitted cell for the purpose, or (nothing) for any.
Code opens(Scene& scene, std::optional<Purpose> purpose);
// lists.cpp: a cell about anybody in the household, for a purpose or (nothing) for any.
bool anything_permitted(const Scene& scene, const Asker& asker, std::optional<Purpose> purpose);

// tell.cpp: R33, what the asker hears.
Code tell(const Scene& scene, Code code);

}  // namespace kortelijn::policy
