// connection.hello: begins a connection: device, language, who you are. A browser that comes back
// names what it had; per room the answer is honest: resumed with what it missed, start anew, or
// not found (I5).
#include "commands/board_greeting.hpp"
#include "commands/counts.hpp"
#include "commands/device_word.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"
#include "commands/version.hpp"

namespace kortelijn::commands {
namespace {

struct Resumed {
    RoomId room;
    std::int64_t seq = 0;
    std::int64_t view = 0;
};

struct Resume {
    std::string epoch;
    std::vector<Resumed> rooms;
    std::optional<SatAt> board;
};

struct Input {
    std::uint64_t device = 0;
    Language language = Language::nl;
    std::optional<Resume> resume;
};

std::optional<Language> parse_language(std::string_view text) {
    if (text == "nl") return Language::nl;
    if (text == "en") return Language::en;
    return std::nullopt;
}

Resumed read_resumed(protocol::Reader& r) {
    return {r.id<RoomId>("room"), r.integer("seq", 0, protocol::max_number),
            r.integer("view", 0, protocol::max_number)};
}

Resume read_resume(protocol::Reader& r) {
    Resume out;
    out.epoch = r.token("epoch");
    out.rooms = r.objects("rooms", std::size_t(protocol::max_resume_rooms), read_resumed);
    out.board = r.optional_object("board", read_sat_at);
    return out;
}

Input read(protocol::Reader& r) {
    Input in;
    in.device = r.word("device", parse_device);
    in.language = r.word("language", parse_language);
    in.resume = r.optional_object("resume", read_resume);
    return in;
}

Requirement require(const Input&, World&, const Caller&, Instant) { return Requirement::account(); }

// More than this behind: cheaper and clearer to start anew.
constexpr std::int64_t longest_gap = 300;

std::optional<Page> page_if_whole(Context& c, rooms::Room& room, std::int64_t after) {
    try {
        return page_after(c, room, after, protocol::max_page);
    } catch (const store::StoreFailure& failure) {
        if (failure.kind() != store::StoreFailure::Kind::damaged) throw;
        return std::nullopt;
    }
}

void resume_room(const Resumed& had, bool same_log, Context& c, protocol::Writer& w,
                 Change& change) {
    const World::Steps before = c.world.steps();
    CaseEntry& entry = c.world.entry_of(had.room, c.now);
    w.object().field("room", had.room);
    Ask ask = ask_case(Action::case_open);
    ask.who = c.caller.who;
    ask.as = Role::professional;
    const Decision decision = c.world.decide(entry, ask, c.now);
    if (!decision.permit) {
        // Refused like room.join would be: recorded, and by the same steps whether it exists or
        // not.
        c.world.even_out(Requirement::in(had.room, ask), {&entry, {}, {}}, before);
        change.also.push_back({"room.join", {}, {}, {}, had.room, decision.reason});
        w.field("state", "not_found").end_object();
        return;
    }
    const rooms::Connection* connection = c.world.connections().find(c.caller.connection);
    const std::size_t seated = connection != nullptr ? connection->rooms.size() : 0;
    if (seated + change.seatings.size() >= rooms::max_rooms_per_connection) {
        w.field("state", "anew").end_object();
        return;
    }
    const View& view = c.world.view(entry, c.caller.who, c.now);
    rooms::Room& room = c.world.room(entry);
    const bool fits = same_log && had.view == std::int64_t(view.sight().token) &&
                      had.seq <= room.last_seq() && room.last_seq() - had.seq <= longest_gap;
    Context in_case = c;
    in_case.entry = &entry;
    // A damaged room is told to who opens it: it must not keep anybody from coming in.
    const auto missed = fits ? page_if_whole(in_case, room, had.seq) : std::nullopt;
    // What was amended meanwhile may be on their screen as it was: then honestly anew.
    if (!missed || missed->more || missed->amends) {
        w.field("state", "anew").end_object();
        return;
    }
    w.field("state", "resumed").field("seq", room.last_seq());
    write_items(w, *missed);
    w.raw_field("here", here_json(c.world, entry, c.now, &view, c.caller.who, c.caller.language))
        .end_object();
    change.seatings.push_back({had.room, true});
    AlsoRecorded also{"message.history", entry.id, {}, {}, had.room};
    also.object.ranges = missed->shown;
    also.object.count = std::int64_t(missed->items.size());
    also.object.grounds = numbers(view.seat.grounds);
    change.also.push_back(std::move(also));
}

void write_you(protocol::Writer& w, Context& c) {
    const Professional* me = c.directory().find(c.caller.who);
    w.key("you")
        .object()
        .field("id", c.caller.who)
        .field("name", std::string_view(me ? me->name : std::string_view{}));
    w.raw_field("employer",
                organisation_json(c.directory(), employer_of(c.directory(), c.caller.who, c.now)));
    w.key("teams").array();
    for (const TeamMembership& membership : me ? me->teams : std::vector<TeamMembership>{}) {
        const Team* team = c.directory().find(membership.team);
        if (membership.period.live(c.now) && team)
            w.object().field("id", team->id).field("name", team->name).end_object();
    }
    w.end_array().key("roles").array();
    for (const HeldRole& role : me ? me->roles : std::vector<HeldRole>{}) {
        if (!role.period.live(c.now)) continue;
        w.object().field("role", to_text(role.role));
        if (role.organisation) w.field("organisation", role.organisation);
        if (role.team) w.field("team", role.team);
        w.end_object();
    }
    w.end_array().end_object();
}

Result<Change> effect(const Input& in, Context& c) {
    Change change;
    protocol::Writer w(2048);
    w.object();
    write_you(w, c);
    w.key("server")
        .object()
        .field("version", version)
        .field("time", c.now)
        .field("demo", c.world.demo());
    w.key("limits").object().field("text_characters", std::int64_t(protocol::max_text_characters));
    w.field("text_bytes", std::int64_t(protocol::max_text_bytes)).field("page", protocol::max_page);
    w.field("rooms", std::int64_t(rooms::max_rooms_per_connection)).end_object().end_object();
    w.key("session")
        .object()
        .field("id", c.caller.session)
        .field("idle_minutes", c.world.idle_minutes());
    w.field("ends_at", c.world.session_ends(c.caller.session)).end_object();
    w.field("epoch", c.world.epoch()).key("rooms").array();
    if (in.resume)
        for (const Resumed& had : in.resume->rooms)
            resume_room(had, in.resume->epoch == c.world.epoch(), c, w, change);
    w.end_array();
    write_boards(c, w);
    const Counts counts = counts_as_far_as_whole(c.world, c.caller.who, c.now);
    w.key("counts");
    write_counts(w, counts);
    // Their other tabs may have been told other numbers: then all of them are told anew.
    const auto before = c.world.counts_told().find(c.caller.who);
    const bool anew = before != c.world.counts_told().end() && before->second != counts;
    if (anew) change.recount.push_back(c.caller.who);
    change.after = [who = c.caller.who, counts, anew](World& world) {
        world.counts_told().insert_or_assign(who, anew ? std::nullopt : std::optional(counts));
    };
    if (in.resume && in.resume->board) sit_down_again(c, *in.resume->board, w, change);
    w.end_object();
    change.result = w.take();
    if (!change.seatings.empty()) change.tag = any_case;
    // Read now, so that no later command is the one that pays for it (I6).
    (void)c.store.last_client_id(in.device);
    // The seats need the device: it is known from this command on.
    if (rooms::Connection* connection = c.world.connections().find(c.caller.connection)) {
        connection->device = in.device;
        connection->language = in.language;
    }
    return change;
}

}  // namespace

constinit const Row connection_hello =
    row<Input, read, require, effect>("connection.hello", Kind::read);

}  // namespace kortelijn::commands
