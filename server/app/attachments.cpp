// Requests into questions: where a file is to go, who asks, and what a refusal is over HTTP. Never
// decides whether somebody may.
#include "app/attachments.hpp"

#include <charconv>

#include "app/attachment_upload.hpp"
#include "app/http_api.hpp"
#include "app/media/name.hpp"
#include "app/tokens.hpp"
#include "commands/rooms_common.hpp"

namespace kortelijn::app {

using transport::HttpResponse;

namespace {

constexpr std::size_t most_scans_waiting = 32;

template <class Take>
bool each_of(std::string_view list, Take take) {
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        if (!take(list.substr(0, comma))) return false;
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return true;
}

// As message.post takes it: what is left out follows the sender's last choice in the room.
std::optional<commands::AttachmentPlace> place_of(std::string_view query) {
    commands::AttachmentPlace place;
    place.room.value = number_of(query_value(query, "room"));
    place.paper.value = number_of(query_value(query, "checklist"));
    if (!place.room == !place.paper) return std::nullopt;
    if (const std::string about = query_value(query, "about"); !about.empty()) {
        place.cells.about.emplace();
        const bool fine = each_of(about, [&](std::string_view one) {
            place.cells.about->push_back({number_of(one)});
            return number_of(one) != 0 && place.cells.about->size() <= std::size_t(max_slots);
        });
        if (!fine) return std::nullopt;
    }
    if (const std::string domains = query_value(query, "life_domains"); !domains.empty()) {
        place.cells.life_domains.emplace();
        const bool fine = each_of(domains, [&](std::string_view one) {
            const auto domain = parse_word<LifeDomain>(one);
            if (domain) place.cells.life_domains->push_back(*domain);
            return domain.has_value();
        });
        if (!fine) return std::nullopt;
    }
    if (const std::string law = query_value(query, "source_law"); !law.empty()) {
        place.cells.source_law = commands::parse_source_law(law);
        if (!place.cells.source_law) return std::nullopt;
    }
    return place;
}

class UploadSink final : public transport::BodySink {
public:
    explicit UploadSink(std::shared_ptr<Upload> upload) : upload_(std::move(upload)) {}
    ~UploadSink() override { upload_->cut(); }
    bool take(std::string_view piece) override { return upload_->take(piece); }
    void end() override { upload_->end(); }

private:
    std::shared_ptr<Upload> upload_;
};

}  // namespace

std::int64_t number_of(std::string_view text) {
    std::int64_t out = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, out);
    const bool fine = error == std::errc{} && rest == end && out > 0 && out < std::int64_t{1} << 53;
    return fine ? out : 0;
}

std::string query_value(std::string_view query, std::string_view name) {
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
            return media::percent_decoded(pair.substr(name.size() + 1));
    }
    return {};
}

std::optional<core::Beside> asker_of(const transport::HttpRequest& request, Engine& engine,
                                     Instant now) {
    core::Beside out;
    out.connection = request.connection;
    out.address_hint = address_hint(request.peer);
    const bool as_guest = query_value(request.query, "as") == "guest";
    const auto session = engine.sessions().find_by_token(token_hash(request.cookie(cookie_name)));
    if (!as_guest && session && engine.sessions().live(session->id, now)) {
        out.session = session->id;
        out.who = session->professional;
        return out;
    }
    const auto guest =
        engine.guest_sessions().find_by_token(token_hash(request.cookie(guest_cookie)), now);
    if (!guest) return std::nullopt;
    out.guest = guest->guest;
    return out;
}

HttpResponse file_refusal(const Refusal& refusal) {
    HttpResponse response = refusal_answer(refusal);
    const auto is = [&](std::string_view code) { return refusal.tell == code; };
    if (is("attachment.type")) response.status = 415;
    if (is("attachment.broken") || is("attachment.pixels") || is("attachment.infected"))
        response.status = 422;
    if (is("attachment.too_many") || is("rate.too_fast")) response.status = 429;
    if (is("attachment.quarantined")) response.status = 409;
    if (is("signed_out")) response.status = 401;
    if (response.status == 400 && !is("request.invalid") && !is("domain.missing"))
        response.status = 403;
    return response;
}

Attachments::Attachments(Engine& engine, Clock& clock, std::optional<ClamdAddress> clamd)
    : engine_(engine),
      clock_(clock),
      clamd_(std::move(clamd)),
      scanning_(clamd_ ? 1 : 0, most_scans_waiting, 5) {}

Attachments::~Attachments() { stop(); }

void Attachments::stop() { scanning_.stop(); }

void Attachments::erase_what_was_cut(store::Store& store, Instant now) {
    const bool alone = !store.transaction_open();
    if (alone) store.begin();
    try {
        for (const AttachmentState state : {AttachmentState::uploading, AttachmentState::scanning})
            for (const auto& file : store.attachments_in(state))
                store.erase_attachment(file.id, now);
        if (alone) store.commit();
    } catch (...) {
        if (alone) store.rollback();
        throw;
    }
}

std::unique_ptr<transport::BodySink> Attachments::receive(const Request& request,
                                                          std::uint64_t bytes,
                                                          std::function<void()> more,
                                                          Respond respond) {
    const auto no = [&](std::string_view code) {
        respond(file_refusal(refuse(code)));
        return nullptr;
    };
    const auto place = place_of(request.query);
    if (!place || bytes == 0) return no("request.invalid");
    Request as = request;
    if (place->paper) as.query += "&as=guest";
    auto asker = asker_of(as, engine_, clock_.now());
    if (!asker) {
        HttpResponse stranger = file_refusal(refuse("signed_out"));
        stranger.close = true;  // megabytes of nobody are not read to their end
        respond(std::move(stranger));
        return nullptr;
    }
    if (asker->guest && !place->paper) return no("request.invalid");
    const std::int64_t whose = asker->guest ? -asker->guest->link.value : asker->who.value;
    if (!begin_one(whose)) return no("attachment.too_many");
    auto upload = std::make_shared<Upload>(
        *this, Upload::Parts{std::move(*asker), *place,
                             media::percent_decoded(request.header("x-file-name")), whose,
                             std::move(more), std::move(respond)});
    upload->begin();
    return std::make_unique<UploadSink>(std::move(upload));
}

bool Attachments::begin_one(std::int64_t whose) {
    const std::scoped_lock lock(mutex_);
    int& count = under_way_[whose];
    if (count >= most_uploads_at_once) return false;
    ++count;
    return true;
}

void Attachments::end_one(std::int64_t whose) {
    const std::scoped_lock lock(mutex_);
    if (--under_way_[whose] == 0) under_way_.erase(whose);
}

}  // namespace kortelijn::app
