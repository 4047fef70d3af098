// The table is data in order of the code, so that a lookup is a binary search.
// The words are B1: short, what happened, and what one can do now.
#include "codes.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "codes_listed.hpp"

namespace kortelijn::protocol {
namespace {

using namespace listed;

constexpr Code second[] = {
    {"invite.no_ground", policy, "Leg eerst vast op welke grond deze collega mag meelezen.",
     "First record on which ground this colleague may read."},
    {"invite.not_employed", policy, "Deze collega werkt nu niet bij een organisatie die meedoet.",
     "This colleague does not work for an organisation that takes part now."},
    {"json.invalid", syntax, "Dit bericht is niet te lezen.", "This request cannot be read."},
    {"json.too_deep", syntax, "Dit bericht zit te diep genest.",
     "This request is nested too deep."},
    {"law.not_in_force", policy, "Deze wettelijke grond geldt nu niet.",
     "This legal ground is not in force now."},
    {"link.too_many", policy,
     "Voor deze casus zijn al veel links gemaakt. Probeer het morgen opnieuw.",
     "Many links were made for this case already. Try again tomorrow."},
    {"member.deceased", policy, "Deze persoon is overleden.", "This person has died."},
    {"member.not_in_household", policy, "Deze persoon hoort niet bij dit huishouden.",
     "This person does not belong to this household."},
    {"message.retracted", policy, "Dit bericht is teruggetrokken. Aanpassen kan niet meer.",
     "This message was taken back. It can no longer be changed."},
    {"method.unknown", no_method, "Dit kan de server niet. Laad de pagina opnieuw.",
     "The server cannot do this. Please reload the page."},
    {"network.too_young", policy, "Iemand uit het netwerk kiezen kan pas vanaf 16 jaar.",
     "One can choose somebody of the network from the age of 16."},
    {"not_for_your_organisation", policy, "Dit is niet voor uw organisatie.",
     "This is not for your organisation."},
    {"not_found", absent, "Dit bestaat niet, of het is niet voor u.",
     "This does not exist, or it is not for you."},
    {"not_your_role", policy, "Dit past niet bij uw rol.", "This does not go with your role."},
    {"outcome_unknown", unknown_outcome, "We weten niet of dit gelukt is. Stuur het nog eens.",
     "We do not know whether this worked. Please send it again."},
    {"pair.not_in_team", input, "Iemand van het tweetal hoort niet bij dit team.",
     "Somebody of the pair is not in this team."},
    {"panel.not_chair", policy, "Het advies schrijft de voorzitter van het expertteam.",
     "The chair of the panel writes the advice."},
    {"panel.too_few", policy, "Een advies van het expertteam vraagt ten minste twee leden.",
     "The advice of a panel takes at least two members."},
    {"plan.empty", policy, "Er staat nog niets in het plan om vast te leggen.",
     "There is nothing in the plan yet to be kept."},
    {"plan.full", policy, "Er is geen plaats meer in dit plan.",
     "There is no room left in this plan."},
    {"question.closed", policy, "Deze vraag om toestemming is al klaar.",
     "This question for consent is closed."},
    {"question.nobody_to_ask", policy, "Er is niemand bekend die hier ja op kan zeggen.",
     "Nobody is known who can say yes to this."},
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
    {"replacement.absent", policy, "Deze vervanger is zelf afwezig.",
     "This replacement is away too."},
    {"replacement.no_end", input, "Vul in tot en met welke dag de vervanging duurt.",
     "Fill in the last day of the replacement."},
    {"replacement.not_in_team", policy, "De vervanger moet uit hetzelfde team komen.",
     "The replacement has to be of the same team."},
    {"replacement.self", input, "Iemand kan zichzelf niet vervangen.",
     "Nobody can replace themself."},
    {"request.invalid", input, "Dit verzoek klopt niet. Laad de pagina opnieuw.",
     "This request is not right. Please reload the page."},
    {"request.method_not_allowed", envelope, "Dit adres kent deze HTTP-methode niet.",
     "This address does not know this HTTP method."},
    {"request.no_id", envelope, "Een verzoek zonder nummer kan niet beantwoord worden.",
     "A request without an id cannot be answered."},
    {"request.no_length", envelope, "Zeg met Content-Length hoe groot de melding is.",
     "Say with Content-Length how large the signal is."},
    {"request.not_json", envelope, "Stuur JSON, met Content-Type application/json.",
     "Send JSON, with Content-Type application/json."},
    {"request.too_large", envelope, "Deze melding is te groot om te ontvangen.",
     "This signal is too large to be received."},
    {"rooms.too_many", other, "Er staan te veel kamers open. Sluit er een.",
     "Too many rooms are open. Please close one."},
    {"rtc.malformed", input, "De verbinding kon niet worden gemaakt.",
     "The connection could not be made."},
    {"rtc.nobody", policy, "Deze persoon is hier niet.", "This person is not here."},
    {"rtc.out_of_turn", policy, "Het woord voor dit gesprek wordt opnieuw gemaakt.",
     "The word for this call is being made anew."},
    {"rtc.relay_only", policy, "In dit gesprek gaat alles via de tussenserver.",
     "In this call everything goes through the relay."},
    {"rtc.too_many", too_fast, "Er komen te veel verbindingen achter elkaar.",
     "Too many ways to connect came one after another."},
    {"search.too_short", input, "Typ minstens twee letters.", "Type at least two letters."},
    {"server.stopping", stopped, "De server stopt. We verbinden zo opnieuw.",
     "The server is stopping. We will connect again shortly."},
    {"sharing.not_safe", policy,
     "Delen kan gevaar geven. Het staat uit, tenzij u opschrijft waarom het toch kan.",
     "Sharing may be dangerous. It is off, unless you write down why it can be done."},
    {"sharing.not_theirs", policy,
     "Dit gaat ook over iemand anders. Die moet eerst ja zeggen, of het kan niet.",
     "This is also about somebody else. They must say yes first, or it cannot be."},
    {"signal.already_asked", policy, "Dit is voor deze melding al gevraagd.",
     "This has been asked for this signal already."},
    {"signal.bsn", input,
     "In de tekst staat waarschijnlijk een BSN. Dat bewaren wij niet. Haal het weg.",
     "The text probably holds a citizen service number. We do not keep it. Take it out."},
    {"signal.key_used", other, "Deze Idempotency-Key hoort al bij een andere melding.",
     "This Idempotency-Key belongs to another signal already."},
    {"signal.no_reason", input, "Schrijf op waarom het gezin dit nog niet weet.",
     "Write down why the household does not know yet."},
    {"signal.no_receiver", input,
     "In dit team werkt nu niemand die deze meldingen ontvangt. Kies een ander team.",
     "Nobody in this team receives these signals now. Choose another team."},
    {"signal.not_in_covenant", policy,
     "Uw organisatie heeft geen convenant voor dit soort melding.",
     "Your organisation has no covenant for this kind of signal."},
    {"signal.not_taken_up", policy, "Deze melding is nog niet opgepakt.",
     "This signal has not been taken up yet."},
    {"signal.settled", policy, "Over deze melding is al beslist.",
     "This signal has been decided on already."},
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

constexpr auto table = [] {
    std::array<Code, std::size(first) + std::size(second)> out{};
    std::copy(std::begin(second), std::end(second),
              std::copy(std::begin(first), std::end(first), out.begin()));
    return out;
}();

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
