// Sections 4a and 4b as two plain lists, read from top to bottom.
#include "law.hpp"

#include <string>

namespace kortelijn::oracle {
namespace {

bool on_or_after(std::optional<CivilDate> date, Instant now) {
    return !date || now >= amsterdam_midnight(*day_of(*date));
}

LifeDomains finances_housing_practical() {
    LifeDomains set;
    set.add(LifeDomain::finances);
    set.add(LifeDomain::housing);
    set.add(LifeDomain::practical);
    return set;
}

constexpr CivilDate jan_2015{2015, 1, 1};
constexpr CivilDate jan_2021{2021, 1, 1};
constexpr CivilDate jul_2013{2013, 7, 1};
constexpr CivilDate jan_2027{2027, 1, 1};

const std::vector<SecrecyRow>& rows() {
    using enum GroundKind;
    static const std::vector<SecrecyRow> all = {
        {.name = "consent", .kind = consent, .longest_ms = 366 * day_ms, .a_no_ends_it = true},
        {.name = "directly_involved_jeugdwet",
         .kind = statutory_task,
         .holder = Holder::carrier,
         .bound_to = Law::jeugdwet,
         .longest_ms = 366 * day_ms,
         .a_no_ends_it = true,
         .in_force_from = jan_2015,
         .changing_on = jan_2027},
        {.name = "directly_involved_wmo",
         .kind = statutory_task,
         .holder = Holder::carrier,
         .bound_to = Law::wmo,
         .longest_ms = 366 * day_ms,
         .a_no_ends_it = true,
         .in_force_from = jan_2015},
        {.name = "supervision_order",
         .kind = statutory_task,
         .holder = Holder::gi,
         .longest_ms = 366 * day_ms,
         .in_force_from = jan_2015,
         .changing_on = jan_2027},
        {.name = "child_protection_inquiry",
         .kind = statutory_task,
         .holder = Holder::child_protection_board,
         .longest_ms = 183 * day_ms,
         .in_force_from = jan_2015},
        {.name = "debt_signal",
         .kind = statutory_task,
         .holder = Holder::municipality_or_debt_bank,
         .bound_to = Law::wgs,
         .longest_ms = 56 * day_ms,
         .in_force_from = jan_2021,
         .only = finances_housing_practical()},
        {.name = "reporting_code",
         .kind = reporting_code,
         .holder = Holder::veilig_thuis_gi_or_home,
         .longest_ms = 91 * day_ms,
         .in_force_from = jul_2013},
        {.name = "vital_interest", .kind = vital_interest, .longest_ms = 60 * minute_ms},
        {.name = "wams",
         .kind = statutory_task,
         .holder = Holder::municipality,
         .longest_ms = 91 * day_ms,
         .never_in_force = true},
    };
    return all;
}

}  // namespace

std::vector<AgreementRow> agreement_rows_of(const Member& member, Instant now) {
    bool jeugdwet = false;
    bool wmo = false;
    for (const Help& help : member.help) {
        if (!help.period.live(now)) continue;
        if (help.law == Law::jeugdwet && on_or_after(jan_2015, now)) jeugdwet = true;
        if (help.law == Law::wmo && on_or_after(jan_2015, now)) wmo = true;
    }
    std::vector<AgreementRow> found;
    if (jeugdwet) found.push_back({"jeugdwet", true});
    if (wmo) found.push_back({"wmo", false});
    if (found.empty()) found.push_back({"uavg", false});
    return found;
}

const SecrecyRow* row_of(const Ground& ground) {
    const std::string_view name = ground.secrecy_ground.empty()
                                      ? to_text(ground.kind)
                                      : std::string_view(ground.secrecy_ground);
    for (const SecrecyRow& row : rows())
        if (row.name == name && row.kind == ground.kind) return &row;
    return nullptr;
}

bool in_force(const SecrecyRow& row, Instant now) {
    return !row.never_in_force && on_or_after(row.in_force_from, now);
}

bool changing(const SecrecyRow& row, Instant now) {
    return row.changing_on && on_or_after(row.changing_on, now);
}

}  // namespace kortelijn::oracle
