// The table of people and organisations. The sentences promise no more than the grounds of the
// households (meidoorn.cpp and the others) give.
#include "app/demo/cast.hpp"

namespace kortelijn::demo {
namespace {

using enum LifeDomain;

struct Named {
    OrganisationKind kind;
    std::string_view name;
};

constexpr std::array<Named, org_count> organisation_names{{
    {OrganisationKind::municipality, "Gemeente Overlinde"},
    {OrganisationKind::mee, "MEE Lindestreek"},
    {OrganisationKind::ggd, "GGD Overlinde"},
    {OrganisationKind::welfare, "Welzijn Noord"},
    {OrganisationKind::youth_care, "Jeugdhulp Lindestroom"},
    {OrganisationKind::addiction_care, "Verslavingszorg De Overstap"},
    {OrganisationKind::debt_bank, "Kredietbank Overlinde"},
    {OrganisationKind::housing, "Wonen Overlinde"},
    {OrganisationKind::school, "Lindelaan College"},
    {OrganisationKind::gp, "Huisartsen Lindeplein"},
    {OrganisationKind::police, "Politie Overlinde"},
    {OrganisationKind::gi, "SAVE Overlinde"},
    {OrganisationKind::utility, "Waterbedrijf Lindebron"},
    {OrganisationKind::utility, "Energie Overlinde"},
    {OrganisationKind::insurer, "Zorgverzekeraar De Linde"},
}};

constexpr auto none = Neighbourhood::none;
constexpr auto north = Neighbourhood::north;
constexpr auto south = Neighbourhood::south;
constexpr auto works = Role::professional;

constexpr std::array<Person, who_count> cast_list{{
    {Who::sanne, "Sanne de Wit", "Maatschappelijk werker", Org::welfare, north, works,
     domains(parenting, social_network, practical),
     "Draagt Meidoorn, Esdoorn en Vlier. Neemt Kastanje waar voor Peter.",
     "Carries Meidoorn, Esdoorn and Vlier. Stands in for Peter in Kastanje."},
    {Who::joris, "Joris Hendriks", "Jeugdhulpverlener", Org::youth_care, north, works,
     domains(parenting, development, safety), "Vormt met Sanne het koppel in Meidoorn en Vlier.",
     "Forms the case pair with Sanne in Meidoorn and Vlier."},
    {Who::bram, "Bram Kuipers", "Mentor", Org::school, none, works, domains(school),
     "Ziet nu niets. Kan in Meidoorn komen als moeder ook ja zegt.",
     "Sees nothing now. May come into Meidoorn once the mother says yes too."},
    {Who::fatma, "Fatma Yıldız", "Schuldhulpverlener", Org::debt_bank, north, works,
     domains(finances, housing),
     "Vormt met Sanne het koppel in Esdoorn. Leest niets over gezondheid.",
     "Forms the case pair with Sanne in Esdoorn. Reads nothing about health."},
    {Who::hanneke,
     "Hanneke Mulder",
     "Teamleider",
     Org::municipality,
     north,
     Role::team_leader,
     {},
     "Leidt het wijkteam. Leest geen casussen.",
     "Leads the neighbourhood team. Reads no cases."},
    {Who::ilse, "Ilse van Dam", "SAVE-werker", Org::save, none, works, domains(safety, parenting),
     "Kijkt mee in de meldcode van Vlier, niet in de kamer.",
     "Looks along in Vlier's reporting code, not in the room."},
    {Who::nadia,
     "Nadia el Amrani",
     "Functionaris gegevensbescherming",
     Org::municipality,
     none,
     Role::privacy_officer_collaboration,
     {},
     "Ziet het logboek van iedereen, geen inhoud.",
     "Sees everybody's log, no content."},
    {Who::dirk, "Dirk Veenstra", "Wmo-consulent", Org::municipality, none, works,
     domains(housing, health, practical), "Kijkt mee in Esdoorn: wonen, gezondheid en praktisch.",
     "Looks along in Esdoorn: housing, health and practical matters."},
    {Who::petra, "Petra Schouten", "Huurconsulent", Org::housing, none, works, domains(housing),
     "Kijkt mee in Esdoorn: wonen en praktisch. Dat stopt binnenkort.",
     "Looks along in Esdoorn: housing and practical matters. That ends soon."},
    {Who::marleen, "Marleen Postma", "Gedragswetenschapper", Org::youth_care, none, works,
     domains(mental_health, development), "Kijkt een week mee in Meidoorn.",
     "Looks along in Meidoorn for a week."},
    {Who::peter, "Peter Smit", "Ouderenadviseur", Org::welfare, north, works,
     domains(health, social_network), "Is met verlof. Sanne neemt Kastanje waar.",
     "Is on leave. Sanne stands in for Kastanje."},
    {Who::aylin, "Aylin Kaya", "Cliëntondersteuner", Org::mee, north, works,
     domains(development, practical, work),
     "Vormt met Ricardo het koppel in Populier. Collega's vinden haar bij ontwikkeling.",
     "Forms the case pair with Ricardo in Populier. Colleagues find her under development."},
    {Who::els, "Els Haan", "Leerplichtambtenaar", Org::municipality, none, works, domains(school),
     "Ziet nu geen casus.", "Sees no case now."},
    {Who::wouter,
     "Wouter Blom",
     "Functionaris gegevensbescherming",
     Org::youth_care,
     none,
     Role::privacy_officer_organisation,
     {},
     "Ziet het logboek van Jeugdhulp Lindestroom, geen inhoud.",
     "Sees the log of Jeugdhulp Lindestroom, no content."},
    {Who::tineke,
     "Tineke Bos",
     "Beheerder",
     Org::municipality,
     none,
     Role::organisation_admin,
     {},
     "Beheert accounts van de gemeente. Leest geen casussen.",
     "Manages the municipality's accounts. Reads no cases."},
    {Who::ricardo, "Ricardo Martina", "Verslavingsdeskundige", Org::addiction_care, north, works,
     domains(addiction, mental_health), "Ziet nu geen casus. Collega's vinden hem bij verslaving.",
     "Sees no case now. Colleagues find him under addiction."},
    {Who::yvonne, "Yvonne Kramer", "Jeugdverpleegkundige", Org::ggd, north, works,
     domains(health, development), "Ziet nu geen casus. Collega's vinden haar bij gezondheid.",
     "Sees no case now. Colleagues find her under health."},
    {Who::mehmet, "Mehmet Aydin", "Wijkagent", Org::police, south, works, domains(safety),
     "Ziet nu geen casus.", "Sees no case now."},
    {Who::lieke, "Lieke Verbeek", "Praktijkondersteuner", Org::gp, none, works,
     domains(health, mental_health), "Mag in Meidoorn iets gevraagd worden over gezondheid.",
     "May be consulted about health in Meidoorn."},
    {Who::olga, "Olga Prins", "Zorgcoördinator", Org::school, none, works,
     domains(school, development), "Ziet nu geen casus, ook niet als Bram er een ziet.",
     "Sees no case now, not even when Bram sees one."},
    {Who::tom, "Tom Schippers", "Jongerenwerker", Org::welfare, south, works,
     domains(social_network, school), "Werkt in Zuid. Ziet nu geen casus.",
     "Works in Zuid. Sees no case now."},
    {Who::samira, "Samira Bakali", "Jeugdhulpverlener", Org::youth_care, south, works,
     domains(parenting, development), "Werkt in Zuid. Ziet nu geen casus.",
     "Works in Zuid. Sees no case now."},
    {Who::henk, "Henk Wiersma", "Consulent werk en inkomen", Org::municipality, south, works,
     domains(work, finances), "Werkt in Zuid. Ziet nu geen casus.",
     "Works in Zuid. Sees no case now."},
    {Who::chantal, "Chantal Peters", "Budgetcoach", Org::debt_bank, south, works, domains(finances),
     "Werkt in Zuid. Ziet nu geen casus.", "Works in Zuid. Sees no case now."},
    {Who::gijs, "Gijs Dekker", "Cliëntondersteuner", Org::mee, south, works,
     domains(practical, work), "Vormt met Peter het koppel in Kastanje. Die casus is gesloten.",
     "Forms the case pair with Peter in Kastanje. That case is closed."},
    {Who::anouk, "Anouk Visser", "Woonconsulent", Org::housing, south, works, domains(housing),
     "Werkt in Zuid. Ziet nu geen casus.", "Works in Zuid. Sees no case now."},
}};

constexpr bool in_order() {
    for (std::size_t i = 0; i < cast_list.size(); ++i)
        if (std::size_t(cast_list[i].who) != i) return false;
    return true;
}
static_assert(in_order(), "the list follows the order of Who");

}  // namespace

std::span<const Person> people() { return cast_list; }

OrganisationId Cast::employer_of(Who who) const { return of(cast_list[std::size_t(who)].employer); }

TeamId Cast::team_of(Who who) const {
    const Neighbourhood team = cast_list[std::size_t(who)].team;
    return team == Neighbourhood::north ? north : team == Neighbourhood::south ? south : TeamId{};
}

Cast add_cast(store::Store& store, Instant since) {
    Cast cast;
    const Period period{since, std::nullopt};
    for (std::size_t i = 0; i < org_count; ++i)
        cast.organisations[i] = store.add_organisation(
            {{}, organisation_names[i].kind, period, std::string(organisation_names[i].name)});
    cast.north = store.add_team("wijkteam Noord");
    cast.south = store.add_team("wijkteam Zuid");
    for (const Person& person : cast_list) {
        Professional made;
        made.name = person.name;
        made.expertise = person.expertise;
        const OrganisationId employer = cast.employer_of(person.who);
        const TeamId team = cast.team_of(person.who);
        made.employment.push_back({employer, period});
        if (team) made.teams.push_back({team, period});
        const bool everywhere =
            person.role == Role::privacy_officer_collaboration || person.role == Role::professional;
        made.roles.push_back({person.role, everywhere ? OrganisationId{} : employer,
                              person.role == Role::team_leader ? team : TeamId{}, period});
        cast.professionals[std::size_t(person.who)] = store.add_professional(made);
    }
    return cast;
}

}  // namespace kortelijn::demo
