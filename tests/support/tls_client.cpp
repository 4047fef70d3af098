// The client of tls_client.hpp on a non-blocking socket and poll(2).
#include "support/tls_client.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <poll.h>
#include <stdexcept>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kortelijn::testing_support {
namespace {

using Clock = std::chrono::steady_clock;

int left_of(Clock::time_point until) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
    return static_cast<int>(std::max<std::int64_t>(0, left));
}

bool wait_for(int socket, short events, Clock::time_point until) {
    pollfd entry{socket, events, 0};
    return ::poll(&entry, 1, left_of(until)) == 1;
}

int connect_to(const ClientOptions& options) {
    sockaddr_storage where{};
    socklen_t size = sizeof(sockaddr_in);
    auto* v4 = reinterpret_cast<sockaddr_in*>(&where);
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&where);
    if (inet_pton(AF_INET, options.address.c_str(), &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons(options.port);
    } else {
        inet_pton(AF_INET6, options.address.c_str(), &v6->sin6_addr);
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(options.port);
        size = sizeof(sockaddr_in6);
    }
    const int socket = ::socket(where.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (options.receive_buffer_bytes > 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &options.receive_buffer_bytes, sizeof(int));
    const int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(socket, reinterpret_cast<sockaddr*>(&where), size) != 0) {
        ::close(socket);
        throw std::runtime_error(std::string("cannot connect: ") + std::strerror(errno));
    }
    fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK);
    return socket;
}

}  // namespace

TlsClient::TlsClient(const ClientOptions& options) {
    std::signal(SIGPIPE, SIG_IGN);
    socket_ = connect_to(options);
    if (options.plain) return;
    const std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    if (options.tls12) SSL_CTX_set_max_proto_version(context.get(), TLS1_2_VERSION);
    if (!options.trusted_file.empty()) {
        SSL_CTX_load_verify_locations(context.get(), options.trusted_file.c_str(), nullptr);
        SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    }
    if (!options.certificate_file.empty() &&
        (SSL_CTX_use_certificate_file(context.get(), options.certificate_file.c_str(),
                                      SSL_FILETYPE_PEM) != 1 ||
         SSL_CTX_use_PrivateKey_file(context.get(), options.key_file.c_str(), SSL_FILETYPE_PEM) !=
             1))
        throw std::runtime_error("the client's certificate cannot be used");
    ssl_.reset(SSL_new(context.get()), SSL_free);
    SSL_set_fd(ssl_.get(), socket_);
    SSL_set_tlsext_host_name(ssl_.get(), "localhost");
    SSL_set1_host(ssl_.get(), "localhost");
    const auto until = Clock::now() + usual;
    for (int result; (result = SSL_connect(ssl_.get())) != 1;) {
        const int why = SSL_get_error(ssl_.get(), result);
        const short events = why == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT;
        if ((why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_WRITE) ||
            !wait_for(socket_, events, until)) {
            close();
            throw std::runtime_error("no TLS handshake");
        }
    }
}

void TlsClient::close() {
    if (socket_ >= 0) ::close(std::exchange(socket_, -1));
}

TlsClient::~TlsClient() { close(); }

TlsClient::TlsClient(TlsClient&& other) noexcept { *this = std::move(other); }

TlsClient& TlsClient::operator=(TlsClient&& other) noexcept {
    std::swap(socket_, other.socket_);
    std::swap(ssl_, other.ssl_);
    std::swap(buffer_, other.buffer_);
    std::swap(ended_, other.ended_);
    return *this;
}

bool TlsClient::send(std::string_view bytes) {
    const auto until = Clock::now() + usual;
    while (!bytes.empty()) {
        const int size = static_cast<int>(std::min<std::size_t>(bytes.size(), 16384));
        const ssize_t sent = ssl_
                                 ? SSL_write(ssl_.get(), bytes.data(), size)
                                 : ::send(socket_, bytes.data(), static_cast<std::size_t>(size), 0);
        if (sent > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(sent));
            continue;
        }
        const int why = ssl_ ? SSL_get_error(ssl_.get(), static_cast<int>(sent)) : 0;
        const bool again =
            ssl_ ? why == SSL_ERROR_WANT_WRITE || why == SSL_ERROR_WANT_READ : errno == EAGAIN;
        if (!again || !wait_for(socket_, why == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT, until))
            return false;
    }
    return true;
}

bool TlsClient::fill(Wait wait) {
    const auto until = Clock::now() + wait;
    char bytes[16384];
    while (!ended_) {
        const ssize_t got = ssl_ ? SSL_read(ssl_.get(), bytes, sizeof bytes)
                                 : ::recv(socket_, bytes, sizeof bytes, 0);
        if (got > 0) {
            buffer_.append(bytes, static_cast<std::size_t>(got));
            return true;
        }
        const bool again =
            ssl_ ? SSL_get_error(ssl_.get(), static_cast<int>(got)) == SSL_ERROR_WANT_READ
                 : got < 0 && errno == EAGAIN;
        if (!again)
            ended_ = true;
        else if (!wait_for(socket_, POLLIN, until))
            return false;
    }
    return false;
}

std::string TlsClient::read_some(Wait wait) {
    if (buffer_.empty()) fill(wait);
    return std::exchange(buffer_, {});
}

bool TlsClient::wait_for_end(Wait wait) {
    const auto until = Clock::now() + wait;
    while (!ended_ && left_of(until) > 0) {
        fill(Wait(left_of(until)));
        buffer_.clear();
    }
    return ended_;
}

