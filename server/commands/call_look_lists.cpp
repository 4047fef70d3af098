// Questions and papers of a call, each asked about by itself, and what the receiver may do.
#include <algorithm>

#include "commands/call_look.hpp"
#include "commands/command.hpp"
#include "commands/items.hpp"

namespace kortelijn::commands {

using protocol::Writer;
using rooms::Shown;

namespace {

constexpr std::string_view paper_attachment_words[] = {"writing", "scanning", "ready",
                                                       "quarantined", "erased"};

// What they said themself, while it stands.
GroundId own_ground(const CaseFacts& facts, const store::QuestionRecord& question, MemberId who) {
    for (const Ground& ground : facts.grounds) {
        const auto& of = question.grounds;
        if (std::find(of.begin(), of.end(), ground.id) == of.end() || ground.withdrawn_at) continue;
        if (std::find(ground.given_by.begin(), ground.given_by.end(), who) != ground.given_by.end())
            return ground.id;
    }
    return {};
}

}  // namespace

// A question is put to who was let in, so to somebody that a carrier has seen or heard. What they
// answered before they left stays, to be stopped.
bool CallLook::is_put_to(const Receiver& to, const store::QuestionRecord& one) const {
    if (to.link == nullptr || to.link->kind != GuestKind::family) return false;
    const bool there = to.own != nullptr && takes_part(to.own->seat.state);
    return std::any_of(one.asked.begin(), one.asked.end(), [&](const store::AnsweredBy& by) {
        const bool waits = one.state == QuestionState::open && (by.answer == QuestionAnswer::none ||
                                                                by.answer == QuestionAnswer::later);
        return by.member == to.link->person && (there || !waits);
    });
}

// For whom consent is asked sees the question when they may know all that it is about, in this
// call.
bool CallLook::is_meant_for(const Receiver& to, const store::QuestionRecord& one) const {
    const bool theirs =
        one.person ? one.person == to.seat.who
                   : one.organisation &&
                         one.organisation == employer_of(world_.directory(), to.seat.who, now_);
    return to.in && !to.guest && theirs && sees(to, one.members, one.life_domains);
}

void CallLook::write_question(Writer& w, const Receiver& to,
                              const store::QuestionRecord& one) const {
    const auto is_theirs = [&](const store::AnsweredBy& by) {
        return to.link != nullptr && by.member == to.link->person;
    };
    w.object().field("id", one.id).field("state", to_text(one.state));
    const Professional* const person = world_.directory().find(one.person);
    const Organisation* const organisation = world_.directory().find(
        one.organisation ? one.organisation : employer_of(world_.directory(), one.person, now_));
    w.key("to").object();
    if (person != nullptr) w.field("name", person->name);
    w.field("organisation", organisation == nullptr ? std::string() : organisation->name);
    w.end_object().key("persons").array();
    for (const MemberId member : one.members)
        w.object().field("member", member).field("name", name_of(member)).end_object();
    w.end_array();
    write_life_domains(w, "life_domains", one.life_domains);
    w.key("purposes").array();
    for (const Purpose purpose : one.purposes) w.value(to_text(purpose));
    w.end_array().field("until", one.end);
    // Written for the family; it may say more than the cells of the question.
    if (!one.reason.empty() && (to.guest || to.carrier)) w.field("reason", one.reason);
    w.key("asked").array();
    const std::vector<MemberId>& about = call_.record.about;
    for (const store::AnsweredBy& by : one.asked) {
        if (to.guest && !is_theirs(by)) continue;  // what another said is theirs to tell
        // Who must agree is not always spoken of here.
        if (!to.guest && !to.carrier &&
            std::find(about.begin(), about.end(), by.member) == about.end())
            continue;
        w.object().field("member", by.member).field("name", name_of(by.member));
        w.field("answer", to_text(by.answer)).field("you", is_theirs(by)).end_object();
    }
    w.end_array();
    if (to.guest)
        if (const GroundId own = own_ground(case_.facts(), one, to.link->person))
            w.field("ground", own);
    w.end_object();
}

// A guest sees what is asked of them; of the professionals who carries, and for whom it is meant.
void CallLook::write_questions(Writer& w, const Receiver& to, CallShown& out) const {
    w.key("questions").array();
    for (const store::QuestionRecord& one : call_.record.questions) {
        if (to.guest ? !is_put_to(to, one) : !to.carrier && !is_meant_for(to, one)) continue;
        out.shown.insert({'q', one.id.value});
        out.noted.insert({'q', one.id.value});
        write_question(w, to, one);
    }
    w.end_array();
}

void CallLook::write_papers(Writer& w, const Receiver& to, CallShown& out) const {
    w.key("checklist").array();
    for (const store::PaperRecord& one : call_.record.papers) {
        if (!to.in && !to.carrier) continue;
        named_.checklist = one.facts();
        Ask fill;
        fill.action = Action::checklist_fill;
        fill.about = one.about;
        const Ask settle =
            ask_item(Action::checklist_decide, one.about, one.life_domains, Law::none);
        const bool may_fill = to.guest && decide(to.who, fill).permit;
        const bool own = to.guest && one.filled_by == to.seat.guest;
        const bool may_decide = !to.guest && decide(to.who, settle).permit;
        named_.checklist.reset();
        if (to.guest ? !may_fill && !own : !sees(to, one.about, one.life_domains)) continue;
        out.shown.insert({'f', one.id.value});
        out.noted.insert({'f', one.id.value});
        w.object().field("id", one.id).field("what", one.what);
        const Professional* const asker = world_.directory().find(one.asked_by);
        const Organisation* const organisation = world_.directory().find(one.organisation);
        w.key("asked_by").object().field("name", asker == nullptr ? std::string() : asker->name);
        w.field("organisation", organisation == nullptr ? std::string() : organisation->name);
        w.end_object().field("state", to_text(one.state));
        if (const auto file =
                one.attachment ? world_.store().attachment(one.attachment) : std::nullopt;
            file && (!to.guest || own)) {
            w.key("attachment").object().field("id", file->id).field("name", file->name);
            w.field("type", file->type).field("size", file->size);
            w.field("state", paper_attachment_words[std::size_t(file->state)]).end_object();
        }
        if (one.decided_at) {
            w.key("decision").object().field("text", one.decision);
            w.field("day", one.decision_day).end_object();
        }
        w.field("may_fill", may_fill).field("may_decide", may_decide).end_object();
    }
    w.end_array();
}

void CallLook::write_tail(Writer& w, const Receiver& to) const {
    if (const auto pass = call_.at.turn.find(to.seat.participant);
        to.in && pass != call_.at.turn.end()) {
        w.key("turn").object().list("urls", world_.turn().urls);
        w.field("username", pass->second.username).field("credential", pass->second.credential);
        w.field("expires_at", pass->second.expires_at).end_object();
    }
    // Whom it is about and what: for who carries, and for who is in and so may know all of it.
    if (!to.guest && (to.carrier || to.in)) {
        w.key("about").array();
        for (const MemberId member : call_.record.about)
            w.object().field("member", member).field("name", name_of(member)).end_object();
        w.end_array();
        write_life_domains(w, "life_domains", call_.record.life_domains);
    }
    std::vector<std::string_view> may;
    const bool open = call_.record.state == CallState::open;
    if (to.carrier && call_.record.state != CallState::ended)
        may = {"admit", "remove", "invite", "end", "share"};
    if (to.carrier && call_.record.state == CallState::ended) may = {"share"};
    if (to.carrier && open) may.push_back("ask_consent");
    if (!to.guest && to.in)
        for (const std::string_view more : {"ask_paper", "decide_paper", "write"})
            may.push_back(more);
    w.list("may", may);
}

}  // namespace kortelijn::commands
