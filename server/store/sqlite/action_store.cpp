// Actions and their owners. A list takes two statements, however many actions there are.
#include <map>

#include "store/sqlite/start_rows.hpp"
#include "store/sqlite/writer.hpp"

namespace kortelijn::store::sqlite {
namespace {

#define KORTELIJN_ACTION_COLUMNS                                                            \
    "id, of_case, seq, item, state, due, postponed, made_by, made_at, settled_at, people, " \
    "life_domains, law, sealed "
#define KORTELIJN_ACTIONS(which, order) \
    "SELECT " KORTELIJN_ACTION_COLUMNS "FROM action WHERE " which " ORDER BY " order
#define KORTELIJN_OWNERS(which)                                                   \
    "SELECT action, kind, who FROM action_owner WHERE action IN (SELECT id FROM " \
    "action WHERE " which ") ORDER BY action, place"

constexpr Sql action_read{"action.read", KORTELIJN_ACTIONS("id = ?1", "id")};
constexpr Sql action_read_owners{"action.read_owners", KORTELIJN_OWNERS("id = ?1")};
constexpr Sql action_of_case{"action.of_case", KORTELIJN_ACTIONS("of_case = ?1", "id")};
constexpr Sql action_of_case_owners{"action.of_case_owners", KORTELIJN_OWNERS("of_case = ?1")};
constexpr Sql action_open{"action.open", KORTELIJN_ACTIONS("of_case = ?1 AND state = 0", "id")};
constexpr Sql action_open_owners{"action.open_owners",
                                 KORTELIJN_OWNERS("of_case = ?1 AND state = 0")};
#define KORTELIJN_OWNED \
    "state = 0 AND id IN (SELECT action FROM action_owner WHERE kind = 0 AND who = ?1)"
constexpr Sql action_owned{"action.owned", KORTELIJN_ACTIONS(KORTELIJN_OWNED, "due, id")};
constexpr Sql action_owned_owners{"action.owned_owners", KORTELIJN_OWNERS(KORTELIJN_OWNED)};
#define KORTELIJN_DUE              \
    "state = 0 AND due <= ?2 AND " \
    "of_case IN (SELECT id FROM case_file WHERE home_team = ?1)"
constexpr Sql action_due{"action.due", KORTELIJN_ACTIONS(KORTELIJN_DUE, "due, id")};
constexpr Sql action_due_owners{"action.due_owners", KORTELIJN_OWNERS(KORTELIJN_DUE)};
static_assert(int(ActionState::open) == 0 && int(OwnerKind::professional) == 0);

#undef KORTELIJN_DUE
#undef KORTELIJN_OWNED
#undef KORTELIJN_OWNERS
#undef KORTELIJN_ACTIONS

constexpr Sql action_newest{"action.newest", "SELECT max(id) FROM action"};
constexpr Sql action_next{"action.next_id", "SELECT coalesce(max(id), 0) + 1 FROM action"};
constexpr Sql action_insert{
    "action.add", "INSERT INTO action (" KORTELIJN_ACTION_COLUMNS
                  ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"};
constexpr Sql action_change{
    "action.change",
    "UPDATE action SET state = ?2, due = ?3, postponed = ?4, settled_at = ?5 WHERE id = ?1"};
constexpr Sql owners_drop{"action.drop_owners", "DELETE FROM action_owner WHERE action = ?1"};
constexpr Sql owner_insert{
    "action.add_owner",
    "INSERT INTO action_owner (action, place, kind, who) VALUES (?1, ?2, ?3, ?4)"};

#undef KORTELIJN_ACTION_COLUMNS

ActionRecord action_in(const Rows& rows) {
    ActionRecord a;
    a.id = rows.id<ActionId>(0);
    a.of_case = rows.id<CaseId>(1);
    a.seq = rows.integer(2);
    a.item = rows.id<ItemId>(3);
    a.state = ActionState(rows.integer(4));
    a.due = Day{std::int32_t(rows.integer(5))};
    a.postponed = int(rows.integer(6));
    a.made_by = rows.id<ProfessionalId>(7);
    a.made_at = rows.instant(8);
    a.settled_at = rows.instant_if(9);
    a.cells = {std::uint32_t(rows.integer(10)), LifeDomains{std::uint16_t(rows.integer(11))},
               Law(rows.integer(12))};
    return a;
}

enum class Texts : bool { sealed, opened };

// Leaves out what does not open: whom it is about is not certain then.
std::vector<ActionRecord> actions_in(Rows rows, Rows owners, Sealer& sealer, Texts texts) {
    std::vector<ActionRecord> out;
    while (rows.next()) {
        ActionRecord a = action_in(rows);
        const auto open = [&] {
            if (texts == Texts::opened)
                a.text = unpack_words(
                    sealer.open_or_fail(key_of_action(a), bound_of_action(a), rows.bytes(13)));
        };
        if (undamaged(open)) out.push_back(std::move(a));
    }
    std::map<ActionId, std::vector<Owner>> by_action;
    while (owners.next())
        by_action[owners.id<ActionId>(0)].push_back(
            {OwnerKind(owners.integer(1)), owners.integer(2)});
    for (ActionRecord& a : out) a.owners = std::move(by_action[a.id]);
    return out;
}

}  // namespace

void Writer::write_owners(const ActionRecord& action) {
    db_.run(owners_drop, action.id);
    int place = 0;
    for (const Owner& owner : action.owners)
        db_.run(owner_insert, action.id, ++place, int(owner.kind), owner.id);
}

ActionId Writer::add_action(const ActionRecord& action) {
    demand_transaction();
    ActionRecord a = action;
    a.id = ActionId{one_number(db_, action_next)};
    const std::string sealed =
        sealer_.seal(key_of_action(a), bound_of_action(a), pack_words(a.text));
    db_.run(action_insert, a.id, null_if_none(a.of_case), a.seq, null_if_none(a.item), int(a.state),
            int(a.due.number), a.postponed, a.made_by, a.made_at, a.settled_at,
            std::int64_t(a.cells.people), int(a.cells.life_domains.bits), int(a.cells.law),
            Blob{sealed});
    write_owners(a);
    return a.id;
}

std::optional<ActionRecord> Writer::action(ActionId id) {
    const std::uint64_t before = sealer_.damage_met();
    auto found = actions_in(db_.query(action_read, id), db_.query(action_read_owners, id), sealer_,
                            Texts::opened);
    if (sealer_.damage_met() != before) damaged("an action does not open");
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<ActionRecord> Writer::actions_of(CaseId id, bool open_only) {
    if (open_only)
        return actions_in(db_.query(action_open, id), db_.query(action_open_owners, id), sealer_,
                          Texts::opened);
    return actions_in(db_.query(action_of_case, id), db_.query(action_of_case_owners, id), sealer_,
                      Texts::opened);
}

std::vector<ActionRecord> Writer::actions_owned_by(ProfessionalId who) {
    return actions_in(db_.query(action_owned, who), db_.query(action_owned_owners, who), sealer_,
                      Texts::opened);
}

ActionId Writer::newest_action() {
    Rows rows = db_.query(action_newest);
    return rows.next() ? rows.id<ActionId>(0) : ActionId{};
}

std::vector<ActionRecord> Writer::actions_due(TeamId home, Day through) {
    return actions_in(db_.query(action_due, home, int(through.number)),
                      db_.query(action_due_owners, home, int(through.number)), sealer_,
                      Texts::sealed);
}

void Writer::change_action(const ActionRecord& a) {
    demand_transaction();
    if (db_.run(action_change, a.id, int(a.state), int(a.due.number), a.postponed, a.settled_at) ==
        0)
        fail("no such action");
    write_owners(a);
}

}  // namespace kortelijn::store::sqlite
