// Who takes part in the demo: fifteen organisations, two teams and the professionals, all invented.
// Their order is the order of the buttons on the sign-in page.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "store/store.hpp"

namespace kortelijn::demo {

enum class Org : std::uint8_t {
    municipality,
    mee,
    ggd,
    welfare,
    youth_care,
    addiction_care,
    debt_bank,
    housing,
    school,
    gp,
    police,
    save,
    water,
    energy,
    insurer,
};
constexpr std::size_t org_count = 15;

enum class Who : std::uint8_t {
    sanne,
    joris,
    bram,
    fatma,
    hanneke,
    ilse,
    nadia,
    dirk,
    petra,
    marleen,
    peter,
    aylin,
    els,
    wouter,
    tineke,
    ricardo,
    yvonne,
    mehmet,
    lieke,
    olga,
    tom,
    samira,
    henk,
    chantal,
    gijs,
    anouk,
};
constexpr std::size_t who_count = 26;

enum class Neighbourhood : std::uint8_t { none, north, south };

template <class... Domains>
constexpr LifeDomains domains(Domains... list) {
    LifeDomains out;
    (out.add(list), ...);
    return out;
}

struct Person {
    Who who;
    std::string_view name;
    std::string_view title;  // their function, in Dutch as their organisation calls it
    Org employer;
    Neighbourhood team;
    Role role;
    LifeDomains expertise;
    std::string_view says_nl, says_en;  // what they may see, when the demo begins
};
std::span<const Person> people();

// The ids the store gave.
struct Cast {
    std::array<OrganisationId, org_count> organisations;
    std::array<ProfessionalId, who_count> professionals;
    TeamId north, south;

    OrganisationId of(Org org) const { return organisations[std::size_t(org)]; }
    ProfessionalId of(Who who) const { return professionals[std::size_t(who)]; }
    TeamId team_of(Who who) const;
    OrganisationId employer_of(Who who) const;
};

// All have worked there since `since`.
Cast add_cast(store::Store& store, Instant since);

}  // namespace kortelijn::demo
