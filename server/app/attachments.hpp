// Files over HTTPS: PUT /api/attachments and GET /api/attachments/ID. Here bytes are cleaned, cut
// into chunks, handed to the core one small task each, and handed out again the same way; a few are
// under way, never a whole file. Whether somebody may is decided by the core alone, at the
// beginning, at the end and for each piece read. A body that is cut leaves nothing.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "app/clamd.hpp"
#include "app/engine.hpp"
#include "app/workers.hpp"
#include "transport/handlers.hpp"

namespace kortelijn::app {

// Bodies that one person sends at once (I7); one more is refused.
constexpr int most_uploads_at_once = 4;

class Attachments {
public:
    // Without an address nothing scans. The engine outlives this.
    Attachments(Engine& engine, Clock& clock, std::optional<ClamdAddress> clamd);
    ~Attachments();

    // Before the engine runs: what a stop or a crash cut in the middle is erased.
    static void erase_what_was_cut(store::Store& store, Instant now);

    static constexpr std::string_view path = "/api/attachments";

    using Request = transport::HttpRequest;
    using Respond = std::function<void(transport::HttpResponse)>;
    std::unique_ptr<transport::BodySink> receive(const Request& request, std::uint64_t bytes,
                                                 std::function<void()> more, Respond respond);
    // GET of one.
    void give(const Request& request, const Respond& respond);

    // Now and then: files that no scanner could look at are shown to it again, and those that were
    // never handed in are erased.
    void look();
    // Ends after the scan at hand.
    void stop();

    // What an upload needs of us (attachment_upload.cpp).
    Engine& engine() { return engine_; }
    bool scans() const { return clamd_.has_value(); }
    // False: there is no room; nothing is called then.
    bool scan(AttachmentId id, std::int64_t chunks, std::function<void(Verdict)> done);
    // False: as many as there may be are under way.
    bool begin_one(std::int64_t whose);
    void end_one(std::int64_t whose);

private:
    std::optional<std::string> chunk(AttachmentId id, std::int64_t n, bool last);
    void settle(AttachmentId id, Verdict verdict);
    void look_at_unscanned();
    void look_for_left();

    Engine& engine_;
    Clock& clock_;
    const std::optional<ClamdAddress> clamd_;
    std::mutex mutex_;
    std::map<std::int64_t, int> under_way_;
    std::set<AttachmentId> being_scanned_;
    Instant looked_at_{0};
    AttachmentId scanned_to_,
        swept_to_;  // of the core's thread alone: where the next round goes on
    WorkerPool scanning_;
};

// Who asks, by the cookies: a guest's where the address says as=guest, or where there is no other.
// Nothing: nobody is signed in.
std::optional<core::Beside> asker_of(const transport::HttpRequest& request, Engine& engine,
                                     Instant now);
// A whole one that JSON carries exactly, from 1; 0: it is none.
std::int64_t number_of(std::string_view text);
// A value of the query, percent-decoded; empty when absent.
std::string query_value(std::string_view query, std::string_view name);
transport::HttpResponse file_refusal(const Refusal& refusal);

}  // namespace kortelijn::app
