// Columns in the order of the header. What was erased reads "gewist", what is not known "onbekend".
#include "audit/csv.hpp"

#include "audit/escaping.hpp"

namespace kortelijn::audit {
namespace {

constexpr std::string_view erased_word = "gewist";

class CsvLine {
public:
    explicit CsvLine(std::string& out) : out_{out} {}

    void cell(std::string_view text) {
        if (!first_) out_ += ',';
        first_ = false;
        append_csv_cell(out_, text);
    }
    void number(std::int64_t value) { cell(value != 0 ? std::to_string(value) : std::string{}); }
    void check(Checked value) {
        cell(value == Checked::yes ? "ja" : value == Checked::no ? "nee" : "onbekend");
    }
    void done() { out_ += "\r\n"; }

private:
    std::string& out_;
    bool first_ = true;
};

void add(std::string& out, std::string_view name, std::int64_t value) {
    if (!out.empty()) out += ' ';
    out += name;
    out += ':';
    out += std::to_string(value);
}

// What it was done to, by ids: "case:12 room:3 range:4-9 member:7".
std::string object_of(const EntryView& view) {
    std::string out;
    if (view.of_case) {
        if (view.of_case->the_case) add(out, "case", view.of_case->the_case.value);
        if (view.of_case->room) add(out, "room", view.of_case->room.value);
    }
    if (view.object) {
        const ObjectValue& object = *view.object;
        for (const Range& range : object.ranges) {
            add(out, "range", range.first);
            if (range.second != range.first) out += '-' + std::to_string(range.second);
        }
        if (object.seq) add(out, "seq", *object.seq);
        const std::pair<std::string_view, std::optional<std::int64_t>> named[] = {
            {"entry", object.entry},     {"signal", object.signal},
            {"board", object.board},     {"item", object.item},
            {"action", object.action},   {"link", object.link},
            {"call", object.call},       {"participant", object.participant},
            {"consult", object.consult}, {"attachment", object.attachment}};
        for (const auto& [name, value] : named)
            if (value) add(out, name, *value);
        if (object.organisation) add(out, "organisation", object.organisation.value);
        if (object.professional) add(out, "professional", object.professional.value);
    }
    for (const MemberId member : view.members) add(out, "member", member.value);
    if (view.erased) out += out.empty() ? erased_word : std::string_view{" gewist"};
    return out;
}

void who(CsvLine& line, const EntryView& view) {
    if (!view.actor) {
        for (int i = 0; i < 4; ++i) line.cell(view.erased ? erased_word : std::string_view{});
        line.cell({});
        return;
    }
    const ActorValue& actor = *view.actor;
    line.cell(actor.professional ? std::to_string(actor.professional.value)
              : actor.guest      ? "guest:" + std::to_string(actor.guest.value)
                                 : actor.name);
    line.number(actor.organisation.value);
    line.cell(actor.role);
    line.number(actor.on_behalf_of.value);
    line.number(actor.device);
}

void why(CsvLine& line, const EntryView& view) {
    if (!view.object) return line.cell({}), line.cell({});
    line.cell(view.object->purpose);
    std::string grounds;
    for (const std::int64_t id : view.object->grounds)
        (grounds += grounds.empty() ? "" : " ") += std::to_string(id);
    line.cell(grounds);
}

}  // namespace

std::string_view csv_header() {
    return "n,t,event,actie,uitkomst,wie_id,wie_organisatie,wie_rol,namens,client_id,object,doel,"
           "grondslag_ids,geautoriseerd,behandelrelatie,toestemming,noodknop,beleid,trace,"
           "toegangspunt,reden\r\n";
}

void append_csv_cell(std::string& out, std::string_view text) {
    const bool formula = text.find_first_of("=+-@\t\r") == 0;
    if (text.find_first_of(",\"\r\n") == text.npos) {
        if (formula) out += '\'';
        out += text;
        return;
    }
    out += '"';
    if (formula) out += '\'';
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

void append_csv_line(std::string& out, const EntryView& view) {
    CsvLine line{out};
    line.cell(std::to_string(view.entry.n));
    line.cell(to_text(view.entry.at));
    line.cell(view.entry.event);
    line.cell(std::string(1, char(view.entry.action)));
    line.cell(std::to_string(unsigned(view.entry.outcome)));
    who(line, view);
    line.cell(object_of(view));
    why(line, view);
    line.check(view.checks.authorised);
    line.check(view.checks.treatment);
    line.check(view.checks.consent);
    line.check(view.checks.emergency);
    line.cell(view.policy);
    line.cell(to_hex(view.entry.trace));
    line.cell(view.actor ? std::string_view{view.actor->address} : std::string_view{});
    line.cell(view.object ? std::string_view{view.object->reason} : std::string_view{});
    line.done();
}

}  // namespace kortelijn::audit
