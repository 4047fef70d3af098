// The plain getters of Reader. Strict: no number in quotes, no 1.0 for 1, no null for absent.
#include "reader.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "field_name.hpp"

namespace kortelijn::protocol {
namespace {

bool token_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.' || c == ':';
}

bool is_token(std::string_view text, std::size_t most) {
    return !text.empty() && text.size() <= most &&
           std::all_of(text.begin(), text.end(), token_character);
}

}  // namespace

Reader::Reader(const Json& object, std::string path) : object_(object), path_(std::move(path)) {
    asked_.reserve(16);
    if (!object_.is_object()) refuse_path("request.invalid", path_);
}

bool Reader::has(std::string_view name) const {
    return object_.is_object() && object_.contains(name);
}

const Reader::Json* Reader::find(std::string_view name) {
    if (!object_.is_object()) return nullptr;
    const auto at = object_.find(name);
    if (at == object_.end()) return nullptr;
    asked_.push_back(name);
    return &*at;
}

const Reader::Json* Reader::required(std::string_view name) {
    const Json* value = find(name);
    if (!value) refuse_field("request.invalid", name);
    return value;
}

std::size_t Reader::size_of(const Json& list) { return list.size(); }
const Reader::Json& Reader::item_of(const Json& list, std::size_t index) { return list[index]; }
bool Reader::is_object(const Json& value) { return value.is_object(); }
const std::string* Reader::string_of(const Json& value) {
    return value.get_ptr<const std::string*>();
}

const Reader::Json* Reader::list(std::string_view name, std::size_t most, bool needed) {
    const Json* value = needed ? required(name) : find(name);
    if (!value) return nullptr;
    if (value->is_array() && value->size() <= most) return value;
    refuse_field("request.invalid", name);
    return nullptr;
}

std::optional<std::int64_t> Reader::integer_of(const Json& value, std::int64_t least,
                                               std::int64_t most) const {
    if (!value.is_number_integer()) return std::nullopt;
    if (value.is_number_unsigned() &&
        value.get<std::uint64_t>() > static_cast<std::uint64_t>(max_number)) {
        return std::nullopt;
    }
    const auto number = value.get<std::int64_t>();
    if (number < least || number > most) return std::nullopt;
    return number;
}

std::optional<std::int64_t> Reader::optional_integer(std::string_view name, std::int64_t least,
                                                     std::int64_t most) {
    const Json* value = find(name);
    if (!value) return std::nullopt;
    const auto number = integer_of(*value, least, most);
    if (!number) refuse_field("request.invalid", name);
    return number;
}

std::int64_t Reader::integer(std::string_view name, std::int64_t least, std::int64_t most) {
    const Json* value = required(name);
    if (!value) return 0;
    const auto number = integer_of(*value, least, most);
    if (!number) refuse_field("request.invalid", name);
    return number.value_or(0);
}

std::optional<bool> Reader::optional_boolean(std::string_view name) {
    const Json* value = find(name);
    if (!value) return std::nullopt;
    if (value->is_boolean()) return value->get<bool>();
    refuse_field("request.invalid", name);
    return std::nullopt;
}

bool Reader::boolean(std::string_view name) {
    if (!has(name)) refuse_field("request.invalid", name);
    return optional_boolean(name).value_or(false);
}

std::string Reader::text_of(const Json& value, std::string_view name, TextRule rule) {
    if (!value.is_string()) {
        refuse_field("request.invalid", name);
        return {};
    }
    const auto& text = value.get_ref<const std::string&>();
    if (auto fine = check_text(text, rule); !fine) {
        refuse_field(fine.error().reason, name, fine.error().amount);
        return {};
    }
    return text;
}

std::string Reader::text(std::string_view name, TextRule rule) {
    const Json* value = required(name);
    return value ? text_of(*value, name, rule) : std::string{};
}

std::optional<std::string> Reader::optional_text(std::string_view name, TextRule rule) {
    const Json* value = find(name);
    if (!value) return std::nullopt;
    return text_of(*value, name, rule);
}

