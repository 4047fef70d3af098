// Written by string append in a fixed order of keys; read in any order.
#include "audit/values.hpp"

#include <charconv>

#include "audit/escaping.hpp"
#include "audit/json_reader.hpp"

namespace kortelijn::audit {
namespace {

// Appends the fields that are there: an empty text, a zero id and an empty list are absent.
class Writer {
public:
    Writer() { out_.reserve(160); }

    void number(std::string_view key, std::int64_t value) {
        begin(key);
        append(value);
    }
    void id(std::string_view key, std::int64_t value) {
        if (value != 0) number(key, value);
    }
    void number(std::string_view key, const std::optional<std::int64_t>& value) {
        if (value) number(key, *value);
    }
    void text(std::string_view key, std::string_view value) {
        if (value.empty()) return;
        begin(key);
        append_json_string(out_, value);
    }
    template <class List, class Each>
    void list(std::string_view key, const List& values, Each each) {
        if (values.empty()) return;
        begin(key);
        out_ += '[';
        bool first = true;
        for (const auto& value : values) {
            if (!first) out_ += ',';
            first = false;
            each(value);
        }
        out_ += ']';
    }
    void append(std::int64_t value) {
        char digits[24];
        const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
        out_.append(digits, end);
    }
    std::string& raw() { return out_; }
    std::string done() {
        if (out_.empty()) out_ = "{";
        out_ += '}';
        return std::move(out_);
    }

private:
    void begin(std::string_view key) {
        out_ += out_.empty() ? "{\"" : ",\"";
        out_ += key;
        out_ += "\":";
    }

