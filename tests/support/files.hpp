// Files beside the socket, without sockets: a file comes in its two steps, is read whole or by its
// pieces, and is looked at later as the server itself does.
#pragma once

#include <memory>
#include <string>

#include "commands/attachments.hpp"
#include "support/calls.hpp"

namespace kortelijn::support {

class FilesInCore : public CallInCore {
protected:
    FilesInCore() { (void)desk.connect(home.joris, 2); }

    core::Beside beside(const commands::Row& row, std::shared_ptr<commands::Prepared> question) {
        core::Beside out;
        out.connection = {77 << 8};
        out.row = &row;
        out.prepared = std::move(question);
        return out;
    }
    // The refusal's word; empty: it was permitted.
    std::string run(core::Beside asked) {
        std::string told = "no answer";
        asked.done = [&](const Result<std::string>& outcome) {
            told = outcome ? "" : std::string(outcome.error().tell);
            if (outcome) last = *outcome;
        };
        desk.queue(std::move(asked));
        desk.run();
        return told;
    }
    void be(core::Beside& asked, ProfessionalId who) {
        asked.who = who;
        asked.session = desk.session_of(who);
    }
    void be(core::Beside& asked, const Guested& guest) {
        asked.guest = core::guest_at(*desk.store().link(guest.link));
    }
    template <class Who>
    std::string add(const Who& who, commands::AttachmentPlace place, AttachmentId& id,
                    std::string_view no = {}) {
        auto made = std::make_shared<AttachmentId>();
        core::Beside first =
            beside(commands::attachment_begin, commands::begin_attachment(place, made));
        be(first, who);
        if (const std::string told = run(std::move(first)); !told.empty()) return told;
        id = *made;
        desk.store().begin();
        desk.store().put_chunk(id, 0, true, "the paper");
        desk.store().commit();
        core::Beside second = beside(
            commands::attachment_add,
            commands::add_attachment(
                id, {"brief.pdf", "application/pdf", 9, 1, std::string(32, 'd'), unscanned}, no));
        be(second, who);
        return run(std::move(second));
    }
    template <class Who>
    std::string read(const Who& who, AttachmentId id, bool watched = false) {
        found = std::make_shared<store::AttachmentRecord>();
        core::Beside asked =
            beside(commands::attachment_read, commands::read_attachment(id, found));
        be(asked, who);
        asked.watched = watched;
        return run(std::move(asked));
    }
    template <class Who>
    std::string read_chunk(const Who& who, AttachmentId id) {
        bytes = std::make_shared<std::string>();
        core::Beside asked =
            beside(commands::attachment_chunk, commands::read_attachment_chunk(id, 0, bytes));
        be(asked, who);
        return run(std::move(asked));
    }
    commands::AttachmentPlace in_room(MemberId about, LifeDomain domain) {
        commands::AttachmentPlace place;
        place.room = home.room;
        place.cells.about = std::vector{about};
        place.cells.life_domains = std::vector{domain};
        return place;
    }
    // A paper that the school asks Karin for in the call.
    ChecklistId ask_paper() {
        store::PaperRecord paper;
        paper.id = {4711};
        paper.call = {call};
        paper.organisation = home.school;
        paper.asked_by = home.bram;
        paper.asked_at = desk.now();
        paper.about = {home.karin};
        paper.life_domains.add(LifeDomain::school);
        paper.what = "rapport";
        desk.store().begin();
        desk.store().put_paper(paper);
        desk.store().commit();
        restart_pipeline_facts();
        return paper.id;
    }

    // The server's own tasks, as app/attachments gives them.
    template <class Effect>
    void do_task(std::string_view event, Effect effect) {
        core::Task task;
        task.event = event;
        task.actor.role = "server";
        task.effect = effect;
        desk.queue(std::move(task));
        desk.run();
    }
    void settle(AttachmentId id, bool clean) {
        do_task("attachment.scanned",
                [=](store::Store& store, commands::World& world, Instant now) {
                    return commands::settle_scanned(id, clean, store, world, now);
                });
    }
    // How many there were.
    std::size_t erase_left() {
        const auto left = commands::left_files(desk.store(), {}, desk.now()).ids;
        for (const AttachmentId id : left)
            do_task("attachment.erased",
                    [=](store::Store& store, commands::World& world, Instant now) {
                        return commands::erase_left_file(id, store, world, now);
                    });
        return left.size();
    }

    std::shared_ptr<store::AttachmentRecord> found;
    std::shared_ptr<std::string> bytes;
    std::string last;
    bool unscanned = false;  // of what is added: no scanner could look
};

}  // namespace kortelijn::support
