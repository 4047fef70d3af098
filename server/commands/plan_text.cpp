// What the JSON of a plan says to one reader. Names of who else reads a line, and of whose words it
// was, are for who carries; cells are for professionals.
#include <algorithm>
#include <functional>

#include "commands/call_look.hpp"
#include "commands/items.hpp"
#include "commands/plan_look.hpp"

namespace kortelijn::commands {

using protocol::Writer;
using store::LineRecord;
using store::SettledLine;

namespace {

// A link that ended stays on the list so long.
constexpr std::int64_t ended_shown_ms = 14 * day_ms;

bool is_over(const Guest& link, Instant now) {
    return link.revoked_at || (link.period.to && *link.period.to <= now);
}

bool over_for_long(const Guest& link, Instant now) {
    Instant ended = link.period.to.value_or(never);
    if (link.revoked_at) ended = std::min(ended, *link.revoked_at);
    return ended <= now && now - ended > ended_shown_ms;
}

}  // namespace

std::string plan_json(std::int64_t version, const std::string& text) {
    Writer w(32);
    w.object().field("version", version);
    return w.take() + text + '}';
}

std::string PlanLook::name_of(MemberId id) const {
    for (const Member& one : case_.facts().household)
        if (one.id == id) return one.name;
    for (const Outsider& one : case_.facts().outsiders)
        if (one.id == id) return one.name;
    return {};
}

std::string PlanLook::name_of(ProfessionalId id) const {
    const Professional* const known = world_.directory().find(id);
    return known == nullptr ? std::string() : known->name;
}

std::string PlanLook::name_of(GuestId id) const {
    for (const store::GuestLinkRecord& link : data_.links)
        if (link.guest.id == id) return link.name;
    const auto link = world_.readable_link(id);
    return link ? link->name : std::string();
}

void PlanLook::write_member(Writer& w, std::string_view key, MemberId id) const {
    w.key(key).object().field("member", id).field("name", name_of(id)).end_object();
}

void PlanLook::write_by(Writer& w, ProfessionalId by, GuestId guest) const {
    w.field("by", name_of(by));
    if (guest && !by) w.field("proposed", true);
    const bool own = is_own(guest);
    if (guest && (carrier_ || own)) w.field("by_guest", name_of(guest));
    if (own) w.field("own", true);
}

void PlanLook::write_shared_with(Writer& w, const LineRecord* line) const {
    w.key("shared_with").array();
    if (line != nullptr && carrier_)
        for (const store::SharedWith& with : line->shared_with) {
            if (with.taken_back_at) continue;
            w.object();
            if (with.member)
                w.field("member", with.member).field("name", name_of(with.member));
            else
                w.field("link", with.link).field("name", name_of(with.link));
            w.end_object();
        }
    w.end_array();
}

void PlanLook::write_cells(Writer& w, const std::vector<MemberId>& about,
                           LifeDomains domains) const {
    if (guest_ != nullptr) return;
    w.key("cells").object().key("members").array();
    for (const MemberId id : about)
        w.object().field("member", id).field("name", name_of(id)).end_object();
    w.end_array();
    write_life_domains(w, "life_domains", domains);
    w.end_object();
}

PlanLook::Drawn PlanLook::drawn(const LineRecord& line, const std::set<LineId>& theirs) const {
    Writer w(256);
    w.object().field("id", line.id).field("kind", to_text(line.kind)).field("text", line.text);
    write_by(w, line.by, line.by_guest);
    w.field("at", line.changed_at.value_or(line.at));
    if (theirs.contains(line.under)) w.field("under", line.under);
    if (theirs.contains(line.instead_of)) w.field("instead_of", line.instead_of);
    if (!line.owner.empty()) w.field("owner", line.owner);
    w.field("due", line.due);
    write_shared_with(w, &line);
    write_cells(w, line.about, line.life_domains);
    return {line.id, w.end_object().take(), &line.about};
}

PlanLook::Drawn PlanLook::drawn(const SettledLine& line, const std::set<LineId>& theirs) const {
    Writer w(256);
    w.object().field("id", line.id).field("kind", to_text(line.kind)).field("text", line.text);
    write_by(w, line.by, line.by_guest);
    w.field("at", line.at);
    if (theirs.contains(line.under)) w.field("under", line.under);
    if (!line.owner.empty()) w.field("owner", line.owner);
    w.field("due", line.due);
    write_shared_with(w, nullptr);
    write_cells(w, line.about, line.life_domains);
    return {line.id, w.end_object().take(), &line.about};
}

std::vector<PlanLook::Drawn> PlanLook::drawn_lines() const {
    const std::vector<const LineRecord*> read = lines();
    std::set<LineId> theirs;
    for (const LineRecord* const line : read) theirs.insert(line->id);
    std::vector<Drawn> out;
    for (const LineRecord* const line : read) out.push_back(drawn(*line, theirs));
    return out;
}

void PlanLook::write_versions(Writer& w) const {
    w.key("versions").array();
    const bool told = carrier_ || !lines().empty();
    for (auto one = data_.versions.rbegin(); told && one != data_.versions.rend(); ++one) {
        w.object().field("id", one->id).field("at", one->at).field("by", name_of(one->by));
        // Said among who carries: it has no cells of its own.
        if (carrier_ && !one->note.empty()) w.field("note", one->note);
        w.end_object();
    }
    w.end_array();
}

// Of that kind and of use plan: carriers invite and end them.
void PlanLook::write_links(Writer& w, GuestKind kind) const {
    w.key(kind == GuestKind::network ? "network" : "family").array();
    int count = 0;
    for (auto at = data_.links.rbegin(); at != data_.links.rend() && carrier_; ++at) {
        const Guest& link = at->guest;
        if (link.use != GuestUse::plan || link.kind != kind || over_for_long(link, now_)) continue;
        if (++count > 64) break;
        w.object().field("link", link.id).field("name", at->name);
        if (kind == GuestKind::network)
            write_member(w, "chosen_by", at->chosen_by);
        else
            write_member(w, "member", link.person);
        w.field("ends_at", link.period.to.value_or(now_));
        std::string_view state = at->opened_at ? "opened" : "sent";
        rooms::GuestAt guest;
        guest.link = link.id, guest.of_case = at->of_case, guest.kind = kind;
        if (is_over(link, now_))
            state = "ended";
        else if (!world_.decide_guest(guest, now_).permit)
            state = "dark";
        w.field("state", state).end_object();
    }
    w.end_array();
}

void PlanLook::write_meeting(Writer& w) const {
    CallId id;
    if (guest_ != nullptr) {
        if (guest_->kind == GuestKind::network) id = meeting_of(world_, case_.id, guest_->link);
    } else {
        for (const CallId one : data_.meetings) {
            const CallEntry& call = world_.call(one);
            if (!call.there || (!carrier_ && call.record.find(who_) == nullptr)) continue;
            id = one;
            break;
        }
    }
    if (!id) return;
    const CallEntry& call = world_.call(id);
    if (!call.there) return;
    w.key("meeting").object().field("call", id).field("state", to_text(call.record.state));
    w.field("starts_at", call.record.starts_at).end_object();
}

std::string PlanLook::text(const PlanPage& page, const store::PlanVersion* settled) const {
    Writer w(4096);
    w.object();
    if (guest_ == nullptr) w.field("case", case_.id);
    if (settled != nullptr) {
        w.key("settled").object().field("id", settled->id).field("at", settled->at);
        w.field("by", name_of(settled->by));
        if (carrier_ && !settled->note.empty()) w.field("note", settled->note);
        w.end_object();
    }
    w.key("lines").array();
    for (const std::string& line : page.lines) w.raw(line);
    w.end_array().field("more", page.more);
    write_versions(w);
    write_links(w, GuestKind::network);
    write_links(w, GuestKind::family);
    write_meeting(w);
    std::vector<std::string_view> may;
    const std::vector<Period>& open = case_.the_case().open;
    if (carrier_ &&
        std::any_of(open.begin(), open.end(), [&](const Period& p) { return p.live(now_); }))
        may = {"write", "share", "settle", "link", "network", "meet"};
    // Who comes from the network proposes at a line; their link is the household's to end (R66).
    if (guest_ != nullptr) may = {"propose"};
    if (guest_ != nullptr && guest_->kind == GuestKind::family) may = {"propose", "goal", "end"};
    w.list("may", may);
    std::string out = w.take();
    out[0] = ',';
    return out;
}

std::size_t PlanLook::digest() const {
    std::string all;
    for (const Drawn& line : drawn_lines()) all += line.json + '\n';
    return std::hash<std::string>{}(all + text({}));
}

}  // namespace kortelijn::commands
