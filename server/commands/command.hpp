// What a command is: its name, how its params are read, what it requires of the policy, and its
// effect. A command is one file and one row of table.cpp. It never sees JSON (only the Reader),
// sockets, or the entry being written: it returns a Change, and the pipeline records and delivers.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/values.hpp"
#include "base/clock.hpp"
#include "base/random.hpp"
#include "commands/world.hpp"
#include "reader.hpp"

namespace kortelijn::commands {

// Who asks, as the pipeline established it.
struct Caller {
    ConnectionId connection;
    SessionId session;   // none for a guest
    ProfessionalId who;  // none for a guest
    std::uint64_t device = 0;
    Language language = Language::nl;
    std::string address_hint;
    std::optional<rooms::GuestAt> guest = {};  // instead of a professional
};

// What must hold before the effect runs.
struct Requirement {
    // A question about one case (or an officer's, without a case); the pipeline fills in who asks.
    std::optional<Ask> ask;
    CaseId of_case;
    RoomId room;  // instead of of_case
    // What stands beside the case (R36-R43). Of a signal, the case it came to rest in; of an item
    // of that board, its case or its signal.
    SignalId signal = {};
    BoardId board = {};
    ItemId item = {};
    TeamId team = {};  // with `day`: the board of that team and day, whether there is one or not
    std::optional<Day> day = {};
    // What of_case was found by: whoever asked named this and no case. `found`: that action is
    // there, of a case or not.
    ActionId action = {};
    InvolvementId question = {};
    bool found = false;
    // A table of its own beside the case, which is the call's, consult's or link's (R50-R66); with
    // a call, one question or paper of it. For a guest the pipeline sets of_case and call: the
    // link's own, whatever was named. `attachment`: what of_case, room or call was found by.
    CallId call = {};
    ConsultId consult = {};
    QuestionId consent_question = {};
    ChecklistId paper = {};
    GuestId link = {};
    AttachmentId attachment = {};

