// Written by hand with the appending writer: an item is made once per message and shared by all.
#include "commands/items.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace kortelijn::commands {

using protocol::Writer;

namespace {

std::string_view kind_word(store::EventKind kind) {
    switch (kind) {
        case store::EventKind::message:
            return "message";
        case store::EventKind::edit:
            return "edit";
        case store::EventKind::retract:
            return "retract";
        case store::EventKind::ground:
            return "ground";
        case store::EventKind::action:
            return "action";
        case store::EventKind::action_change:
            return "action_change";
        case store::EventKind::decision:
            return "decision";
        case store::EventKind::attachment:
            return "attachment";
    }
    return "message";
}

void write_message(Writer& w, const CaseFacts& facts, const store::RoomEvent& event) {
    w.list("about", members_of(facts, event.cells.people));
    write_life_domains(w, "life_domains", event.cells.life_domains);
    if (event.cells.law != Law::none) w.field("source_law", to_text(event.cells.law));
    w.field("text",
            std::string_view(event.retracted ? std::string_view{} : std::string_view(event.text)));
    if (event.refers_to != 0) w.field("reply_to", event.refers_to);
    if (!event.mentions.empty()) w.list("mentions", event.mentions);
    if (event.retracted)
        w.field("retracted", true);
    else if (event.amended_by != 0)
        w.field("edited_at", event.amended_at);
}

void write_ground(Writer& w, const Directory& directory, const CaseFacts& facts,
                  const store::RoomEvent& event) {
    const auto kept = nlohmann::json::parse(event.text, nullptr, false);
    if (kept.is_object()) {
        w.field("change", kept.value("change", std::string()));
        if (kept.contains("ground")) w.field("ground", kept.value("ground", std::int64_t{0}));
        if (const OrganisationId organisation{kept.value("organisation", std::int64_t{0})})
            w.raw_field("organisation", organisation_json(directory, organisation));
        if (kept.contains("purpose")) w.field("purpose", kept.value("purpose", std::string()));
        if (kept.contains("end")) w.field("end", Instant{kept.value("end", std::int64_t{0})});
    }
    const std::vector<MemberId> about = members_of(facts, event.cells.people);
    w.list("members", about);
    // Whom it is not about is not named to who may know of those it is about.
    if (const MemberId by{kept.is_object() ? kept.value("by_member", std::int64_t{0}) : 0}) {
        if (std::find(about.begin(), about.end(), by) != about.end())
            w.field("by_member", by);
        else
            w.field("by_family", true);
    }
    write_life_domains(w, "life_domains", event.cells.life_domains);
}

bool said_about_cells(store::EventKind kind) {
    return kind == store::EventKind::action || kind == store::EventKind::action_change ||
           kind == store::EventKind::decision || kind == store::EventKind::attachment;
}

void write_said_owners(Writer& w, const Directory& directory, const CaseFacts& facts,
                       const nlohmann::json& kept) {
    const auto owners = kept.find("owners");
    if (owners == kept.end() || !owners->is_array() || owners->empty()) return;
    w.key("owners").array();
    for (const auto& one : *owners)
        w.raw(owner_json(directory, facts,
                         {OwnerKind(one.value("kind", 0)), one.value("id", std::int64_t{0})}));
    w.end_array();
}

// Actions, what became of them, decisions and files: each with the cells it is about.
void write_agreed(Writer& w, const Directory& directory, const CaseFacts& facts,
                  const store::RoomEvent& event) {
    w.list("about", members_of(facts, event.cells.people));
    write_life_domains(w, "life_domains", event.cells.life_domains);
    if (event.cells.law != Law::none) w.field("source_law", to_text(event.cells.law));
    const auto kept = nlohmann::json::parse(event.text, nullptr, false);
    if (!kept.is_object()) return;
    if (event.kind == store::EventKind::attachment) {
        w.key("attachment").object().field("id", kept.value("id", std::int64_t{0}));
        for (const char* told : {"name", "type"}) w.field(told, kept.value(told, std::string()));
        w.field("size", kept.value("size", std::int64_t{0}));
        const std::string state = kept.value("state", std::string(to_text(AttachmentState::ready)));
        if (state != to_text(AttachmentState::ready)) w.field("state", state);
        w.end_object();
        return;
    }
    const bool change = event.kind == store::EventKind::action_change;
    if (change) w.field("of", event.refers_to);
    if (kept.contains("action")) w.field("action", kept.value("action", std::int64_t{0}));
    if (change) w.field("change", kept.value("change", std::string()));
    if (kept.contains("text"))
        w.field(change ? "reason" : "text", kept.value("text", std::string()));
    write_said_owners(w, directory, facts, kept);
    if (kept.contains("due")) w.field("due", Day{kept.value("due", std::int32_t{0})});
    if (kept.contains("item")) w.field("item", kept.value("item", std::int64_t{0}));
}

}  // namespace

