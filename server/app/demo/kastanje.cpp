// A case that is about to be closed, with a follow-up call to come; the one who carried it is on
// leave now and a colleague stands in.
#include "app/demo/stage.hpp"

namespace kortelijn::demo {
namespace {

using enum LifeDomain;

constexpr People gerda = 1;
constexpr Who peter = Who::peter, gijs = Who::gijs;

constexpr Line lines[] = {
    {-34, "09:40", peter, gerda, health,
     "Mevrouw Hofstra loopt weer met de rollator. De trap op gaat nog niet, maar dat hoeft ook "
     "niet meer."},
    {-34, "11:05", gijs, gerda, practical,
     "De indeling van de keuken is klaar. Alles wat ze elke dag nodig heeft, staat nu op één "
     "hoogte."},
    {-33, "10:15", peter, gerda, social_network,
     "Ze is twee keer naar de eettafel geweest. De eerste keer vond ze het lawaai. De tweede keer "
     "bleef ze tot het eind."},
    {-33, "14:30", gijs, gerda, social_network,
     "De buurjongen brengt op dinsdag haar boodschappen. Dat regelden ze samen, zonder ons.", 3},
    {-32, "09:20", peter, gerda, practical,
     "Dan zijn we klaar, denk ik. Ze zei het zelf ook: ‘jullie hoeven niet meer te komen, hoor’."},
    {-32, "09:32", gijs, gerda, practical, "Mooi. Sluiten we {d-30} af, met koffie bij haar?", 5},
    {-30, "11:10", peter, gerda, practical,
     "Afgesloten, met appeltaart. Over zes weken bel ik haar hoe het gaat. Ze heeft ons nummer op "
     "de koelkast."},
    {-30, "11:25", gijs, gerda, practical, "Fijn samengewerkt, Peter.", 7},
};

}  // namespace

CaseId make_kastanje(store::Store& store, const Cast& cast, const Calendar& calendar) {
    const Instant opened = calendar.at(-70, "09:00");
    Household household(
        store, cast, calendar,
        {298, "Kastanje", Org::welfare, opened, {peter, gijs}, Neighbourhood::north, 1});
    household.add("Gerda Hofstra", "bewoner", calendar.born(78, 40), 0, {Law::wmo});
    for (const Org organisation : {Org::welfare, Org::mee})
        household.agree({organisation, gerda, gerda, domains(health, social_network, practical),
                         calendar.at(-69, "10:20"), 90, peter, Purpose::cooperation,
                         Evidence::paper});
    household.talk(lines, Law::wmo, {{Who::sanne, 0}});
    store.add_absence({cast.of(peter), {calendar.at(-6, "08:00"), calendar.through(24)}});
    store.add_replacement(
        {cast.of(peter), cast.of(Who::sanne), {calendar.at(-6, "08:00"), calendar.through(24)}});
    return household.id();
}

}  // namespace kortelijn::demo
