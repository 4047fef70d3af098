// Files before the virus scanner: at the end of an upload, and again later while it could not be
// reached. A file that it did not look at stays in quarantine; only "clean" opens it. And what is
// looked for now and then: files of a call that were never handed in. Each time a few, going round.
#include <future>

#include "app/attachments.hpp"
#include "commands/attachments.hpp"

namespace kortelijn::app {
namespace {

constexpr std::int64_t rescan_ms = minute_ms;
constexpr int most_rescans = 16;

}  // namespace

std::optional<std::string> Attachments::chunk(AttachmentId id, std::int64_t n, bool last) {
    auto out = std::make_shared<std::promise<std::optional<std::string>>>();
    auto bytes = std::make_shared<std::optional<std::string>>();
    core::Task task;  // looked at by a program alone, which keeps nothing
    task.effect = [id, n, last, bytes](store::Store& store, commands::World&,
                                       Instant) -> Result<commands::Change> {
        *bytes = store.chunk(id, n, last);
        return commands::Change();
    };
    task.done = [out, bytes](const Result<std::string>& outcome) {
        out->set_value(outcome ? std::move(*bytes) : std::nullopt);
    };
    auto answer = out->get_future();
    if (!engine_.push(std::move(task))) return std::nullopt;
    if (answer.wait_for(std::chrono::seconds(20)) != std::future_status::ready) return std::nullopt;
    return answer.get();
}

bool Attachments::scan(AttachmentId id, std::int64_t chunks, std::function<void(Verdict)> done) {
    {
        const std::scoped_lock lock(mutex_);
        if (!being_scanned_.insert(id).second) return false;
    }
    const auto over = [this, id] {
        const std::scoped_lock lock(mutex_);
        being_scanned_.erase(id);
    };
    const bool taken = scanning_.submit([this, id, chunks, done, over](unsigned) {
        std::int64_t n = 0;
        const Verdict verdict = scan_with_clamd(*clamd_, [&]() -> std::optional<std::string> {
            if (n == chunks) return std::string();
            const std::int64_t now = n++;
            return chunk(id, now, now + 1 == chunks);
        });
        over();
        done(verdict);
    });
    if (!taken) over();
    return taken;
}

void Attachments::look() {
    if (clock_.now() - looked_at_ < rescan_ms) return;
    looked_at_ = clock_.now();
    if (clamd_) look_at_unscanned();
    look_for_left();
}

// One that is never answered for does not keep the others from their turn.
void Attachments::look_at_unscanned() {
    auto waiting = std::make_shared<std::vector<store::AttachmentRecord>>();
    core::Task task;
    task.effect = [this, waiting](store::Store& store, commands::World&,
                                  Instant) -> Result<commands::Change> {
        const auto ids =
            store.attachments_after(scanned_to_, AttachmentState::quarantined, most_rescans);
        for (const AttachmentId id : ids) {
            try {
                if (auto file = store.attachment(id)) waiting->push_back(std::move(*file));
            } catch (const store::StoreFailure& failure) {
                if (failure.kind() != store::StoreFailure::Kind::damaged) throw;
            }
        }
        scanned_to_ = int(ids.size()) < most_rescans ? AttachmentId{} : ids.back();
        return commands::Change();
    };
    task.done = [this, waiting](const Result<std::string>& outcome) {
        if (!outcome) return;
        for (const auto& file : *waiting)
            (void)scan(file.id, file.chunks,
                       [this, id = file.id](Verdict verdict) { settle(id, verdict); });
    };
    (void)engine_.push(std::move(task));
}

void Attachments::settle(AttachmentId id, Verdict verdict) {
    if (verdict == Verdict::unknown) return;  // next time
    core::Task task;
    task.event = "attachment.scanned";
    task.actor.role = "server";
    task.effect = [id, clean = verdict == Verdict::clean](store::Store& store,
                                                          commands::World& world, Instant now) {
        return commands::settle_scanned(id, clean, store, world, now);
    };
    (void)engine_.push(std::move(task));
}

void Attachments::look_for_left() {
    auto found = std::make_shared<commands::LeftFiles>();
    core::Task task;
    task.effect = [this, found](store::Store& store, commands::World&,
                                Instant now) -> Result<commands::Change> {
        *found = commands::left_files(store, swept_to_, now);
        swept_to_ = found->last;
        return commands::Change();
    };
    task.done = [this, found](const Result<std::string>& outcome) {
        if (!outcome) return;
        for (const AttachmentId id : found->ids) {
            core::Task erase;
            erase.event = "attachment.erased";
            erase.actor.role = "server";
            erase.effect = [id](store::Store& store, commands::World& world, Instant now) {
                return commands::erase_left_file(id, store, world, now);
            };
            (void)engine_.push(std::move(erase));
        }
    };
    (void)engine_.push(std::move(task));
}

}  // namespace kortelijn::app
