// page.make: a carrier gives one of the family a page of their own: for 14 days it shows what was
// shared with them by name (R64). Token and code stand in this answer and nowhere else.
#include "commands/link_sending.hpp"
#include "commands/rows.hpp"
#include "commands/summary_rows.hpp"

namespace kortelijn::commands {
namespace {

constexpr protocol::TextRule name_rule{80, 320};

struct Input {
    CallId call;
    MemberId member;
    std::string name;
    FamilyLanguage language;
    std::string reason;
    std::optional<SendTo> send_to;
};

Input read(protocol::Reader& r) {
    Input in;
    in.call = r.id<CallId>("call");
    in.member = r.id<MemberId>("member");
    in.name = r.text("name", name_rule);
    in.language = r.word("language", parse_family_language);
    in.reason =
        r.optional_text("reason", {protocol::max_reason_characters, protocol::max_reason_bytes})
            .value_or("");
    in.send_to = read_send_to(r);
    return in;
}

// Beside the call: it may have ended, and the page is about the case.
Requirement require(const Input& in, World& world, const Caller&, Instant now) {
    Ask ask;
    ask.action = Action::page_make;
    ask.member = in.member;
    ask.until = now + page_lasts_ms;
    ask.reason = in.reason;
    return Requirement::of(world.call(in.call).record.of_case, std::move(ask));
}

// A second page ends the first: one person, one page.
void end_earlier(Context& c, MemberId person, Change& change) {
    for (store::GuestLinkRecord& link : c.store.links_of(c.entry->id)) {
        if (link.guest.use != GuestUse::page || link.guest.person != person ||
            link.guest.revoked_at)
            continue;
        link.guest.revoked_at = c.now;
        c.store.change_link(link);
        change.ended_links.push_back(link.guest.id);
    }
}

// Lines that they could read on it now: a page without any is an empty one.
std::int64_t lines_on(Context& c, const store::GuestLinkRecord& link) {
    std::int64_t count = 0;
    for (const store::LineRecord& line : c.store.lines_of(link.of_case)) {
        if (line.withdrawn_at || !line.call || !line.shared(link.guest.person)) continue;
        Ask ask;
        ask.action = Action::summary_read;
        ask.about = line.about;
        ask.shared = true;
        ask.guest = link.guest.id;
        ask.as = Role::guest_family;
        count += c.world.decide(c.world.entry(link.of_case, c.now), ask, c.now).permit;
    }
    return count;
}

Result<Change> effect(const Input& in, Context& c) {
    if (auto room = room_for_link(c, c.entry->id); !room) return room.error();
    Change change = change_of(c.world.call(in.call));
    end_earlier(c, in.member, change);
    const DrawnKeys drawn = draw_keys(c.random);
    store::GuestLinkRecord link;
    link.guest.id = GuestId{drawn_number(c.random)};
    link.guest.kind = GuestKind::family;
    link.guest.person = in.member;
    link.guest.use = GuestUse::page;
    link.guest.period = {c.now, c.now + page_lasts_ms};
    if (!in.reason.empty()) link.guest.on_anyway_at = c.now;
    link.of_case = c.entry->id;
    link.name = in.name;
    link.language = in.language.text;
    link.made_by = c.caller.who;
    link.made_at = c.now;
    link.reason = in.reason;
    c.store.add_link(link, drawn.keys);
    c.world.touch(c.entry->id);
    if (auto sent = send_link(c, in.send_to, drawn.keys.token, link.language, change); !sent)
        return sent.error();
    change.kept_result = "";  // told once: who missed it makes another
    protocol::Writer w(256);
    w.object().raw_field("link", drawn.json(link.guest.id, *link.guest.period.to));
    w.field("shown", lines_on(c, link)).end_object();
    change.result = w.take();
    change.tag = c.entry->id;
    change.object.link = link.guest.id.value;
    change.object.until = link.guest.period.to->ms;
    change.object.reason = in.reason;
    change.members = {in.member};
    return change;
}

}  // namespace

constinit const Row page_make = row<Input, read, require, effect>("page.make", Kind::write);

}  // namespace kortelijn::commands
