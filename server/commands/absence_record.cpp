// absence.record: somebody is away, and who stands in for them until when. Both work at once: who
// handed over is out when this commits, who stands in may come in (I3, R11, R12).
#include "commands/absence_rows.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    ProfessionalId who;
    Day from;
    std::optional<Day> to;
    ProfessionalId replacement;
    std::optional<Day> replacement_to;
};

Input read(protocol::Reader& r) {
    Input in;
    in.who = r.id<ProfessionalId>("who");
    in.from = r.day("from");
    in.to = r.optional_day("to");
    in.replacement = r.optional_id<ProfessionalId>("replacement").value_or(ProfessionalId{});
    in.replacement_to = r.optional_day("replacement_to");
    if (in.to && *in.to < in.from) r.refuse_field("record.end_before_begin", "to");
    const bool alone = in.replacement_to && !in.replacement;
    const bool longer = in.replacement_to && in.to && *in.to < *in.replacement_to;
    if (alone || longer) r.refuse_field("request.invalid", "replacement_to");
    return in;
}

// Days are whole and local; today counts from now.
Instant begin_of(Day day, Instant now) {
    return day <= amsterdam_day(now) ? now : amsterdam_midnight(day);
}
std::optional<Instant> end_of(std::optional<Day> last) {
    return last ? std::optional(amsterdam_midnight(Day{last->number + 1})) : std::nullopt;
}

Requirement require(const Input& in, World& world, const Caller& caller, Instant now) {
    Ask ask = ask_absence(world, caller.who, in.who, now);
    ask.from = begin_of(in.from, now);
    ask.until = end_of(in.replacement ? in.replacement_to : in.to);
    ask.replacement = in.replacement;
    return Requirement::officer(std::move(ask));
}

Result<Change> effect(const Input& in, Context& c) {
    const Instant from = begin_of(in.from, c.now);
    const std::optional<Instant> to = end_of(in.to);
    if (to && *to <= c.now) return refuse("record.in_the_past", "to");
    Absence absence;
    absence.professional = in.who;
    absence.period = {from, to};
    const AbsenceId id = c.store.add_absence(absence);
    if (in.replacement) {
        Replacement replacement;
        replacement.absent = in.who;
        replacement.replacement = in.replacement;
        replacement.period = {from, end_of(in.replacement_to)};
        c.store.add_replacement(replacement);
    }
    c.world.touch_directory();
    Change change;
    change.object.professional = in.who;
    if (to) change.object.until = to->ms;
    protocol::Writer w(32);
    change.result = w.object().field("absence", id).end_object().take();
    return change;
}

}  // namespace

constinit const Row absence_record =
    row<Input, read, require, effect>("absence.record", Kind::write);

}  // namespace kortelijn::commands
