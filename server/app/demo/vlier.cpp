// Household 3: agreements broken. The mother agreed to the pair only; about her partner the pair
// knows what the law allows; SAVE looks along on the reporting code, without consent and outside
// the room.
#include "app/demo/stage.hpp"

namespace kortelijn::demo {
namespace {

using enum LifeDomain;

constexpr People esther = 1, sem = 2, fenna = 4, danny = 8;
constexpr People children = sem | fenna, agreed = esther | children, all = agreed | danny;
constexpr Who sanne = Who::sanne, joris = Who::joris, ilse = Who::ilse;

constexpr Line lines[] = {
    {-5, "08:42", joris, all, safety,
     "Vannacht was de politie weer aan de deur. De buren belden. Danny had gedronken en een deur "
     "ingetrapt. Niemand gewond."},
    {-5, "08:50", sanne, esther, safety, "Ik bel Esther om half tien, dan is ze alleen thuis."},
    {-5, "10:05", sanne, esther | sem, safety,
     "Esther gesproken. Ze fluisterde. Sem stond boven aan de trap en heeft alles gezien."},
    {-5, "10:12", joris, agreed, safety,
     "Stap 1 van de meldcode staat op papier: wat, wanneer, wie het zag. Lees jij het na?", 3},
    {-5, "11:30", sanne, agreed, safety,
     "Gelezen. Waar ‘agressief’ stond, staat nu wat er gebeurde. Verder klopt het.", 4},
    {-4, "09:15", joris, children, safety,
     "Stap 2: zonder namen besproken met Marleen. Zij ziet wat wij zien. Sem waakt over zijn "
     "zusje."},
    {-4, "13:40", joris, sem, school,
     "Sem valt in de klas in slaap. Zijn juf belde Esther, en Esther belde mij. Ze wilde dat wij "
     "het weten."},
    {-4, "14:00", sanne, esther, social_network,
     "Haar moeder heeft een kamer vrij. Esther wil weten dat het kan. Meer nog niet."},
    {-4, "16:30", joris, danny, addiction,
     "Danny gesproken bij de deur. Hij drinkt elke dag, zegt hij zelf. Hulp wil hij niet: ‘dat "
     "regel ik wel’."},
    {-3, "10:45", sanne, agreed, safety,
     "Stap 3: met Esther gepraat in het buurthuis. Ze wil hulp van ons tweeën en van niemand "
     "anders. Dat heb ik zo vastgelegd."},
    {-3, "10:52", joris, esther, safety,
     "Heb je gezegd dat we niet kunnen zwijgen als de kinderen gevaar lopen?", 10},
    {-3, "10:58", sanne, esther, safety, "Als eerste. Ze knikte. ‘Dat snap ik ook wel’, zei ze.",
     11},
    {-3, "15:20", sanne, esther | fenna, practical,
     "Er staat een tas bij de buurvrouw op 9: paspoorten, pasjes, de knuffel van Fenna."},
    {-2, "09:05", joris, all, safety,
     "Afspraak was: Danny slaapt tot en met {d1} bij zijn broer. {d-3} stond hij ’s avonds toch in "
     "de keuken."},
    {-2, "09:15", sanne, esther | sem | danny, safety,
     "Esther durfde niet te bellen. Sem stuurde mij een bericht met haar telefoon: ‘hij is er’.",
     14},
    {-2, "09:40", joris, agreed, safety,
     "Stap 4, met het afwegingskader: het is niet veilig en het stopt niet vanzelf. Alleen hulp "
     "van ons is te weinig."},
    {-2, "11:10", joris, agreed, safety,
     "Ilse van Dam van SAVE denkt mee op grond van de meldcode, zonder toestemming. Mijn reden "
     "staat erbij. Zij leest niet mee "
     "in deze kamer, ik bel met haar."},
    {-2, "11:15", sanne, esther, safety,
     "Ik wil het Esther zelf vertellen voordat er iets de deur uitgaat. {d-1} om tien uur zien we "
     "elkaar.",
     17},
    {-1, "11:20", sanne, esther, safety,
     "Verteld. Eerst was ze boos, toen vooral moe. ‘Dan hoef ik het tenminste niet te zeggen.’ Ik "
     "mag blijven komen."},
    {-1, "11:35", joris, agreed, safety,
     "Knap van jullie allebei. {d0} om één uur meld ik bij Veilig Thuis. Wil jij de tekst nalezen?",
     19},
    {-1, "14:50", sanne, agreed, parenting,
     "Sem en Fenna eten vanavond bij oma. Esther brengt ze zelf en blijft erbij."},
    {-1, "16:40", joris, danny, addiction,
     "De broer van Danny belde. Hij schrok ook. Misschien gaan ze {d3} samen naar het "
     "inloopspreekuur."},
    {0, "08:10", sanne, agreed, safety,
     "Rustige nacht, appte Esther. @Joris, de tekst is goed. Laat bij Sem zijn eigen woorden "
     "staan, die zeggen genoeg."},
    {0, "08:18", sanne, esther, practical,
     "Ik lees Esther de melding {d2} om tien uur voor. Ze hoort het van ons, niet uit een brief."},
};

void record_grounds(Household& household, const Calendar& calendar) {
    const LifeDomains of_the_team =
        domains(safety, parenting, health, addiction, housing, school, social_network, practical);
    for (const Org organisation : {Org::youth_care, Org::welfare}) {
        household.agree(
            {organisation, agreed, esther, of_the_team, calendar.at(-14, "10:40"), 70, sanne});
        household.without_consent({organisation, GroundKind::statutory_task,
                                   "directly_involved_jeugdwet", danny, domains(safety, addiction),
                                   calendar.at(-14, "11:00"), 45, joris,
                                   "Danny woont in het gezin en wil niet praten. Zonder deze "
                                   "gegevens is niet te zien of Sem "
                                   "en Fenna veilig zijn."});
    }
    household.without_consent(
        {Org::save, GroundKind::reporting_code, "reporting_code", all,
         domains(safety, parenting, addiction), calendar.at(-2, "11:05"), 56, joris,
         "Kind van 9 was erbij. Moeder durft niet te tekenen zolang partner thuis is.",
         Purpose::reporting_code});
}

}  // namespace

void make_vlier(store::Store& store, const Cast& cast, const Calendar& calendar) {
    Household household(store, cast, calendar,
                        {431, "Vlier", Org::youth_care, calendar.at(-15, "14:15"), {joris, sanne}});
    household.add("Esther van Rijn", "moeder", calendar.born(34, 60), 0, {});
    household.add("Sem van Rijn", "zoon", calendar.born(9, 140), esther, {Law::jeugdwet});
    household.add("Fenna van Rijn", "dochter", calendar.born(6, 75), esther, {Law::jeugdwet});
    household.add("Danny Kok", "partner van moeder", calendar.born(37, 250), 0, {});
    record_grounds(household, calendar);
    household.invite(ilse, calendar.at(-2, "11:08"), 56);
    household.talk(lines, Law::jeugdwet, {{joris, 2}});
}

}  // namespace kortelijn::demo
