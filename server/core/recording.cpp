// The one place where a command's entry is written, and what follows from a kept command: no entry,
// no act (I1).
#include <algorithm>

#include "commands/refusal_words.hpp"
#include "commands/rows.hpp"
#include "core/pipeline.hpp"
#include "reply.hpp"

namespace kortelijn::core {

using commands::Caller;
using commands::Change;

namespace {

// What a refused request named, whether it exists or not: sealed with the collaboration, because
// an absent case has no key and the two must look alike (I6).
void disclose_asked(audit::Draft& draft, const commands::Requirement& need) {
    const audit::CaseValue asked{need.of_case, need.room, {}};
    draft.disclosures.push_back(
        {"case", audit::to_json(asked), {audit::EraseKind::collaboration, 0}});
}

// The reason of a refusal differs between absent and forbidden; its length on disk does not.
// Readers pass over keys they do not know.
std::string padded(std::string json) {
    constexpr std::size_t step = 128;
    constexpr std::size_t frame = sizeof(",\"pad\":\"\"") - 1;
    const std::size_t bare = json.size() + frame;
    json.insert(json.size() - 1,
                ",\"pad\":\"" + std::string((step - bare % step) % step, '.') + "\"");
    return json;
}

// What stands in for a reply that may not be given after all. Made for every reply and given for
// almost none: only the id is new in it.
std::string taken_back_reply(std::string_view id_json, Language language) {
    struct Around {
        std::string before, after;
        explicit Around(Language of) {
            constexpr std::string_view id = "\"0\"";
            before = protocol::error_frame(id, refuse("outcome_unknown"), of);
            const std::size_t at = before.find(id);
            after = before.substr(at + id.size());
            before.resize(at);
        }
    };
    static const Around dutch(Language::nl), english(Language::en);
    const Around& around = language == Language::en ? english : dutch;
    std::string out;
    out.reserve(around.before.size() + id_json.size() + around.after.size());
    return out.append(around.before).append(id_json).append(around.after);
}

}  // namespace

void Pipeline::keep(const Caller& caller, const std::string& id_json, const commands::Row& row,
                    commands::Context& context, Change change, const audit::TraceId& trace) {
    const Instant at = context.now;
    if (row.recorded == commands::Recorded::yes) {
        audit::Draft entry = draft(row.name, &caller, trace);
        CaseId of_case = change.of_case;
        if (!of_case && context.entry != nullptr && context.entry->exists())
            of_case = context.entry->id;
        if (change.repeated) change.object.reason = "repeated";
        if (change.on_behalf_of) change.object.on_behalf_of = change.on_behalf_of.value;
        if (context.decision.law_changing) change.object.field = "law_changing";
        if (of_case) {
            // A consult's table is the case with a room of its own.
            const bool here = context.entry != nullptr && context.entry->id == of_case;
            const commands::CaseEntry& concerned =
                here ? *context.entry : world_.entry(of_case, at);
            audit::disclose(
                entry, audit::CaseValue{of_case, concerned.record.room, concerned.record.number});
        }
        audit::disclose(entry, change.object, of_case, of_case ? SignalId{} : change.of_signal);
        audit::disclose_members(entry, change.members, of_case);
        log_.append(at, entry);
        for (const commands::AlsoRecorded& also : change.also) {
            if (!also.refused.empty()) {
                commands::Requirement named;
                named.room = also.room;
                named.ask = commands::ask_case(Action::case_open);
                record_refusal(caller, commands::find_row(also.event), &named,
                               {also.refused, "not_found"}, at, true);
                continue;
            }
            commands::CaseEntry& concerned = world_.entry(also.of_case, at);
            audit::Draft more = draft(also.event, &caller, trace);
            const RoomId room = also.room ? also.room : concerned.record.room;
            audit::disclose(more, audit::CaseValue{also.of_case, room, concerned.record.number});
            audit::disclose(more, also.object, also.of_case);
            audit::disclose_members(more, also.members, also.of_case);
            log_.append(at, more);
        }
    }
    for (const commands::Seating& seating : change.seatings) sit(caller, seating, trace, at);
    if (change.seated) sit_at_board(caller, *change.seated);
    store_.release();
    world_.keep_touches();

    if (beside_ != nullptr) {
        answer_beside({boost::system::in_place_value, change.result}, &caller, change.tag);
        return take_effect(caller, change, at);
    }
    const std::string instead = change.tag ? taken_back_reply(id_json, caller.language) : "";
    outgoing_.emplace_back(Answer{caller.connection, change.tag,
                                  protocol::result_frame(id_json, change.result), instead});
    take_effect(caller, change, at);
}

void Pipeline::take_effect(const Caller& caller, Change& change, Instant at) {
    for (commands::Said& said : change.said) {
        const auto room = world_.rooms().find(said.room);
        auto text = std::make_shared<const std::string>(
            protocol::notice(said.notice, said.params.empty() ? std::string_view(*said.event.item)
                                                              : std::string_view(said.params)));
        std::shared_ptr<const std::string> bare;
        if (said.event.answering)
            bare = std::make_shared<const std::string>(
                protocol::notice(said.notice, *said.event.answering->item));
        outgoing_.emplace_back(SaidNow{said.room, said.event, std::move(text), std::move(bare)});
        if (room != world_.rooms().end()) room->second.push(std::move(said.event));
    }
    if (change.after) change.after(world_);
    note_news(caller, change);
    note_consults(caller, change, at);
    note_plans(caller, change, at);
    for (const BoardId board : change.boards) world_.mark(board);
    if (change.of_signal && !change.repeated) world_.mark_boards_of(change.of_signal);
    if (change.lists_cases)
        if (rooms::Connection* connection = world_.connections().find(caller.connection)) {
            for (const CaseId id : connection->watching)
                world_.entry(id, at).watchers.erase(caller.connection);
            connection->watching.clear();
            connection->lists_cases = true;
        }
    for (const CaseId id : change.watch)
        if (rooms::Connection* connection = world_.connections().find(caller.connection)) {
            world_.entry(id, at).watchers.insert(caller.connection);
            if (std::find(connection->watching.begin(), connection->watching.end(), id) ==
                connection->watching.end())
                connection->watching.push_back(id);
        }
    for (commands::Tell& tell : change.tells)
        outgoing_.emplace_back(Told{std::make_shared<const std::string>(std::move(tell.text)),
                                    tell.tag, std::move(tell.to)});
    if (change.link_mail && options_.post)
        done_.push_back([this, mail = std::move(*change.link_mail)] { options_.post(mail); });
    for (const GuestId link : change.ended_links) end_guest(link, at, "link.ended");
    for (const SessionId session : change.ended_sessions) end_session(session, at, "session.ended");
}

void Pipeline::record_refusal(const Caller& caller, const commands::Row* row,
                              const commands::Requirement* need, const Refusal& no, Instant at,
                              bool by_policy) {
    ++counts_.refusals;
    if (row == nullptr || row->recorded == commands::Recorded::no) return;
    if (!single_refusal(caller, at)) return;  // summed once a minute
    audit::Draft entry = draft(row->name, &caller, log_.new_trace());
    entry.outcome = by_policy ? audit::Outcome::refused_policy : audit::Outcome::refused_request;
    if (need != nullptr && (need->of_case || need->room || need->action || need->question))
        disclose_asked(entry, *need);
    audit::ObjectValue object;
    object.reason = no.reason;
    object.tell = no.tell;
    object.field = no.field;
    if (need != nullptr && need->signal) object.signal = need->signal.value;
    if (need != nullptr && need->action) object.action = need->action.value;
    if (need != nullptr && need->board) object.board = need->board.value;
    if (need != nullptr && need->consult) object.consult = need->consult.value;
    if (need != nullptr && need->attachment) object.attachment = need->attachment.value;
    if (need != nullptr && need->ask && need->ask->purpose)
        object.purpose = to_text(*need->ask->purpose);
    entry.disclosures.push_back(
        {"object", padded(audit::to_json(object)), {audit::EraseKind::collaboration, 0}});
    for (auto& disclosure : entry.disclosures)
        if (disclosure.name != "object")
            disclosure.value_json = padded(std::move(disclosure.value_json));
    log_.append(at, entry);
}

void Pipeline::answer_refusal(const Caller& caller, const std::string& id_json, const Refusal& no) {
    if (beside_ != nullptr) return answer_beside(no);
    const std::string_view words = commands::words_of_refusal(no, caller.language);
    outgoing_.emplace_back(Answer{
        caller.connection, {}, protocol::error_frame(id_json, no, caller.language, words), {}});
    if (no.tell == "signed_out") closes_.push_back({caller.connection, 4401, "session.ended"});
}

}  // namespace kortelijn::core