std::string owner_json(const Directory& directory, const CaseFacts& facts, const Owner& owner) {
    std::string_view name;
    if (owner.kind == OwnerKind::professional) {
        if (const Professional* one = directory.find(ProfessionalId{owner.id})) name = one->name;
    } else if (owner.kind == OwnerKind::organisation) {
        if (const Organisation* one = directory.find(OrganisationId{owner.id})) name = one->name;
    } else if (const int slot = slot_of_member(facts, MemberId{owner.id}); slot >= 0) {
        name = facts.household[std::size_t(slot)].name;
    }
    Writer w(96);
    return w.object()
        .field("kind", to_text(owner.kind))
        .field("id", owner.id)
        .field("name", name)
        .end_object()
        .take();
}

OrganisationId employer_of(const Directory& directory, ProfessionalId who, Instant now) {
    if (const Professional* professional = directory.find(who))
        for (const Employment& employment : professional->employment)
            if (employment.period.live(now)) return employment.organisation;
    return {};
}

TeamId team_of(const Directory& directory, ProfessionalId who, Instant now, TeamId preferred) {
    TeamId first;
    if (const Professional* professional = directory.find(who))
        for (const TeamMembership& membership : professional->teams) {
            if (!membership.period.live(now)) continue;
            if (membership.team == preferred) return preferred;
            if (!first) first = membership.team;
        }
    return first;
}

std::string person_json(const Directory& directory, ProfessionalId who, OrganisationId organisation,
                        TeamId team) {
    const Professional* professional = directory.find(who);
    const Organisation* employer = directory.find(organisation);
    const Team* of_team = directory.find(team);
    Writer w(160);
    w.object().field("id", who).field(
        "name", std::string_view(professional ? professional->name : std::string_view{}));
    w.field("organisation", std::string_view(employer ? employer->name : std::string_view{}));
    if (of_team) w.field("team", std::string_view(of_team->name));
    return w.end_object().take();
}

std::string person_json(const Directory& directory, ProfessionalId who, Instant now) {
    return person_json(directory, who, employer_of(directory, who, now),
                       team_of(directory, who, now));
}

std::string organisation_json(const Directory& directory, OrganisationId id) {
    const Organisation* organisation = directory.find(id);
    Writer w(96);
    w.object().field("id", id).field(
        "name", std::string_view(organisation ? organisation->name : std::string_view{}));
    w.field("kind", to_text(organisation ? organisation->kind : OrganisationKind::other));
    return w.end_object().take();
}

std::vector<MemberId> members_of(const CaseFacts& facts, std::uint32_t people) {
    std::vector<MemberId> out;
    for (std::uint32_t left = people; left != 0; left &= left - 1) {
        const auto slot = std::size_t(__builtin_ctz(left));
        if (slot < facts.household.size()) out.push_back(facts.household[slot].id);
    }
    return out;
}

int slot_of_member(const CaseFacts& facts, MemberId id) {
    for (std::size_t i = 0; i < facts.household.size(); ++i)
        if (facts.household[i].id == id) return int(i);
    return -1;
}

std::optional<std::uint32_t> people_of(const CaseFacts& facts,
                                       const std::vector<MemberId>& members) {
    std::uint32_t out = 0;
    for (const MemberId id : members) {
        const int slot = slot_of_member(facts, id);
        if (slot < 0 || slot >= max_slots) return std::nullopt;
        out |= std::uint32_t{1} << unsigned(slot);
    }
    return out;
}

void write_life_domains(Writer& w, std::string_view name, LifeDomains domains) {
    w.key(name).array();
    for (int i = 0; i < life_domain_count; ++i)
        if (domains.has(LifeDomain(i))) w.value(to_text(LifeDomain(i)));
    w.end_array();
}

