// Names, streets and eight sentences, put together by number.
#include "app/demo/signals.hpp"

#include "commands/signal_receiving.hpp"
#include "frame.hpp"
#include "reader.hpp"
#include "writer.hpp"

namespace kortelijn::demo {
namespace {

constexpr std::array<std::string_view, 20> first_letters{"A.", "B.", "C.", "D.", "E.", "F.", "G.",
                                                         "H.", "I.", "J.", "K.", "L.", "M.", "N.",
                                                         "O.", "P.", "R.", "S.", "T.", "W."};
constexpr std::array<std::string_view, 23> last_names{
    "Bakker",   "Visser",   "Smeets",      "Mulder", "de Boer",    "Bos",   "Vos",    "Peeters",
    "Hoekstra", "Dijkstra", "Kuipers",     "Yilmaz", "El Idrissi", "Nowak", "Santos", "Wijaya",
    "Postma",   "Veenstra", "van Leeuwen", "Prins",  "Schouten",   "Kaya",  "Blom"};
constexpr std::array<std::string_view, 4> neighbourhoods{"Havenkwartier", "Molenwijk", "Westeinde",
                                                         "Noord"};
constexpr std::array<std::array<std::string_view, 4>, 4> streets{{
    {"Kadestraat", "Ankerplein", "Touwslagerij", "Sluisweg"},
    {"Molenstraat", "Roggeveld", "Wieksingel", "Maalsteen"},
    {"Weidelaan", "Slootdreef", "Rietkraag", "Dijkstraat"},
    {"Berkenhof", "Beukenlaan", "Elzenpad", "Iepenstraat"},
}};
constexpr std::array<std::string_view, 4> postcode_letters{"AA", "BD", "CK", "DT"};

constexpr std::array<std::string_view, 8> sentences{
    "De rekening is {m} maanden niet betaald. Op brieven komt geen reactie.",
    "Er is {m} maanden achterstand. Aan de telefoon was iemand die niet wist van de rekeningen.",
    "Achterstand van {m} maanden. Een regeling van vorig jaar is niet nagekomen.",
    "De automatische betaling is {m} keer teruggekomen. Daarvoor ging het jaren goed.",
    "{m} maanden niet betaald. De post komt ongeopend terug.",
    "Achterstand van {m} maanden. Onze medewerker sprak iemand die minder werk heeft.",
    "{m} maanden niet betaald, en vorige winter ook al eens.",
    "Er staat {m} maanden open. Zij vroegen zelf of iemand kan helpen."};

std::string with_months(std::string_view text, int months) {
    std::string out(text);
    const auto at = out.find("{m}");
    return out.replace(at, 3, std::to_string(months));
}

constexpr std::int64_t a_month_cents(SignalKind kind) {
    switch (kind) {
        case SignalKind::rent_arrears:
            return 61'250;
        case SignalKind::energy_arrears:
            return 18'900;
        case SignalKind::insurance_arrears:
            return 15'175;
        default:
            return 2'340;
    }
}

struct Basis {
    SignalKind kind;
    Org sender;
    std::string_view name;
};
constexpr std::string_view legal_basis = "Wet gemeentelijke schuldhulpverlening, artikel 3";
constexpr std::array<Basis, 4> bases{{
    {SignalKind::rent_arrears, Org::housing, "Convenant vroegsignalering: huur"},
    {SignalKind::energy_arrears, Org::energy, "Convenant vroegsignalering: energie"},
    {SignalKind::water_arrears, Org::water, "Convenant vroegsignalering: water"},
    {SignalKind::insurance_arrears, Org::insurer, "Convenant vroegsignalering: zorgverzekering"},
}};

struct Westerner {
    std::string_view name;
    Org employer;
    LifeDomains expertise;
};
using enum LifeDomain;
constexpr std::array<Westerner, 4> westerners{{
    {"Marijke Terpstra", Org::municipality, domains(finances, housing)},
    {"Ruben Haasnoot", Org::welfare, domains(social_network, practical)},
    {"Emine Arslan", Org::debt_bank, domains(finances)},
    {"Koen Brouwer", Org::municipality, domains(work, practical)},
}};

// The commands' own reading and receiving.
Result<commands::Change> receive(const std::string& body, OrganisationId sender,
                                 const std::string& key, store::Store& store,
                                 commands::World& world, Instant now) {
    const auto frame = protocol::parse_request(
        R"({"jsonrpc":"2.0","id":1,"method":"signal.send","params":)" + body + "}");
    if (!frame) return frame.error().refusal;
    protocol::Reader reader(frame->params);
    const commands::SignalInput input = commands::read_signal(reader);
    if (auto whole = reader.finish(); !whole) return whole.error();
    commands::SignalSender from;
    from.organisation = sender;
    from.key = key;
    from.body = body;
    return commands::receive_signal(from, input, store, world, now);
}

}  // namespace

core::Task signal_task(const DemoCovenant& covenant, TeamId team, const SignalText& text,
                       const std::string& key) {
    const std::string body = R"({"covenant":)" + std::to_string(covenant.id.value) + R"(,"team":)" +
                             std::to_string(team.value) + "," + text.body.substr(1);
    core::Task task;
    task.event = "signal.send";
    task.refused_event = "signal.refused";
    task.actor.role = "partner_system";
    task.actor.organisation = covenant.sender;
    task.effect = [body, sender = covenant.sender, key](store::Store& store, commands::World& world,
                                                        Instant now) {
        return receive(body, sender, key, store, world, now);
    };
    return task;
}

Signals add_signals(store::Store& store, const Cast& cast, Instant since) {
    Signals out;
    const Period period{since, std::nullopt};
    for (std::size_t i = 0; i < bases.size(); ++i) {
        Covenant covenant;
        covenant.kind = bases[i].kind;
        covenant.senders = {cast.of(bases[i].sender)};
        for (const OrganisationKind kind : {OrganisationKind::municipality,
                                            OrganisationKind::welfare, OrganisationKind::debt_bank})
            covenant.receivers |= 1U << unsigned(kind);
        covenant.term = {28, TermKind::calendar};  // Besluit gemeentelijke schuldhulpverlening
        covenant.period = period;
        covenant.name = bases[i].name;
        covenant.legal_basis = legal_basis;
        out.covenants[i] = {bases[i].kind, store.add_covenant(covenant), cast.of(bases[i].sender)};
    }
    out.west.team = store.add_team("wijkteam West");
    for (std::size_t i = 0; i < westerners.size(); ++i) {
        Professional made;
        made.name = westerners[i].name;
        made.expertise = westerners[i].expertise;
        made.employment.push_back({cast.of(westerners[i].employer), period});
        made.teams.push_back({out.west.team, period});
        made.roles.push_back({Role::professional, {}, {}, period});
        out.west.people[i] = store.add_professional(made);
    }
    return out;
}

SignalText signal_text(SignalKind kind, int household, int neighbourhood, int which) {
    SignalText out;
    const std::size_t number = std::size_t(household), part = std::size_t(neighbourhood);
    out.name = std::string(first_letters[number % first_letters.size()]) + " " +
               std::string(last_names[number * 7 % last_names.size()]);
    out.neighbourhood = neighbourhoods[part];
    const std::string_view street = streets[part][number % 4];
    const int months = 1 + which % 3;
    out.label = std::string(street) + " " + std::to_string(household + 1);
    protocol::Writer w(512);
    w.object().field("name", out.name);
    w.key("address")
        .object()
        .field("street", street)
        .field("number", std::to_string(household + 1))
        .field("postcode", std::to_string(8931 + neighbourhood) + " " +
                               std::string(postcode_letters[number % 4]))
        .field("place", "Overlinde")
        .end_object();
    w.field("neighbourhood", out.neighbourhood)
        .field("amount_cents", a_month_cents(kind) * months + 100 * (which % 37))
        .field("months", months)
        .field("text", with_months(sentences[std::size_t(which) % sentences.size()], months))
        .field("household_knows", which % 5 != 0);
    if (which % 5 == 0) w.field("why_not_known", "Wij konden hen nog niet bereiken.");
    out.body = w.end_object().take();
    return out;
}

}  // namespace kortelijn::demo
