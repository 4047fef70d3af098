// Makes P-256 certificates for tests in a folder of their own that goes away with the object. Must
// never be used outside tests: the keys are written without protection.
#pragma once

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdexcept>
#include <string>
#include <unistd.h>

namespace kortelijn::testing_support {

class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name =
            (std::filesystem::temp_directory_path() / "kortelijn-test-XXXXXX").string();
        if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
        path_ = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    std::string file(const std::string& name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

// A self-signed certificate for localhost, 127.0.0.1 and ::1. Each renew() makes a new pair with
// the next serial number, in the same files.
class TestCertificate {
public:
    TestCertificate() { renew(); }

    std::string certificate_file() const { return folder_.file("certificate.pem"); }
    std::string key_file() const { return folder_.file("key.pem"); }
    long serial() const { return serial_; }

    void renew() {
        const Key key = new_key();
        write_key(key);
        write_certificate(key);
    }
    // A key that does not belong to the certificate.
    void break_key() { write_key(new_key()); }
    // As after a copy that was cut off.
    void break_certificate() { std::filesystem::resize_file(certificate_file(), 100); }

private:
    using Key = std::shared_ptr<EVP_PKEY>;

    static Key new_key() { return {EVP_EC_gen("P-256"), EVP_PKEY_free}; }

    void write_key(const Key& key) const {
        const std::shared_ptr<FILE> out(std::fopen(key_file().c_str(), "w"), std::fclose);
        PEM_write_PrivateKey(out.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    }

    static void extend(X509* certificate, int kind, const char* value) {
        X509V3_CTX context;
        X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
        X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value);
        X509_add_ext(certificate, extension, -1);
        X509_EXTENSION_free(extension);
    }

    void write_certificate(const Key& key) {
        const std::shared_ptr<X509> certificate(X509_new(), X509_free);
        X509* raw = certificate.get();
        X509_set_version(raw, 2);
        ASN1_INTEGER_set(X509_get_serialNumber(raw), ++serial_);
        X509_gmtime_adj(X509_getm_notBefore(raw), -3600);
        X509_gmtime_adj(X509_getm_notAfter(raw), 86400);
        X509_NAME* name = X509_get_subject_name(raw);
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
        X509_set_issuer_name(raw, name);
        X509_set_pubkey(raw, key.get());
        extend(raw, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1");
        extend(raw, NID_basic_constraints, "critical,CA:TRUE");
        X509_sign(raw, key.get(), EVP_sha256());
        const std::shared_ptr<FILE> out(std::fopen(certificate_file().c_str(), "w"), std::fclose);
        PEM_write_X509(out.get(), raw);
    }

    TemporaryFolder folder_;
    long serial_ = 0;
};

}  // namespace kortelijn::testing_support
