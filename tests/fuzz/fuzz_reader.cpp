// Any JSON object as params of a few shapes of command: the reader never crashes, a refusal has a
// code of the list, and what is accepted is within its bounds. The first byte chooses the shape.
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "codes.hpp"
#include "reader.hpp"
#include "text_rules.hpp"
#include "writer.hpp"

using nlohmann::json;
using namespace kortelijn;
using namespace kortelijn::protocol;

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

std::optional<int> parse_word_of_school(std::string_view word) {
    if (word == "school") return 1;
    if (word == "parenting") return 2;
    return std::nullopt;
}

void check(Reader& r) {
    const bool refused = r.refused();
    const auto end = r.finish();
    if (refused) must(!end);
    if (!end) must(find_code(end.error().tell) != nullptr && end.error().amount >= 0);
}

void post(Reader& r) {
    const RoomId room = r.id<RoomId>("room");
    const std::string text = r.text("text", {max_text_characters, max_text_bytes});
    const auto about = r.optional_ids<MemberId>("about");
    r.optional_words("life_domains", parse_word_of_school, "domain.unknown");
    r.optional_word("source_law", parse_word_of_school);
    r.optional_integer("reply_to", 0, max_number);
    r.optional_ids<ProfessionalId>("mentions", 20);
    r.integer("client_id", 1, max_number);
    if (!r.refused()) {
        must(room.value >= 1 && room.value <= max_number);
        must(text.size() <= max_text_bytes && count_characters(text) <= max_text_characters);
        must(!trimmed(text).empty());
        must(!about || about->size() <= max_list);
        std::string out;
        append_escaped(out, text);
        must(json::parse(out) == text);
    }
}

void ground(Reader& r) {
    r.optional_id<CaseId>("case");
    r.token("kind", 40);
    r.ids<MemberId>("members");
    r.optional_ids<MemberId>("given_by");
    r.optional_instant("given_at");
    r.optional_instant("begin");
    r.optional_instant("end");
    r.optional_text("reason", {2000, 8000});
    r.optional_boolean("confidential");
}

std::string household(Reader& r) {
    r.text("name", {120, 480, false});
    r.day("birth_date");
    r.optional_refs("custody");
    r.optional_day("custody_checked_on");
    return r.token("ref", 16);
}

void create(Reader& r) {
    r.id<TeamId>("team");
    r.ids<ProfessionalId>("pair", 2);
    r.objects("household", 30, household);
    r.optional_object("first", household);
}

void hello(Reader& r) {
    r.token("device", 16);
    r.object("resume", [](Reader& resume) {
        resume.token("epoch");
        return resume.objects("rooms", max_resume_rooms, [](Reader& room) {
            room.integer("seq", 0, max_number);
            return room.id<RoomId>("room");
        });
    });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const json params = json::parse(text, nullptr, false);
    if (params.is_discarded()) return 0;
    Reader r(params);
    switch (data[0] % 4) {
        case 0:
            post(r);
            break;
        case 1:
            ground(r);
            break;
        case 2:
            create(r);
            break;
        default:
            hello(r);
            break;
    }
    check(r);
    return 0;
}