std::string Reader::token_of(const Json& value, std::string_view name, std::size_t most) {
    if (value.is_string() && is_token(value.get_ref<const std::string&>(), most)) {
        return value.get_ref<const std::string&>();
    }
    refuse_field("request.invalid", name);
    return {};
}

std::string Reader::token(std::string_view name, std::size_t most) {
    const Json* value = required(name);
    return value ? token_of(*value, name, most) : std::string{};
}

std::optional<std::string> Reader::optional_token(std::string_view name, std::size_t most) {
    const Json* value = find(name);
    if (!value) return std::nullopt;
    return token_of(*value, name, most);
}

std::optional<Instant> Reader::optional_instant(std::string_view name) {
    const Json* value = find(name);
    if (!value) return std::nullopt;
    if (value->is_string()) {
        if (const auto at = parse_instant(value->get_ref<const std::string&>())) return at;
    }
    refuse_field("request.invalid", name);
    return Instant{};
}

Instant Reader::instant(std::string_view name) {
    if (const auto at = optional_instant(name)) return *at;
    refuse_field("request.invalid", name);
    return {};
}

std::optional<Day> Reader::optional_day(std::string_view name) {
    const Json* value = find(name);
    if (!value) return std::nullopt;
    if (value->is_string()) {
        if (const auto day = parse_day(value->get_ref<const std::string&>())) return day;
    }
    refuse_field("request.invalid", name);
    return Day{};
}

Day Reader::day(std::string_view name) {
    if (const auto day = optional_day(name)) return *day;
    refuse_field("request.invalid", name);
    return {};
}

std::optional<std::vector<std::string>> Reader::optional_refs(std::string_view name,
                                                              std::size_t most) {
    if (!has(name)) return std::nullopt;
    std::vector<std::string> refs;
    const Json* items = list(name, most, true);
    if (!items) return refs;
    for (std::size_t i = 0; i < items->size(); ++i) {
        const Json& item = (*items)[i];
        const bool fine = item.is_string() && is_token(item.get_ref<const std::string&>(), 16) &&
                          std::ranges::find(refs, item.get_ref<const std::string&>()) == refs.end();
        if (!fine) {
            refuse_path("request.invalid", path(name, i));
            return refs;
        }
        refs.push_back(item.get_ref<const std::string&>());
    }
    return refs;
}

std::vector<std::string> Reader::refs(std::string_view name, std::size_t most) {
    if (auto refs = optional_refs(name, most)) return std::move(*refs);
    refuse_field("request.invalid", name);
    return {};
}

std::string Reader::path(std::string_view name) const {
    return path_.empty() ? std::string(name) : path_ + '.' + std::string(name);
}

std::string Reader::path(std::string_view name, std::size_t index) const {
    return path(name) + '[' + std::to_string(index) + ']';
}

void Reader::refuse_field(std::string_view code, std::string_view name, std::int64_t amount) {
    if (!refused_) refuse_path(code, path(name), amount);
}

void Reader::refuse_path(std::string_view code, std::string path, std::int64_t amount) {
    if (refused_) return;
    refusal_ = refuse(code, std::move(path));
    refusal_.amount = amount;
    refused_ = true;
}

void Reader::take_refusal(Reader& child) {
    if (auto whole = child.finish(); !whole && !refused_) {
        refusal_ = std::move(whole).error();
        refused_ = true;
    }
}

Result<void> Reader::finish() {
    if (!refused_ && asked_.size() != object_.size()) {
        for (const auto& [name, value] : object_.items()) {
            if (std::ranges::find(asked_, std::string_view(name)) != asked_.end()) continue;
            const std::string known = field_name(name);
            refuse_path("request.invalid", known.empty() ? path_ : path(known));
            break;
        }
    }
    if (refused_) return refusal_;
    return {};
}

}  // namespace kortelijn::protocol