std::string HttpAnswer::header(std::string_view name) const {
    for (std::size_t at = head.find("\r\n"); at != head.npos; at = head.find("\r\n", at + 2)) {
        const std::string_view line =
            std::string_view(head).substr(at + 2, head.find("\r\n", at + 2) - at - 2);
        if (line.size() > name.size() + 1 && line[name.size()] == ':' &&
            strncasecmp(line.data(), name.data(), name.size()) == 0)
            return std::string(line.substr(name.size() + 2));
    }
    return {};
}

std::size_t HttpAnswer::count(std::string_view name) const {
    std::size_t found = 0;
    for (std::size_t at = head.find("\r\n"); at != head.npos; at = head.find("\r\n", at + 2))
        if (head.size() > at + 2 + name.size() && head[at + 2 + name.size()] == ':' &&
            strncasecmp(head.data() + at + 2, name.data(), name.size()) == 0)
            ++found;
    return found;
}

HttpAnswer TlsClient::answer(Wait wait, bool head_only) {
    const auto until = Clock::now() + wait;
    HttpAnswer answer;
    std::size_t end;
    while ((end = buffer_.find("\r\n\r\n")) == buffer_.npos)
        if (!fill(Wait(left_of(until)))) return answer;
    answer.head = buffer_.substr(0, end + 2);
    buffer_.erase(0, end + 4);
    answer.status = static_cast<unsigned>(std::stoul(answer.head.substr(9, 3)));
    const std::string length = answer.header("content-length");
    const std::size_t size = length.empty() || head_only ? 0 : std::stoul(length);
    while (buffer_.size() < size)
        if (!fill(Wait(left_of(until)))) throw std::runtime_error("the answer's body is cut off");
    answer.body = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return answer;
}

HttpAnswer TlsClient::request(std::string_view bytes, Wait wait) {
    send(bytes);
    return answer(wait, bytes.starts_with("HEAD "));
}

HttpAnswer TlsClient::get(const std::string& path, const std::vector<std::string>& headers) {
    std::string text = "GET " + path + " HTTP/1.1\r\nHost: localhost:8443\r\n";
    for (const std::string& header : headers) text += header + "\r\n";
    return request(text + "\r\n");
}

HttpAnswer TlsClient::upgrade(const UpgradeOptions& options) {
    std::string text = "GET " + options.path + " HTTP/1.1\r\nHost: " + options.host +
                       "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
    const auto add = [&](std::string_view name, const std::string& value) {
        if (!value.empty()) text.append(name).append(": ").append(value).append("\r\n");
    };
    add("Sec-WebSocket-Key", options.key);
    add("Sec-WebSocket-Version", options.version);
    add("Origin", options.origin);
    add("Cookie", options.cookie);
    add("Sec-WebSocket-Protocol", options.subprotocol);
    for (const std::string& line : options.extra) text += line + "\r\n";
    return request(text + "\r\n");
}

bool TlsClient::send_frame(unsigned opcode, std::string_view payload, bool fin, bool mask) {
    std::string frame;
    frame += static_cast<char>((fin ? 0x80 : 0) | opcode);
    const auto size = payload.size();
    const int masked = mask ? 0x80 : 0;
    if (size < 126) {
        frame += static_cast<char>(masked | static_cast<int>(size));
    } else {
        const int wide = size < 65536 ? 2 : 8;
        frame += static_cast<char>(masked | (wide == 2 ? 126 : 127));
        for (int i = wide - 1; i >= 0; --i) frame += static_cast<char>(size >> (8 * i) & 0xff);
    }
    constexpr char key[] = {0x12, 0x34, 0x56, 0x78};
    if (mask) frame.append(key, 4);
    for (std::size_t i = 0; i < size; ++i)
        frame += mask ? static_cast<char>(payload[i] ^ key[i & 3]) : payload[i];
    return send(frame);
}

std::uint16_t Frame::close_code() const {
    if (payload.size() < 2) return 1005;
    return static_cast<std::uint16_t>(static_cast<unsigned char>(payload[0]) << 8 |
                                      static_cast<unsigned char>(payload[1]));
}

std::optional<Frame> TlsClient::receive(Wait wait) {
    const auto until = Clock::now() + wait;
    const auto need = [&](std::size_t size) {
        while (buffer_.size() < size)
            if (!fill(Wait(left_of(until)))) return false;
        return true;
    };
    if (!need(2)) return {};
    const auto first = static_cast<unsigned char>(buffer_[0]),
               second = static_cast<unsigned char>(buffer_[1]);
    if ((first & 0xf0) != 0x80 || (second & 0x80))
        throw std::runtime_error("a frame no server may send");
    std::size_t head = 2, size = second;
    if (size >= 126) {
        const std::size_t wide = size == 126 ? 2 : 8;
        if (!need(2 + wide)) return {};
        size = 0;
        for (std::size_t i = 0; i < wide; ++i)
            size = size << 8 | static_cast<unsigned char>(buffer_[2 + i]);
        head += wide;
    }
    if (!need(head + size)) return {};
    Frame frame{first & 0x0fu, buffer_.substr(head, size)};
    buffer_.erase(0, head + size);
    return frame;
}

std::optional<Frame> TlsClient::receive_message(Wait wait) {
    auto frame = receive(wait);
    while (frame && (frame->opcode == 9 || frame->opcode == 10)) frame = receive(wait);
    return frame;
}

std::optional<std::uint16_t> TlsClient::receive_close(Wait wait) {
    const auto until = Clock::now() + wait;
    while (auto frame = receive(Wait(left_of(until))))
        if (frame->opcode == 8) return frame->close_code();
    return {};
}

long TlsClient::certificate_serial() const {
    const std::shared_ptr<X509> certificate(SSL_get1_peer_certificate(ssl_.get()), X509_free);
    return ASN1_INTEGER_get(X509_get_serialNumber(certificate.get()));
}

std::string TlsClient::tls_version() const { return SSL_get_version(ssl_.get()); }

}  // namespace kortelijn::testing_support
