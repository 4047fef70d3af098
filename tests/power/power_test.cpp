// I4: a power cut loses nothing acknowledged. For each seed a writer runs batches through the store
// on a disk that loses or tears what was not synced, is cut at a random operation, and starts
// again, several times in a row on the same files. The control runs the same with
// synchronous=NORMAL and must lose something: a test that cannot fail proves nothing.
// KORTELIJN_SEEDS=n runs more seeds.
#include "support/power_vfs.hpp"
#include "unit/store/raw_database.hpp"
#include "unit/store/store_fixture.hpp"

namespace kortelijn::store {
namespace {

constexpr int rooms = 4;

// What was acknowledged, in memory of the test alone.
struct Acknowledged {
    std::vector<RoomId> room;
    std::vector<CaseId> of_case;
    std::vector<std::vector<std::string>> texts;  // by room, in order
    std::int64_t entries = 0;
    std::int64_t marked = 0;
};

class Life {
public:
    Life(std::uint64_t seed, bool sync_normal) : dice_(seed), random_(seed), disk_(seed) {
        options_.path = folder_.file("kortelijn.db");
        options_.vfs = disk_.name();
        options_.sync_normal = sync_normal;
        options_.events_per_head_flush = 1 + int(dice_() % 40);
        options_.page_cache_mib = dice_() % 3 == 0 ? 1 : 16;
    }

    // Cut again and again while the database is being made, until it opens; true when it then
    // works.
    bool is_born_through_cuts() {
        for (std::int64_t operations = 0; !store_; operations += 1 + std::int64_t(dice_() % 4)) {
            disk_.cut_power_after(operations);
            try {
                store_ = open_store(options_, random_);
            } catch (const StoreFailure&) {
                if (!disk_.dark()) throw;
            }
            if (!store_) disk_.power_returns();
        }
        disk_.cut_power_after(-1);
        begin_world();
        store_.reset();
        store_ = open_store(options_, random_);
        return holds(acknowledged_);
    }

    // True when nothing acknowledged was lost.
    bool live_through_cuts(int cuts) {
        begin_world();
        for (int cut = 0; cut < cuts; ++cut) {
            disk_.cut_power_after(std::int64_t(dice_() % 400));
            Acknowledged next = acknowledged_;
            try {
                for (;;) run_batch(next);
            } catch (const StoreFailure&) {
                if (!disk_.dark()) throw;
            }
            store_.reset();
            disk_.power_returns();
            store_ = open_store(options_, random_);
            if (!nothing_lost(next)) return false;
        }
        return true;
    }
    std::int64_t messages() const {
        std::int64_t sum = 0;
        for (const auto& texts : acknowledged_.texts) sum += std::int64_t(texts.size());
        return sum;
    }

private:
    void begin_world() {
        if (!store_) store_ = open_store(options_, random_);
        store_->begin();
        author_ = store_->add_professional({.name = "Anna"});
        for (int i = 0; i < rooms; ++i) {
            const auto made = store_->create_case({.number = "26-" + std::to_string(i)});
            acknowledged_.room.push_back(made.room);
            acknowledged_.of_case.push_back(made.id);
        }
        acknowledged_.texts.resize(rooms);
        store_->commit();
    }

    // `next` is what the file holds when the commit succeeds; it becomes `acknowledged_` only then.
    void run_batch(Acknowledged& next) {
        next = acknowledged_;
        store_->begin();
        const int commands = 1 + int(dice_() % 12);
        for (int i = 0; i < commands; ++i) {
            store_->savepoint();
            if (dice_() % 10 == 0) {
                Acknowledged thrown_away = next;
                run_command(thrown_away);
                store_->rollback_to_savepoint();
            } else {
                run_command(next);
                store_->release();
            }
        }
        store_->commit();
        acknowledged_ = next;
        store_->tidy_up(dice_() % 20 == 0);
    }

    void run_command(Acknowledged& next) {
        const std::size_t at = dice_() % rooms;
        RoomEvent e;
        e.room = next.room[at];
        e.of_case = next.of_case[at];
        e.seq = std::int64_t(next.texts[at].size()) + 1;
        e.author = author_;
        e.device = 1 + at;
        e.client_id = e.seq;
        e.text = std::to_string(dice_()) + std::string(dice_() % 900, 'x');
        next.texts[at].push_back(e.text);
        store_->append_event(e);
        store_->append_entry(next.entries, "leaf " + e.text,
                             {{"dGV4dA", {}}, {"bmV4dA", {KeyKind::of_case, e.of_case.value}}});
        ++next.entries;
        next.marked = e.seq;
        store_->set_read_mark(next.room[0], author_, e.seq);
    }

    bool holds(const Acknowledged& expected) {
        for (std::size_t i = 0; i < rooms; ++i) {
            if (store_->room_head(expected.room[i])->last_seq !=
                std::int64_t(expected.texts[i].size()))
                return false;
            if (store_->last_client_id(1 + i) != std::int64_t(expected.texts[i].size()))
                return false;
            const auto events = store_->events_after(expected.room[i], 0, 1'000'000);
            if (events.size() != expected.texts[i].size()) return false;
            for (std::size_t n = 0; n < events.size(); ++n)
                if (events[n].seq != std::int64_t(n) + 1 || events[n].text != expected.texts[i][n])
                    return false;
        }
        if (store_->entry_count() != expected.entries) return false;
        for (std::int64_t n = 0; n < expected.entries; ++n)
            if (!store_->entry_leaf(n) || store_->entry_disclosures(n)->size() != 2) return false;
        return store_->read_mark(expected.room[0], author_) == expected.marked;
    }

    // The file holds what was acknowledged, or that and the whole batch under way at the cut.
    bool nothing_lost(const Acknowledged& under_way) {
        EXPECT_EQ(RawDatabase(options_.path).value("PRAGMA integrity_check"), "ok");
        if (holds(acknowledged_)) return true;
        if (!holds(under_way)) return false;
        acknowledged_ = under_way;
        return true;
    }

    std::mt19937_64 dice_;
    SeededRandom random_;
    PowerVfs disk_;
    TempFolder folder_;
    Options options_;
    ProfessionalId author_;
    Acknowledged acknowledged_;
    std::unique_ptr<Store> store_;
};

int seeds() {
    const char* const given = std::getenv("KORTELIJN_SEEDS");
    return given == nullptr ? 30 : std::atoi(given);
}

TEST(I4, a_power_cut_loses_nothing_acknowledged) {
    std::int64_t messages = 0;
    for (int seed = 1; seed <= seeds(); ++seed) {
        Life life(std::uint64_t(seed), false);
        ASSERT_TRUE(life.live_through_cuts(6)) << "seed " << seed;
        messages += life.messages();
    }
    EXPECT_GT(messages, 30 * seeds());
}

TEST(I4, a_power_cut_while_the_database_is_made_leaves_one_that_can_be_made) {
    for (int seed = 1; seed <= seeds(); ++seed)
        ASSERT_TRUE(Life(std::uint64_t(seed), false).is_born_through_cuts()) << "seed " << seed;
}

TEST(I4, without_full_sync_the_same_cuts_do_lose_something_acknowledged) {
    int lost = 0;
    for (int seed = 1; seed <= 30; ++seed) {
        Life life(std::uint64_t(seed), true);
        bool whole = false;
        try {
            whole = life.live_through_cuts(6);
        } catch (const StoreFailure&) {
        }
        if (!whole) ++lost;
    }
    EXPECT_GT(lost, 10);
}

}  // namespace
}  // namespace kortelijn::store
