// One pass over the bytes: the library's parser reports values, the builder below bounds them,
// keeps the envelope in fields of its own and builds a tree of `params` only.
// Most defects are noted and reading goes on, so that the answer can carry the request's id.
#include "frame.hpp"

#include <array>
#include <utility>

#include "field_name.hpp"
#include "limits.hpp"
#include "utf8.hpp"
#include "writer.hpp"

namespace kortelijn::protocol {
namespace {

using Json = nlohmann::json;

bool id_text_fits(std::string_view text) {
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++characters) at += decode(text, at).length;
    return characters <= max_request_id_characters;
}

class RequestBuilder {
public:
    // The parser's events; `false` stops it.
    bool null() { return scalar(Json(nullptr)); }
    bool boolean(bool v) { return scalar(Json(v)); }
    bool number_integer(Json::number_integer_t v) { return scalar(Json(v)); }
    bool number_unsigned(Json::number_unsigned_t v) { return scalar(Json(v)); }
    bool number_float(Json::number_float_t v, const std::string&) { return scalar(Json(v)); }
    bool string(std::string& v) { return scalar(Json(std::move(v))); }
    bool binary(Json::binary_t&) { return false; }
    bool start_object(std::size_t) { return open(true); }
    bool end_object() { return close(); }
    bool start_array(std::size_t) { return open(false); }
    bool end_array() { return close(); }
    bool key(std::string& name);
    bool parse_error(std::size_t, const std::string&, const Json::exception&) {
        return stop("json.invalid");
    }

    RequestResult finish(bool whole);

private:
    enum Member : unsigned { jsonrpc = 1, id = 2, method = 4, params = 8, unknown = 16 };

    static Member member_of(std::string_view name);
    bool open(bool object);
    bool close();
    bool scalar(Json&& value);
    void member_scalar(Json&& value);
    Json* add(Json& parent, Json&& value);
    bool stop(std::string_view code, std::string field = {});
    void note(std::string_view code, std::string field = {});

    Request request_{"null", {}, Json::object()};
    Refusal refusal_;
    bool refused_ = false;
    bool stopped_ = false;
    bool batch_ = false;
    bool building_ = false;  // inside params
    unsigned seen_ = 0;
    Member member_ = unknown;
    int depth_ = 0;
    int keys_ = 0;
    int values_ = 0;
    std::array<Json*, max_depth + 1> stack_{};  // by depth, from 2 on
    Json* slot_ = nullptr;                      // where the value of the last key goes
};

RequestBuilder::Member RequestBuilder::member_of(std::string_view name) {
    if (name == "jsonrpc") return jsonrpc;
    if (name == "id") return id;
    if (name == "method") return method;
    if (name == "params") return params;
    return unknown;
}

// Ends the reading; such a refusal weighs more than one that was noted.
bool RequestBuilder::stop(std::string_view code, std::string field) {
    if (!stopped_) refusal_ = refuse(code, std::move(field));
    stopped_ = refused_ = true;
    return false;
}

void RequestBuilder::note(std::string_view code, std::string field) {
    if (refused_) return;
    refusal_ = refuse(code, std::move(field));
    refused_ = true;
}

bool RequestBuilder::key(std::string& name) {
    if (++keys_ > max_keys) return stop("frame.too_large");
    if (batch_) return true;
    if (depth_ == 1) {
        member_ = member_of(name);
        if (member_ == unknown) note("request.invalid", field_name(name));
        if (member_ != unknown && (seen_ & member_) != 0) {
            if (member_ == id) request_.id_json = "null";
            return stop("json.invalid", name);
        }
        seen_ |= member_;
    } else if (building_) {
        auto& object = stack_[depth_]->get_ref<Json::object_t&>();
        const auto [at, fresh] = object.emplace(std::move(name), nullptr);
        if (!fresh) return stop("json.invalid", field_name(at->first));
        slot_ = &at->second;
    }
    return true;
}

bool RequestBuilder::open(bool object) {
    if (depth_ == max_depth) return stop("json.too_deep");
    if (++values_ > max_values) return stop("frame.too_large");
    ++depth_;
    if (depth_ == 1) {
        batch_ = !object;
        if (batch_) note("batch.not_allowed");
    } else if (building_) {
        stack_[depth_] = add(*stack_[depth_ - 1], object ? Json::object() : Json::array());
    } else if (depth_ == 2 && !batch_) {
        if (member_ == params && object) {
            stack_[2] = &request_.params;
            building_ = true;
        } else {
            member_scalar(Json::array());  // no member but params may be a container
        }
    }
    return true;
}

bool RequestBuilder::close() {
    if (depth_ == 2) building_ = false;
    --depth_;
    return true;
}

Json* RequestBuilder::add(Json& parent, Json&& value) {
    if (parent.is_object()) {
        *slot_ = std::move(value);
        return slot_;
    }
    auto& list = parent.get_ref<Json::array_t&>();
    list.push_back(std::move(value));
    return &list.back();
}

bool RequestBuilder::scalar(Json&& value) {
    if (++values_ > max_values) return stop("frame.too_large");
    if (depth_ == 0) {
        note("request.invalid", "jsonrpc");
    } else if (depth_ == 1 && !batch_) {
        member_scalar(std::move(value));
    } else if (building_) {
        add(*stack_[depth_], std::move(value));
    }
    return true;
}

void RequestBuilder::member_scalar(Json&& value) {
    if (member_ == jsonrpc) {
        if (!value.is_string() || value.get_ref<const std::string&>() != "2.0") {
            note("request.invalid", "jsonrpc");
        }
    } else if (member_ == id) {
        if (value.is_null()) {
            note("request.no_id");
        } else if (value.is_number_integer()) {
            request_.id_json = value.dump();
        } else if (value.is_string() && id_text_fits(value.get_ref<const std::string&>())) {
            request_.id_json.clear();
            append_escaped(request_.id_json, value.get_ref<const std::string&>());
        } else {
            note("request.invalid", "id");
        }
    } else if (member_ == method) {
        if (!value.is_string()) {
            note("request.invalid", "method");
        } else if (value.get_ref<const std::string&>().size() > max_method_bytes) {
            note("method.unknown");
        } else {
            request_.method = std::move(value.get_ref<std::string&>());
        }
    } else if (member_ == params) {
        note("request.invalid", "params");
    }
}

RequestResult RequestBuilder::finish(bool whole) {
    if (!whole) stop("json.invalid");
    if ((seen_ & jsonrpc) == 0) note("request.invalid", "jsonrpc");
    if ((seen_ & id) == 0) note("request.no_id");
    if ((seen_ & method) == 0) note("request.invalid", "method");
    if (refused_) return BadRequest{std::move(refusal_), std::move(request_.id_json)};
    return std::move(request_);
}

}  // namespace

RequestResult parse_request(std::string_view text) {
    if (text.size() > max_frame_bytes) return BadRequest{refuse("frame.too_large")};
    RequestBuilder builder;
    const bool whole = Json::sax_parse(text.data(), text.data() + text.size(), &builder);
    return builder.finish(whole);
}

}  // namespace kortelijn::protocol
