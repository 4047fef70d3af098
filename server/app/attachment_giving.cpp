// Answers into bytes. What is said of a file stands in its headers: saved rather than shown but for
// plain pictures, never run, never kept by a cache, for our own pages only.
#include "app/attachments.hpp"
#include "app/media/name.hpp"
#include "commands/attachments.hpp"

namespace kortelijn::app {

using transport::HttpResponse;

namespace {

// The pieces of one reading, each a question of its own.
class FileSource final : public transport::BodySource {
public:
    FileSource(Engine& engine, core::Beside asker, store::AttachmentRecord file)
        : engine_(engine), asker_(std::move(asker)), file_(std::move(file)) {}
    ~FileSource() override {
        core::Task task;
        task.effect = [&engine = engine_, connection = asker_.connection](
                          store::Store&, commands::World&, Instant) -> Result<commands::Change> {
            engine.pipeline().end_watch(connection);
            return commands::Change();
        };
        (void)engine_.push(std::move(task));
    }
    void next(std::function<void(std::optional<std::string>)> give) override {
        auto bytes = std::make_shared<std::string>();
        core::Beside asked = asker_;
        asked.watched = false;
        asked.row = &commands::attachment_chunk;
        asked.prepared = commands::read_attachment_chunk(file_.id, next_++, bytes);
        asked.done = [bytes, give](const Result<std::string>& outcome) {
            give(outcome ? std::optional(std::move(*bytes)) : std::nullopt);
        };
        if (!engine_.push(std::move(asked))) give(std::nullopt);
    }

private:
    Engine& engine_;
    const core::Beside asker_;
    const store::AttachmentRecord file_;
    std::int64_t next_ = 0;
};

HttpResponse file_answer(Engine& engine, const core::Beside& asker,
                         const store::AttachmentRecord& file) {
    const media::Type type = media::type_of_mime(file.type);
    HttpResponse response;
    response.content_type = media::mime_of(type);
    response.source = std::make_shared<FileSource>(engine, asker, file);
    response.source_bytes = std::uint64_t(file.size);
    response.tag = file.of_case;
    response.headers = {{"Content-Disposition", media::disposition(file.name, type)},
                        {"Content-Security-Policy", "sandbox; default-src 'none'"}};
    return response;
}

}  // namespace

void Attachments::give(const Request& request, const Respond& respond) {
    // Another site's page may not even make the browser fetch it.
    const std::string_view site = request.header("sec-fetch-site");
    if (!site.empty() && site != "same-origin" && site != "none")
        return respond(file_refusal(refuse("not_found")));
    auto asker = asker_of(request, engine_, clock_.now());
    if (!asker) return respond(file_refusal(refuse("signed_out")));
    const AttachmentId id{number_of(std::string_view(request.path).substr(path.size() + 1))};
    auto found = std::make_shared<store::AttachmentRecord>();
    core::Beside asked = *asker;
    asked.row = &commands::attachment_read;
    asked.prepared = commands::read_attachment(id, found);
    asked.watched = true;
    asked.done = [&engine = engine_, asker = *asker, found,
                  respond](const Result<std::string>& outcome) {
        respond(outcome ? file_answer(engine, asker, *found) : file_refusal(outcome.error()));
    };
    if (!engine_.push(std::move(asked))) respond(file_refusal(refuse("busy")));
}

}  // namespace kortelijn::app
