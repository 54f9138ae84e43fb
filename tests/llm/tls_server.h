// A server with TLS on this machine, under a certificate for "localhost" that it signed itself.
#pragma once

#include <doctest/doctest.h>
#include <httplib.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

namespace mnestic::testing {

class TlsServer {
 public:
  TlsServer() {
    key_.reset(EVP_EC_gen("P-256"));
    certify();
    folder_ = std::filesystem::temp_directory_path() / ("mnestic-tls-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
    std::FILE* const file = std::fopen(ca_file().c_str(), "w");
    REQUIRE(file != nullptr);
    PEM_write_X509(file, certificate_.get());
    std::fclose(file);
    server_ = std::make_unique<httplib::SSLServer>(certificate_.get(), key_.get());
    server_->Get("/", [](const httplib::Request&, httplib::Response& response) {
      response.set_content("hello", "text/plain");
    });
    port_ = server_->bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_->listen_after_bind(); });
  }
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;
  ~TlsServer() {
    server_->stop();
    thread_.join();
    std::filesystem::remove_all(folder_);
  }

  [[nodiscard]] std::string url(const std::string& host) const {
    return "https://" + host + ":" + std::to_string(port_) + "/";
  }
  [[nodiscard]] std::string ca_file() const { return (folder_ / "ca.pem").string(); }

 private:
  void certify() {
    certificate_.reset(X509_new());
    X509* const made = certificate_.get();
    X509_set_version(made, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made), 1);
    X509_gmtime_adj(X509_getm_notBefore(made), -3600);
    X509_gmtime_adj(X509_getm_notAfter(made), 3600);
    X509_set_pubkey(made, key_.get());
    X509_NAME* const name = X509_get_subject_name(made);
    const auto* const host = reinterpret_cast<const unsigned char*>("localhost");
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, host, -1, -1, 0);
    X509_set_issuer_name(made, name);
    const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> names(
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost"),
        &X509_EXTENSION_free);
    X509_add_ext(made, names.get(), -1);
    REQUIRE(X509_sign(made, key_.get(), EVP_sha256()) > 0);
  }

  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key_{nullptr, &EVP_PKEY_free};
  std::unique_ptr<X509, decltype(&X509_free)> certificate_{nullptr, &X509_free};
  std::filesystem::path folder_;
  std::unique_ptr<httplib::SSLServer> server_;
  int port_ = 0;
  std::thread thread_;
};

}  // namespace mnestic::testing
