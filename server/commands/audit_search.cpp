// audit.search: an officer looks in the log; that is in the log too. A worker opens entries from
// the newest back and filters; the sentences are made in the core, where the names are.
#include <algorithm>
#include <chrono>

#include "commands/audit_rows.hpp"
#include "commands/fold.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    std::string text;
    ProfessionalId person;
    std::string case_number;
    MemberId member;
    OrganisationId organisation;
    std::string event;
    std::optional<bool> refused;
    std::optional<Instant> from, to;
    std::int64_t before = protocol::max_number;
    std::size_t limit = 50;
};

std::optional<bool> parse_outcome(std::string_view text) {
    if (text == "ok") return false;
    if (text == "refused") return true;
    return std::nullopt;
}

Input read(protocol::Reader& r) {
    Input in;
    in.text = fold(r.optional_text("text", {100, 400, false}).value_or(""));
    in.person = r.optional_id<ProfessionalId>("person").value_or(ProfessionalId{});
    in.case_number = r.optional_text("case_number", {20, 40, false}).value_or("");
    in.member = r.optional_id<MemberId>("member").value_or(MemberId{});
    in.organisation = r.optional_id<OrganisationId>("organisation").value_or(OrganisationId{});
    in.event = r.optional_token("event").value_or("");
    in.refused = r.optional_word("outcome", parse_outcome);
    in.from = r.optional_instant("from");
    in.to = r.optional_instant("to");
    in.before =
        r.optional_integer("before", 0, protocol::max_number).value_or(protocol::max_number);
    in.limit = std::size_t(r.optional_integer("limit", 1, protocol::max_page).value_or(50));
    return in;
}

Requirement require(const Input&, World& world, const Caller& caller, Instant now) {
    return Requirement::officer(officer_ask(world, caller, now));
}

constexpr std::size_t max_looked_at = 200'000;
constexpr std::chrono::milliseconds max_time{2500};

// What can be told from ids alone; words are looked for later, in the sentence.
struct Wanted {
    Input in;
    CaseId of_case;
    RoomId room;
    OrganisationId scope;  // none: all

    // What the leaf alone tells, which is whole where the names beside it are not.
    bool may_fit(const OpenedEntry& e) const {
        if (!in.event.empty() && e.entry.event != in.event) return false;
        if (in.refused && *in.refused != (e.entry.outcome != audit::Outcome::ok)) return false;
        return !((in.from && e.entry.at < *in.from) || (in.to && e.entry.at >= *in.to));
    }

    bool fits(const OpenedEntry& e) const {
        if (!may_fit(e)) return false;
        if (scope && !concerns(e, scope)) return false;
        if (in.person && e.actor.professional != in.person && e.object.professional != in.person)
            return false;
        if (in.organisation && !concerns(e, in.organisation)) return false;
        // Which refusals go with a number would tell an organisation's officer that it exists.
        if (of_case && scope && e.entry.outcome != audit::Outcome::ok) return false;
        if (of_case && e.of_case.the_case != of_case && e.of_case.room != room) return false;
        return !in.member ||
               std::find(e.members.begin(), e.members.end(), in.member) != e.members.end();
    }
};

struct Found {
    std::vector<OpenedEntry> entries;
    std::int64_t searched = 0;
    std::int64_t unopened = 0;  // damaged ones that may fit as well: nobody can tell
    bool more = false;
};

std::shared_ptr<void> look(store::ReadStore& store, const Wanted& wanted) {
    auto found = std::make_shared<Found>();
    const auto until = std::chrono::steady_clock::now() + max_time;
    // Words are matched against the sentence in the core, so more candidates come along for them.
    const std::size_t most =
        wanted.in.text.empty() ? wanted.in.limit : std::max<std::size_t>(wanted.in.limit * 10, 500);
    store.scan_entries(wanted.in.before, [&](const store::ReadStore::StoredEntry& stored) {
        if (std::size_t(found->searched) >= max_looked_at || found->entries.size() >= most ||
            std::chrono::steady_clock::now() > until) {
            found->more = true;
            return false;
        }
        ++found->searched;
        auto opened = open_entry(stored.leaf, stored.disclosures);
        if (!opened) return true;
        if (wanted.in.from && opened->entry.at < *wanted.in.from)
            return false;  // older ones follow
        const bool fits = wanted.fits(*opened);
        if (stored.damaged && wanted.may_fit(*opened) && (!fits || !wanted.in.text.empty()))
            ++found->unopened;
        if (fits) found->entries.push_back(std::move(*opened));
        return true;
    });
    return found;
}

Result<Change> answer(const Input& in, Context& c, const Found& found) {
    Change change;
    change.object.query = in.text;
    change.object.organisation = in.organisation;
    change.object.professional = in.person;
    protocol::Writer w(16 * 1024);
    w.object().key("entries").array();
    std::size_t shown = 0;
    bool more = found.more;
    for (const OpenedEntry& entry : found.entries) {
        if (shown == in.limit) {
            more = true;
            break;
        }
        protocol::Writer one(512);
        write_audit_row(one, c, entry);
        if (!in.text.empty()) {
            // Every word, in any order.
            const std::string folded = fold(one.text());
            bool all = true;
            for (std::size_t at = 0; all && at < in.text.size();) {
                const std::size_t end = std::min(in.text.find(' ', at), in.text.size());
                all = folded.find(in.text.substr(at, end - at)) != std::string::npos;
                at = end + 1;
            }
            if (!all) continue;
        }
        w.raw(one.text());
        ++shown;
        const auto n = std::int64_t(entry.entry.n);
        if (!change.object.ranges.empty() && change.object.ranges.back().first == n + 1)
            change.object.ranges.back().first = n;
        else
            change.object.ranges.push_back({n, n});
    }
    change.object.count = std::int64_t(shown);
    w.end_array().field("more", more).field("searched", found.searched);
    if (found.unopened > 0) w.field("unopened", found.unopened);
    w.end_object();
    change.result = w.take();
    return change;
}

Result<Change> effect(const Input& in, Context& c) {
    const Ask ask = officer_ask(c.world, c.caller, c.now);
    Wanted wanted{in, {}, {}, reads_all(ask) ? OrganisationId{} : ask.organisation};
    if (!in.case_number.empty()) {
        wanted.of_case = c.store.case_by_number(in.case_number);
        if (!wanted.of_case) wanted.of_case = CaseId{-1};  // no such number: nothing is found
        wanted.room = wanted.of_case.value > 0 ? c.world.entry(wanted.of_case, c.now).record.room
                                               : RoomId{-1};
    }
    Change change;
    change.scan = Scan{[wanted](store::ReadStore& store) { return look(store, wanted); },
                       [in](Context& later, std::shared_ptr<void> found) {
                           return answer(in, later, *std::static_pointer_cast<Found>(found));
                       }};
    return change;
}

}  // namespace

constinit const Row audit_search = row<Input, read, require, effect>("audit.search", Kind::read);

}  // namespace kortelijn::commands
