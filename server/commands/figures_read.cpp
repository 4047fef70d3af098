// figures.read: the published figures of one complete period (R49). State as of the period's end;
// no filter, so nothing can be asked apart. A worker counts, once: what was read is kept as it was,
// for a contact that is told of later would move one household between two readings.
#include <algorithm>
#include <map>

#include "commands/items.hpp"
#include "commands/rows.hpp"
#include "domain/address.hpp"
#include "domain/figures.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    std::string period;  // "2026-04": its first month; empty: the newest
};

// A month as the wire has it.
std::string month_text(int year, int month) {
    return std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month);
}

std::string name_of(const FigurePeriod& period) {
    const CivilDate first = civil(period.from);
    return month_text(first.year, int(first.month));
}

Input read(protocol::Reader& r) {
    Input in;
    if (!r.has("period")) return in;
    in.period = r.token("period", 7);
    if (!r.refused() && (in.period.size() != 7 || !parse_day(in.period + "-01")))
        r.refuse_field("request.invalid", "period");
    return in;
}

// In the role they hold that may read figures; a team leader or an officer need be nothing else.
Requirement require(const Input&, World& world, const Caller& caller, Instant now) {
    Ask ask;
    ask.action = Action::figures_read;
    ask.as = Role::professional;
    if (const Professional* who = world.directory().find(caller.who)) {
        const auto holds = [&](Role role) {
            return std::any_of(who->roles.begin(), who->roles.end(), [&](const HeldRole& held) {
                return held.role == role && held.period.live(now);
            });
        };
        for (const Role role :
             {Role::privacy_officer_collaboration, Role::privacy_officer_organisation,
              Role::team_leader, Role::professional})
            if (holds(role)) ask.as = role;
    }
    return Requirement::officer(std::move(ask));
}

// What a worker needs to know of a covenant.
using Kinds = std::map<CovenantId, SignalKind>;

FigureRow figure_row(const store::SignalRecord& signal, SignalKind kind, Instant end) {
    const auto before = [end](const std::optional<Instant>& at) { return at && *at < end; };
    FigureRow row;
    row.kind = kind;
    row.sender = signal.facts.sender;
    if (signal.content) row.neighbourhood = signal.content->neighbourhood;
    const Day received = amsterdam_day(signal.facts.received_at);
    row.month = civil(received).year * 100 + int(civil(received).month);
    if (before(signal.taken_up_at)) row.stage = SignalStage::taken_up;
    if (before(signal.visited_at)) row.stage = SignalStage::visited;
    if (before(signal.settled_at) && signal.outcome) {
        row.stage = SignalStage::closed;
        row.prevented = signal.outcome == SignalOutcome::prevented && counts_as_prevented(kind);
    }
    if (before(signal.first_contact_at)) {
        row.contact = *signal.first_contact_at < signal.term_ends_at ? FirstContact::in_term
                                                                     : FirstContact::late;
        row.days_to_contact = amsterdam_day(*signal.first_contact_at).number - received.number;
    }
    return row;
}

// The household of a signal: its case; else that of a case with a signal from the same address in
// this period, so that one household is not counted as two; else the address.
std::vector<FigureRow> rows_of(const std::vector<store::SignalRecord>& signals, const Kinds& kinds,
                               Instant end) {
    std::map<std::string, std::string> case_at;
    const auto address_of = [](const store::SignalRecord& signal) {
        return signal.content ? address_key(signal.content->address) : std::string();
    };
    const auto case_of = [end](const store::SignalRecord& signal) {
        const bool joined = signal.facts.of_case && signal.taken_up_at && *signal.taken_up_at < end;
        return joined ? "case " + std::to_string(signal.facts.of_case.value) : std::string();
    };
    for (const auto& signal : signals)
        if (!case_of(signal).empty() && !address_of(signal).empty())
            case_at.try_emplace(address_of(signal), case_of(signal));
    std::vector<FigureRow> out;
    for (const auto& signal : signals) {
        const auto kind = kinds.find(signal.facts.covenant);
        if (kind == kinds.end()) continue;
        FigureRow row = figure_row(signal, kind->second, end);
        row.household = case_of(signal);
        const std::string address = address_of(signal);
        if (const auto known = case_at.find(address);
            row.household.empty() && known != case_at.end())
            row.household = known->second;
        if (row.household.empty()) row.household = address;
        if (row.household.empty())
            row.household = "signal " + std::to_string(signal.facts.id.value);
        out.push_back(std::move(row));
    }
    return out;
}

using Tables = std::vector<FigureTable>;

struct Counted {
    Tables tables;
    bool damaged = false;  // some signal was not counted
};

