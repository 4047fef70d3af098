// Builds an SSL_CTX. The settings follow NCSC-NL's TLS guidelines 2.1 ("good"); order of ciphers
// and groups after measurement (AES-GCM and X25519 are the cheapest here).
#include "transport/tls_context.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace kortelijn::transport {
namespace {

[[noreturn]] void fail(const std::string& what) {
    std::string why = what;
    while (const unsigned long error = ERR_get_error()) {
        char text[256];
        ERR_error_string_n(error, text, sizeof text);
        why += std::string(": ") + text;
    }
    throw std::runtime_error(why);
}

int choose_alpn(SSL*, const unsigned char** out, unsigned char* out_size, const unsigned char* in,
                unsigned in_size, void*) {
    constexpr std::string_view ours = "http/1.1";
    for (unsigned at = 0; at < in_size;) {
        const unsigned size = in[at];
        const std::string_view name(reinterpret_cast<const char*>(in + at + 1), size);
        if (name == ours) {
            *out = in + at + 1;
            *out_size = static_cast<unsigned char>(size);
            return SSL_TLSEXT_ERR_OK;
        }
        at += size + 1;
    }
    return SSL_TLSEXT_ERR_ALERT_FATAL;
}

void load_pair(SSL_CTX* context, const TlsOptions& options) {
    if (SSL_CTX_use_certificate_chain_file(context, options.certificate_file.c_str()) != 1)
        fail("the certificate " + options.certificate_file + " cannot be used");
    if (SSL_CTX_use_PrivateKey_file(context, options.key_file.c_str(), SSL_FILETYPE_PEM) != 1)
        fail("the key " + options.key_file + " cannot be used with " + options.certificate_file);
    if (SSL_CTX_check_private_key(context) != 1)
        fail("the key " + options.key_file + " does not belong to " + options.certificate_file);
}

// Whose certificate it is, is decided by its fingerprint (design: a registered certificate, so a
// self-signed one is as good). TLS itself proves that the peer holds its key.
void ask_for_certificate(SSL_CTX* context) {
    constexpr long max_chain_bytes = 16 * 1024;
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_cert_verify_callback(
        context, [](X509_STORE_CTX*, void*) { return 1; }, nullptr);
    SSL_CTX_set_max_cert_list(context, max_chain_bytes);
    // A resumed session would bring a certificate along that nobody proved to hold any more.
    SSL_CTX_set_options(context, SSL_OP_NO_TICKET);
    SSL_CTX_set_num_tickets(context, 0);
}

std::shared_ptr<SSL_CTX> build(const TlsOptions& options) {
    ERR_clear_error();
    const std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    SSL_CTX* raw = context.get();
    if (!raw) fail("TLS cannot start");
    SSL_CTX_set_min_proto_version(raw, options.allow_tls12 ? TLS1_2_VERSION : TLS1_3_VERSION);
    SSL_CTX_set_options(raw, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION |
                                 SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_mode(raw, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                              SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_read_ahead(raw, 1);
    SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(raw, 1);
    SSL_CTX_set_max_early_data(raw, 0);
    SSL_CTX_set_alpn_select_cb(raw, choose_alpn, nullptr);
    if (SSL_CTX_set_ciphersuites(raw,
                                 "TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256:"
                                 "TLS_CHACHA20_POLY1305_SHA256") != 1 ||
        SSL_CTX_set_cipher_list(raw, "ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL:!PSK") != 1 ||
        SSL_CTX_set1_groups_list(raw, "X25519:P-256:P-384") != 1)
        fail("this OpenSSL lacks the ciphers that are asked for");
    if (options.ask_client_certificate) ask_for_certificate(raw);
    load_pair(raw, options);
    return context;
}

}  // namespace

TlsContext::TlsContext(const TlsOptions& options) : options_(options), context_(build(options)) {}

std::string TlsContext::reload() {
    try {
        auto fresh = build(options_);
        // Only here: a server that starts says so in its health, but no valid one is replaced by
        // it.
        if (X509_cmp_current_time(X509_get0_notAfter(SSL_CTX_get0_certificate(fresh.get()))) < 0)
            return "the certificate " + options_.certificate_file + " has expired";
        const std::lock_guard lock(mutex_);
        context_ = std::move(fresh);
        return {};
    } catch (const std::runtime_error& error) {
        return error.what();
    }
}

std::shared_ptr<SSL_CTX> TlsContext::current() const {
    const std::lock_guard lock(mutex_);
    return context_;
}

}  // namespace kortelijn::transport
