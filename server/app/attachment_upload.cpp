// The way of one body: cleaned, cut into chunks, written chunk by chunk, scanned, kept. All of its
// steps may come from the I/O thread, the core's or a scanner's; one lock orders them.
#include "app/attachment_upload.hpp"

#include <openssl/evp.h>

#include "app/http_api.hpp"
#include "app/media/name.hpp"

namespace kortelijn::app {

using Lock = std::unique_lock<std::recursive_mutex>;

Upload::Upload(Attachments& home, Parts parts)
    : home_(home), parts_(std::move(parts)), digest_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    if (!digest_ || EVP_DigestInit_ex(digest_.get(), EVP_sha256(), nullptr) != 1)
        throw std::bad_alloc();
}

Upload::~Upload() { free_place(); }

// Before the answer: who hears it may send the next.
void Upload::free_place() {
    if (!std::exchange(freed_, true)) home_.end_one(parts_.whose);
}

void Upload::push(std::shared_ptr<commands::Prepared> question, const commands::Row& row,
                  std::function<void(Result<std::string>)> done) {
    core::Beside asked = parts_.asker;
    asked.row = &row;
    asked.prepared = std::move(question);
    asked.done = done;
    if (!home_.engine().push(std::move(asked))) done(refuse("busy"));
}

void Upload::begin() {
    push(commands::begin_attachment(parts_.place, made_), commands::attachment_begin,
         [self = shared_from_this()](const Result<std::string>& outcome) { self->begun(outcome); });
}

void Upload::begun(const Result<std::string>& outcome) {
    const Lock lock(mutex_);
    if (!outcome) return give_up(outcome.error());
    id_ = *made_;
    if (over_) return erase();  // its sender went
    if (!no_.empty()) return add(no_, false);
    send_chunks();
    parts_.more();
}

bool Upload::take(std::string_view piece) {
    const Lock lock(mutex_);
    if (over_ || !no_.empty()) return true;
    const std::size_t before = clean_.size();
    if (const media::No no = cleaner_.feed(piece, clean_); !no.empty()) {
        refuse_file(no);
        return true;
    }
    EVP_DigestUpdate(digest_.get(), clean_.data() + before, clean_.size() - before);
    body_.size += std::int64_t(clean_.size() - before);
    queue_chunks(false);
    send_chunks();
    return !full();
}

void Upload::end() {
    const Lock lock(mutex_);
    ended_ = true;
    if (over_ || !no_.empty()) return;
    const std::size_t before = clean_.size();
    if (const media::No no = cleaner_.finish(clean_); !no.empty()) return refuse_file(no);
    EVP_DigestUpdate(digest_.get(), clean_.data() + before, clean_.size() - before);
    body_.size += std::int64_t(clean_.size() - before);
    unsigned char sum[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    EVP_DigestFinal_ex(digest_.get(), sum, &size);
    body_.sha256.assign(reinterpret_cast<const char*>(sum), size);
    body_.type = media::mime_of(cleaner_.type());
    body_.name = media::clean_name(parts_.name, cleaner_.type());
    queue_chunks(true);
    send_chunks();
}

void Upload::cut() {
    const Lock lock(mutex_);
    if (ended_ || over_) return;
    over_ = true;
    chunks_.clear();
    if (id_) erase();
}

void Upload::refuse_file(std::string_view no) {
    no_ = no;
    chunks_.clear();
    clean_.clear();
    if (id_) add(no_, false);
}

// The last chunk is known by the body's end alone, so one whole chunk may wait for it.
void Upload::queue_chunks(bool last) {
    constexpr std::size_t size = store::attachment_chunk_bytes;
    std::size_t at = 0;
    for (; clean_.size() - at > size; at += size) chunks_.push_back({clean_.substr(at, size)});
    clean_.erase(0, at);
    if (last) chunks_.push_back({std::move(clean_), true});
}

void Upload::send_chunks() {
    while (id_ && !over_ && !chunks_.empty() && under_way_ < 2) {
        auto chunk = std::make_shared<Chunk>(std::move(chunks_.front()));
        chunks_.pop_front();
        core::Task task;
        task.effect = [id = id_, n = sent_chunks_++, chunk](store::Store& store, commands::World&,
                                                            Instant) -> Result<commands::Change> {
            store.put_chunk(id, n, chunk->last, chunk->bytes);
            return commands::Change();
        };
        task.done = [self = shared_from_this()](const Result<std::string>& outcome) {
            self->written(outcome);
        };
        ++under_way_;
        if (!home_.engine().push(std::move(task))) written(refuse("busy"));
    }
}

void Upload::written(const Result<std::string>& outcome) {
    const Lock lock(mutex_);
    --under_way_;
    if (over_ || !no_.empty()) return;
    if (!outcome) {
        give_up(outcome.error());
        return erase();
    }
    send_chunks();
    if (!full()) parts_.more();
    if (ended_ && chunks_.empty() && under_way_ == 0) whole();
}

void Upload::whole() {
    if (std::exchange(finishing_, true)) return;
    body_.chunks = sent_chunks_;
    if (!home_.scans()) return add({}, false);
    const bool taken = home_.scan(
        id_, body_.chunks, [self = shared_from_this()](Verdict verdict) { self->keep(verdict); });
    if (!taken) add({}, true);
}

void Upload::keep(Verdict verdict) {
    const Lock lock(mutex_);
    add(verdict == Verdict::infected ? "attachment.infected" : std::string_view{},
        verdict == Verdict::unknown);
}

void Upload::add(std::string_view no, bool unscanned) {
    body_.unscanned = unscanned;
    push(commands::add_attachment(id_, body_, no), commands::attachment_add,
         [self = shared_from_this()](const Result<std::string>& outcome) {
             const Lock lock(self->mutex_);
             if (!outcome) {
                 self->give_up(outcome.error());
                 return self->erase();
             }
             if (std::exchange(self->over_, true)) return;
             self->free_place();
             self->parts_.respond(json_answer(201, *outcome));
         });
}

void Upload::give_up(const Refusal& refusal) {
    if (std::exchange(over_, true)) return;
    chunks_.clear();
    free_place();
    parts_.respond(file_refusal(refusal));
}

// Also after its refusal was recorded. What this does not reach (a full queue, a stop) the next
// start erases.
void Upload::erase() {
    core::Task task;
    task.effect = [id = id_](store::Store& store, commands::World&,
                             Instant now) -> Result<commands::Change> {
        const auto file = store.attachment(id);
        if (file && file->state == AttachmentState::uploading) store.erase_attachment(id, now);
        return commands::Change();
    };
    (void)home_.engine().push(std::move(task));
}

}  // namespace kortelijn::app