    std::string out_;
};

// Hands each key to `field`, which reads the value and says so; unknown values are skipped.
template <class Field>
bool read_object(std::string_view json, Field field) {
    JsonReader reader{json};
    for (reader.begin('{'); reader.more('}');) {
        const std::string key = reader.key();
        if (!field(key, reader)) reader.value();
    }
    return reader.finished();
}

template <class Each>
void read_list(JsonReader& reader, Each each) {
    for (reader.begin('['); reader.more(']');) each();
}

Range read_range(JsonReader& reader) {
    std::int64_t ends[2] = {0, 0};
    std::size_t count = 0;
    read_list(reader, [&] {
        const std::int64_t value = reader.integer();
        if (count < 2) ends[count] = value;
        ++count;
    });
    return count == 2 ? Range{ends[0], ends[1]} : Range{0, -1};
}

struct ObjectText {
    std::string_view key;
    std::string ObjectValue::*member;
};
constexpr ObjectText object_texts[] = {
    {"ground_kind", &ObjectValue::ground_kind},
    {"purpose", &ObjectValue::purpose},
    {"law", &ObjectValue::law},
    {"mask", &ObjectValue::mask},
    {"reason", &ObjectValue::reason},
    {"tell", &ObjectValue::tell},
    {"query", &ObjectValue::query},
    {"field", &ObjectValue::field},
    {"key_kind", &ObjectValue::key_kind},
    {"owner", &ObjectValue::owner},
    {"outcome", &ObjectValue::outcome},
    {"signed_root", &ObjectValue::signed_root},
};
struct ObjectNumber {
    std::string_view key;
    std::optional<std::int64_t> ObjectValue::*member;
};
constexpr ObjectNumber object_numbers[] = {
    {"seq", &ObjectValue::seq},
    {"entry", &ObjectValue::entry},
    {"count", &ObjectValue::count},
    {"on_behalf_of", &ObjectValue::on_behalf_of},
    {"until", &ObjectValue::until},
    {"key_id", &ObjectValue::key_id},
    {"signal", &ObjectValue::signal},
    {"board", &ObjectValue::board},
    {"item", &ObjectValue::item},
    {"action", &ObjectValue::action},
    {"link", &ObjectValue::link},
    {"call", &ObjectValue::call},
    {"participant", &ObjectValue::participant},
    {"consult", &ObjectValue::consult},
    {"attachment", &ObjectValue::attachment},
    {"signed_size", &ObjectValue::signed_size},
};

bool read_object_field(ObjectValue& out, std::string_view key, JsonReader& r) {
    for (const auto& each : object_texts)
        if (each.key == key) return out.*each.member = r.string(), true;
    for (const auto& each : object_numbers)
        if (each.key == key) return out.*each.member = r.integer(), true;
    if (key == "organisation") return out.organisation.value = r.integer(), true;
    if (key == "professional") return out.professional.value = r.integer(), true;
    if (key == "ranges") return read_list(r, [&] { out.ranges.push_back(read_range(r)); }), true;
    if (key == "grounds") return read_list(r, [&] { out.grounds.push_back(r.integer()); }), true;
    if (key == "life_domains")
        return read_list(r, [&] { out.life_domains.push_back(r.string()); }), true;
    return false;
}

}  // namespace

std::string to_json(const ActorValue& value) {
    Writer out;
    out.id("professional", value.professional.value);
    out.id("organisation", value.organisation.value);
    out.text("role", value.role);
    out.id("on_behalf_of", value.on_behalf_of.value);
    out.id("guest", value.guest.value);
    out.id("session", value.session.value);
    out.id("device", value.device);
    out.text("address", value.address);
    out.text("name", value.name);
    return out.done();
}

std::string to_json(const CaseValue& value) {
    Writer out;
    out.id("case", value.the_case.value);
    out.id("room", value.room.value);
    out.text("number", value.number);
    return out.done();
}

std::string to_json(const ObjectValue& value) {
    Writer out;
    out.list("ranges", value.ranges, [&](const Range& range) {
        out.raw() += '[', out.append(range.first), out.raw() += ',', out.append(range.second),
            out.raw() += ']';
    });
    out.list("grounds", value.grounds, [&](std::int64_t id) { out.append(id); });
    out.list("life_domains", value.life_domains,
             [&](const std::string& word) { append_json_string(out.raw(), word); });
    out.id("organisation", value.organisation.value);
    out.id("professional", value.professional.value);
    for (const auto& each : object_numbers) out.number(each.key, value.*each.member);
    for (const auto& each : object_texts) out.text(each.key, value.*each.member);
    return out.done();
}

std::string member_json(MemberId id) {
    Writer out;
    out.id("id", id.value);
    return out.done();
}

std::string members_json(const std::vector<MemberId>& ids) {
    Writer out;
    out.list("ids", ids, [&](MemberId id) { out.append(id.value); });
    return out.done();
}

std::optional<ActorValue> parse_actor(std::string_view json) {
    ActorValue out;
    const bool whole = read_object(json, [&](std::string_view key, JsonReader& r) {
        if (key == "professional") return out.professional.value = r.integer(), true;
        if (key == "organisation") return out.organisation.value = r.integer(), true;
        if (key == "role") return out.role = r.string(), true;
        if (key == "on_behalf_of") return out.on_behalf_of.value = r.integer(), true;
        if (key == "guest") return out.guest.value = r.integer(), true;
        if (key == "session") return out.session.value = r.integer(), true;
        if (key == "device") return out.device = r.integer(), true;
        if (key == "address") return out.address = r.string(), true;
        if (key == "name") return out.name = r.string(), true;
        return false;
    });
    return whole ? std::optional{out} : std::nullopt;
}

std::optional<CaseValue> parse_case(std::string_view json) {
    CaseValue out;
    const bool whole = read_object(json, [&](std::string_view key, JsonReader& r) {
        if (key == "case") return out.the_case.value = r.integer(), true;
        if (key == "room") return out.room.value = r.integer(), true;
        if (key == "number") return out.number = r.string(), true;
        return false;
    });
    return whole ? std::optional{out} : std::nullopt;
}

std::optional<ObjectValue> parse_object(std::string_view json) {
    ObjectValue out;
    const bool whole = read_object(
        json, [&](std::string_view key, JsonReader& r) { return read_object_field(out, key, r); });
    for (const Range& range : out.ranges)
        if (range.first > range.second) return std::nullopt;
    return whole ? std::optional{out} : std::nullopt;
}

std::optional<std::vector<MemberId>> parse_members(std::string_view json) {
    std::vector<MemberId> out;
    const bool whole = read_object(json, [&](std::string_view key, JsonReader& r) {
        if (key == "id") return out.push_back(MemberId{r.integer()}), true;
        if (key == "ids") return read_list(r, [&] { out.push_back(MemberId{r.integer()}); }), true;
        return false;
    });
    return whole ? std::optional{out} : std::nullopt;
}

std::string mask_text(const Mask& mask) {
    std::size_t used = mask.by_slot.size();
    while (used > 0 && mask.by_slot[used - 1] == 0) --used;
    std::string out;
    for (std::size_t slot = 0; slot < used; ++slot) {
        char digits[17];
        const auto [end, error] =
            std::to_chars(digits, digits + sizeof digits, mask.by_slot[slot], 16);
        if (slot > 0) out += '.';
        out.append(digits, end);
    }
    return out;
}

std::optional<Mask> parse_mask(std::string_view text) {
    Mask out;
    for (std::size_t slot = 0; !text.empty(); ++slot) {
        if (slot == out.by_slot.size()) return std::nullopt;
        const std::string_view word = text.substr(0, text.find('.'));
        const auto [end, error] =
            std::from_chars(word.data(), word.data() + word.size(), out.by_slot[slot], 16);
        if (error != std::errc{} || end != word.data() + word.size()) return std::nullopt;
        text.remove_prefix(word.size());
        if (text.empty()) break;
        text.remove_prefix(1);
        if (text.empty()) return std::nullopt;
    }
    return out;
}

}  // namespace kortelijn::audit
