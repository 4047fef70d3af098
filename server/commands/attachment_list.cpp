// attachment.list: the files of a case, newest first, each decided by its own place and cells. What
// is not for the asker is not there.
#include "commands/attachments.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CaseId of_case;
};

Input read(protocol::Reader& r) { return {r.id<CaseId>("case")}; }

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::of(in.of_case, ask_case(Action::case_open));
}

bool may_read_file(const store::AttachmentRecord& file, Context& c) {
    Requirement need =
        require_attachment(file, file.id, c.world, c.caller, c.now, Action::attachment_read);
    need.ask->who = c.caller.who;
    if (!need.ask->as) need.ask->as = Role::professional;
    Named named = c.world.named(need, c.now);
    return c.world.decide(named, *need.ask, c.now).permit;
}

void write_row(protocol::Writer& w, const store::AttachmentRecord& file, Context& c) {
    w.object().field("id", file.id).field("name", file.name).field("type", file.type);
    w.field("size", file.size).field("state", to_text(file.state)).field("at", file.at);
    if (file.by) w.raw_field("by", person_json(c.directory(), file.by, file.at));
    if (file.room) w.field("room", file.room);
    if (file.seq != 0) w.field("seq", file.seq);
    if (file.call) w.field("call", file.call);
    w.list("about", members_of(c.entry->facts(), file.cells.people));
    write_life_domains(w, "life_domains", file.cells.life_domains);
    w.end_object();
}

Result<Change> effect(const Input& in, Context& c) {
    const auto files = c.store.attachments_of(in.of_case);
    Change change;
    protocol::Writer w(4096);
    std::int64_t shown = 0;
    bool more = false;
    w.object().key("attachments").array();
    for (auto file = files.rbegin(); file != files.rend() && !more; ++file) {
        const bool kept =
            file->state == AttachmentState::ready || file->state == AttachmentState::quarantined;
        if (!kept || !may_read_file(*file, c)) continue;
        more = w.size() > max_page_bytes;
        if (more) break;
        write_row(w, *file, c);
        ++shown;
    }
    change.result = w.end_array().field("more", more).end_object().take();
    change.object.count = shown;
    change.tag = c.entry->id;
    return change;
}

}  // namespace

constinit const Row attachment_list =
    row<Input, read, require, effect>("attachment.list", Kind::read);

}  // namespace kortelijn::commands