std::string item_json(const Directory& directory, const CaseFacts& facts,
                      const store::RoomEvent& event) {
    Writer w(384 + event.text.size());
    w.object()
        .field("kind", kind_word(event.kind))
        .field("room", event.room)
        .field("seq", event.seq)
        .field("at", event.at);
    const bool message = event.kind == store::EventKind::message;
    const bool agreed = said_about_cells(event.kind);
    w.raw_field(message || agreed ? "author" : "by",
                person_json(directory, event.author, event.organisation, event.team));
    if (message)
        write_message(w, facts, event);
    else if (agreed)
        write_agreed(w, directory, facts, event);
    else if (event.kind == store::EventKind::ground)
        write_ground(w, directory, facts, event);
    else
        w.field("of", event.refers_to);
    return w.end_object().take();
}

std::optional<Cells> answered_cells(store::Store& store, const store::RoomEvent& event) {
    if (event.kind != store::EventKind::message || event.refers_to == 0) return std::nullopt;
    try {
        const auto answered = store.event(event.room, event.refers_to);
        if (!answered || answered->kind == store::EventKind::ground) return std::nullopt;
        return answered->cells;
    } catch (const store::StoreFailure& failure) {
        if (failure.kind() != store::StoreFailure::Kind::damaged) throw;
        return std::nullopt;  // whom it is about is not known
    }
}

rooms::Event to_room_event(const Directory& directory, const CaseFacts& facts,
                           const store::RoomEvent& event, std::optional<Cells> answered) {
    rooms::Event out;
    out.seq = event.seq;
    out.cells = event.cells;
    out.author = event.author;
    out.at = event.at;
    out.mentions = event.mentions;
    out.about_ground = event.kind == store::EventKind::ground;
    out.counts = event.kind == store::EventKind::message && !event.retracted;
    out.counts_for_mentioned = counts_for_mentioned(event.kind);
    if (event.kind == store::EventKind::edit || event.kind == store::EventKind::retract)
        out.amends = event.refers_to;
    if (out.about_ground) {
        const auto kept = nlohmann::json::parse(event.text, nullptr, false);
        if (kept.is_object())
            out.organisation = OrganisationId{kept.value("receiver", std::int64_t{0})};
    }
    out.item = std::make_shared<const std::string>(item_json(directory, facts, event));
    if (event.kind == store::EventKind::message && event.refers_to != 0) {
        store::RoomEvent bare = event;
        bare.refers_to = 0;
        out.answering = std::make_shared<const rooms::Answering>(rooms::Answering{
            answered, std::make_shared<const std::string>(item_json(directory, facts, bare))});
    }
    return out;
}

std::string ground_change_json(const GroundChange& change) {
    Writer w(128);
    w.object().field("change", change.change).field("organisation", change.organisation);
    if (change.ground) w.field("ground", change.ground);
    if (change.purpose) w.field("purpose", to_text(*change.purpose));
    if (change.end) w.field("end", change.end->ms);
    if (change.receiver) w.field("receiver", change.receiver);
    if (change.by_member) w.field("by_member", change.by_member);
    return w.end_object().take();
}

std::string action_said_json(const ActionSaid& said) {
    Writer w(160 + said.text.size());
    w.object().field("action", said.action);
    if (!said.change.empty()) w.field("change", said.change);
    if (!said.text.empty()) w.field("text", said.text);
    w.key("owners").array();
    for (const Owner& owner : said.owners)
        w.object().field("kind", int(owner.kind)).field("id", owner.id).end_object();
    w.end_array();
    if (said.due) w.field("due", said.due->number);
    if (said.item) w.field("item", said.item);
    return w.end_object().take();
}

std::optional<std::string> said_text(const store::RoomEvent& event) {
    if (event.kind == store::EventKind::message) return event.text;
    if (event.kind != store::EventKind::action && event.kind != store::EventKind::decision)
        return std::nullopt;
    const auto kept = nlohmann::json::parse(event.text, nullptr, false);
    if (!kept.is_object()) return std::nullopt;
    return kept.value("text", std::string());
}

std::string decision_said_json(std::string_view text, ItemId item) {
    Writer w(32 + text.size());
    w.object().field("text", text);
    if (item) w.field("item", item);
    return w.end_object().take();
}

}  // namespace kortelijn::commands