std::shared_ptr<void> count(store::ReadStore& store, const FigurePeriod& period,
                            const Kinds& kinds) {
    const Instant end = amsterdam_midnight(period.to);
    const std::uint64_t before = store.damage_met();
    auto out = std::make_shared<Counted>();
    std::vector<store::SignalRecord> signals;
    store.scan_signals(amsterdam_midnight(period.from), end,
                       [&](const store::SignalRecord& signal) {
                           out->damaged |= !kinds.contains(signal.facts.covenant);
                           signals.push_back(signal);
                           return true;
                       });
    out->damaged |= store.damage_met() != before;
    if (!out->damaged) out->tables = publish(rows_of(signals, kinds, end));
    return out;
}

void write_row(protocol::Writer& w, const Directory& directory, const FigureTableRow& row) {
    w.object();
    if (row.key.kind) w.field("kind", to_text(*row.key.kind));
    if (row.key.sender) {
        const Organisation* sender = directory.find(row.key.sender);
        w.field("sender", std::string_view(sender ? std::string_view(sender->name) : ""));
    }
    if (row.key.month != 0) w.field("month", month_text(row.key.month / 100, row.key.month % 100));
    w.field("neighbourhood", row.key.neighbourhood);
    if (row.key.other) w.field("other", true);
    w.key("counts").array();
    for (const std::optional<int>& shown : row.counts) {
        if (shown)
            w.value(*shown);
        else
            w.raw("null");
    }
    w.end_array().field("median_days", row.median_days).end_object();
}

std::string tables_json(const Directory& directory, const Tables& tables) {
    protocol::Writer w(4096);
    w.array();
    for (const FigureTable& table : tables) {
        w.object().field("table", to_text(table.name)).list("columns", table.columns);
        w.key("rows").array();
        for (const FigureTableRow& row : table.rows) write_row(w, directory, row);
        w.end_array();
        if (table.left_out) w.field("left_out", true);
        w.end_object();
    }
    return w.end_array().take();
}

Change answer(const std::vector<FigurePeriod>& periods, const FigurePeriod* shown,
              std::string_view tables) {
    Change change;
    protocol::Writer w(4096);
    w.object().key("periods").array();
    for (const FigurePeriod& period : periods) w.value(name_of(period));
    w.end_array();
    change.object.count = shown != nullptr ? figure_tables : 0;
    if (shown != nullptr) {
        change.object.query = name_of(*shown);
        w.field("period", name_of(*shown)).field("from", shown->from);
        w.field("to", Day{shown->to.number - 1});
    }
    change.result = w.raw_field("tables", tables).end_object().take();
    return change;
}

// Where a period's publication is kept.
std::string kept_as(const FigurePeriod& period) {
    return "figures." + to_text(period.from) + "." + to_text(period.to);
}

// The first publication binds the months in which periods begin: others would overlap with it.
const std::string& keep(Context& c, const FigurePeriod& period, const std::string& tables) {
    c.store.put_setting(kept_as(period), tables);
    c.store.put_setting(first_month_setting, std::to_string(c.world.figures_first_month()));
    return tables;
}

Result<Change> effect(const Input& in, Context& c) {
    const auto periods = figure_periods(amsterdam_day(c.now), c.world.figures_first_month());
    if (periods.empty() && in.period.empty()) return answer(periods, nullptr, "[]");
    const auto wanted =
        std::find_if(periods.begin(), periods.end(), [&](const FigurePeriod& period) {
            return in.period.empty() || name_of(period) == in.period;
        });
    if (wanted == periods.end()) return refuse("request.invalid", "period");
    if (const auto kept = c.store.setting(kept_as(*wanted)))
        return answer(periods, &*wanted, *kept);
    Kinds kinds;
    for (const Covenant& covenant : c.directory().covenants) kinds[covenant.id] = covenant.kind;
    // It holds for as long as either half of the scan does.
    std::weak_ptr<void>& on_its_way = c.world.figures_on_their_way(kept_as(*wanted));
    if (!on_its_way.expired()) return refuse("busy");
    const auto token = std::make_shared<int>(0);
    on_its_way = token;
    Change change;
    change.scan = Scan{
        [period = *wanted, kinds = std::move(kinds), token](store::ReadStore& store) {
            return count(store, period, kinds);
        },
        [periods, period = *wanted, token](Context& later,
                                           std::shared_ptr<void> found) -> Result<Change> {
            const auto counted = std::static_pointer_cast<Counted>(found);
            // What is kept stays so: nothing that lacks a signal is.
            if (counted->damaged) return refuse("store.damaged");
            return answer(periods, &period,
                          keep(later, period, tables_json(later.directory(), counted->tables)));
        }};
    return change;
}

}  // namespace

constinit const Row figures_read = row<Input, read, require, effect>("figures.read", Kind::read);

}  // namespace kortelijn::commands
