// One body on its way in. It begins with a question to the core; until that is answered, and while
// enough chunks are under way, nothing more is read from its sender.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <openssl/types.h>
#include <string>

#include "app/attachments.hpp"
#include "app/media/cleaner.hpp"
#include "commands/attachments.hpp"

namespace kortelijn::app {

class Upload : public std::enable_shared_from_this<Upload> {
public:
    struct Parts {
        core::Beside asker;  // without row and question
        commands::AttachmentPlace place;
        std::string name;
        std::int64_t whose = 0;
        std::function<void()> more;
        Attachments::Respond respond;
    };
    Upload(Attachments& home, Parts parts);
    ~Upload();

    void begin();
    // On the I/O thread. False: no more for now.
    bool take(std::string_view piece);
    void end();
    void cut();

private:
    struct Chunk {
        std::string bytes;
        bool last = false;
    };

    void begun(const Result<std::string>& outcome);
    void refuse_file(std::string_view no);
    void queue_chunks(bool last);
    void send_chunks();
    void written(const Result<std::string>& outcome);
    void whole();
    void keep(Verdict verdict);
    void add(std::string_view no, bool unscanned);
    void give_up(const Refusal& refusal);
    void erase();
    void free_place();
    void push(std::shared_ptr<commands::Prepared> question, const commands::Row& row,
              std::function<void(Result<std::string>)> done);
    bool full() const { return chunks_.size() + std::size_t(under_way_) >= 3 || !id_; }

    Attachments& home_;
    Parts parts_;
    std::recursive_mutex mutex_;  // over all below; a busy engine answers within a call
    media::FileCleaner cleaner_;
    std::string clean_;  // less than a chunk and a piece
    std::deque<Chunk> chunks_;
    std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> digest_;
    commands::AttachmentBody body_;
    std::shared_ptr<AttachmentId> made_ = std::make_shared<AttachmentId>();
    AttachmentId id_;
    std::int64_t sent_chunks_ = 0;
    int under_way_ = 0;
    std::string_view no_;  // of the file itself; told once its row is there
    bool ended_ = false;   // the body is whole
    bool over_ = false;    // answered, or cut
    bool finishing_ = false;
    bool freed_ = false;
};

}  // namespace kortelijn::app
