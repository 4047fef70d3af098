// Who reads a plan hears of it when their own text changes. Looked at after every change of facts,
// time, lines or meetings (I2, I3): what somebody may read no more is taken back in the batch that
// took it, what they are shown more of is recorded, and the whole of it is told after the commit.
#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>

#include "audit/entry.hpp"
#include "commands/plan_look.hpp"
#include "commands/plan_rows.hpp"
#include "commands/rooms_common.hpp"
#include "core/pipeline.hpp"
#include "policy/decide.hpp"
#include "reply.hpp"
#include "writer.hpp"

namespace kortelijn::core {

using commands::PlanData;
using commands::PlanLook;
using protocol::Writer;
using rooms::Plan;
using rooms::PlanReader;

namespace {

// Plans that one connection hears of (I7).
constexpr std::size_t max_plans_read = 8;

// Older versions of one plan that one connection reads: one more, and it reads that one alone.
constexpr std::size_t max_versions_read = 16;

// Damage is of who asks: it fails no batch, and nobody is told an empty plan for it.
template <typename Read>
auto readable(Read read) -> std::optional<decltype(read())> {
    try {
        return read();
    } catch (const store::StoreFailure& failure) {
        if (failure.kind() != store::StoreFailure::Kind::damaged) throw;
        return std::nullopt;
    }
}

// Other than any words of now.
constexpr std::size_t words_of_then = 2;

std::size_t words_of(const store::LineRecord& line) {
    return commands::words_of(line.text, line.owner, line.due);
}

std::set<std::int64_t> lines_of(const PlanLook& look, const PlanReader& reader) {
    std::set<std::int64_t> out;
    for (const store::LineRecord* const line : look.lines()) out.insert(line->id.value);
    for (const auto& [id, version] : reader.versions) out.merge(look.lines_of(*version));
    return out;
}

// What they lost is no longer noted: shown again, it is by what holds then. Of what an answer gave
// the words are known once nothing is newer than it.
void keep_noted(PlanReader& reader, const PlanLook& look, bool newest) {
    std::erase_if(reader.noted, [&](const auto& one) { return !reader.lines.contains(one.first); });
    if (!newest) return;
    for (const store::LineRecord* const line : look.lines())
        if (const auto known = reader.noted.find(line->id.value);
            known != reader.noted.end() && known->second == 0)
            known->second = words_of(*line);
}

}  // namespace

void Pipeline::note_plans(const commands::Caller& caller, const commands::Change& change,
                          Instant at) {
    if (change.repeated) return;
    if (change.of_plan) plans_marked_.insert(change.of_plan);
    for (const commands::Seating& seating : change.seatings)
        if (!seating.sits && world_.entry(change.of_case, at).record.room == seating.room)
            stop_reading(change.of_case, caller.connection);
    if (!change.reads_plan || world_.connections().find(caller.connection) == nullptr) return;
    const commands::PlanSeating& reads = *change.reads_plan;
    Plan& plan = plans_[reads.of_case];
    PlanReader* reader = plan.of(caller.connection);
    const bool fresh = reader == nullptr;
    if (fresh) {
        make_room_to_read(caller.connection);
        reader = &plan.readers.emplace_back();
        reader->connection = caller.connection;
        reader->since = at;
    }
    // A further page says nothing of what changed on the first one in this batch.
    if (fresh || reads.first_page) reader->told = reads.told;
    reader->version = std::max(reader->version, at.ms);
    reader->lines.insert(reads.lines.begin(), reads.lines.end());
    for (const std::int64_t line : reads.noted) {
        if (reads.version)
            reader->noted.try_emplace(line, words_of_then);
        else
            reader->noted[line] = 0;
    }
    if (reads.version) open_version(*reader, plan, reads);
    reader->anew = true;
}

// Kept without its words; who else reads it has it.
void Pipeline::open_version(PlanReader& reader, const Plan& plan,
                            const commands::PlanSeating& reads) {
    if (reader.versions.contains(reads.version)) return;
    if (reader.versions.size() >= max_versions_read) {
        // What of those waits unsent goes back; of this batch, with the answer at hand.
        purges_.push_back({reader.connection, commands::plan_tag(reads.of_case)});
        if (reader.anew) take_back_plan(reads.of_case, reader.connection);
        reader.versions.clear();
        reader.lines = reads.lines;
        reader.told = 0;
    }
    std::shared_ptr<const rooms::PlanVersionRead> read;
    for (const PlanReader& other : plan.readers)
        if (const auto known = other.versions.find(reads.version); known != other.versions.end())
            read = known->second;
    if (!read)
        if (const auto one =
                readable([&] { return store_.plan_version(reads.of_case, reads.version); });
            one && *one)
            read = std::make_shared<const rooms::PlanVersionRead>(commands::version_read(**one));
    if (!read) return;
    reader.versions.emplace(reads.version, std::move(read));
}

// Of who stays: what waits unsent goes back, for no withdrawal would reach it any more.
void Pipeline::stop_reading(CaseId id, ConnectionId connection) {
    const auto known = plans_.find(id);
    if (known == plans_.end() || known->second.of(connection) == nullptr) return;
    take_back_plan(id, connection);
    leave_plans(connection, id);
}

// One more than they may read at a time: the one they read longest goes, and they are told.
void Pipeline::make_room_to_read(ConnectionId connection) {
    std::vector<std::pair<Instant, CaseId>> all;
    for (auto& [id, plan] : plans_)
        if (const PlanReader* const reader = plan.of(connection))
            all.emplace_back(reader->since, id);
    if (all.size() < max_plans_read) return;
    const CaseId oldest = std::min_element(all.begin(), all.end())->second;
    stop_reading(oldest, connection);
    tell_plan_gone(oldest, connection);
}

void Pipeline::tell_plan_gone(CaseId id, ConnectionId connection) {
    Writer w(32);
    w.object().field("case", id).end_object();
    outgoing_.emplace_back(
        Told{std::make_shared<const std::string>(protocol::notice("plan.gone", w.text())),
             {},
             {connection}});
}

void Pipeline::leave_plans(ConnectionId connection, CaseId of_case) {
    for (auto at = plans_.begin(); at != plans_.end();) {
        if (of_case && at->first != of_case) {
            ++at;
            continue;
        }
        std::erase_if(at->second.readers,
                      [&](const PlanReader& one) { return one.connection == connection; });
        at = at->second.readers.empty() ? plans_.erase(at) : std::next(at);
    }
}

Instant Pipeline::next_plan_due() const {
    Instant soonest = never;
    for (const auto& [id, plan] : plans_) soonest = std::min(soonest, plan.valid_until);
    return soonest;
}

std::int64_t Pipeline::concerned_by_plan(CaseId id) const {
    const auto known = plans_.find(id);
    return known == plans_.end() ? 0 : std::int64_t(known->second.readers.size());
}

void Pipeline::settle_plans(Instant at) {
    for (const auto& [id, plan] : plans_)
        if (at >= plan.valid_until) plans_marked_.insert(id);
    for (const CaseId id : std::exchange(plans_marked_, {}))
        if (const auto known = plans_.find(id); known != plans_.end()) known->second.changed = true;
    for (auto one = plans_.begin(); one != plans_.end();) {
        Plan& plan = one->second;
        if (plan.changed || std::any_of(plan.readers.begin(), plan.readers.end(),
                                        [](const PlanReader& reader) { return reader.anew; }))
            settle_plan(one->first, plan, at);
        plan.changed = false;
        one = plan.readers.empty() ? plans_.erase(one) : std::next(one);
    }
}

void Pipeline::settle_plan(CaseId id, Plan& plan, Instant at) {
    const std::optional<PlanData> data = readable([&] { return commands::read_plan(world_, id); });
    commands::CaseEntry& entry = world_.entry(id, at);
    std::vector<ConnectionId> gone;
    for (PlanReader& reader : plan.readers) {
        if (!std::exchange(reader.anew, false) && !plan.changed) continue;
        const rooms::Connection* const connection = world_.connections().find(reader.connection);
        const bool stays =
            connection != nullptr && entry.exists() &&
            (connection->guest ? live(*connection->guest, at)
                               : commands::may_open_plan(world_, entry, connection->who, at));
        if (!stays)
            gone.push_back(reader.connection);
        else if (data)
            settle_plan_reader(entry, *data, *connection, reader, at);
        else  // which lines are theirs is not known: nothing more goes out, until it opens
            take_back_plan(id, reader.connection), reader.told = 0;
    }
    for (const ConnectionId out : gone) {
        std::erase_if(plan.readers, [&](const PlanReader& one) { return one.connection == out; });
        take_back_plan(id, out);
        const rooms::Connection* const connection = world_.connections().find(out);
        if (connection == nullptr || connection->guest) continue;  // a guest's socket closes
        tell_plan_gone(id, out);
    }
    plan.valid_until =
        entry.exists() ? policy::next_change(world_.directory(), entry.facts(), at) : never;
}

void Pipeline::take_back_plan(CaseId id, ConnectionId connection) {
    purges_.push_back({connection, commands::plan_tag(id)});
    taken_back_.emplace_back(connection, commands::plan_tag(id));
}

void Pipeline::settle_plan_reader(commands::CaseEntry& entry, const PlanData& data,
                                  const rooms::Connection& connection, PlanReader& reader,
                                  Instant at) {
    const PlanLook look(world_, entry, data, connection.who,
                        connection.guest ? &*connection.guest : nullptr, at);
    std::set<std::int64_t> lines = lines_of(look, reader);
    const bool less =
        !std::includes(lines.begin(), lines.end(), reader.lines.begin(), reader.lines.end());
    reader.lines = std::move(lines);
    if (less) take_back_plan(entry.id, reader.connection);
    const std::size_t digest = look.digest();
    keep_noted(reader, look, digest == reader.told);
    if (digest == reader.told && !less) return;
    reader.told = digest;
    const commands::PlanPage page = look.page({}).value_or(commands::PlanPage{});
    reader.page = look.text(page);
    note_plan_shown(entry, look, page, connection, reader, at);
}

// What is told unasked is recorded as what was asked for is: lines they had not, and other words.
void Pipeline::note_plan_shown(const commands::CaseEntry& entry, const PlanLook& look,
                               const commands::PlanPage& page, const rooms::Connection& connection,
                               PlanReader& reader, Instant at) {
    audit::ObjectValue object;
    std::vector<MemberId> about;
    for (const store::LineRecord* const line : look.lines()) {
        if (!page.shown.contains(line->id.value)) continue;
        const std::size_t words = words_of(*line);
        if (std::exchange(reader.noted[line->id.value], words) == words) continue;
        object.ranges.emplace_back(line->id.value, line->id.value);
        for (const MemberId id : line->about)
            if (std::find(about.begin(), about.end(), id) == about.end()) about.push_back(id);
    }
    if (object.ranges.empty()) return;
    const commands::Caller caller = caller_at(connection);
    audit::Draft shown = draft("plan.shown", &caller, log_.new_trace());
    audit::disclose(shown, audit::CaseValue{entry.id, entry.record.room, entry.record.number});
    object.grounds = commands::numbers(look.grounds());
    object.count = std::int64_t(object.ranges.size());
    if (connection.guest) object.link = connection.guest->link.value;
    audit::disclose(shown, object, entry.id);
    audit::disclose_members(shown, about, entry.id);
    log_.append(at, shown);
}

// Last in the batch, as calls. Each receiver's versions are their own.
void Pipeline::tell_plans(Batch& batch) {
    for (auto& [id, plan] : plans_)
        for (PlanReader& reader : plan.readers) {
            if (reader.page.empty()) continue;
            reader.version = std::max(reader.version + 1, batch_now_.ms);
            Writer w(reader.page.size() + 64);
            w.object().raw_field("plan", commands::plan_json(reader.version, reader.page));
            w.end_object();
            reader.page.clear();
            ++counts_.notices;
            batch.notice(
                std::make_shared<const std::string>(protocol::notice("plan.changed", w.text())),
                commands::plan_tag(id), {reader.connection});
        }
}

}  // namespace kortelijn::core