    // Without an ask: an active account with an employer (R2-R4), or a link that lives (R7);
    // nothing else about a case.
    static Requirement account() { return {}; }
    static Requirement of(CaseId id, Ask question) { return {std::move(question), id, {}}; }
    static Requirement in(RoomId id, Ask question) { return {std::move(question), {}, id}; }
    static Requirement officer(Ask question) { return {std::move(question), {}, {}}; }
    static Requirement about(SignalId id, Ask question) {
        return {std::move(question), {}, {}, id};
    }
    static Requirement of_action(ActionId id, bool found, CaseId of_case, Ask question) {
        Requirement out = of(of_case, std::move(question));
        out.action = id, out.found = found;
        return out;
    }
    static Requirement of_question(InvolvementId id, CaseId of_case, Ask question) {
        Requirement out = of(of_case, std::move(question));
        out.question = id;
        return out;
    }
    static Requirement at(BoardId id, Ask question) {
        return {std::move(question), {}, {}, {}, id};
    }
    static Requirement at(BoardId id, ItemId item, Ask question) {
        return {std::move(question), {}, {}, {}, id, item};
    }
    static Requirement at(TeamId team, Day day, Ask question) {
        return {std::move(question), {}, {}, {}, {}, {}, team, day};
    }
    static Requirement about_call(CallId id, CaseId of_case, Ask question) {
        Requirement out = of(of_case, std::move(question));
        out.call = id;
        return out;
    }
    static Requirement about_consult(ConsultId id, CaseId of_case, Ask question) {
        Requirement out = of(of_case, std::move(question));
        out.consult = id;
        return out;
    }
    static Requirement of_call(CallId id, Ask question) {
        Requirement out;
        out.ask = std::move(question);
        out.call = id;
        return out;
    }
    static Requirement of_call(CallId id, QuestionId one, Ask question) {
        Requirement out = of_call(id, std::move(question));
        out.consent_question = one;
        return out;
    }
    static Requirement of_call(CallId id, ChecklistId one, Ask question) {
        Requirement out = of_call(id, std::move(question));
        out.paper = one;
        return out;
    }
    static Requirement of_consult(ConsultId id, Ask question) {
        Requirement out;
        out.ask = std::move(question);
        out.consult = id;
        return out;
    }
    static Requirement of_link(GuestId id, Ask question) {
        Requirement out;
        out.ask = std::move(question);
        out.link = id;
        return out;
    }
    static Requirement of_attachment(AttachmentId id, bool found, Requirement where) {
        where.attachment = id, where.found = found;
        return where;
    }
    // A case and the board it is to come on.
    static Requirement on(TeamId team, Day day, CaseId id, Ask question) {
        return {std::move(question), id, {}, {}, {}, {}, team, day};
    }
};

// A kept notice that the effect has appended to a room's log: delivered after the commit to every
// seat that may see it then.
struct Said {
    RoomId room;
    rooms::Event event;
    std::string_view notice;  // the method of the notice: message.posted ...
    std::string params;       // empty: event.item
};

// A seat that opens or ends by a command; the pipeline makes it so and writes its entry.
struct Seating {
    RoomId room;
    bool sits = true;
};

// A connection that sits down at a start or leaves it; the pipeline makes it so.
struct BoardSeating {
    BoardId board;
    bool sits = true;
    bool screen = false;       // draws the common part only
    std::set<ItemId> items{};  // whose cards stand in the answer
};

// A notice that is not kept: typing, unread counts on one's other devices.
struct Tell {
    std::string text;  // the whole notice
    CaseId tag;
    std::vector<ConnectionId> to;
};

// A further entry of the same command: what it read of another case.
struct AlsoRecorded {
    std::string_view event;
    CaseId of_case;
    audit::ObjectValue object;
    std::vector<MemberId> members;
    // A refusal: what was named, whether it exists or not. None: the case's own.
    RoomId room;
    std::string_view refused{};  // its reason; empty: it was permitted
};

// A connection that reads a plan: told of what changes in it from then on.
struct PlanSeating {
    CaseId of_case;
    PlanVersionId version;         // an older one, when that was read
    bool first_page = false;       // as it is now
    std::size_t told = 0;          // digest of all they may see now
    std::set<std::int64_t> lines;  // that they may read now
    std::set<std::int64_t> noted;  // that stand in this answer
};

struct Context;
struct Change;

// A long read on a worker: `job` runs there, `then` back in the core as the same command (the
// requirement is asked again first). What travels between is the job's own.
struct Scan {
    std::function<std::shared_ptr<void>(store::ReadStore&)> job;
    std::function<Result<Change>(Context&, std::shared_ptr<void>)> then;
};

// What those hear who may read a signal (news.cpp).
enum class SignalNews : std::uint8_t {
    none,
    changed,  // it came in, or changed
    settled,  // it is no new one any more: to most who could read it, it is gone
};

// A guest's link that goes by mail: the text is neutral, and the code never stands in it.
struct LinkMail {
    std::string to;
    std::string language;  // of the family page
    std::string token;
};

struct Change {
    std::string result = "{}";  // JSON of the reply
    // What a repeat is answered, where `result` holds what is told once and never kept (a link's
    // token and code). Empty: refused, for there is nothing else to say.
    std::optional<std::string> kept_result;
    std::optional<LinkMail> link_mail;  // sent after the commit
    audit::ObjectValue object;          // what the entry says of it
    std::vector<MemberId> members;      // whom it concerns
    MemberId on_behalf_of;              // the household member in whose name it was done
    CaseId tag;      // whose withdrawal takes the reply back; any_case: of several
    CaseId of_case;  // of the entry, where the requirement named none (case.create)
    std::vector<AlsoRecorded> also;
    std::vector<Said> said;
    std::vector<Seating> seatings;
    std::vector<CaseId> watch;          // the caller's case list shows these from now on
    bool lists_cases = false;           // `watch` replaces what was shown before
    std::optional<Scan> scan;           // set: nothing else counts, the command goes on after it
    std::function<void(World&)> after;  // memory only, once the savepoint is kept; must not fail
    std::vector<SessionId> ended_sessions;
    std::vector<GuestId> ended_links;  // their sessions and sockets end with this batch
    std::vector<Tell> tells;
    // The signal that was read or changed: seals the entry's object when no case took it up, and
    // the boards it stands on are looked at again.
    SignalId of_signal;
    SignalNews signal_news = SignalNews::none;
    BoardId opened;                       // a start began: its team hears of it
    std::vector<ProfessionalId> recount;  // for whom something else may wait than before
    std::vector<BoardId> boards;          // looked at again: who sees what, and told whole
    // A consult was asked, answered, advised about or ended: told to who may know of it. And
    // those whose states stand in this answer, as they were given (core/consulting.cpp).
    ConsultId of_consult = {};
    std::vector<std::pair<ConsultId, std::string>> consults_given = {};
    CaseId of_plan = {};                         // whose plan this changed
    std::optional<PlanSeating> reads_plan = {};  // the caller's connection does
    std::optional<BoardSeating> seated;  // the caller's connection sits down at a start, or leaves
    // Of a task: what was written stands, yet it was refused, with this reason (a wrong code
    // counts).
    std::string_view refused = {};
    bool repeated = false;  // the first result of an earlier request: nothing new to say
};

// Tag of a reply that speaks of several cases: any purge for the connection drops it.
constexpr CaseId any_case{-1};

struct Context {
    Instant now;
    const Caller& caller;
    World& world;
    store::Store& store;
    Random& random;
    const Decision& decision;
    CaseEntry* entry = nullptr;  // of the requirement's case; never null when one was named
    std::int64_t client_id = 0;

