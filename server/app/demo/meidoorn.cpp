// Household 2 of the field's three: mother and daughter. The daughter's yes for the school is
// there, the mother's is missing, and her no about how she feels stands: the school's mentor sees
// nothing yet.
#include "app/demo/stage.hpp"

namespace kortelijn::demo {
namespace {

using enum LifeDomain;

constexpr People karin = 1, lotte = 2, both = karin | lotte;
constexpr Who sanne = Who::sanne, joris = Who::joris, marleen = Who::marleen;

// Read this as one week: day -5 is a week ago, day 0 this morning.
constexpr Line lines[] = {
    {-5, "09:12", sanne, both, school,
     "Karin en ik belden vanochtend samen met Lindelaan College. Lotte miste de laatste drie weken "
     "elf lesuren. "
     "Karin wilde zelf dat we belden."},
    {-5, "09:20", joris, lotte, school, "Dank. Weten we welke uren het zijn?", 1},
    {-5, "09:26", sanne, lotte, school,
     "Vooral de eerste twee uur, en gym. Bij Nederlands en tekenen is ze er wel.", 2},
    {-5, "11:40", joris, both, parenting,
     "Karin gesproken. Ze zegt: ik doe alles fout. Ze maakt Lotte om zeven uur wakker en dan "
     "begint het al."},
    {-5, "11:48", sanne, karin, parenting,
     "Dat hoor ik ook. Ik drink {d-4} om tien uur koffie bij haar.", 4},
    {-5, "16:10", joris, lotte, mental_health,
     "Lotte appte terug. Ze wil wel praten, maar niet op school. {d-4} om half vier loop ik een "
     "rondje met haar om de plas."},
    {-4, "11:15", sanne, karin, social_network,
     "Net bij Karin weg. Sinds haar zus verhuisde, heeft ze niemand om even te bellen. De "
     "buurvrouw van 12 helpt soms "
     "met boodschappen."},
    {-4, "11:17", sanne, both, finances,
     "Geld is krap, maar op orde. Alleen de schoolkosten van Lotte liggen er nog: 140 euro."},
    {-4, "16:55", joris, lotte, mental_health,
     "Met Lotte gelopen. Ze ligt tot drie uur wakker. Ze zegt dat alles grijs is. Ik vroeg of ze "
     "zichzelf iets wil aandoen. "
     "Nee, zei ze, en ik geloof haar."},
    {-4, "17:02", sanne, lotte, mental_health, "Goed dat je het vroeg. Weet Karin dit?", 9},
    {-4, "17:08", joris, both, mental_health,
     "Ja. Lotte vertelde het haar zelf, met mij erbij. Ze huilden allebei. Karin schrok, maar was "
     "ook opgelucht.",
     10},
    {-3, "08:40", sanne, both, mental_health,
     "@Joris, zullen we Marleen vragen? Ik twijfel of dit verdriet is of meer."},
    {-3, "08:52", joris, both, mental_health,
     "Ja. Karin en Lotte vinden het goed, ik vroeg het {d-4} al. @Marleen kijkt twee weken mee.",
     12},
    {-3, "10:30", marleen, lotte, mental_health,
     "Ik heb alles gelezen. Sinds wanneer slaapt ze slecht, en gebeurde er toen iets?"},
    {-3, "10:44", joris, lotte, mental_health,
     "Een week of zes. Toen stopte haar beste vriendin van handbal met appen. Lotte weet niet "
     "waarom.",
     14},
    {-3, "13:20", joris, lotte, development,
     "In haar oude dossier bij ons zit een test uit groep 8: taal sterk, rekenen zwak, laag tempo. "
     "Lotte weet dat ik hem las."},
    {-3, "15:10", sanne, both, school,
     "School vraagt of ze iets kunnen doen. Ik zei: graag, maar Lotte en Karin bepalen eerst wat "
     "jullie mogen weten."},
    {-2, "09:05", joris, lotte, school,
     "Lotte was {d-3} alle uren op school. Zelf gefietst. Ik heb haar alleen een duim gestuurd."},
    {-2, "09:11", sanne, lotte, school, "Wat fijn. En goed dat je het klein houdt.", 18},
    {-2, "12:25", sanne, karin, parenting,
     "Karin vroeg wat ze ’s ochtends moet zeggen. We spraken af: één keer wekken, koffie zetten, "
     "deur open. Geen preek."},
    {-2, "12:40", marleen, both, parenting,
     "Mooi. Laat ze allebei opschrijven wat wél lukt, hoe klein ook. Karin heeft dat net zo hard "
     "nodig als Lotte.",
     20},
    {-2, "16:30", joris, lotte, health,
     "Lotte wil naar de huisarts om het slapen. Karin maakt de afspraak, {d1} om tien over vier."},
    {-2, "16:41", marleen, lotte, health,
     "Goed. Laat haar vragen of bloed prikken zin heeft, ze is wel heel moe.", 22},
    {-1, "10:15", joris, lotte, school,
     "Lotte gesproken. Haar mentor, Bram Kuipers, mag weten hoe het op school gaat en wat we thuis "
     "afspreken. "
     "Haar ja staat erin."},
    {-1, "10:17", joris, lotte, mental_health,
     "Hoe ze zich voelt, houdt ze liever zelf in de hand. Daarvoor zei ze nee tegen school."},
    {-1, "10:24", sanne, karin, school,
     "Dan missen we alleen nog het ja van Karin. Zij wilde er een nacht over slapen.", 24},
    {-1, "14:05", sanne, lotte, school,
     "Gym blijft lastig, vooral het omkleden. Lotte stelde zelf voor: eerst een half uur helpen "
     "met klaarzetten, dan meedoen."},
    {-1, "15:45", marleen, lotte, mental_health,
     "Ik denk aan somberheid door alleen zijn, niet aan een depressie. Laten we op {c28} opnieuw "
     "kijken."},
    {-1, "16:20", joris, lotte, safety,
     "Met Lotte haar plan voor een rotavond gemaakt. Het hangt in haar kast. Ze belt Karin of mij, "
     "zij kiest wie."},
    {0, "08:09", marleen, both, parenting,
     "Mijn advies staat klaar, een halve bladzijde. Zal ik het {d1} om half tien toelichten?"},
    {0, "08:21", joris, karin, parenting,
     "@Sanne, Karin belde net. Ze twijfelt of ze het goed doet. Ze wil zelf de regie houden, maar "
     "vraagt of een van ons {d2} "
     "om twee uur meegaat naar school."},
    {0, "08:24", joris, both, school,
     "Ze zegt nu ook ja tegen school. Ze wil het jou zelf zeggen. Leg jij haar antwoord vast?"},
    {0, "08:33", marleen, lotte, mental_health,
     "Nog iets: vraag Lotte wie van handbal ze mist. Eén berichtje terug kan veel doen."},
};

void record_grounds(Household& household, const Calendar& calendar) {
    const Instant start = calendar.at(-12, "10:30");
    household.agree(
        {Org::welfare, both, both,
         domains(safety, parenting, mental_health, finances, school, social_network, practical),
         start, 82, sanne, Purpose::cooperation, Evidence::paper});
    household.agree(
        {Org::youth_care, both, both,
         domains(safety, parenting, health, mental_health, school, social_network, practical),
         start, 82, sanne, Purpose::cooperation, Evidence::paper});
    household.agree({Org::gp, both, both, domains(health), calendar.at(-9, "15:10"), 9, joris,
                     Purpose::consult});
    household.without_consent(
        {Org::youth_care, GroundKind::statutory_task, "directly_involved_jeugdwet", lotte,
         domains(development), calendar.at(-9, "15:30"), 60, joris,
         "Test uit groep 8 in het eigen dossier is nodig om te weten welke hulp past."});
    household.keep_pending({Org::gp, lotte, karin, domains(mental_health), calendar.at(-4, "11:05"),
                            60, sanne, Purpose::consult});
    household.keep_pending({Org::school, lotte, lotte, domains(parenting, school),
                            calendar.at(-1, "10:12"), 90, joris});
    household.refuse(Org::school, lotte, lotte, domains(mental_health), calendar.at(-1, "10:14"),
                     joris);
}

}  // namespace

void make_meidoorn(store::Store& store, const Cast& cast, const Calendar& calendar) {
    Household household(store, cast, calendar,
                        {387, "Meidoorn", Org::welfare, calendar.at(-13, "09:30"), {sanne, joris}});
    household.add("Karin Bakker", "moeder", calendar.born(42, 120), 0, {});
    // In the middle of her year: fifteen today, and in half a year still.
    household.add("Lotte Bakker", "dochter", calendar.born(15, 170), karin, {Law::jeugdwet});
    record_grounds(household, calendar);
    household.invite(marleen, calendar.at(-3, "08:55"), 7);
    household.talk(lines, Law::jeugdwet, {{sanne, 4}, {joris, 1}});
}

}  // namespace kortelijn::demo
