// Reads the params of one request into a checked struct: strict types, strict words, bounds, no
// unknown fields. It remembers the first refusal with its field's path ("grounds[0].end") and goes
// on with empty values, so that a command reads straight down. It knows no command and no rule.
//
//   Reader r(params);
//   PostInput in;
//   in.room = r.id<RoomId>("room");
//   in.about = r.optional_ids<MemberId>("about");
//   in.text = r.text("text", {max_text_characters, max_text_bytes});
//   return r.finish(std::move(in));
//
// Each field is asked for once. A field that is null is refused: what is absent is left out.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>  // the whole of it costs every command a second to compile

#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "limits.hpp"
#include "text_rules.hpp"

namespace kortelijn::protocol {

// What a parse function of a closed list gives when the word is in it.
template <class Parse>
using WordOf = typename std::invoke_result_t<Parse, std::string_view>::value_type;

class Reader {
public:
    using Json = nlohmann::json;

    // `object` must outlive the reader.
    explicit Reader(const Json& object, std::string path = {});

    bool has(std::string_view name) const;

    // Ids: integers from 1. A refused or absent one reads as "none".
    template <class AnId>
    AnId id(std::string_view name) {
        return AnId{integer(name, 1, max_number)};
    }
    template <class AnId>
    std::optional<AnId> optional_id(std::string_view name) {
        if (const auto number = optional_integer(name, 1, max_number)) return AnId{*number};
        return std::nullopt;
    }
    std::int64_t integer(std::string_view name, std::int64_t least, std::int64_t most);
    std::optional<std::int64_t> optional_integer(std::string_view name, std::int64_t least,
                                                 std::int64_t most);
    bool boolean(std::string_view name);
    std::optional<bool> optional_boolean(std::string_view name);

    // A person's text (text_rules.hpp), as it came; trimming is the caller's.
    std::string text(std::string_view name, TextRule rule);
    std::optional<std::string> optional_text(std::string_view name, TextRule rule);
    // A machine's word: 1 to `most` letters, digits, `_`, `-`, `.`, `:`.
    std::string token(std::string_view name, std::size_t most = 64);
    std::optional<std::string> optional_token(std::string_view name, std::size_t most = 64);

    // A word of a closed list; `parse` gives an optional (parse_word<LifeDomain>). `code` is the
    // refusal of a word outside the list.
    template <class Parse>
    auto word(std::string_view name, Parse parse, std::string_view code = "request.invalid") {
        const Json* value = required(name);
        return value ? word_of(*value, name, parse, code) : WordOf<Parse>{};
    }
    template <class Parse>
    std::optional<WordOf<Parse>> optional_word(std::string_view name, Parse parse,
                                               std::string_view code = "request.invalid") {
        const Json* value = find(name);
        if (!value) return std::nullopt;
        return word_of(*value, name, parse, code);
    }

    Instant instant(std::string_view name);
    std::optional<Instant> optional_instant(std::string_view name);
    Day day(std::string_view name);
    std::optional<Day> optional_day(std::string_view name);

    // Lists: nothing twice, at most `most`. The required ones may be empty.
    template <class AnId>
    std::vector<AnId> ids(std::string_view name, std::size_t most = max_list);
    template <class AnId>
    std::optional<std::vector<AnId>> optional_ids(std::string_view name,
                                                  std::size_t most = max_list);
    template <class Parse>
    auto words(std::string_view name, Parse parse, std::string_view code = "request.invalid",
               std::size_t most = max_list);
    template <class Parse>
    std::optional<std::vector<WordOf<Parse>>> optional_words(
        std::string_view name, Parse parse, std::string_view code = "request.invalid",
        std::size_t most = max_list);
    // Names a request gives to things it makes ("m1"), 1 to 16 letters or digits.
    std::vector<std::string> refs(std::string_view name, std::size_t most = max_list);
    std::optional<std::vector<std::string>> optional_refs(std::string_view name,
                                                          std::size_t most = max_list);

    // Nested objects: `read(Reader&)` gives the value; unknown fields inside are refused too.
    template <class Read>
    auto object(std::string_view name, Read read);
    template <class Read>
    auto optional_object(std::string_view name, Read read);
    template <class Read>
    auto objects(std::string_view name, std::size_t most, Read read);

    // For rules between fields: remembered when it is the first.
    void refuse_field(std::string_view code, std::string_view name, std::int64_t amount = 0);
    bool refused() const { return refused_; }

    // The value, or the first refusal; a field nobody asked for is request.invalid.
    template <class T>
    Result<T> finish(T value) {
        if (auto whole = finish(); !whole) return std::move(whole).error();
        return value;
    }
    Result<void> finish();

private:
    // What the templates need to know of a JSON value (reader.cpp).
    static std::size_t size_of(const Json& list);
    static const Json& item_of(const Json& list, std::size_t index);
    static bool is_object(const Json& value);
    static const std::string* string_of(const Json& value);  // null: no string

    const Json* find(std::string_view name);      // counts the field as asked for
    const Json* required(std::string_view name);  // and refuses its absence
    const Json* list(std::string_view name, std::size_t most, bool needed);
    std::string path(std::string_view name) const;
    std::string path(std::string_view name, std::size_t index) const;
    void refuse_path(std::string_view code, std::string path, std::int64_t amount = 0);
    void take_refusal(Reader& child);

    std::optional<std::int64_t> integer_of(const Json& value, std::int64_t least,
                                           std::int64_t most) const;
    std::string text_of(const Json& value, std::string_view name, TextRule rule);
    std::string token_of(const Json& value, std::string_view name, std::size_t most);
    template <class Parse>
    WordOf<Parse> word_of(const Json& value, std::string_view name, Parse parse,
                          std::string_view code);

    const Json& object_;
    std::string path_;
    std::vector<std::string_view> asked_;
    Refusal refusal_;
    bool refused_ = false;
};

}  // namespace kortelijn::protocol

#include "reader_templates.hpp"
