// Every question of a look goes to the policy, each once.
#include "commands/board_look.hpp"

#include <algorithm>

#include "commands/action_rows.hpp"
#include "commands/command.hpp"
#include "commands/items.hpp"
#include "commands/signal_words.hpp"
#include "policy/board_view.hpp"
#include "reply.hpp"
#include "writer.hpp"

namespace kortelijn::commands {
namespace {

bool in_team(const Professional& one, TeamId team, Instant now) {
    return std::any_of(one.teams.begin(), one.teams.end(), [&](const TeamMembership& membership) {
        return membership.team == team && membership.period.live(now);
    });
}

std::string_view organisation_name(const Directory& directory, OrganisationId id) {
    const Organisation* organisation = directory.find(id);
    return organisation ? std::string_view(organisation->name) : std::string_view{};
}

std::string_view person_name(const Directory& directory, ProfessionalId id) {
    const Professional* person = directory.find(id);
    return person ? std::string_view(person->name) : std::string_view{};
}

}  // namespace

bool may_join(World& world, const BoardEntry& board, ProfessionalId who, Instant now) {
    Ask ask;
    ask.who = who;
    ask.as = Role::professional;
    ask.action = Action::board_join;
    Named named{&world.entry(CaseId{}, now), {}, board.facts()};
    return world.decide(named, ask, now).permit;
}

std::string board_notice(std::string_view method, const std::string& params) {
    return protocol::notice(method, params);
}

void version_of_its_own(store::Store& store, BoardEntry& board, const BoardLook& look) {
    std::string texts = look.texts();
    if (board.record.version <= board.shown_version && board.shown != texts) {
        board.record.version = board.shown_version + 1;
        store.change_board(board.record);
        texts = look.texts();
    }
    board.shown = std::move(texts);
    board.shown_version = board.record.version;
}

BoardLook::BoardLook(World& world, const BoardEntry& board, Instant now, ProfessionalId joining)
    : world_(world), board_(board), now_(now) {
    for (const store::AgendaItem& item : board.items) {
        One one;
        one.item = &item;
        const auto signal = world.readable_signal(item.signal);
        if (signal) {
            one.named = world.named(signal->facts, now);
            one.term_ends = signal->term_ends_at;
        } else {
            one.named.entry = &world.entry(item.of_case, now);
        }
        one.named.board = board.facts();
        items_.push_back(std::move(one));
    }
    // Of those present each item's readers; nobody present: nothing is for all.
    for (const store::Presence& one : board.presence) {
        const auto& sights = sights_of(one.professional);
        for (std::size_t i = 0; i < items_.size(); ++i)
            items_[i].readers += sights[i] != Sight::nothing;
    }
    for (One& one : items_)
        one.shared = !board.presence.empty() && one.readers == std::int64_t(board.presence.size());
    // Whoever looks at the common part without being counted as present must be let in as well:
    // else a screen would show its owner what they may not see. Only theirs is the poorer for it.
    std::vector<ProfessionalId> looking = board.at.people();
    if (joining) looking.push_back(joining);
    for (const ProfessionalId who : looking)
        if (!board.is_present(who) && !lookers_.contains(who)) lookers_[who] = look(who, true);
}

std::vector<BoardLook::Sight> BoardLook::look(ProfessionalId who, bool as_if_present) {
    std::vector<Sight> out;
    Ask ask;
    ask.who = who;
    ask.as = Role::professional;
    ask.action = Action::board_see;
    ask.purpose = Purpose::daily_start;
    for (One& one : items_) {
        if (as_if_present) one.named.board->present.push_back(who);
        const Decision decision = world_.decide(one.named, ask, now_);
        if (as_if_present) one.named.board->present.pop_back();
        out.push_back(!decision.permit                  ? Sight::nothing
                      : decision.reason == "ok.carrier" ? Sight::carries
                                                        : Sight::sees);
    }
    return out;
}

const std::vector<BoardLook::Sight>& BoardLook::sights_of(ProfessionalId who) {
    const auto [at, fresh] = sights_.try_emplace(who);
    if (fresh) at->second = look(who, false);
    return at->second;
}

std::set<ItemId> BoardLook::seen_by(ProfessionalId who) {
    const auto& sights = sights_of(who);
    std::set<ItemId> out;
    for (std::size_t i = 0; i < items_.size(); ++i)
        if (sights[i] != Sight::nothing) out.insert(items_[i].item->id);
    return out;
}

bool BoardLook::shows(std::size_t at, ProfessionalId who) const {
    if (!items_[at].shared) return false;
    const auto looker = lookers_.find(who);
    return looker == lookers_.end() || looker->second[at] != Sight::nothing;
}

std::set<ItemId> BoardLook::shared_with(ProfessionalId who) const {
    std::set<ItemId> out;
    for (std::size_t i = 0; i < items_.size(); ++i)
        if (shows(i, who)) out.insert(items_[i].item->id);
    return out;
}

std::set<CaseId> BoardLook::cases() const {
    std::set<CaseId> out;
    for (const One& one : items_) out.insert(one.named.entry->id);
    return out;
}

// The last day that somebody has: a term ends before its instant.
std::optional<Day> BoardLook::due_for(const One& one, Sight sight, ProfessionalId who) const {
    const store::AgendaItem& item = *one.item;
    if (one.named.signal) {
        if (item.kind != ItemKind::term) return std::nullopt;
        return amsterdam_day(one.term_ends + -1);
    }
    const ItemReason& reason = world_.reason_of(item, board_.record.day);
    for (const auto& [due, cells] : reason.actions)
        if (may_read(world_, *one.named.entry, who, cells, now_)) return due;
    if (reason.signal && may_read_signal(world_, *reason.signal, who, now_))
        return amsterdam_day(reason.term_ends + -1);
    return sight == Sight::carries ? reason.follow_up : std::nullopt;
}

void BoardLook::write_why(protocol::Writer& w, const One& one) const {
    const store::AgendaItem& item = *one.item;
    const bool put_on = item.put_by && item.kind != ItemKind::put_on;
    const bool carried = item.carried > 0 && item.kind != ItemKind::carried;
    w.key("why").array().value(to_text(item.kind));
    if (put_on) w.value(to_text(ItemKind::put_on));
    if (carried) w.value(to_text(ItemKind::carried));
    w.end_array();
    if (item.put_by) w.raw_field("put_by", person_json(world_.directory(), item.put_by, now_));
}

void BoardLook::write_card(protocol::Writer& w, const One& one, Sight sight,
                           ProfessionalId who) const {
    const Directory& directory = world_.directory();
    const CaseEntry& entry = *one.named.entry;
    w.object().field("item", one.item->id).field("kind", to_text(one.item->kind));
    write_why(w, one);
    if (one.item->carried > 0) w.field("carried", one.item->carried);
    if (const auto due = due_for(one, sight, who)) w.field("due", *due);
    if (entry.exists()) {
        w.field("case", entry.id).field("number", std::string_view(entry.record.number));
        w.field("label", std::string_view(entry.record.label)).field("room", entry.record.room);
        w.field("carrier", sight == Sight::carries);
    }
    if (const auto& signal = one.named.signal) {
        w.field("signal", signal->id);
        if (const Covenant* covenant = directory.find(signal->covenant))
            w.field("signal_kind", to_text(covenant->kind));
        w.field("sender", organisation_name(directory, signal->sender));
        w.field("term_ends", one.term_ends);
    }
    if (sight == Sight::carries || who == board_.record.chair) w.field("readers", one.readers);
    w.end_object();
}

std::string BoardLook::cards_json(ProfessionalId who) {
    const auto& sights = sights_of(who);
    protocol::Writer w(1024);
    w.array();
    for (std::size_t i = 0; i < items_.size(); ++i)
        if (sights[i] != Sight::nothing) write_card(w, items_[i], sights[i], who);
    return w.end_array().take();
}

std::string BoardLook::card_json(const store::AgendaItem& item, ProfessionalId who) {
    const auto& sights = sights_of(who);
    protocol::Writer w(256);
    for (std::size_t i = 0; i < items_.size(); ++i)
        if (items_[i].item->id == item.id && sights[i] != Sight::nothing)
            write_card(w, items_[i], sights[i], who);
    return w.take();
}

void BoardLook::write_present(protocol::Writer& w) const {
    const Directory& directory = world_.directory();
    std::map<std::string_view, std::vector<const store::Presence*>> by_organisation;
    for (const store::Presence& one : board_.presence)
        by_organisation[organisation_name(directory,
                                          employer_of(directory, one.professional, now_))]
            .push_back(&one);
    w.key("present").array();
    for (const auto& [organisation, people] : by_organisation) {
        w.object().field("organisation", organisation).key("people").array();
        for (const store::Presence* one : people) {
            w.object().field("id", one->professional);
            w.field("name", person_name(directory, one->professional));
            if (one->ticked_by != one->professional) w.field("screen_only", true);
            w.end_object();
        }
        w.end_array().end_object();
    }
    w.end_array();
}

void BoardLook::write_away(protocol::Writer& w) const {
    const Directory& directory = world_.directory();
    w.key("away").array();
    std::set<ProfessionalId> told;
    for (const Absence& absence : directory.absences) {
        const Professional* who = directory.find(absence.professional);
        if (who == nullptr || !absence.period.live(now_) || board_.is_present(who->id)) continue;
        if (!in_team(*who, board_.record.team, now_) || !told.insert(who->id).second) continue;
        w.object().field("id", who->id).field("name", std::string_view(who->name));
        w.field("organisation",
                organisation_name(directory, employer_of(directory, who->id, now_)));
        for (const Replacement& one : directory.replacements)
            if (one.absent == who->id && one.period.live(now_)) {
                w.field("replaced_by", person_name(directory, one.replacement));
                break;
            }
        w.end_object();
    }
    w.end_array();
}

void BoardLook::write_items(protocol::Writer& w, ProfessionalId who) const {
    w.key("items").array();
    for (std::size_t i = 0; i < items_.size(); ++i) {
        const One& one = items_[i];
        w.object().field("item", one.item->id).field("minutes", one.item->minutes);
        w.field("state", to_text(one.item->state)).field("spent_ms", one.item->spent_ms);
        if (shows(i, who)) {
            w.key("shown").object().field("kind", to_text(one.item->kind));
            if (one.named.signal)
                w.field("title", organisation_name(world_.directory(), one.named.signal->sender));
            else
                w.field("title", std::string_view(one.named.entry->record.label));
            if (one.item->carried > 0) w.field("carried", one.item->carried);
            w.end_object();
        }
        w.end_object();
    }
    w.end_array();
}

std::string BoardLook::common_json(ProfessionalId who) const {
    const store::BoardRecord& record = board_.record;
    const Team* team = world_.directory().find(record.team);
    protocol::Writer w(4096);
    w.object().field("board", board_.id).field("version", record.version);
    w.key("team").object().field("id", record.team);
    w.field("name", team ? std::string_view(team->name) : std::string_view{}).end_object();
    w.field("day", record.day).field("state", to_text(record.state));
    if (record.chair)
        w.raw_field("chair", person_json(world_.directory(), record.chair, now_));
    else
        w.raw_field("chair", "null");
    if (record.current_item)
        w.field("current", record.current_item);
    else
        w.raw_field("current", "null");
    w.field("current_since", record.current_since);
    write_present(w);
    write_away(w);
    write_items(w, who);
    return w.end_object().take();
}

std::string BoardLook::texts() const {
    std::string out = common_json({});
    for (const auto& [who, sights] : lookers_) out += std::to_string(who.value) + common_json(who);
    return out;
}

}  // namespace kortelijn::commands
