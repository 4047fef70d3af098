// Files beside the socket, without sockets: who may give one and who may read it, the same answer
// for absent and forbidden, and a reading that is watched until its right ends.
#include "commands/attachments.hpp"
#include "support/calls.hpp"

namespace kortelijn::core {
namespace {

using support::CallInCore;
using support::Json;

class FilesInCore : public CallInCore {
protected:
    FilesInCore() { (void)desk.connect(home.joris, 2); }

    Beside beside(const commands::Row& row, std::shared_ptr<commands::Prepared> question) {
        Beside out;
        out.connection = {77 << 8};
        out.row = &row;
        out.prepared = std::move(question);
        return out;
    }
    // The refusal's word; empty: it was permitted.
    std::string run(Beside asked) {
        std::string told = "no answer";
        asked.done = [&](const Result<std::string>& outcome) {
            told = outcome ? "" : std::string(outcome.error().tell);
            if (outcome) last = *outcome;
        };
        desk.queue(std::move(asked));
        desk.run();
        return told;
    }
    void be(Beside& asked, ProfessionalId who) {
        asked.who = who;
        asked.session = desk.session_of(who);
    }
    void be(Beside& asked, const Guested& guest) {
        asked.guest = guest_at(*desk.store().link(guest.link));
    }
    template <class Who>
    std::string add(const Who& who, commands::AttachmentPlace place, AttachmentId& id,
                    std::string_view no = {}) {
        auto made = std::make_shared<AttachmentId>();
        Beside first = beside(commands::attachment_begin, commands::begin_attachment(place, made));
        be(first, who);
        if (const std::string told = run(std::move(first)); !told.empty()) return told;
        id = *made;
        desk.store().begin();
        desk.store().put_chunk(id, 0, true, "the paper");
        desk.store().commit();
        Beside second = beside(
            commands::attachment_add,
            commands::add_attachment(
                id, {"brief.pdf", "application/pdf", 9, 1, std::string(32, 'd'), unscanned}, no));
        be(second, who);
        return run(std::move(second));
    }
    template <class Who>
    std::string read(const Who& who, AttachmentId id, bool watched = false) {
        found = std::make_shared<store::AttachmentRecord>();
        Beside asked = beside(commands::attachment_read, commands::read_attachment(id, found));
        be(asked, who);
        asked.watched = watched;
        return run(std::move(asked));
    }
    template <class Who>
    std::string read_chunk(const Who& who, AttachmentId id) {
        bytes = std::make_shared<std::string>();
        Beside asked =
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
        Task task;
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

TEST_F(FilesInCore, a_file_is_an_event_of_the_room_for_who_may_read_its_cells) {
    desk.result(sanne, "room.join", {{"room", home.room.value}});
    AttachmentId id;
    ASSERT_EQ(add(home.sanne, in_room(home.lotte, LifeDomain::school), id), "");
    const auto heard = desk.notices(sanne, "attachment.added");
    ASSERT_EQ(heard.size(), 1U);
    EXPECT_EQ(heard[0]["attachment"]["id"], id.value);
    EXPECT_EQ(heard[0]["attachment"]["name"], "brief.pdf");
    EXPECT_EQ(heard[0]["about"][0], home.lotte.value);
    const Json page = desk.result(sanne, "message.history", {{"room", home.room.value}});
    EXPECT_NE(page.dump().find("brief.pdf"), std::string::npos);
    EXPECT_EQ(read(home.joris, id), "");
    EXPECT_EQ(found->size, 9);
    EXPECT_EQ(read_chunk(home.joris, id), "");
    EXPECT_EQ(*bytes, "the paper");
    EXPECT_EQ(recorded("attachment.add"), 1);
    EXPECT_EQ(recorded("attachment.read"), 1) << "each reading once, not each piece of it";
    const Json list = desk.result(sanne, "attachment.list", {{"case", home.the_case.value}});
    ASSERT_EQ(list["attachments"].size(), 1U);
    EXPECT_EQ(list["attachments"][0]["id"], id.value);
}

TEST_F(FilesInCore, absent_and_forbidden_files_are_refused_alike_and_both_recorded) {
    AttachmentId id, none;
    ASSERT_EQ(add(home.sanne, in_room(home.lotte, LifeDomain::school), id), "");
    (void)desk.connect(home.outsider);
    EXPECT_EQ(read(home.outsider, id), "not_found");
    EXPECT_EQ(read(home.outsider, {987'654'321'000}), "not_found");
    EXPECT_EQ(read_chunk(home.outsider, id), "not_found");
    EXPECT_EQ(add(home.outsider, in_room(home.lotte, LifeDomain::school), none), "not_found");
    EXPECT_EQ(recorded("attachment.read"), 2);
    EXPECT_EQ(desk.reason(desk.connect(home.outsider), "attachment.list",
                          {{"case", home.the_case.value}}),
              "not_found");
}

TEST_F(FilesInCore, what_a_file_turned_out_to_be_may_refuse_it_and_the_log_says_so) {
    AttachmentId id;
    EXPECT_EQ(add(home.sanne, in_room(home.lotte, LifeDomain::school), id, "attachment.infected"),
              "attachment.infected");
    EXPECT_EQ(recorded("attachment.add"), 1);
    EXPECT_EQ(read(home.sanne, id), "not_found") << "it is not whole";
}

TEST_F(FilesInCore, a_guest_gives_the_paper_that_was_asked_and_reads_back_only_their_own) {
    consent_for_school(home.welfare);
    make();
    const ChecklistId paper = ask_paper();
    const Guested karin = guest(home.karin, "Karin");
    commands::AttachmentPlace place;
    place.paper = paper;
    AttachmentId id, none;
    EXPECT_NE(add(karin, place, none), "") << "who waits gives nothing";
    come_in(karin);
    ASSERT_EQ(add(karin, place, id), "");
    EXPECT_EQ(read(karin, id), "");
    EXPECT_EQ(found->by_guest, karin.link);
    EXPECT_EQ(found->paper, paper);
    place.paper = {815};
    EXPECT_EQ(add(karin, place, none), "not_found") << "no such paper";
    AttachmentId of_room;
    ASSERT_EQ(add(home.sanne, in_room(home.karin, LifeDomain::school), of_room), "");
    EXPECT_EQ(read(karin, of_room), "not_found");
    EXPECT_EQ(read(home.sanne, id), "") << "a carrier of the call";
    (void)desk.connect(home.outsider);
    EXPECT_EQ(read(home.outsider, id), "not_found");
}

TEST_F(FilesInCore, a_guest_cannot_take_all_the_room_that_a_case_has_for_files) {
    consent_for_school(home.welfare);
    make();
    commands::AttachmentPlace place;
    place.paper = ask_paper();
    const Guested karin = guest(home.karin, "Karin");
    come_in(karin);
    AttachmentId id;
    for (std::size_t n = 0; n < commands::max_attachments_of_guest; ++n) {
        ASSERT_EQ(add(karin, place, id), "");
        desk.pass(second_ms);
    }
    EXPECT_EQ(add(karin, place, id), "attachment.too_many");
    EXPECT_EQ(add(home.sanne, in_room(home.karin, LifeDomain::school), id), "");
}

TEST_F(FilesInCore, a_room_is_told_again_when_a_file_turned_out_to_be_clean_and_when_it_was_not) {
    consent_for_school(home.school, home.bram);
    (void)desk.result(sanne, "room.join", {{"room", home.room.value}});
    AttachmentId good, bad;
    unscanned = true;
    ASSERT_EQ(add(home.sanne, in_room(home.lotte, LifeDomain::school), good), "");
    ASSERT_EQ(add(home.sanne, in_room(home.lotte, LifeDomain::school), bad), "");
    const ConnectionId bram = desk.connect(home.bram);
    (void)desk.result(bram, "room.join", {{"room", home.room.value}});
    const auto state = [](const Json& item) { return item["attachment"].value("state", "ready"); };
    for (const Json& item : desk.notices(sanne, "attachment.added"))
        EXPECT_EQ(state(item), "quarantined");
    settle(good, true);
    settle(bad, false);
    const auto heard = desk.notices(sanne, "attachment.added");
    ASSERT_EQ(heard.size(), 4U);
    EXPECT_EQ(heard[2]["seq"], heard[0]["seq"]);
    EXPECT_EQ(state(heard[2]), "ready");
    EXPECT_EQ(state(heard[3]), "erased");
    EXPECT_TRUE(desk.notices(bram, "attachment.added").empty()) << "he may not know of it";
    for (const bool from_store : {false, true}) {  // who comes later reads the same
        if (from_store) desk.crash_and_restart();
        const ConnectionId joris = desk.connect(home.joris, 3);
        const Json page = desk.result(joris, "message.history", {{"room", home.room.value}});
        std::vector<std::string> states;
        for (const Json& item : page["items"])
            if (item["kind"] == "attachment") states.push_back(state(item));
        EXPECT_EQ(states, (std::vector<std::string>{"ready", "erased"}));
    }
}

TEST_F(FilesInCore, a_file_that_was_never_handed_in_is_erased_a_day_after_its_call) {
    consent_for_school(home.welfare);
    make();
    commands::AttachmentPlace place;
    place.paper = ask_paper();
    const Guested karin = guest(home.karin, "Karin");
    come_in(karin);
    AttachmentId kept, left, of_room;
    ASSERT_EQ(add(karin, place, kept), "");
    ASSERT_EQ(add(karin, place, left), "");
    ASSERT_EQ(add(home.sanne, in_room(home.karin, LifeDomain::school), of_room), "");
    desk.result(karin.connection, "checklist.fill",
                {{"paper", place.paper.value}, {"attachment", kept.value}});
    desk.pass(2 * day_ms);
    EXPECT_EQ(erase_left(), 0) << "the call is not over";
    sanne = desk.connect(home.sanne, 4);
    desk.result(sanne, "call.end", of());
    desk.pass(23 * hour_ms);
    EXPECT_EQ(erase_left(), 0) << "not yet a day";
    desk.pass(hour_ms);
    EXPECT_EQ(erase_left(), 1);
    EXPECT_EQ(desk.store().attachment(left)->state, AttachmentState::erased);
    EXPECT_FALSE(desk.store().chunk(left, 0, true));
    EXPECT_EQ(desk.store().attachment(kept)->state, AttachmentState::ready);
    EXPECT_EQ(desk.store().attachment(of_room)->state, AttachmentState::ready);
    EXPECT_EQ(recorded("attachment.erased"), 1);
    EXPECT_EQ(erase_left(), 0) << "once";
}

TEST_F(FilesInCore, files_are_gone_round_a_few_at_a_time) {
    desk.store().begin();
    for (int n = 1; n <= commands::files_of_a_pass + 1; ++n) {
        store::AttachmentRecord file;
        file.id = {n * 1'000};
        file.of_case = home.the_case;
        file.room = home.room;
        file.by = home.sanne;
        file.at = desk.now();
        desk.store().add_attachment(file);
    }
    desk.store().commit();
    const auto first = commands::left_files(desk.store(), {}, desk.now());
    EXPECT_EQ(first.last, (AttachmentId{commands::files_of_a_pass * 1'000}));
    EXPECT_FALSE(commands::left_files(desk.store(), first.last, desk.now()).last) << "the end";
}

// The tick that ends idle sessions comes after at most core::tick_ms; each further piece is asked.
TEST_F(FilesInCore, a_session_that_runs_out_cuts_the_file_it_is_being_given) {
    AttachmentId id;
    ASSERT_EQ(add(home.sanne, in_room(home.lotte, LifeDomain::school), id), "");
    ASSERT_EQ(read(home.joris, id, true), "");
    desk.outbox.purges.clear();
    desk.pass(desk.core_options.sessions.absolute_ms + second_ms);
    EXPECT_TRUE(std::any_of(desk.outbox.purges.begin(), desk.outbox.purges.end(),
                            [](const Purge& purge) { return purge.connection.value == 77 << 8; }));
    EXPECT_EQ(read_chunk(home.joris, id), "signed_out");
}

}  // namespace
}  // namespace kortelijn::core
