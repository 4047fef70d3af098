// Files before the virus scanner: at the end of an upload, and again later while it could not be
// reached. A file that it did not look at stays in quarantine; only "clean" opens it.
#include <future>

#include "app/attachments.hpp"

namespace kortelijn::app {
namespace {

constexpr std::int64_t rescan_ms = minute_ms;
constexpr std::size_t most_rescans = 16;

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
    if (!clamd_ || clock_.now() - looked_at_ < rescan_ms) return;
    looked_at_ = clock_.now();
    auto waiting = std::make_shared<std::vector<store::AttachmentRecord>>();
    core::Task task;
    task.effect = [waiting](store::Store& store, commands::World&,
                            Instant) -> Result<commands::Change> {
        *waiting = store.attachments_in(AttachmentState::quarantined);
        return commands::Change();
    };
    task.done = [this, waiting](const Result<std::string>& outcome) {
        if (!outcome) return;
        if (waiting->size() > most_rescans) waiting->resize(most_rescans);
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
    task.effect = [id, verdict](store::Store& store, commands::World& world,
                                Instant now) -> Result<commands::Change> {
        auto file = store.attachment(id);
        if (!file || file->state != AttachmentState::quarantined) return refuse("not_found");
        commands::Change change;
        change.object.attachment = id.value;
        change.of_case = file->of_case;
        if (file->call) world.touch(file->call);  // its people see how far the paper is
        if (verdict == Verdict::infected) {
            store.erase_attachment(id, now);
            file->state = AttachmentState::erased;
            change.refused = "attachment.infected";
        } else {
            file->state = AttachmentState::ready;
            store.change_attachment(*file);
        }
        change.object.outcome = to_text(file->state);
        return change;
    };
    (void)engine_.push(std::move(task));
}

}  // namespace kortelijn::app
