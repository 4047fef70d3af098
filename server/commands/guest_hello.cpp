// guest.hello: begins a guest's connection: what their link is for, in which language, and under
// which name they come. Of a call it tells what its guest may see without being there: who asked
// them, and whether it began. Nothing of the case, of the household or of who works there.
#include "commands/call_rows.hpp"
#include "commands/device_word.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    std::optional<std::uint64_t> device;
    std::optional<Language> language;
};

// The page's own languages; the server's sentences know two of them.
std::optional<Language> parse_language(std::string_view text) {
    if (text == "nl") return Language::nl;
    for (const std::string_view known : {"en", "pl", "tr", "ar", "uk"})
        if (text == known) return Language::en;
    return std::nullopt;
}

Input read(protocol::Reader& r) {
    Input in;
    in.device = r.optional_word("device", parse_device);
    in.language = r.optional_word("language", parse_language);
    return in;
}

Requirement require(const Input&, World&, const Caller&, Instant) { return Requirement::account(); }

std::uint64_t drawn_device(Random& random) {
    std::uint64_t out = 0;
    while (out == 0)
        for (const std::uint8_t byte : random.bytes<7>()) out = out << 8 | byte;
    return out;
}

// As to somebody who only watches: what comes to who takes part follows with call.join. Its version
// is below that of each state to come.
std::string call_as_seen(Context& c, Change& change) {
    const rooms::GuestAt& guest = *c.caller.guest;
    if (!guest.call) return {};
    CallEntry& call = c.world.call(guest.call);
    const store::CallParticipant* own = call.there ? call.record.find(guest.link) : nullptr;
    if (own == nullptr) return {};
    rooms::CallSeat seat{c.caller.connection, own->seat.id, {}, guest.link, true};
    CallLook look(c.world, call, c.now);
    const CallShown shown = look.shown_to(seat);
    change.object.call = guest.call.value;
    change.object.participant = own->seat.id.value;
    note_shown(change, look, own->seat, shown.noted);
    return call_json(guest.call, 0, shown.text);
}

Result<Change> effect(const Input& in, Context& c) {
    const auto link = c.world.readable_link(c.caller.guest->link);
    if (!link) return refuse("not_found");
    Change change;
    protocol::Writer w(512);
    w.object().field("kind", to_text(link->guest.use)).field("language", link->language);
    w.field("name", link->name).field("epoch", c.world.epoch());
    if (const std::string call = call_as_seen(c, change); !call.empty()) w.raw_field("call", call);
    w.end_object();
    if (rooms::Connection* connection = c.world.connections().find(c.caller.connection)) {
        // Without a name of its own nothing of this tab can be repeated, so any will do.
        connection->device = in.device ? *in.device : drawn_device(c.random);
        connection->language =
            in.language.value_or(link->language == "nl" ? Language::nl : Language::en);
    }
    change.result = w.take();
    return change;
}

}  // namespace

constinit const Row guest_hello = row<Input, read, require, effect>(
    "guest.hello", Kind::read, Recorded::yes, false, Whom::guests);

}  // namespace kortelijn::commands
