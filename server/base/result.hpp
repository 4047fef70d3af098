// Result<T>: a value, or a refusal. An expected "no" is a value and never an exception; broken
// machinery throws (StoreFailure and the like) and is caught once, in the pipeline.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <boost/system/result.hpp>

namespace kortelijn {

// `reason` is for the log (policy README section 6 and 7); `tell` is what the asker hears. Both
// point at static text: codes form a closed list (protocol/cpp/codes.hpp, policy/reasons.hpp).
struct Refusal {
    std::string_view reason;
    std::string_view tell;
    // Which field of the request is meant, when one is ("life_domains"); never content.
    std::string field = {};
    // How much is meant, where the code has a number: characters too many, milliseconds to wait.
    std::int64_t amount = 0;
};

inline Refusal refuse(std::string_view code) { return {code, code}; }
inline Refusal refuse(std::string_view code, std::string field) {
    return {code, code, std::move(field)};
}

[[noreturn]] inline void throw_exception_from_error(const Refusal&, const boost::source_location&) {
    std::abort();  // value() on a refusal is our own mistake
}

// A class of its own, and not an alias, so that dropping one is a compiler warning (an error here).
template <class T>
class [[nodiscard]] Result : public boost::system::result<T, Refusal> {
public:
    using boost::system::result<T, Refusal>::result;
};

template <>
class [[nodiscard]] Result<void> : public boost::system::result<void, Refusal> {
public:
    using boost::system::result<void, Refusal>::result;
};

}  // namespace kortelijn
