// Household 1: fourth floor, no lift. A signal of the housing corporation opened the case; social
// worker and debt bank carry it; the Wmo consultant and the corporation look along.
#include "app/demo/stage.hpp"

namespace kortelijn::demo {
namespace {

using enum LifeDomain;

constexpr People ruben = 1, denise = 2, noah = 4, jayla = 8;
constexpr People parents = ruben | denise, children = noah | jayla, all = parents | children;
constexpr Who sanne = Who::sanne, fatma = Who::fatma, dirk = Who::dirk, petra = Who::petra;
constexpr Law debts = Law::wgs;

constexpr Line lines[] = {
    {-5, "08:50", fatma, parents, housing,
     "Melding van Wonen Overlinde: twee maanden huur achter, 1.412 euro. Vierde verdieping, geen "
     "lift. @Sanne, jij kent ze toch "
     "van de inloop?",
     0, debts},
    {-5, "08:58", sanne, parents, housing,
     "Ik ken Denise. Ik app haar of we samen langs mogen komen.", 1},
    {-5, "12:10", sanne, parents, practical,
     "Het mag. {d-4} om half twee, dan is Ruben ook thuis. De bel doet het niet, even appen."},
    {-4, "15:05", fatma, ruben, work,
     "Ruben werkte in het magazijn. Zijn contract liep af toen hij ziek was. Hij heeft nog zes "
     "weken ziektewet."},
    {-4, "15:12", sanne, ruben, health,
     "Dubbele hernia. Rechtop zitten lukt een uur. Vier trappen met een kind van twee op je arm, "
     "dat gaat niet."},
    {-4, "15:20", fatma, parents, finances,
     "De post van drie maanden zat in een schoenendoos. We hebben alles samen opengemaakt. Naast "
     "de huur ook de zorgverzekering: "
     "twee keer 139 euro.",
     0, debts},
    {-4, "15:24", sanne, parents, finances,
     "Denise zei op de trap: vannacht slaap ik weer. Mooi gedaan.", 6},
    {-4, "16:40", sanne, noah | denise, parenting,
     "Noah speelt alleen nog binnen. Denise wil hem op peutergym doen, zes euro per week. Ik vraag "
     "het kindfonds."},
    {-3, "09:10", petra, parents, housing,
     "Ik lees mee namens Wonen Overlinde. Wij sturen geen brief voor {D4}. Graag dan een "
     "voorstel."},
    {-3, "09:18", fatma, parents, housing,
     "Dank. Het wordt iets van 75 euro per maand boven op de huur, zodra de toeslag klopt.", 9,
     debts},
    {-3, "11:30", sanne, all, housing,
     "@Dirk, kunnen zij voorrang krijgen op een woning beneden of met lift? Een traplift past hier "
     "niet."},
    {-3, "13:45", dirk, parents, practical,
     "Dat kan. Ik heb nodig: brief van de huisarts, foto’s van de trap, inkomen van allebei en het "
     "huurcontract.",
     11},
    {-3, "13:52", sanne, parents, practical,
     "Dan bellen we met z’n vieren. {d-2} om elf uur, ik zit bij ze aan tafel.", 12},
    {-2, "11:48", sanne, parents, practical,
     "Gebeld met Dirk erbij. In drie kwartier stond alles op een rij. Ruben maakte zelf de foto’s "
     "van de trap."},
    {-2, "11:55", dirk, parents, practical, "Fijn gesprek. Ik mis alleen het huurcontract nog.",
     14},
    {-2, "14:20", dirk, ruben, health,
     "De huisarts bevestigt het: minstens een jaar geen trappen. Dat is genoeg."},
    {-2, "16:05", fatma, parents, finances,
     "De huurtoeslag stond nog op het oude loon van Ruben. Aangepast. Scheelt 118 euro per maand.",
     0, debts},
    {-1, "09:30", sanne, denise | jayla, work,
     "Denise kan acht uur meer werken in de thuiszorg, als er opvang is voor Jayla. Ik zoek uit "
     "wat de gemeente betaalt."},
    {-1, "10:02", fatma, parents, finances,
     "Met acht uur meer zijn ze in vijf maanden van de achterstand af.", 0, debts},
    {-1, "11:15", dirk, all, housing,
     "Voorrang is toegekend: beneden of met lift, drie slaapkamers. Ik heb Ruben en Denise net "
     "zelf gebeld."},
    {-1, "11:17", sanne, all, housing, "Wat goed. Wat zeiden ze?", 20},
    {-1, "11:21", dirk, all, housing,
     "Denise was even stil. Ruben zei: dan tel ik vanaf nu de treden af.", 21},
    {-1, "14:30", petra, parents, housing,
     "Aan de Elzenstraat komt op {c24} een benedenwoning vrij. Ik houd hem vast tot en met {D3}. "
     "Kijken kan {d1} om vier uur."},
    {-1, "15:10", sanne, ruben, social_network,
     "Ruben mist zijn werk meer dan hij zegt. Arie van de fietswerkplaats heeft plek voor hem, "
     "zittend en op zijn tempo."},
    {-1, "16:45", sanne, parents, practical,
     "Het huurcontract ligt bij de moeder van Denise. Ik haal het {d0} op. Op {c42} bel ik ze nog "
     "eens."},
    {0, "08:05", fatma, parents, finances,
     "@Sanne, Wonen Overlinde gaat akkoord met 75 euro per maand. Teken jij {d0} met Ruben en "
     "Denise, of ga ik langs?",
     0, debts},
};

void record_grounds(Household& household, const Calendar& calendar) {
    household.without_consent(
        {Org::debt_bank, GroundKind::statutory_task, "debt_signal", parents,
         domains(housing, finances, practical), calendar.at(-5, "08:45"), 40, fatma,
         "Melding van Wonen Overlinde: twee maanden huurachterstand, kans op uitzetting."});
    const Instant visit = calendar.at(-4, "14:40");
    household.agree({Org::welfare, all, parents,
                     domains(parenting, health, housing, finances, work, social_network, practical),
                     visit, 110, sanne, Purpose::cooperation, Evidence::paper});
    household.agree({Org::debt_bank, all, parents,
                     domains(parenting, housing, finances, work, practical), visit, 110, fatma,
                     Purpose::cooperation, Evidence::paper});
    household.agree({Org::municipality, all, parents, domains(health, housing, practical),
                     calendar.at(-3, "11:20"), 60, sanne});
    household.agree({Org::housing, parents, parents, domains(housing, practical),
                     calendar.at(-3, "08:55"), 12, fatma});
    household.agree({Org::municipality, parents, parents, domains(health, housing, practical),
                     calendar.at(-2, "11:00"), 30, sanne, Purpose::call, Evidence::in_call});
}

}  // namespace

void make_esdoorn(store::Store& store, const Cast& cast, const Calendar& calendar) {
    Household household(store, cast, calendar,
                        {412, "Esdoorn", Org::welfare, calendar.at(-5, "08:45"), {sanne, fatma}});
    household.add("Ruben Tahapary", "vader", calendar.born(38, 90), 0, {Law::wmo, Law::wgs});
    household.add("Denise Tahapary", "moeder", calendar.born(35, 210), 0, {Law::wgs});
    household.add("Noah Tahapary", "zoon", calendar.born(4, 100), parents, {});
    household.add("Jayla Tahapary", "dochter", calendar.born(2, 150), parents, {});
    record_grounds(household, calendar);
    household.invite(dirk, calendar.at(-3, "11:25"), 60);
    household.invite(petra, calendar.at(-3, "09:00"), 12);
    household.talk(lines, Law::wmo, {{sanne, 1}, {petra, 2}});
}

}  // namespace kortelijn::demo
