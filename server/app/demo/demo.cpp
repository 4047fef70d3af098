// One organisation and one person.
#include "app/demo/demo.hpp"

namespace kortelijn::demo {

void make_demo(store::Store& store, Random&, Instant now) {
    Organisation municipality;
    municipality.kind = OrganisationKind::municipality;
    municipality.name = "Gemeente Waterrijk";
    municipality.period.from = now;
    const OrganisationId employer = store.add_organisation(municipality);
    const TeamId team = store.add_team("Wijkteam Noord");
    Professional person;
    person.name = "Samira Bakali";
    person.employment.push_back({employer, {now, std::nullopt}});
    person.teams.push_back({team, {now, std::nullopt}});
    person.roles.push_back({Role::professional, employer, team, {now, std::nullopt}});
    store.add_professional(person);
}

std::vector<DemoPerson> demo_people(store::Store& store) {
    std::vector<DemoPerson> people;
    const Directory directory = store.load_directory();
    for (const Professional& person : directory.professionals) {
        const Organisation* employer =
            person.employment.empty() ? nullptr : directory.find(person.employment.front().organisation);
        const Team* team = person.teams.empty() ? nullptr : directory.find(person.teams.front().team);
        const Role role = person.roles.empty() ? Role::professional : person.roles.front().role;
        people.push_back({person.id, person.name, employer == nullptr ? "" : employer->name, std::string(to_text(role)),
                          team == nullptr ? "" : team->name, "", "", {}});
    }
    return people;
}

}  // namespace kortelijn::demo
