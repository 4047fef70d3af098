// Kept small: who may do what is asked before, of the policy.
#include "commands/plan_rows.hpp"

#include <algorithm>

#include "commands/call_rows.hpp"
#include "commands/plan_look.hpp"
#include "commands/rooms_common.hpp"

namespace kortelijn::commands {

using store::LineRecord;

std::optional<LineKind> parse_plan_kind(std::string_view text) {
    for (const LineKind kind : {LineKind::goal, LineKind::result, LineKind::action})
        if (text == to_text(kind)) return kind;
    return std::nullopt;
}

Ask ask_open_plan(World& world, CaseEntry& entry, ProfessionalId who, Instant now) {
    Ask ask = ask_case(Action::case_open);
    ask.who = who;
    ask.as = Role::professional;
    if (!world.decide(entry, ask, now).permit) ask.purpose = Purpose::plan;
    return ask;
}

bool may_open_plan(World& world, CaseEntry& entry, ProfessionalId who, Instant now) {
    return world.decide(entry, ask_open_plan(world, entry, who, now), now).permit;
}

const LineRecord* find_in(const std::vector<LineRecord>& lines, LineId id) {
    const auto at = std::find_if(lines.begin(), lines.end(), [&](const LineRecord& one) {
        return one.id == id && !one.withdrawn_at;
    });
    return at == lines.end() ? nullptr : &*at;
}

std::optional<LineRecord> plan_line(World& world, CaseId of_case, LineId id) {
    const std::vector<LineRecord> lines = world.store().plan_of(of_case);
    const LineRecord* const found = find_in(lines, id);
    return found == nullptr ? std::nullopt : std::optional(*found);
}

Requirement require_line(World& world, const Caller& caller, CaseId of_case, LineId id,
                         Action action, Instant now) {
    Ask ask = ask_case(Action::household_change);
    ask.who = caller.who;
    ask.as = Role::professional;
    if (!world.decide(world.entry(of_case, now), ask, now).permit)
        return Requirement::of(of_case, std::move(ask));
    const auto line = plan_line(world, of_case, id);
    if (!line) return Requirement::of(of_case, std::move(ask));
    ask = {};
    ask.action = action;
    ask.about = line->about;
    ask.life_domains = line->life_domains;
    return Requirement::of(of_case, std::move(ask));
}

Change change_of_line(const LineRecord& line) {
    Change change;
    change.of_plan = line.of_case;
    change.members = line.about;
    change.object.life_domains = words_of(line.life_domains);
    change.object.ranges = {{line.id.value, line.id.value}};
    return change;
}

bool guest_reads(Context& c, const LineRecord& line) {
    const rooms::GuestAt& guest = *c.caller.guest;
    Ask ask;
    ask.action = Action::plan_read;
    ask.about = line.about;
    ask.shared =
        guest.kind == GuestKind::family ? line.shared(guest.person) : line.shared(guest.link);
    ask.guest = guest.link;
    ask.as = guest.role();
    return c.world.decide(*c.entry, ask, c.now).permit;
}

PlanLinkInput read_plan_link(protocol::Reader& r) {
    PlanLinkInput in;
    in.of_case = r.id<CaseId>("case");
    in.member = r.id<MemberId>("member");
    in.name = r.text("name", name_rule);
    in.language = r.word("language", parse_family_language).text;
    in.reason = r.optional_text("reason", reason_rule).value_or("");
    in.send_to = read_send_to(r);
    return in;
}

namespace {

// One person, one link: a member's own; from the network the same name, chosen by the same one of
// the household. The friend of another with that name keeps theirs.
void end_earlier(Context& c, const PlanLinkInput& in, GuestKind kind, Change& change) {
    for (store::GuestLinkRecord& link : c.store.links_of(c.entry->id)) {
        const Guest& guest = link.guest;
        if (guest.use != GuestUse::plan || guest.kind != kind || guest.revoked_at) continue;
        if (guest.period.to && *guest.period.to <= c.now) continue;
        const bool same = kind == GuestKind::family
                              ? guest.person == in.member
                              : link.name == in.name && link.chosen_by == in.member;
        if (!same) continue;
        link.guest.revoked_at = c.now;
        c.store.change_link(link);
        change.ended_links.push_back(link.guest.id);
    }
}

}  // namespace

Result<Change> make_plan_link(Context& c, const PlanLinkInput& in, GuestKind kind) {
    if (auto room = room_for_link(c, c.entry->id); !room) return room.error();
    Change change;
    end_earlier(c, in, kind, change);
    const DrawnKeys drawn = draw_keys(c.random);
    store::GuestLinkRecord link;
    link.guest.id = GuestId{drawn_number(c.random)};
    link.guest.kind = kind;
    if (kind == GuestKind::family) link.guest.person = in.member;
    link.guest.use = GuestUse::plan;
    link.guest.period = {c.now, in.until.value_or(c.now + plan_link_lasts_ms)};
    if (!in.reason.empty()) link.guest.on_anyway_at = c.now;
    link.of_case = c.entry->id;
    link.name = in.name;
    link.language = in.language;
    link.made_by = c.caller.who;
    link.made_at = c.now;
    if (kind == GuestKind::network) link.chosen_by = in.member;
    if (in.evidence) link.evidence = to_text(*in.evidence);
    link.reason = in.reason;
    c.store.add_link(link, drawn.keys);
    c.world.touch(c.entry->id);
    if (auto sent = send_link(c, in.send_to, drawn.keys.token, link.language, change); !sent)
        return sent.error();
    change.kept_result = "";  // told once: who missed it makes another
    protocol::Writer w(256);
    w.object().raw_field("link", drawn.json(link.guest.id, *link.guest.period.to)).end_object();
    change.result = w.take();
    change.tag = c.entry->id;
    change.of_plan = c.entry->id;
    change.object.link = link.guest.id.value;
    change.object.until = link.guest.period.to->ms;
    change.object.reason = in.reason;
    change.members = {in.member};
    return change;
}

}  // namespace kortelijn::commands
