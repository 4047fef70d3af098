// link.revoke: a guest's link ends at once, by a carrier or by the guest itself: its session and
// its sockets with it. A guest names no link; theirs is the only one there is to them.
#include "commands/items.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    GuestId link;  // none: one's own
};

Input read(protocol::Reader& r) {
    return {r.optional_id<GuestId>("link").value_or(GuestId{})};
}

Requirement require(const Input& in, World&, const Caller& caller, Instant) {
    Ask ask;
    ask.action = Action::link_revoke;
    ask.link = caller.guest && !in.link ? caller.guest->link : in.link;
    return Requirement::of_link(in.link, std::move(ask));
}

Result<Change> effect(const Input& in, Context& c) {
    const GuestId id = c.caller.guest ? c.caller.guest->link : in.link;
    auto link = c.store.link(id);
    if (!link) return refuse("not_found");
    Change change;
    change.object.link = id.value;
    if (link->guest.person) change.members.push_back(link->guest.person);
    if (!link->guest.revoked_at) {
        link->guest.revoked_at = c.now;
        c.store.change_link(*link);
        c.world.touch(link->of_case);
        if (link->guest.call) c.world.touch(link->guest.call);
    }
    change.ended_links.push_back(id);
    return change;
}

}  // namespace

constinit const Row link_revoke =
    row<Input, read, require, effect>("link.revoke", Kind::write, Recorded::yes, false, Whom::both);

}  // namespace kortelijn::commands
