// attachment.add: a file of a room or for a paper, in two steps around its body: begun when its
// head is there, kept when its bytes are. Both ask the same question, for facts may change between.
#include <algorithm>

#include "commands/attachments.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

// Ids of files are drawn, never counted: one tells nothing of another.
AttachmentId drawn_id(Random& random) {
    std::uint64_t number = 0;
    for (const std::uint8_t byte : random.bytes<8>()) number = number << 8 | byte;
    return {std::int64_t(number >> 12 | std::uint64_t{1} << 33)};
}

Requirement require_paper(ChecklistId id, World& world, const Caller& caller) {
    Ask ask;
    ask.action = Action::checklist_fill;
    if (!caller.guest) return Requirement::of_call({}, id, ask);
    const CallEntry& call = world.call(caller.guest->call);
    if (const auto* paper = call.record.find(id)) {
        ask.about = paper->about;
        ask.life_domains = paper->life_domains;
    }
    return Requirement::of_call(caller.guest->call, id, ask);
}

class Begin final : public Prepared {
public:
    Begin(AttachmentPlace place, std::shared_ptr<AttachmentId> made)
        : place_(std::move(place)), made_(std::move(made)) {}

    Requirement requirement(World& world, const Caller& caller, Instant now) const override {
        if (place_.paper || caller.guest) return require_paper(place_.paper, world, caller);
        Ask ask = ask_to_write(place_.cells, {}, world, world.entry_of(place_.room, now),
                               caller.who, now);
        ask.action = Action::attachment_add;
        return Requirement::in(place_.room, std::move(ask));
    }

    Result<Change> effect(Context& c) const override {
        const auto others = c.store.attachments_of(c.entry->id);
        const auto kept = std::count_if(others.begin(), others.end(), [](const auto& one) {
            return one.state != AttachmentState::erased;
        });
        if (std::size_t(kept) >= max_attachments_of_case) return refuse("attachment.too_many");
        const auto of_guest = std::count_if(others.begin(), others.end(), [&](const auto& one) {
            return c.caller.guest && one.by_guest == c.caller.guest->link &&
                   one.state != AttachmentState::erased;
        });
        if (std::size_t(of_guest) >= max_attachments_of_guest)
            return refuse("attachment.too_many");
        const Requirement need = requirement(c.world, c.caller, c.now);
        store::AttachmentRecord file;
        file.id = drawn_id(c.random);
        file.of_case = c.entry->id;
        if (c.caller.guest) {
            file.call = c.caller.guest->call;
            file.paper = place_.paper;
            file.by_guest = c.caller.guest->link;
        } else {
            file.room = place_.room;
            file.by = c.caller.who;
        }
        file.at = c.now;
        file.cells = cells_of(c.entry->facts(), *need.ask, c.now);
        c.store.add_attachment(file);
        *made_ = file.id;
        Change change;
        change.tag = c.entry->id;
        return change;
    }
    std::int64_t client_id() const override { return 0; }

private:
    const AttachmentPlace place_;
    const std::shared_ptr<AttachmentId> made_;
};

class Add final : public Prepared {
public:
    Add(AttachmentId id, AttachmentBody body, std::string_view no)
        : id_(id), body_(std::move(body)), no_(no) {}

    Requirement requirement(World& world, const Caller& caller, Instant now) const override {
        const auto file = own(world.store(), caller);
        if (caller.guest) return require_paper(file ? file->paper : ChecklistId{}, world, caller);
        return require_attachment(file, id_, world, caller, now, Action::attachment_add);
    }

    Result<Change> effect(Context& c) const override {
        auto file = own(c.store, c.caller);
        if (!file) return refuse("not_found");
        if (!no_.empty()) return refuse(no_);
        file->name = body_.name;
        file->type = body_.type;
        file->size = body_.size;
        file->chunks = body_.chunks;
        file->sha256 = body_.sha256;
        file->state = body_.unscanned ? AttachmentState::quarantined : AttachmentState::ready;
        Change change;
        if (file->room) {
            rooms::Room& room = c.world.room(*c.entry);
            store::RoomEvent event = new_event(c, store::EventKind::attachment, room);
            event.client_id = 0;
            event.cells = file->cells;
            event.text = attachment_json(*file);
            c.store.append_event(event);
            file->seq = event.seq;
            change = said(c, room, event, "attachment.added");
        }
        c.store.change_attachment(*file);
        change.result = attachment_json(*file);
        change.tag = c.entry->id;
        change.object.attachment = file->id.value;
        change.object.count = file->size;
        change.object.outcome = to_text(file->state);
        change.object.life_domains = words_of(file->cells.life_domains);
        if (file->call) change.object.call = file->call.value;
        change.members = members_of(c.entry->facts(), file->cells.people);
        return change;
    }
    std::int64_t client_id() const override { return 0; }

private:
    // Theirs, and still on its way in.
    std::optional<store::AttachmentRecord> own(store::Store& store, const Caller& caller) const {
        auto file = store.attachment(id_);
        const bool theirs =
            file && file->state == AttachmentState::uploading &&
            (caller.guest ? file->by_guest == caller.guest->link : file->by == caller.who);
        return theirs ? file : std::nullopt;
    }

    const AttachmentId id_;
    const AttachmentBody body_;
    const std::string_view no_;
};

}  // namespace

std::shared_ptr<Prepared> begin_attachment(AttachmentPlace place,
                                           std::shared_ptr<AttachmentId> made) {
    return std::make_shared<Begin>(std::move(place), std::move(made));
}

std::shared_ptr<Prepared> add_attachment(AttachmentId id, AttachmentBody body,
                                         std::string_view no) {
    return std::make_shared<Add>(id, std::move(body), no);
}

constinit const Row attachment_begin{"attachment.add", Kind::write, Recorded::refusals, false,
                                     nullptr,          Whom::both};
constinit const Row attachment_add{"attachment.add", Kind::write, Recorded::yes, false,
                                   nullptr,          Whom::both};

}  // namespace kortelijn::commands
