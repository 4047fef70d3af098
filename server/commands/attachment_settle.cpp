// What becomes of files later: a scanner has looked at one, or a call is long over in which it was
// given and never handed in. Tasks of the server, each with an entry of its own. What a room is
// told of a file is how it stands, whatever its event said when it came.
#include <algorithm>
#include <map>

#include "commands/attachments.hpp"
#include "commands/items.hpp"
#include "reply.hpp"

namespace kortelijn::commands {
namespace {

bool lies_there(const store::AttachmentRecord& file) {
    return file.state == AttachmentState::ready || file.state == AttachmentState::quarantined;
}

// The call is over for long enough, and no paper of it names the file (any more).
bool is_left(const store::AttachmentRecord& file, const std::optional<store::CallRecord>& call,
             Instant now) {
    if (!lies_there(file) || !file.call || !file.by_guest || !call || !call->ended_at) return false;
    if (call->state != CallState::ended || now - *call->ended_at < kept_after_call_ms) return false;
    return std::none_of(call->papers.begin(), call->papers.end(),
                        [&](const auto& paper) { return paper.attachment == file.id; });
}

// Those who sit there and may know of the file hear how it stands; who comes later reads it.
void tell_again(Change& change, const store::AttachmentRecord& file, store::Store& store,
                World& world, Instant now) {
    CaseEntry& entry = world.entry_of(file.room, now);
    const auto event = store.event(file.room, file.seq);
    if (!entry.exists() || !event) return;
    const rooms::Event said =
        to_room_event(world.directory(), entry.facts(), as_file_stands(store, *event));
    Tell tell{protocol::notice("attachment.added", *said.item), entry.id, {}};
    for (const rooms::Seat& seat : world.room(entry).seats())
        if (rooms::may_see(seat.sight, said)) tell.to.push_back(seat.connection);
    if (!tell.to.empty()) change.tells.push_back(std::move(tell));
    change.after = [room = file.room, seq = file.seq, item = said.item](World& memory) {
        const auto known = memory.rooms().find(room);
        if (known != memory.rooms().end()) known->second.amend(seq, item, false);
    };
}

void name_it(Change& change, const store::AttachmentRecord& file) {
    change.object.attachment = file.id.value;
    if (file.call) change.object.call = file.call.value;
    change.of_case = file.of_case;
}

}  // namespace

store::RoomEvent as_file_stands(store::Store& store, store::RoomEvent event) {
    constexpr std::string_view fine = "\"state\":\"ready\"";
    const std::string_view id_at = "{\"id\":";
    if (event.kind != store::EventKind::attachment || !event.text.starts_with(id_at) ||
        event.text.find(fine) != std::string::npos)
        return event;
    const AttachmentId id{std::strtoll(event.text.c_str() + id_at.size(), nullptr, 10)};
    try {
        if (const auto file = store.attachment(id)) event.text = attachment_json(*file);
    } catch (const store::StoreFailure& failure) {
        if (failure.kind() != store::StoreFailure::Kind::damaged) throw;
    }
    return event;
}

Result<Change> settle_scanned(AttachmentId id, bool clean, store::Store& store, World& world,
                              Instant now) {
    auto file = store.attachment(id);
    if (!file || file->state != AttachmentState::quarantined) return refuse("not_found");
    Change change;
    name_it(change, *file);
    if (file->call) world.touch(file->call);  // its people see how far the paper is
    if (clean) {
        file->state = AttachmentState::ready;
        store.change_attachment(*file);
    } else {
        store.erase_attachment(id, now);
        file->state = AttachmentState::erased;
        change.refused = "attachment.infected";
    }
    change.object.outcome = to_text(file->state);
    try {
        if (file->room && file->seq != 0) tell_again(change, *file, store, world, now);
    } catch (const store::StoreFailure& failure) {  // a damaged room hears nothing of its files
        if (failure.kind() != store::StoreFailure::Kind::damaged) throw;
    }
    return change;
}

LeftFiles left_files(store::Store& store, AttachmentId after, Instant now) {
    LeftFiles out;
    std::map<CallId, std::optional<store::CallRecord>> calls;
    const auto ids = store.attachments_after(after, {}, files_of_a_pass);
    if (int(ids.size()) == files_of_a_pass) out.last = ids.back();
    for (const AttachmentId id : ids) {
        try {
            const auto file = store.attachment(id);
            if (!file || !lies_there(*file) || !file->call) continue;
            const auto [call, fresh] = calls.try_emplace(file->call);
            if (fresh) call->second = store.call(file->call);
            if (is_left(*file, call->second, now)) out.ids.push_back(id);
        } catch (const store::StoreFailure& failure) {
            if (failure.kind() != store::StoreFailure::Kind::damaged) throw;
        }
    }
    return out;
}

Result<Change> erase_left_file(AttachmentId id, store::Store& store, World& world, Instant now) {
    const auto file = store.attachment(id);
    if (!file || !is_left(*file, store.call(file->call), now)) return refuse("not_found");
    store.erase_attachment(id, now);
    world.touch(file->call);
    Change change;
    name_it(change, *file);
    return change;
}

}  // namespace kortelijn::commands
