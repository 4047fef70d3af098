// The outbox of one connection. Notices that stand together become one frame with an array, cut at
// about one TLS record so that a purge finds small units. Must count every byte it holds.
#include "transport/send_queue.hpp"

#include <algorithm>
#include <utility>

namespace kortelijn::transport {
namespace {

void put_frame(std::string& out, Opcode opcode, std::string_view payload) {
    char header[10];
    out.append(header, put_frame_header(header, opcode, payload.size()));
    out.append(payload);
}

}  // namespace

void SendQueue::count(const Item& item, int sign) {
    const std::size_t size = item.text->size() + item.instead.size();
    bytes_ += sign > 0 ? size : std::size_t{0} - size;
    if (item.kind == Kind::notice) notice_bytes_ += sign > 0 ? size : std::size_t{0} - size;
    if (item.kind == Kind::reply) replies_ += static_cast<std::uint32_t>(sign);
}

void SendQueue::push(Item item) {
    if (closing_) return;
    count(item, 1);
    items_.push_back(std::move(item));
}

void SendQueue::push_notice(const Fragment& text, CaseId tag) {
    push(Item{text, tag, {}, Kind::notice});
}

void SendQueue::push_reply(std::string text, CaseId tag, std::string instead) {
    push(Item{std::make_shared<const std::string>(std::move(text)), tag, std::move(instead),
              Kind::reply});
}

void SendQueue::push_frame(Opcode opcode, std::string payload) {
    push(Item{std::make_shared<const std::string>(std::move(payload)),
              {},
              {},
              opcode == Opcode::binary ? Kind::binary : Kind::text});
}

void SendQueue::push_pong(std::string_view payload) {
    if (closing_) return;
    pong_.assign(payload);
    pong_waits_ = true;
}

void SendQueue::push_close(std::uint16_t code, std::string_view reason) {
    if (closing_) return;
    closing_ = close_waits_ = true;
    close_.clear();
    if (code == close_code::none_given) return;
    close_.push_back(static_cast<char>(code >> 8));
    close_.push_back(static_cast<char>(code & 0xff));
    close_.append(reason.substr(0, 123));
}

bool SendQueue::fill(std::string& out) {
    out.clear();
    marks_.clear();
    if (pong_waits_) put_frame(out, Opcode::pong, pong_);
    if (ping_ && !closed()) put_frame(out, Opcode::ping, {});
    pong_waits_ = ping_ = false;
    while (head_ != items_.size() && out.size() < chunk_bytes) {
        if (items_[head_].kind == Kind::notice)
            fill_notices(out);
        else
            fill_one(out);
    }
    forget_sent();
    if (head_ == items_.size() && close_waits_) {
        put_frame(out, Opcode::close, close_);
        close_waits_ = false;
    }
    return !out.empty();
}

void SendQueue::fill_one(std::string& out) {
    Item& item = items_[head_++];
    put_frame(out, item.kind == Kind::binary ? Opcode::binary : Opcode::text, *item.text);
    mark(item.tag, out.size());
    count(item, -1);
    item = {};
}

void SendQueue::fill_notices(std::string& out) {
    std::size_t last = head_;
    std::size_t payload = 1;
    do {
        payload += items_[last].text->size() + 1;
        ++last;
    } while (last != items_.size() && items_[last].kind == Kind::notice &&
             out.size() + payload + items_[last].text->size() < chunk_bytes);

    char header[10];
    const std::size_t header_bytes = put_frame_header(header, Opcode::text, payload);
    const std::size_t end = out.size() + header_bytes + payload;
    out.append(header, header_bytes);
    char before = '[';
    for (; head_ != last; ++head_) {
        Item& item = items_[head_];
        out.push_back(before);
        out.append(*item.text);
        before = ',';
        mark(item.tag, end);
        count(item, -1);
        item = {};
    }
    out.push_back(']');
}

void SendQueue::mark(CaseId tag, std::size_t end) {
    if (!tag) return;
    if (!marks_.empty() && marks_.back().tag == tag)
        marks_.back().end = end;
    else
        marks_.push_back({end, tag});
}

void SendQueue::forget_sent() {
    if (head_ == items_.size()) {
        items_.clear();
        if (items_.capacity() > 16) items_.shrink_to_fit();
        head_ = 0;
    } else if (head_ > 64 && head_ > items_.size() / 2) {
        items_.erase(items_.begin(), items_.begin() + static_cast<std::ptrdiff_t>(head_));
        head_ = 0;
    }
}

bool SendQueue::purge(CaseId of, std::size_t written_bytes) {
    if (!of) return false;
    const auto meant = [of](CaseId tag) { return of == every_case ? bool(tag) : tag == of; };
    auto keep = items_.begin() + static_cast<std::ptrdiff_t>(head_);
    for (auto item = keep; item != items_.end(); ++item) {
        if (meant(item->tag)) {
            count(*item, -1);
            if (item->kind != Kind::reply) continue;
            item->text = std::make_shared<const std::string>(std::exchange(item->instead, {}));
            item->tag = {};
            count(*item, 1);
        }
        if (keep != item) *keep = std::move(*item);
        ++keep;
    }
    items_.erase(keep, items_.end());
    forget_sent();
    return std::any_of(marks_.begin(), marks_.end(), [&](const Mark& mark) {
        return meant(mark.tag) && mark.end > written_bytes;
    });
}

void SendQueue::drop_all() {
    items_.clear();
    items_.shrink_to_fit();
    head_ = bytes_ = notice_bytes_ = 0;
    replies_ = 0;
    pong_waits_ = ping_ = false;
}

}  // namespace kortelijn::transport
