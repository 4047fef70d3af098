// message.post: one line in a case's room. About whom and what is stored with it as cells; who may
// read it is decided per receiver, after the commit. Posting again with the same client id gives
// the first result.
#include "commands/items.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    RoomId room;
    std::string text;
    std::optional<std::vector<MemberId>> about;
    std::optional<std::vector<LifeDomain>> life_domains;
    std::optional<Law> source_law;
    std::int64_t reply_to = 0;
    std::vector<ProfessionalId> mentions;
};

Input read(protocol::Reader& r) {
    Input in;
    in.room = r.id<RoomId>("room");
    in.text = r.text("text", message_text_rule);
    in.about = r.optional_ids<MemberId>("about", max_slots);
    in.life_domains = r.optional_words("life_domains", parse_word<LifeDomain>, "domain.unknown",
                                       life_domain_count);
    in.source_law = r.optional_word("source_law", parse_source_law);
    in.reply_to = r.optional_integer("reply_to", 1, protocol::max_number).value_or(0);
    in.mentions =
        r.optional_ids<ProfessionalId>("mentions", 20).value_or(std::vector<ProfessionalId>{});
    return in;
}

// What was left out is taken from the sender's last choice in this room.
Requirement require(const Input& in, World& world, const Caller& caller, Instant now) {
    // Nothing is looked up for somebody who may not find the case: forbidden takes the steps of
    // absent (I6).
    CaseEntry& entry = world.entry_of(in.room, now);
    const bool finds = entry.exists() && world.view(entry, caller.who, now).may_find();
    std::optional<store::RoomChoice> last;
    if (finds && (!in.about || !in.life_domains || !in.source_law))
        last = world.choice(in.room, caller.who);
    LifeDomains domains = in.life_domains ? set_of(*in.life_domains)
                          : last          ? last->life_domains
                                          : LifeDomains{};
    std::vector<MemberId> about;
    if (in.about)
        about = *in.about;
    else if (last)
        about = members_of(entry.facts(), last->people);
    Law law = Law::none;
    if (in.source_law)
        law = *in.source_law;
    else if (last)
        law = last->law;
    else if (finds)
        law = only_law(entry.facts(), world.view(entry, caller.who, now), now);
    Ask ask = ask_item(Action::message_post, std::move(about), domains, law);
    return Requirement::in(in.room, std::move(ask));
}

Result<Change> effect(const Input& in, Context& c) {
    if (c.client_id != 0)
        if (const auto first = c.store.event_of_client(c.caller.device, c.client_id)) {
            if (first->room != in.room || first->author != c.caller.who)
                return refuse("repeat.unknown");
            return repeated_event(*first);
        }
    if (c.client_id != 0 && c.client_id < c.store.last_client_id(c.caller.device))
        return refuse("repeat.unknown");
    rooms::Room& room = c.world.room(*c.entry);
    // A message that is not for them and none at all: the same answer (I6).
    if (in.reply_to != 0) {
        const auto answered = c.store.event(in.room, in.reply_to);
        if (!answered || answered->kind != store::EventKind::message ||
            !may_see(c.view(), *answered))
            return refuse("request.invalid", "reply_to");
    }

    const Ask asked = *require(in, c.world, c.caller, c.now).ask;
    store::RoomEvent event = new_event(c, store::EventKind::message, room);
    event.cells = cells_of(c.entry->facts(), asked, c.now);
    event.refers_to = in.reply_to;
    event.mentions = mentions_within(c, in.mentions, event.cells);
    event.text = in.text;
    event.client_id = c.client_id;
    c.store.append_event(event);
    c.world.keep_choice(
        in.room, c.caller.who,
        {asked.about.empty() ? 0 : event.cells.people, event.cells.life_domains, event.cells.law});

    return said(c, room, event, "message.posted");
}

}  // namespace

constinit const Row message_post =
    row<Input, read, require, effect>("message.post", Kind::write, Recorded::yes, true);

}  // namespace kortelijn::commands
