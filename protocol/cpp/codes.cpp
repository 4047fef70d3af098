// The table is data in order of the code, so that a lookup is a binary search.
// The words are B1: short, what happened, and what one can do now.
#include "codes.hpp"

#include <algorithm>

namespace kortelijn::protocol {
namespace {

constexpr int syntax = -32700, envelope = -32600, no_method = -32601, input = -32602;
constexpr int other = -32000, policy = -32001, absent = -32004, signed_out = -32005;
constexpr int too_fast = -32029, unknown_outcome = -32050, stopped = -32051;

constexpr Code table[] = {
    {"absence.replaced", policy, "U hebt deze casus overgedragen aan uw vervanger.",
     "You handed this case over to your replacement."},
    {"age.own_consent_needed", policy, "Dit kan pas als de persoon zelf ja heeft gezegd.",
     "This needs the person's own yes first."},
    {"age.reconfirm_needed", policy, "Na een verjaardag moet de persoon opnieuw gevraagd worden.",
     "After a birthday the person has to be asked again."},
    {"age.too_young", policy, "Een kind onder de 12 kan dit niet zelf.",
     "A child under 12 cannot do this themself."},
    {"anonymous.about_person", policy, "In een anonieme bespreking noemt u niemand.",
     "An anonymous discussion names nobody."},
    {"anonymous.identifying", policy, "In deze tekst is iemand te herkennen. Pas de tekst aan.",
     "Somebody can be recognised in this text. Please change it."},
    {"bar.law", policy, "Dit is afgeschermd.", "This is shielded by law."},
    {"batch.not_allowed", envelope, "Stuur verzoeken één voor één.", "Send requests one by one."},
    {"busy", too_fast, "Het is nu te druk. Probeer het zo nog eens.",
     "It is too busy now. Please try again in a moment."},
    {"capacity.no_representative", policy, "Er is nog geen vertegenwoordiger bekend.",
     "No representative is known yet."},
    {"capacity.representative_needed", policy, "De curator of mentor moet hier ja op zeggen.",
     "The curator or mentor has to agree to this."},
    {"carrier.needed", policy, "Alleen wie de casus draagt kan dit doen.",
     "Only those who carry the case can do this."},
    {"case.already_open", policy, "Deze casus is al open.", "This case is open already."},
    {"case.closed", policy, "Deze casus is gesloten.", "This case is closed."},
    {"consent.before_reopening", policy,
     "Deze toestemming is van vóór de heropening. Vraag opnieuw.",
     "This consent is from before the reopening. Please ask again."},
    {"consent.giver_not_entitled", policy,
     "Deze persoon kan hier niet alleen toestemming voor geven.",
     "This person cannot give this consent."},
    {"consent.missing", policy, "Hier is geen toestemming voor.", "There is no consent for this."},
    {"consent.other_domain", policy, "De toestemming is voor een ander leefgebied.",
     "The consent is for another life domain."},
    {"consent.other_person", policy, "De toestemming is voor een andere collega.",
     "The consent is for another colleague."},
    {"consent.other_purpose", policy, "De toestemming is voor een ander doel.",
     "The consent is for another purpose."},
    {"consent.refused", policy, "Er is nee gezegd. Dat gaat voor.",
     "Somebody said no. That comes first."},
    {"consent.withdrawn", policy, "De toestemming is ingetrokken.", "The consent was withdrawn."},
    {"custody.none", policy, "Er is niemand met gezag bekend.", "Nobody with custody is known."},
    {"custody.parent_missing", policy, "De ouder met gezag moet ook ja zeggen.",
     "The parent with custody has to agree too."},
    {"custody.second_parent_missing", policy, "De andere ouder met gezag moet ook ja zeggen.",
     "The other parent with custody has to agree too."},
    {"custody.unverified", policy, "Kijk eerst in het gezagsregister en vul de datum in.",
     "Check the custody register first and fill in the date."},
    {"domain.missing", input, "Kies een leefgebied.", "Choose a life domain."},
    {"domain.unknown", input, "Dit leefgebied bestaat niet.", "This life domain does not exist."},
    {"emergency.no_reason", input, "Schrijf op waarom het nood is.",
     "Write down why this is an emergency."},
    {"emergency.one_person", input, "De noodknop opent precies één persoon.",
     "The emergency button opens exactly one person."},
    {"emergency.too_long", input, "De noodknop werkt 1 tot 60 minuten.",
     "The emergency button works for 1 to 60 minutes."},
    {"frame.too_large", envelope, "Dit bericht is te groot om te versturen.",
     "This request is too large."},
    {"ground.already_ended", policy, "Dit is al beëindigd.", "This has ended already."},
    {"ground.confidential", policy, "Dit is vertrouwelijk.", "This is confidential."},
    {"ground.ended", policy, "De grondslag is beëindigd.", "The ground has ended."},
    {"ground.expired", policy, "De grondslag is verlopen.", "The ground has expired."},
    {"ground.holder_not_allowed", policy, "Deze organisatie mag deze grondslag niet gebruiken.",
     "This organisation may not use this ground."},
    {"ground.incomplete", policy,
     "Bij deze grondslag ontbreekt iets: reden, einddatum, doel of persoon.",
     "This ground lacks something: reason, end, purpose or person."},
    {"ground.not_at_table", policy, "Deze collega zit niet aan tafel bij deze casus.",
     "This colleague does not sit at the table of this case."},
    {"ground.not_consent", policy, "Dit is geen toestemming en kan hier niet ingetrokken worden.",
     "This is no consent and cannot be withdrawn here."},
    {"ground.not_yet", policy, "De grondslag is nog niet ingegaan.",
     "The ground has not begun yet."},
    {"ground.not_yours", policy, "Deze grondslag gaat niet over u of uw organisatie.",
     "This ground does not concern you or your organisation."},
    {"ground.only_speaker", policy, "Alleen wie nee zei, kan dat terugnemen.",
     "Only who said no can take it back."},
    {"ground.other_domain", policy, "De grondslag is voor een ander leefgebied.",
     "The ground is for another life domain."},
    {"ground.other_law", policy, "De grondslag hoort bij een andere wet.",
     "The ground belongs to another law."},
    {"ground.other_person", policy, "De grondslag is voor een andere collega.",
     "The ground is for another colleague."},
    {"ground.other_purpose", policy, "De grondslag is voor een ander doel.",
     "The ground is for another purpose."},
    {"ground.unknown", policy, "Deze grondslag is er niet.", "This ground is not there."},
    {"hello.first", envelope, "De verbinding is nog niet begonnen. Laad de pagina opnieuw.",
     "The connection has not begun. Please reload the page."},
    {"invite.no_ground", policy, "Leg eerst vast op welke grond deze collega mag meelezen.",
     "First record on which ground this colleague may read."},
    {"invite.not_employed", policy, "Deze collega werkt nu niet bij een organisatie die meedoet.",
     "This colleague does not work for an organisation that takes part now."},
    {"json.invalid", syntax, "Dit bericht is niet te lezen.", "This request cannot be read."},
    {"json.too_deep", syntax, "Dit bericht zit te diep genest.",
     "This request is nested too deep."},
    {"law.not_in_force", policy, "Deze wettelijke grond geldt nu niet.",
     "This legal ground is not in force now."},
    {"member.deceased", policy, "Deze persoon is overleden.", "This person has died."},
    {"member.not_in_household", policy, "Deze persoon hoort niet bij dit huishouden.",
     "This person does not belong to this household."},
    {"message.retracted", policy, "Dit bericht is teruggetrokken. Aanpassen kan niet meer.",
     "This message was taken back. It can no longer be changed."},
    {"method.unknown", no_method, "Dit kan de server niet. Laad de pagina opnieuw.",
     "The server cannot do this. Please reload the page."},
    {"not_for_your_organisation", policy, "Dit is niet voor uw organisatie.",
     "This is not for your organisation."},
    {"not_found", absent, "Dit bestaat niet, of het is niet voor u.",
     "This does not exist, or it is not for you."},
    {"not_your_role", policy, "Dit past niet bij uw rol.", "This does not go with your role."},
    {"outcome_unknown", unknown_outcome, "We weten niet of dit gelukt is. Stuur het nog eens.",
     "We do not know whether this worked. Please send it again."},
    {"pair.not_in_team", input, "Iemand van het tweetal hoort niet bij dit team.",
     "Somebody of the pair is not in this team."},
    {"rate.too_fast", too_fast, "Dat gaat te snel. Wacht even.", "That is too fast. Please wait."},
    {"record.end_before_begin", input, "Het einde ligt voor het begin.",
     "The end is before the begin."},
    {"record.given_in_future", input, "De toestemming kan niet in de toekomst gegeven zijn.",
     "The consent cannot have been given in the future."},
    {"record.in_the_past", input, "De einddatum ligt in het verleden.", "The end is in the past."},
    {"record.kind", input, "Dit soort grondslag kunt u zo niet vastleggen.",
     "This kind of ground cannot be recorded like this."},
    {"record.no_domain", input, "Kies minstens één leefgebied.",
     "Choose at least one life domain."},
    {"record.no_end", input, "Vul een einddatum in.", "Fill in an end date."},
    {"record.no_evidence", input, "Vul in hoe de toestemming is gegeven.",
     "Fill in how the consent was given."},
    {"record.no_reason", input, "Schrijf op waarom dit nodig is.",
     "Write down why this is needed."},
    {"record.not_for_others", policy, "U kunt dit alleen voor uzelf vastleggen.",
     "You can record this for yourself only."},
    {"record.organisation", input, "Deze organisatie doet nu niet mee.",
     "This organisation does not take part now."},
    {"record.person", input, "Deze collega werkt nu niet bij die organisatie.",
     "This colleague does not work for that organisation now."},
    {"record.too_long", input, "Deze periode is langer dan is toegestaan.",
     "This period is longer than allowed."},
    {"repeat.unknown", other,
     "Dit verzoek is te oud om te herhalen. Kijk eerst of het al gebeurd is.",
     "This request is too old to repeat. Please look first whether it was done."},
    {"request.invalid", input, "Dit verzoek klopt niet. Laad de pagina opnieuw.",
     "This request is not right. Please reload the page."},
    {"request.no_id", envelope, "Een verzoek zonder nummer kan niet beantwoord worden.",
     "A request without an id cannot be answered."},
    {"rooms.too_many", other, "Er staan te veel kamers open. Sluit er een.",
     "Too many rooms are open. Please close one."},
    {"search.too_short", input, "Typ minstens twee letters.", "Type at least two letters."},
    {"server.stopping", stopped, "De server stopt. We verbinden zo opnieuw.",
     "The server is stopping. We will connect again shortly."},
    {"signed_out", signed_out, "U bent niet meer aangemeld. Meld u opnieuw aan.",
     "You are signed out. Please sign in again."},
    {"store.damaged", other, "Dit is op de server beschadigd. Laat het uw beheerder weten.",
     "This is damaged on the server. Please tell your administrator."},
    {"store.stopped", stopped, "De server kan nu niets opslaan. Er is hulp onderweg.",
     "The server cannot store anything now. Help is on its way."},
    {"text.control", input, "In de tekst staat een onzichtbaar teken dat niet mag.",
     "The text has an invisible character that is not allowed."},
    {"text.empty", input, "Er staat nog niets in de tekst.", "The text is empty."},
    {"text.too_long", input, "De tekst is te lang. Maak hem korter.",
     "The text is too long. Please make it shorter."},
};

}  // namespace

std::span<const Code> codes() { return table; }

const Code* find_code(std::string_view reason) {
    const auto* at = std::ranges::lower_bound(table, reason, {}, &Code::reason);
    return at != std::end(table) && at->reason == reason ? at : nullptr;
}

int json_rpc_code(const Refusal& refusal) {
    const Code* code = find_code(refusal.tell);
    if (code == nullptr) return other;
    const std::string_view field = refusal.field;
    const bool of_envelope = field == "jsonrpc" || field == "id" || field == "method";
    return refusal.tell == "request.invalid" && of_envelope ? envelope : code->json_rpc;
}

std::string_view code_sentence(std::string_view reason, Language language) {
    const Code* code = find_code(reason);
    if (code == nullptr) {
        return language == Language::nl ? "Dit kan nu niet." : "This is not possible now.";
    }
    return language == Language::nl ? code->nl : code->en;
}

}  // namespace kortelijn::protocol
