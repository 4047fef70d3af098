// Tables 4a and 4b. Each row names its source; "ours" marks a choice where the law is silent.
#include "policy/law_tables.hpp"

#include <array>
#include <chrono>

namespace kortelijn::policy {
namespace {

constexpr Day on(int year, unsigned month, unsigned day) {
    const std::chrono::sys_days at =
        std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
    return Day{std::int32_t(at.time_since_epoch().count())};
}

constexpr std::int64_t days(int count) { return count * day_ms; }

constexpr Say custody_only{.self = false, .custody = true};
constexpr Say self_and_custody{.self = true, .custody = true};
constexpr Say self_only{.self = true, .custody = false};

constexpr std::array<AgreementRow, 3> agreement{{
    {Law::jeugdwet,
     on(2015, 1, 1),
     {},
     custody_only,
     self_and_custody,
     self_only,
     true,
     "Jeugdwet 7.3.4, 7.3.5"},
    {Law::wmo,
     on(2015, 1, 1),
     {},
     custody_only,
     self_and_custody,
     self_only,
     false,
     "Wmo 5.3.x for under 12; 12 to 15 read with UAVG 5: ours"},
    {Law::none,
     on(2018, 5, 25),
     {},
     custody_only,
     self_and_custody,
     self_only,
     false,
     "UAVG 5; the child's own yes: ours"},
}};

constexpr Holders anybody{.any = true};
constexpr Holders a_carrier{.carrier = true};

template <class... Kinds>
constexpr Holders kinds(Kinds... kind) {
    return Holders{.kinds = ((1U << unsigned(kind)) | ...)};
}

constexpr Holders reporters() {
    Holders out = kinds(OrganisationKind::veilig_thuis, OrganisationKind::gi);
    out.home_organisation = true;
    return out;
}

constexpr LifeDomains debt_domains() {
    LifeDomains out;
    for (const auto d : {LifeDomain::finances, LifeDomain::housing, LifeDomain::practical})
        out.add(d);
    return out;
}

constexpr std::array<SecrecyRow, 9> secrecy{{
    {.name = "consent",
     .kind = GroundKind::consent,
     .holders = anybody,
     .longest_ms = days(366),
     .a_no_ends_it = true,
     .source = "AVG 7; longest: ours"},
    {.name = "directly_involved_jeugdwet",
     .kind = GroundKind::statutory_task,
     .holders = a_carrier,
     .bound_to = Law::jeugdwet,
     .longest_ms = days(366),
     .a_no_ends_it = true,
     .from = on(2015, 1, 1),
     .changing_from = on(2027, 1, 1),
     .source = "Jeugdwet 7.3.11-2a; a no ends it: ours"},
    {.name = "directly_involved_wmo",
     .kind = GroundKind::statutory_task,
     .holders = a_carrier,
     .bound_to = Law::wmo,
     .longest_ms = days(366),
     .a_no_ends_it = true,
     .from = on(2015, 1, 1),
     .source = "Wmo 5.3.3; a no ends it: ours"},
    {.name = "supervision_order",
     .kind = GroundKind::statutory_task,
     .holders = kinds(OrganisationKind::gi),
     .longest_ms = days(366),
     .from = on(2015, 1, 1),
     .changing_from = on(2027, 1, 1),
     .source = "Jeugdwet 7.3.11-4"},
    {.name = "child_protection_inquiry",
     .kind = GroundKind::statutory_task,
     .holders = kinds(OrganisationKind::child_protection_board),
     .longest_ms = days(183),
     .from = on(2015, 1, 1),
     .source = "BW 1:240 (secondary source); longest: ours"},
    {.name = "debt_signal",
     .kind = GroundKind::statutory_task,
     .holders = kinds(OrganisationKind::municipality, OrganisationKind::debt_bank),
     .bound_to = Law::wgs,
     .longest_ms = days(56),
     .from = on(2021, 1, 1),
     .only = debt_domains(),
     .source = "Wgs 3 (not read); life domains: ours"},
    {.name = "reporting_code",
     .kind = GroundKind::reporting_code,
     .holders = reporters(),
     .longest_ms = days(91),
     .from = on(2013, 7, 1),
     .source = "Wmo 5.2.6, Besluit meldcode; longest: ours"},
    {.name = "vital_interest",
     .kind = GroundKind::vital_interest,
     .holders = anybody,
     .longest_ms = hour_ms,
     .source = "AVG 6(1)d; longest: ours"},
    {.name = "wams",
     .kind = GroundKind::statutory_task,
     .holders = kinds(OrganisationKind::municipality),
     .longest_ms = days(91),
     .switched_off = true,
     .source = "bill 36 295, not in force"},
}};

}  // namespace

std::span<const AgreementRow> agreement_rows() { return agreement; }
std::span<const SecrecyRow> secrecy_rows() { return secrecy; }

const SecrecyRow* row_of(const Ground& ground) {
    if (ground.kind == GroundKind::consent) return &secrecy.front();
    const std::string_view name =
        ground.secrecy_ground.empty() ? to_text(ground.kind) : ground.secrecy_ground;
    for (const auto& row : secrecy)
        if (row.kind == ground.kind && row.name == name) return &row;
    return nullptr;
}

bool in_force(const SecrecyRow& row, Day today) {
    return !row.switched_off && (!row.from || *row.from <= today);
}

bool changing(const SecrecyRow& row, Day today) {
    return row.changing_from && *row.changing_from <= today;
}

}  // namespace kortelijn::policy
