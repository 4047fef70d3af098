// Ids of an entry into names, and the sentence.
#include "commands/audit_rows.hpp"

#include <algorithm>

#include "audit/events.hpp"
#include "audit/explain.hpp"
#include "commands/ground_words.hpp"
#include "commands/items.hpp"

namespace kortelijn::commands {

std::optional<OpenedEntry> open_entry(
    std::string_view leaf, const std::optional<std::vector<store::OpenedDisclosure>>& disclosures) {
    OpenedEntry out;
    if (!audit::parse_entry(leaf, out.entry)) return std::nullopt;
    if (!disclosures) return out;
    for (const auto& stored : *disclosures) {
        if (!stored.text) continue;  // erased
        const auto opened = audit::open_disclosure(*stored.text);
        if (!opened) continue;
        if (opened->name == "actor") {
            if (auto value = audit::parse_actor(opened->value_json)) out.actor = std::move(*value);
        } else if (opened->name == "case") {
            if (auto value = audit::parse_case(opened->value_json)) out.of_case = std::move(*value);
        } else if (opened->name == "object") {
            if (auto value = audit::parse_object(opened->value_json))
                out.object = std::move(*value);
        } else if (auto members = audit::parse_members(opened->value_json)) {
            out.members.insert(out.members.end(), members->begin(), members->end());
        }
    }
    return out;
}

Ask officer_ask(World& world, const Caller& caller, Instant now) {
    Ask ask;
    ask.action = Action::audit_search;
    ask.as = Role::privacy_officer_organisation;
    ask.organisation = employer_of(world.directory(), caller.who, now);
    if (const Professional* professional = world.directory().find(caller.who))
        for (const HeldRole& held : professional->roles)
            if (held.role == Role::privacy_officer_collaboration && held.period.live(now)) {
                ask.as = Role::privacy_officer_collaboration;
                ask.organisation = {};
            }
    return ask;
}

bool reads_all(const Ask& ask) { return ask.as == Role::privacy_officer_collaboration; }

bool concerns(const OpenedEntry& opened, OrganisationId organisation) {
    return opened.actor.organisation == organisation || opened.object.organisation == organisation;
}

OpenedEntry as_known_to(const Ask& ask, OpenedEntry opened) {
    if (reads_all(ask) || opened.entry.outcome == audit::Outcome::ok) return opened;
    opened.object.reason = opened.object.tell;  // without a `tell`: no reason at all
    // Who asked named an action or a question; the case behind it is what the server found (I6).
    if (opened.object.action || opened.entry.event == "involvement.answer") opened.of_case = {};
    return opened;
}

namespace {

std::string_view icon_of(const OpenedEntry& opened, bool by_law) {
    const std::string& event = opened.entry.event;
    if (opened.entry.outcome != audit::Outcome::ok) return "refused";
    if (event == "ground.end" || event == "seat.closed" || event == "participant.end")
        return "ended";
    if (by_law) return "law";
    if (event == "ground.record" || event == "participant.invite" || event == "case.create")
        return "recorded";
    return audit::action_of(event) == audit::EntryAction::read ? "read" : "other";
}

// "omdat Karin en Lotte op 3 maart toestemming gaven"
std::string because(const CaseFacts& facts, const std::vector<std::int64_t>& ids, Language language,
                    bool& by_law) {
    const bool nl = language == Language::nl;
    for (const Ground& ground : facts.grounds) {
        if (std::find(ids.begin(), ids.end(), ground.id.value) == ids.end()) continue;
        if (ground.kind != GroundKind::consent) {
            by_law = true;
            const std::string word(to_text(ground.kind));
            const std::string kind = !nl ? (word == "statutory_task"   ? "a statutory task"
                                            : word == "reporting_code" ? "the reporting code"
                                                                       : "vital interest")
                                         : (word == "statutory_task"   ? "een wettelijke taak"
                                            : word == "reporting_code" ? "de meldcode"
                                                                       : "levensbelang");
            return (nl ? "op grond van " : "on the ground of ") + kind;
        }
        const auto names = names_of(facts, ground.given_by);
        const std::string day =
            ground.given_at ? last_day_text(*ground.given_at + 1, language) : std::string();
        if (nl)
            return "omdat " + list_text(names, language) + " op " + day + " toestemming " +
                   (names.size() > 1 ? "gaven" : "gaf");
        return "because " + list_text(names, language) + " gave consent on " + day;
    }
    return {};
}

std::string name_of_professional(const Directory& directory, ProfessionalId id) {
    const Professional* who = directory.find(id);
    return who ? who->name : std::string();
}

std::string name_of_organisation(const Directory& directory, OrganisationId id) {
    const Organisation* organisation = directory.find(id);
    return organisation ? organisation->name : std::string();
}

}  // namespace

void write_audit_row(protocol::Writer& w, Context& c, const OpenedEntry& whole, bool open_ended) {
    const Ask ask = officer_ask(c.world, c.caller, c.now);
    const OpenedEntry opened = as_known_to(ask, whole);
    const Directory& directory = c.directory();
    audit::Told told;
    told.event = opened.entry.event;
    told.outcome = opened.entry.outcome;
    told.reason = opened.object.reason;
    told.actor = opened.actor.professional
                     ? name_of_professional(directory, opened.actor.professional)
                     : opened.actor.name;
    told.by_system = opened.actor.role == "partner_system";
    told.by_guest = bool(opened.actor.guest);
    // Of a guest's entry it is the organisation that invited them.
    if (!told.by_guest)
        told.organisation = name_of_organisation(directory, opened.actor.organisation);
    told.organisation_concerned = name_of_organisation(directory, opened.object.organisation);
    told.professional_concerned = name_of_professional(directory, opened.object.professional);
    told.count = opened.object.count;
    if (opened.object.until) told.until = Instant{*opened.object.until};
    bool by_law = false;
    const CaseId id = opened.of_case.the_case ? opened.of_case.the_case
                      : opened.of_case.room   ? c.store.case_of_room(opened.of_case.room)
                                              : CaseId{};
    // An organisation's officer is not told whether a number that was refused exists.
    const bool hidden = opened.entry.outcome != audit::Outcome::ok && !reads_all(ask);
    if (id && !hidden) {
        CaseEntry& entry = c.world.entry(id, c.now);
        told.case_number = entry.record.number;
        if (opened.object.on_behalf_of)
            told.on_behalf_of = name_of(entry.facts(), MemberId{*opened.object.on_behalf_of});
        for (const MemberId member : opened.members)
            told.members.push_back(name_of(entry.facts(), member));
        std::erase(told.members, std::string());
        told.grounds = because(entry.facts(), opened.object.grounds, c.caller.language, by_law);
        by_law = by_law ||
                 (!opened.object.ground_kind.empty() && opened.object.ground_kind != "consent" &&
                  opened.object.ground_kind != "deny" && opened.object.ground_kind != "pending");
    }
    const auto language =
        c.caller.language == Language::nl ? audit::Language::dutch : audit::Language::english;
    const audit::Explained explained = audit::explain(told, language);
    const bool ok = opened.entry.outcome == audit::Outcome::ok;
    w.object()
        .field("n", std::int64_t(opened.entry.n))
        .field("at", opened.entry.at)
        .field("event", opened.entry.event);
    w.field("outcome", ok ? "ok" : "refused")
        .field("title", explained.title)
        .field("sentence", explained.sentence);
    w.field("icon", icon_of(opened, by_law));
    if (!told.actor.empty()) w.field("who", told.actor);
    if (!told.organisation.empty()) w.field("organisation", told.organisation);
    if (!told.case_number.empty()) w.field("case_number", told.case_number);
    if (!told.members.empty()) w.list("members", told.members);
    if (!told.grounds.empty()) w.field("ground", told.grounds);
    if (!open_ended) w.end_object();
}

}  // namespace kortelijn::commands
