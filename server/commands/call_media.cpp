// call.media: what the asker sends now, in their own words, and what keeps them from it. Memory
// only; also while waiting, so that who lets them in knows why they hear nothing.
#include "commands/call_rows.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CallId call;
    rooms::CallMedia media;
};

std::optional<std::string> parse_trouble(std::string_view text) {
    for (const std::string_view known :
         {"no_microphone", "no_camera", "blocked", "no_route", "weak"})
        if (text == known) return std::string(text);
    return std::nullopt;
}

Input read(protocol::Reader& r) {
    Input in;
    in.call = read_call(r);
    in.media.sound = r.boolean("sound");
    in.media.picture = r.boolean("picture");
    in.media.trouble = r.optional_word("trouble", parse_trouble).value_or("");
    return in;
}

Requirement require(const Input& in, World&, const Caller& caller, Instant) {
    return require_call(in.call, caller, Action::call_wait);
}

Result<Change> effect(const Input& in, Context& c) {
    const CallId id = call_meant(c.caller, in.call);
    CallEntry& entry = c.world.call(id);
    const store::CallParticipant* const own = own_place(entry.record, c.caller);
    if (own == nullptr) return refuse("not_found");
    Change change = change_of(entry, own->seat.id);
    // A tab without the place speaks for nobody.
    const rooms::CallSeat* const seat = entry.at.seat_of(own->seat.id);
    if (seat == nullptr || seat->connection != c.caller.connection) return change;
    rooms::CallMedia media = in.media;
    media.picture = media.picture && !own->sound_only;
    change.after = [id, who = own->seat.id, media](World& world) {
        world.call(id).at.media[who] = media;
        world.mark(id);
    };
    return change;
}

}  // namespace

constinit const Row call_media = row<Input, read, require, effect>(
    "call.media", Kind::read, Recorded::refusals, false, Whom::both);

}  // namespace kortelijn::commands
