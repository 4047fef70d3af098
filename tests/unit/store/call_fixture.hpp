// What the store's tests of consults, calls, links and attachments begin with: one of each, with
// every field filled in. Words that begin with `words` are to be found in no file.
#pragma once

#include "unit/store/sealing_fixture.hpp"

namespace kortelijn::store {

struct FamilyRows {
    CallRecord call;
    GuestLinkRecord link;
    GuestKeys keys;
    GuestSession session;
    ConsultRecord consult;
    AttachmentRecord attachment;
    LineRecord of_plan;
    PlanVersion settled;
};

inline CallRecord a_call(const World& w, const std::string& words) {
    CallRecord c;
    c.id = CallId{770'001}, c.of_case = w.of_case, c.version = 4;
    c.state = CallState::open;
    c.made_by = w.anna, c.organisation = w.organisation, c.made_at = Instant{2000};
    c.starts_at = Instant{2500}, c.opened_at = Instant{2600}, c.together_at = Instant{2700};
    c.relay_only = true, c.about = {w.mother}, c.life_domains = LifeDomains{3};
    c.reason = words + "samen";
    CallParticipant anna{{ParticipantId{91}, w.anna, {}, ParticipantState::admitted},
                         5501,
                         Instant{2600},
                         false,
                         "",
                         w.anna,
                         Instant{2000},
                         {},
                         {},
                         {},
                         ""};
    CallParticipant guest{{ParticipantId{17}, {}, GuestId{660'001}, ParticipantState::waiting},
                          0,
                          Instant{2650},
                          true,
                          words + "gast",
                          w.anna,
                          Instant{2100},
                          w.anna,
                          Instant{2660},
                          {w.mother},
                          words + "zei ja"};
    c.participants = {anna, guest};
    QuestionRecord q;
    q.id = QuestionId{88}, q.call = c.id, q.asked_by = w.anna, q.asked_at = Instant{2700};
    q.organisation = w.organisation, q.members = {w.mother}, q.life_domains = LifeDomains{1};
    q.purposes = {Purpose::cooperation, Purpose::call}, q.end = Instant{9000};
    q.reason = words + "reden", q.text_version = "v1";
    q.asked = {{w.mother, QuestionAnswer::later, Instant{2800}}};
    q.grounds = {GroundId{5}};
    c.questions = {q};
    PaperRecord p;
    p.id = ChecklistId{44}, p.call = c.id, p.organisation = w.organisation;
    p.state = ChecklistState::accepted, p.asked_by = w.anna, p.asked_at = Instant{2710};
    p.about = {w.mother}, p.life_domains = LifeDomains{1}, p.what = words + "loonstrook";
    p.attachment = AttachmentId{550'001}, p.filled_by = GuestId{660'001};
    p.filled_at = Instant{2720}, p.decided_by = w.anna, p.decided_at = Instant{2730};
    p.decision = words + "besluit", p.decision_day = Day{20'000};
    c.papers = {p};
    LineRecord l;
    l.id = LineId{33}, l.of_case = w.of_case, l.call = c.id, l.kind = LineKind::action;
    l.by = w.anna, l.at = Instant{2740}, l.changed_at = Instant{2750}, l.about = {w.mother};
    l.life_domains = LifeDomains{1}, l.text = words + "zin", l.owner = words + "wie";
    l.due = Day{20'010};
    l.shared_with = {
        {w.mother, {}, Instant{2760}, w.anna, {w.mother}, words + "bewijs", words + "waarom", {}}};
    l.disputes = {{GuestId{660'001}, w.mother, Instant{2770}, words + "zo niet"}};
    LineRecord earlier = l;
    earlier.id = LineId{35};
    c.lines = {earlier, l};
    return c;
}

inline ConsultRecord a_consult(const World& w, const std::string& words) {
    ConsultRecord c;
    c.id = ConsultId{440'001}, c.of_case = w.of_case, c.asked_by = w.anna;
    c.organisation = w.organisation, c.question = words + "vraag", c.panel = true;
    c.chair = w.bas, c.about = {w.mother}, c.life_domains = LifeDomains{2};
    c.period = {Instant{3000}, Instant{9000}};
    c.asked = {{{w.bas, w.organisation, ConsultAnswer::accepted},
                Instant{3000},
                Instant{3100},
                words + "want"}};
    c.advice = {{w.bas, w.organisation, Instant{3200}, words + "advies"}};
    return c;
}

// The link of a call of the mother, its session, a consult, an attachment of three chunks.
inline FamilyRows fill_family(Store& store, const World& w, const std::string& words = "") {
    FamilyRows f;
    f.call = a_call(w, words);
    store.add_call(f.call);
    for (const auto& one : f.call.participants) store.put_participant(f.call.id, one);
    for (const auto& one : f.call.questions) store.put_question(one);
    for (const auto& one : f.call.papers) store.put_paper(one);
    for (const auto& one : f.call.lines) store.put_line(one);
    f.of_plan = f.call.lines[0];
    f.of_plan.id = LineId{36}, f.of_plan.call = {}, f.of_plan.kind = LineKind::goal;
    f.of_plan.by = {}, f.of_plan.by_guest = GuestId{660'001};
    f.of_plan.under = LineId{37}, f.of_plan.instead_of = LineId{38};
    store.put_line(f.of_plan);
    f.settled.id = PlanVersionId{880'001}, f.settled.of_case = w.of_case;
    f.settled.at = Instant{2900}, f.settled.by = w.anna, f.settled.note = words + "afgesproken";
    f.settled.lines = {{LineId{36},
                        LineId{37},
                        LineKind::goal,
                        w.anna,
                        GuestId{660'001},
                        Instant{2800},
                        {w.mother},
                        LifeDomains{3},
                        words + "doel",
                        words + "wie",
                        Day{20'000}}};
    store.add_plan_version(f.settled);

    Guest g{GuestId{660'001}, GuestKind::family, w.mother, {}, {Instant{2000}, Instant{8000}}};
    g.use = GuestUse::call, g.call = f.call.id;
    f.link = {g,        w.of_case,     words + "naam", "ar", w.anna, Instant{2000},
              w.mother, words + "hoe", words + "toch", 1,    {},     false};
    f.keys = {words + "token", "123456", words + "toestel"};
    store.add_link(f.link, f.keys);
    f.session = {GuestSessionId{99}, words + "koekje", g.id,          w.of_case,
                 Instant{2100},      Instant{2100},    Instant{7000}, {}};
    store.add_guest_session(f.session);

    f.consult = a_consult(w, words);
    f.consult.room = store.add_consult_room(w.of_case, f.consult.id);
    store.add_consult(f.consult);

    AttachmentRecord& a = f.attachment;
    a.id = AttachmentId{550'001}, a.of_case = w.of_case, a.call = f.call.id;
    a.paper = ChecklistId{44}, a.by_guest = g.id, a.at = Instant{2720};
    a.state = AttachmentState::ready, a.cells = {1, LifeDomains{1}, Law::none};
    a.name = words + "loonstrook.jpg", a.type = "image/jpeg", a.size = 5, a.chunks = 3;
    a.sha256 = std::string(32, 's'), a.seq = 7;
    store.add_attachment(a);
    store.put_chunk(a.id, 0, false, "aa");
    store.put_chunk(a.id, 1, false, "bb");
    store.put_chunk(a.id, 2, true, "c");
    return f;
}

class Family : public I8 {
protected:
    Family() {
        w = make_world();
        write([&] { f = fill_family(*store, w, "KANARIE-"); });
    }
    bool is_damaged(const std::function<void()>& body) {
        try {
            body();
        } catch (const StoreFailure& failure) {
            return failure.kind() == StoreFailure::Kind::damaged;
        }
        return false;
    }

    World w;
    FamilyRows f;
};

}  // namespace kortelijn::store
