// attachment.read: one file, decided each time it is asked for and again for each piece of it (I2),
// and recorded once (I1). A file that is not there, not yet whole, or gone answers as one that is
// not for the asker.
#include "commands/attachments.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

bool is_kept(const store::AttachmentRecord& file) {
    return file.state == AttachmentState::ready || file.state == AttachmentState::quarantined;
}

std::optional<store::AttachmentRecord> kept_one(store::Store& store, AttachmentId id) {
    auto file = store.attachment(id);
    return file && is_kept(*file) ? file : std::nullopt;
}

class Read : public Prepared {
public:
    explicit Read(AttachmentId id) : id_(id) {}
    Requirement requirement(World& world, const Caller& caller, Instant now) const override {
        return require_attachment(kept_one(world.store(), id_), id_, world, caller, now,
                                  Action::attachment_read);
    }
    std::int64_t client_id() const override { return 0; }

protected:
    Result<store::AttachmentRecord> file(Context& c) const {
        auto found = kept_one(c.store, id_);
        if (!found) return refuse("not_found");
        if (found->state == AttachmentState::quarantined) return refuse("attachment.quarantined");
        return std::move(*found);
    }
    const AttachmentId id_;
};

class ReadWhole final : public Read {
public:
    ReadWhole(AttachmentId id, std::shared_ptr<store::AttachmentRecord> found)
        : Read(id), found_(std::move(found)) {}
    Result<Change> effect(Context& c) const override {
        auto read = file(c);
        if (!read) return read.error();
        Change change;
        change.tag = c.entry->id;
        change.object.attachment = id_.value;
        change.object.life_domains = words_of(read->cells.life_domains);
        if (read->seq != 0) change.object.seq = read->seq;
        if (read->call) change.object.call = read->call.value;
        for (const GroundId ground : c.decision.grounds)
            change.object.grounds.push_back(ground.value);
        change.members = members_of(c.entry->facts(), read->cells.people);
        *found_ = std::move(*read);
        return change;
    }

private:
    const std::shared_ptr<store::AttachmentRecord> found_;
};

class ReadChunk final : public Read {
public:
    ReadChunk(AttachmentId id, std::int64_t n, std::shared_ptr<std::string> bytes)
        : Read(id), n_(n), bytes_(std::move(bytes)) {}
    Result<Change> effect(Context& c) const override {
        const auto read = file(c);
        if (!read) return read.error();
        auto bytes = c.store.chunk(id_, n_, n_ + 1 == read->chunks);
        if (!bytes) return refuse("store.damaged");
        *bytes_ = std::move(*bytes);
        Change change;
        change.tag = c.entry->id;
        return change;
    }

private:
    const std::int64_t n_;
    const std::shared_ptr<std::string> bytes_;
};

}  // namespace

Requirement require_attachment(const std::optional<store::AttachmentRecord>& file, AttachmentId id,
                               World& world, const Caller& caller, Instant now,
                               Action as_professional) {
    Ask ask = ask_item(as_professional, {}, {}, Law::none);
    if (caller.guest) {
        ask.purpose.reset();
        ask.own = file && file->by_guest == caller.guest->link;
        return Requirement::of_attachment(id, file.has_value(),
                                          Requirement::of_call(caller.guest->call, ask));
    }
    if (!file) {
        ask.life_domains.add(LifeDomain::housing);  // any: the question must be a whole one (R1)
        return Requirement::of_attachment(id, false, Requirement::of({}, ask));
    }
    ask.life_domains = file->cells.life_domains;
    ask.source_law = file->cells.law;
    CaseEntry& entry =
        file->room ? world.entry_of(file->room, now) : world.entry(file->of_case, now);
    if (entry.exists()) ask.about = members_of(entry.facts(), file->cells.people);
    return Requirement::of_attachment(
        id, true,
        file->room ? Requirement::in(file->room, ask) : Requirement::of_call(file->call, ask));
}

std::string attachment_json(const store::AttachmentRecord& file) {
    protocol::Writer w(160 + file.name.size());
    w.object().field("id", file.id).field("name", file.name).field("type", file.type);
    w.field("size", file.size).field("state", to_text(file.state));
    return w.end_object().take();
}

std::shared_ptr<Prepared> read_attachment(AttachmentId id,
                                          std::shared_ptr<store::AttachmentRecord> found) {
    return std::make_shared<ReadWhole>(id, std::move(found));
}

std::shared_ptr<Prepared> read_attachment_chunk(AttachmentId id, std::int64_t n,
                                                std::shared_ptr<std::string> bytes) {
    return std::make_shared<ReadChunk>(id, n, std::move(bytes));
}

constinit const Row attachment_read{"attachment.read", Kind::read, Recorded::yes, false,
                                    nullptr,           Whom::both};
constinit const Row attachment_chunk{"attachment.read", Kind::read, Recorded::no, false,
                                     nullptr,           Whom::both};

}  // namespace kortelijn::commands