    const Directory& directory() const { return world.directory(); }
    const View& view() const { return world.view(*entry, caller.who, now); }
};

// A request whose params were read: still to be decided and done.
class Prepared {
public:
    virtual ~Prepared() = default;
    virtual Requirement requirement(World&, const Caller&, Instant now) const = 0;
    virtual Result<Change> effect(Context&) const = 0;
    virtual std::int64_t client_id() const = 0;
};

// `refusals`: what is let through leaves no entry, what is refused does (signalling of a call,
// whose coming and going is recorded by itself).
enum class Recorded : std::uint8_t { no, yes, refusals };
// Writes are repeated safely by client id and count against the rate of writes.
enum class Kind : std::uint8_t { read, write };
// For whom a method is there at all: to others it is an unknown one.
enum class Whom : std::uint8_t { professionals, guests, both };

struct Row {
    std::string_view name;
    Kind kind = Kind::read;
    Recorded recorded = Recorded::yes;
    bool own_repeat = false;  // finds its first result itself (message.post: the room's log has it)
    std::unique_ptr<Prepared> (*prepare)(const nlohmann::json& params, Refusal& refusal) = nullptr;
    Whom whom = Whom::professionals;

    bool is_for(const Caller& caller) const {
        return whom == Whom::both || (whom == Whom::guests) == caller.guest.has_value();
    }
};

const std::vector<const Row*>& all_rows();
const Row* find_row(std::string_view name);

// Makes a row of three functions:
//   Input read(protocol::Reader&);                              strict reading, nothing looked up
//   Requirement require(const Input&, World&, const Caller&, Instant);
//   Result<Change> effect(const Input&, Context&);
template <class Input, Input (*Read)(protocol::Reader&),
          Requirement (*Require)(const Input&, World&, const Caller&, Instant),
          Result<Change> (*Effect)(const Input&, Context&)>
constexpr Row row(std::string_view name, Kind kind, Recorded recorded = Recorded::yes,
                  bool own_repeat = false, Whom whom = Whom::professionals) {
    struct Ready final : Prepared {
        Requirement requirement(World& world, const Caller& caller, Instant now) const override {
            return Require(input, world, caller, now);
        }
        Result<Change> effect(Context& context) const override { return Effect(input, context); }
        std::int64_t client_id() const override { return client; }
        Input input;
        std::int64_t client = 0;
    };
    return {name,
            kind,
            recorded,
            own_repeat,
            [](const nlohmann::json& params, Refusal& refusal) -> std::unique_ptr<Prepared> {
                protocol::Reader reader(params);
                auto ready = std::make_unique<Ready>();
                ready->input = Read(reader);
                ready->client =
                    reader.optional_integer("client_id", 1, protocol::max_number).value_or(0);
                if (auto whole = reader.finish(); !whole) {
                    refusal = std::move(whole).error();
                    return nullptr;
                }
                return ready;
            },
            whom};
}

// The usual questions.
Ask ask_case(Action action);  // case.open and the like, purpose cooperation
Ask ask_item(Action action, std::vector<MemberId> about, LifeDomains domains, Law law);

}  // namespace kortelijn::commands
