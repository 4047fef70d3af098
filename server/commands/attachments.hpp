// Files of a case: what may be asked about them and how each is decided. The bytes go over HTTPS
// (app/attachments), every question about them goes here: beginning, keeping, each reading, and
// each piece of one. A file was posted in a room, or given for a paper in a call; its rights are
// those of that place, over its own cells.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "commands/action_input.hpp"
#include "commands/command.hpp"

namespace kortelijn::commands {

constexpr std::int64_t max_attachment_bytes = 25 * 1024 * 1024;
// Kept ones of a case; over it: attachment.too_many.
constexpr std::size_t max_attachments_of_case = 500;
// Of one link: each paper a few times over, and never the whole room of a case.
constexpr std::size_t max_attachments_of_guest = 60;

// Where a file is to go: a room with cells as a message has them, or a guest's paper.
struct AttachmentPlace {
    RoomId room;
    CellsInput cells;
    ChecklistId paper;
};

// What its bytes turned out to be.
struct AttachmentBody {
    std::string name;
    std::string type;
    std::int64_t size = 0;
    std::int64_t chunks = 0;
    std::string sha256;
    bool unscanned = false;  // no scanner could look: nobody reads it yet
};

// A row for the body comes into being, and is told through `made` (after the commit). A refusal is
// recorded as one of attachment.add; permission is recorded when the whole is there.
std::shared_ptr<Prepared> begin_attachment(AttachmentPlace place,
                                           std::shared_ptr<AttachmentId> made);
// The body is whole: decided once more, kept, and told in the room. `no`: it may not be kept, for
// this code; recorded as such.
std::shared_ptr<Prepared> add_attachment(AttachmentId id, AttachmentBody body, std::string_view no);
// One reading; the record goes out through `found`.
std::shared_ptr<Prepared> read_attachment(AttachmentId id,
                                          std::shared_ptr<store::AttachmentRecord> found);
// A piece of a reading that was permitted, decided again.
std::shared_ptr<Prepared> read_attachment_chunk(AttachmentId id, std::int64_t n,
                                                std::shared_ptr<std::string> bytes);

// Reached over HTTPS alone: rows of core::Beside, not of the table.
extern const Row attachment_begin, attachment_add, attachment_read, attachment_chunk;

// What one must be allowed to read it; the same steps when there is none.
Requirement require_attachment(const std::optional<store::AttachmentRecord>&, AttachmentId, World&,
                               const Caller&, Instant, Action as_professional);
// {id, name, type, size, state}.
std::string attachment_json(const store::AttachmentRecord&);
// A file's event in a room as the file stands now, where it was not ready when it came; any other
// event as it is.
store::RoomEvent as_file_stands(store::Store&, store::RoomEvent);

// Effects of tasks of the server (attachment_settle.cpp). A scanner looked at a file in quarantine;
// its room is told again.
Result<Change> settle_scanned(AttachmentId, bool clean, store::Store&, World&, Instant now);

// A file that a guest sent and did not hand in, or handed in anew since, is kept for so long after
// its call.
constexpr std::int64_t kept_after_call_ms = 24 * hour_ms;
// Of the next `files_of_a_pass` above `after`; no `last`: the end was reached.
constexpr int files_of_a_pass = 64;
struct LeftFiles {
    std::vector<AttachmentId> ids;
    AttachmentId last;
};
LeftFiles left_files(store::Store&, AttachmentId after, Instant now);
// Looked at once more.
Result<Change> erase_left_file(AttachmentId, store::Store&, World&, Instant now);

}  // namespace kortelijn::commands
