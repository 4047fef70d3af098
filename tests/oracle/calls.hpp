// R50-R66: consults, calls, what the family keeps, and plans, read aloud from the page of the
// calls. Must not look at server/policy.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "acts.hpp"
#include "cells.hpp"
#include "domain/ask.hpp"

namespace kortelijn::oracle {

// R50. A code or "". `without_domains`: whether life domains may not be left out.
std::string_view malformed_call(const Ask& ask);
bool without_domains(const Ask& ask);

// Section 2 of that page.
bool is_of_calls(Action action);
bool professional_asks(Action action);
bool link_asks(const Guest& link, Action action);
const Guest* link_of(const CaseFacts& facts, GuestId id);
bool link_lives(const World& world, const Guest& link);            // R7
std::string_view darkened(const World& world, const Guest& link);  // R64, a code or ""

// R55: the table that a consult or call is, when the question is one of it.
struct Table {
    Purpose purpose = Purpose::consult;
    std::vector<MemberId> about;
    LifeDomains life_domains;
    bool home_side = false;
};
std::string_view to_the_table(const World& world, const Reader& reader, const Ask& ask,
                              std::optional<Table>& table);
bool outside(const Table& table, const std::vector<const Member*>& people, LifeDomains domains);

// R17 with R55's home side; the highest reason of all, or the grounds.
CellAnswer home_cell(const World& world, const Reader& reader, const Member& about,
                     LifeDomain domain, const Wanted& wanted, bool home_side);
CellAnswer all_cells(const World& world, const Reader& reader,
                     const std::vector<const Member*>& people, LifeDomains domains,
                     const Wanted& wanted, bool home_side);

// R51-R66 once R1-R14 and R55 let the asker come this far; the checklist's and the plan's items are
// asked by the caller first.
std::string_view consult(const World& world, const Actor& actor, const Ask& ask, CellAnswer& cells);
std::string_view call(const World& world, const Actor& actor, const Ask& ask, CellAnswer& cells);
std::string_view keep(const World& world, const Actor& actor, const Ask& ask, CellAnswer& cells);
std::string_view by_link(const World& world, const Actor& actor, const Ask& ask, CellAnswer& cells);
std::string_view decide_checklist(const World& world, const Reader& reader);
bool is_carriers_act(Action action);

// Between the files of R50-R66.
std::vector<const Member*> people_listed(const World& world, const std::vector<MemberId>& about);
bool works_now(const World& world, ProfessionalId who);        // R2-R5
std::string_view waiting(const World& world, const Ask& ask);  // R58, call.wait
bool is_in_open_call(const World& world, const Ask& ask);      // once they may wait
std::string_view entering(const World& world, const Actor& actor, const Ask& ask,
                          CellAnswer& cells);                              // R58, call.enter
bool is_danger_lifted(const World& world, std::optional<Instant> lifted);  // R63
std::vector<MemberId> who_speaks_for(const World& world, const Member& member);
bool said_yes(const Ask& ask, MemberId who);
std::string_view put_question(const World& world, const Actor& actor, const Ask& ask);  // R60
std::string_view of_the_network(const World& world, GuestId link);

// Section 4, lines 1-3, or "".
std::string_view told_of_calls(const Ask& ask, std::string_view reason);

}  // namespace kortelijn::oracle
