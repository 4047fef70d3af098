// Kept small: who may do what is asked before, of the policy.
#include "commands/call_rows.hpp"

#include <algorithm>

#include "commands/rooms_common.hpp"

namespace kortelijn::commands {

using store::CallParticipant;

CallId call_meant(const Caller& caller, CallId named) {
    return caller.guest ? caller.guest->call : named;
}

CallId read_call(protocol::Reader& r) { return r.optional_id<CallId>("call").value_or(CallId{}); }

std::optional<Evidence> read_evidence(protocol::Reader& r) {
    return r.optional_word("evidence", [](std::string_view text) {
        const auto word = parse_word<Evidence>(text);
        return word == Evidence::none ? std::nullopt : word;
    });
}

Ask ask_call(Action action, ParticipantId about) {
    Ask ask;
    ask.action = action;
    ask.participant = about;
    return ask;
}

Requirement require_call(CallId named, const Caller& caller, Action action, ParticipantId about) {
    return Requirement::of_call(call_meant(caller, named), ask_call(action, about));
}

std::int64_t drawn_number(Random& random) {
    std::uint64_t out = 0;
    while (out < (std::uint64_t{1} << 33)) {
        out = 0;
        for (const std::uint8_t byte : random.bytes<7>()) out = out << 8 | byte;
        out &= (std::uint64_t{1} << 53) - 1;
    }
    return std::int64_t(out);
}

DrawnKeys draw_keys(Random& random) {
    constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    DrawnKeys out;
    const auto bytes = random.bytes<32>();
    std::uint32_t bits = 0;
    int count = 0;
    for (const std::uint8_t byte : bytes) {
        bits = bits << 8 | byte;
        for (count += 8; count >= 6; count -= 6)
            out.keys.token += letters[bits >> (count - 6) & 63];
    }
    out.keys.token += letters[bits << (6 - count) & 63];
    // Each of the million as likely: what lies above the last whole million is drawn again.
    constexpr std::uint32_t whole = 4'294'000'000U;
    std::uint32_t number = whole;
    while (number >= whole) {
        number = 0;
        for (const std::uint8_t byte : random.bytes<4>()) number = number << 8 | byte;
    }
    out.keys.code = std::to_string(1'000'000 + number % 1'000'000).substr(1);
    return out;
}

std::string DrawnKeys::json(GuestId id, Instant ends_at) const {
    protocol::Writer w(160);
    w.object().field("id", id).field("token", keys.token).field("code", keys.code);
    return w.field("ends_at", ends_at).end_object().take();
}

store::GuestLinkRecord new_link(Context& c, const store::CallRecord& call, MemberId person,
                                std::string name, std::string language, const DrawnKeys& drawn) {
    store::GuestLinkRecord link;
    link.guest.id = GuestId{drawn_number(c.random)};
    link.guest.kind = GuestKind::family;
    link.guest.person = person;
    link.guest.use = GuestUse::call;
    link.guest.call = call.id;
    link.guest.period = {c.now,
                         std::max(c.now, call.starts_at.value_or(c.now)) + link_after_start_ms};
    link.of_case = call.of_case;
    link.name = std::move(name);
    link.language = std::move(language);
    link.made_by = c.caller.who;
    link.made_at = c.now;
    c.store.add_link(link, drawn.keys);
    c.world.touch(call.of_case);
    return link;
}

std::optional<FamilyLanguage> parse_family_language(std::string_view text) {
    for (const std::string_view known : {"nl", "en", "pl", "tr", "ar", "uk"})
        if (text == known) return FamilyLanguage{std::string(text)};
    return std::nullopt;
}

const CallParticipant* own_place(const store::CallRecord& record, const Caller& caller) {
    return caller.guest ? record.find(caller.guest->link) : record.find(caller.who);
}

int count_in(const store::CallRecord& record) {
    return int(
        std::count_if(record.participants.begin(), record.participants.end(),
                      [](const CallParticipant& one) { return takes_part(one.seat.state); }));
}

Result<void> let_in(Context& c, const store::CallRecord& record, CallParticipant& one) {
    const int there = count_in(record);
    if (there >= max_in_call) return refuse("call.full");
    one.seat.state = ParticipantState::admitted;
    one.leg = drawn_number(c.random);
    one.since = c.now;
    one.sound_only = there >= max_with_picture;
    return {};
}

std::int64_t close_call(store::Store& store, store::CallRecord& record, Instant now) {
    std::int64_t left = 0;
    for (CallParticipant& one : record.participants) {
        if (!takes_part(one.seat.state) && one.seat.state != ParticipantState::waiting) continue;
        one.seat.state = ParticipantState::left;
        one.leg = 0;
        one.since = now;
        store.put_participant(record.id, one);
        ++left;
    }
    for (store::QuestionRecord& question : record.questions) {
        if (question.state != QuestionState::open) continue;
        question.state = QuestionState::closed;
        store.put_question(question);
    }
    record.state = CallState::ended;
    record.ended_at = now;
    return left;
}

std::optional<std::string> read_together_reason(protocol::Reader& r) {
    return r.optional_text("together_reason",
                           {protocol::max_reason_characters, protocol::max_reason_bytes});
}

void let_meet(store::CallRecord& record, const std::string& reason, Instant now, Change& change) {
    record.together_at = now;
    record.reason = reason;
    change.object.reason = reason;
    change.object.field = "together";
}

void keep_call(Context& c, store::CallRecord record, const std::vector<CallParticipant>& people) {
    ++record.version;
    c.store.change_call(record);
    for (const CallParticipant& one : people) c.store.put_participant(record.id, one);
    c.world.touch(record.id);
}

Change change_of(const CallEntry& entry, ParticipantId participant) {
    Change change;
    change.object.call = entry.id.value;
    if (participant) change.object.participant = participant.value;
    return change;
}

void note_shown(Change& change, const CallLook& look, const Participant& who,
                const std::set<rooms::Shown>& noted) {
    const CallStanding standing = look.standing_of(who);
    change.object.grounds = numbers(standing.grounds);
    if (!standing.mask.none()) change.object.mask = audit::mask_text(standing.mask);
    change.object.ranges = ranges_of(noted);
    for (const MemberId id : look.about_of(noted))
        if (std::find(change.members.begin(), change.members.end(), id) == change.members.end())
            change.members.push_back(id);
}

void answer_with_state(Context& c, CallId id, rooms::CallSeat seat, Change& change) {
    CallEntry& entry = c.world.call(id);
    CallLook look(c.world, entry, c.now);
    CallShown shown = look.shown_to(seat);
    seat.version = c.now.ms;
    if (const rooms::CallSeat* const had = entry.at.seat_of(seat.connection))
        seat.version = std::max(seat.version, had->version + 1);
    seat.told = std::move(shown.text);
    seat.shown = std::move(shown.shown);
    note_shown(change, look, {{}, seat.who, seat.guest, {}}, shown.noted);
    seat.noted = std::move(shown.noted);
    protocol::Writer w(seat.told.size() + 64);
    w.object().raw_field("call", call_json(id, seat.version, seat.told)).end_object();
    change.result = w.take();
    change.tag = state_tag(id);
    change.after = [id, seat = std::move(seat),
                    before = std::move(change.after)](World& world) mutable {
        if (before) before(world);
        rooms::Call& at = world.call(id).at;
        for (rooms::CallSeat& other : at.seats()) {
            // Who takes part does so on one connection: the newest. The other is told so at the end
            // of the batch, and what waits unsent there is taken back.
            const bool own = !seat.watching && !other.watching &&
                             other.participant == seat.participant &&
                             other.connection != seat.connection;
            if (own) other.participant = {};
            // Told before and not now: the end of the batch finds that it was lost.
            if (other.connection == seat.connection &&
                !std::includes(seat.shown.begin(), seat.shown.end(), other.shown.begin(),
                               other.shown.end())) {
                seat.told.clear();
                seat.shown.insert(other.shown.begin(), other.shown.end());
            }
        }
        at.sit(seat);
        world.mark(id);
    };
}

}  // namespace kortelijn::commands
