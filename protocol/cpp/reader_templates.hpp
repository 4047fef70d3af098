// The bodies of Reader's templates: lists, words and nested objects. Included by reader.hpp only.
#pragma once

#include <algorithm>

#include "reader.hpp"

namespace kortelijn::protocol {

template <class Parse>
WordOf<Parse> Reader::word_of(const Json& value, std::string_view name, Parse parse,
                              std::string_view code) {
    const std::string* const text = string_of(value);
    if (text == nullptr) {
        refuse_field("request.invalid", name);
        return {};
    }
    if (auto word = parse(std::string_view(*text))) return *word;
    refuse_field(code, name);
    return {};
}

template <class AnId>
std::optional<std::vector<AnId>> Reader::optional_ids(std::string_view name, std::size_t most) {
    if (!has(name)) return std::nullopt;
    std::vector<AnId> ids;
    const Json* items = list(name, most, true);
    if (!items) return ids;
    ids.reserve(size_of(*items));
    for (std::size_t i = 0; i < size_of(*items); ++i) {
        const auto number = integer_of(item_of(*items, i), 1, max_number);
        if (!number || std::ranges::find(ids, AnId{*number}) != ids.end()) {
            refuse_path("request.invalid", path(name, i));
            return ids;
        }
        ids.push_back(AnId{*number});
    }
    return ids;
}

template <class AnId>
std::vector<AnId> Reader::ids(std::string_view name, std::size_t most) {
    if (auto ids = optional_ids<AnId>(name, most)) return std::move(*ids);
    refuse_field("request.invalid", name);
    return {};
}

template <class Parse>
std::optional<std::vector<WordOf<Parse>>> Reader::optional_words(std::string_view name, Parse parse,
                                                                 std::string_view code,
                                                                 std::size_t most) {
    if (!has(name)) return std::nullopt;
    std::vector<WordOf<Parse>> words;
    const Json* items = list(name, most, true);
    if (!items) return words;
    for (std::size_t i = 0; i < size_of(*items); ++i) {
        // A word outside the list is told with the list's name: that is what a form shows.
        const auto word = word_of(item_of(*items, i), name, parse, code);
        if (refused()) return words;
        if (std::ranges::find(words, word) != words.end()) {
            refuse_field("request.invalid", name);
            return words;
        }
        words.push_back(word);
    }
    return words;
}

template <class Parse>
auto Reader::words(std::string_view name, Parse parse, std::string_view code, std::size_t most) {
    auto words = optional_words(name, parse, code, most);
    if (!words) refuse_field("request.invalid", name);
    return words ? std::move(*words) : std::vector<WordOf<Parse>>{};
}

template <class Read>
auto Reader::optional_object(std::string_view name, Read read) {
    using Value = std::invoke_result_t<Read, Reader&>;
    const Json* value = find(name);
    if (!value) return std::optional<Value>{};
    if (!is_object(*value)) {
        refuse_field("request.invalid", name);
        return std::optional<Value>{Value{}};
    }
    Reader child(*value, path(name));
    std::optional<Value> made{read(child)};
    take_refusal(child);
    return made;
}

template <class Read>
auto Reader::object(std::string_view name, Read read) {
    auto value = optional_object(name, read);
    if (!value) refuse_field("request.invalid", name);
    return value ? std::move(*value) : std::invoke_result_t<Read, Reader&>{};
}

template <class Read>
auto Reader::objects(std::string_view name, std::size_t most, Read read) {
    std::vector<std::invoke_result_t<Read, Reader&>> values;
    const Json* items = list(name, most, true);
    for (std::size_t i = 0; items && i < size_of(*items) && !refused(); ++i) {
        if (!is_object(item_of(*items, i))) {
            refuse_path("request.invalid", path(name, i));
            break;
        }
        Reader child(item_of(*items, i), path(name, i));
        values.push_back(read(child));
        take_refusal(child);
    }
    return values;
}

}  // namespace kortelijn::protocol
