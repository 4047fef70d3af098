// Questions, papers and lines of a call, each asked about by itself, and what the receiver may do.
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

Ask summary_ask(const store::LineRecord& line, bool shared) {
    Ask ask;
    ask.action = Action::summary_read;
    ask.about = line.about;
    ask.shared = shared;
    return ask;
}

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

// A guest sees what is asked of them; of the professionals who carries, and for whom it is meant.
void CallLook::write_questions(Writer& w, const Receiver& to, std::set<Shown>& shown) const {
    w.key("questions").array();
    for (const store::QuestionRecord& one : call_.record.questions) {
        const auto is_theirs = [&](const store::AnsweredBy& by) {
            return to.link != nullptr && to.link->kind == GuestKind::family &&
                   by.member == to.link->person;
        };
        // A question is put to who was let in, so to somebody that a carrier has seen or heard.
        // What they answered before they left stays, to be stopped.
        const bool there = to.own != nullptr && takes_part(to.own->seat.state);
        const auto waits = [&](const store::AnsweredBy& by) {
            return !there && one.state == QuestionState::open &&
                   (by.answer == QuestionAnswer::none || by.answer == QuestionAnswer::later);
        };
        const bool asked = std::any_of(one.asked.begin(), one.asked.end(),
                                       [&](const auto& by) { return is_theirs(by) && !waits(by); });
        const bool meant =
            to.in &&
            (one.person ? one.person == to.seat.who
                        : one.organisation && one.organisation == employer_of(world_.directory(),
                                                                              to.seat.who, now_));
        if (to.guest ? !asked : !to.carrier && !meant) continue;
        shown.insert({'q', one.id.value});
        w.object().field("id", one.id).field("state", to_text(one.state));
        const Professional* const person = world_.directory().find(one.person);
        const Organisation* const organisation = world_.directory().find(
            one.organisation ? one.organisation
                             : employer_of(world_.directory(), one.person, now_));
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
        w.end_array().field("until", one.end).key("asked").array();
        for (const store::AnsweredBy& by : one.asked) {
            if (to.guest && !is_theirs(by)) continue;  // what another said is theirs to tell
            w.object().field("member", by.member).field("name", name_of(by.member));
            w.field("answer", to_text(by.answer)).field("you", is_theirs(by)).end_object();
        }
        w.end_array();
        if (to.guest)
            if (const GroundId own = own_ground(case_.facts(), one, to.link->person))
                w.field("ground", own);
        w.end_object();
    }
    w.end_array();
}

void CallLook::write_papers(Writer& w, const Receiver& to, std::set<Shown>& shown) const {
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
        shown.insert({'f', one.id.value});
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

void CallLook::write_lines(Writer& w, const Receiver& to, std::set<Shown>& shown) const {
    w.key("lines").array();
    for (const store::LineRecord& one : call_.record.lines) {
        if ((!to.in && !to.carrier) || one.withdrawn_at) continue;
        const bool shared =
            to.link != nullptr && (to.link->kind == GuestKind::family ? one.shared(to.link->person)
                                                                      : one.shared(to.link->id));
        if (to.guest ? !shared || !decide(to.who, summary_ask(one, true)).permit
                     : !sees(to, one.about, one.life_domains))
            continue;
        shown.insert({'l', one.id.value});
        w.object().field("id", one.id);
        w.field("kind", one.kind == LineKind::action ? "action" : "sentence");
        const Professional* const by = world_.directory().find(one.by);
        w.field("text", one.text).field("by", by == nullptr ? std::string() : by->name);
        w.field("at", one.changed_at.value_or(one.at));
        if (!one.owner.empty()) w.field("owner", one.owner);
        w.field("due", one.due).key("shared_with").array();
        for (const store::SharedWith& with : one.shared_with)
            if (!to.guest && with.member && !with.taken_back_at)
                w.object()
                    .field("member", with.member)
                    .field("name", name_of(with.member))
                    .end_object();
        w.end_array();
        // The newest; of a guest their own, whatever another of the family said after it.
        const auto said = std::find_if(
            one.disputes.rbegin(), one.disputes.rend(), [&](const store::Dispute& dispute) {
                return to.link == nullptr || dispute.member == to.link->person;
            });
        if (said != one.disputes.rend())
            w.key("dispute").object().field("text", said->text).field("at", said->at).end_object();
        w.end_object();
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
