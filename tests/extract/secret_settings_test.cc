// Secrets in settings and on command lines, and what stands there and is none.
#include <doctest/doctest.h>

#include <array>
#include <string>

#include "mnestic/extract/guard.h"
#include "tests/extract/marked.h"

namespace mnestic::extract {
namespace {

TEST_CASE("settings: the value of a name that means a secret") {
  const std::array texts = {
      "server:\n  adminPw: «Larkspur44»\n  port: 8080",
      "clientSecret: «zXk29dLq»",
      "smtp.host=mail.example.com\nsmtp.pass=«Fernweh!7»",
      "PresharedKey=«FpCyhws9cxwWoV4xELtfJvjJN+zQVRPISllRWgeopVE=»",
      "DB_PASS=«marigold» is in the .env",
      "rootpw: «Hazel-9-Tree»",
      "authToken = \"«abc9981kk»\"",
      "signing-key: «hm4c-0nly-me»",
      "wifi_psk=\"«correcthorse»\"",
      R"({"host": "db1", "dbPassword": "«otter lake 7»", "port": 5432})",
      R"(<connection host="db" user="sa" adminPw="«Pl0verNest»"/>)",
      "<adminPw>«Pl0verNest»</adminPw>",
      R"(<add key="ClientSecret" value="«kk82-ss»" />)",
      "variable \"db_password\" {\n  default = \"«Quince88»\"\n}",
      "env:\n  - name: DB_PASSWORD\n    value: «Quince88»",
      "docker run -e POSTGRES_PASSWORD=«Quince88» -d postgres",
      "kubectl create secret generic db --from-literal=password=«Quince88»",
      "Authorization: Bearer «k3J9fLq20sVbn4Xt81Pw»",
      "X-Api-Key: «k3J9fLq20sVbn4»",
      "Server=db;Database=shop;User Id=sa;Password=«Quince88»;",
      "//npm.example.com/:_authToken=«k3J9fLq20sVbn4»",
      "'db_pw' => '«Quince88»',",
      "$config['smtp_pass'] = '«Quince88»';",
      "const apiKey = \"«k3J9fLq20sVbn4»\";",
      "set ADMIN_PW=«Quince88»",
  };
  for (const char* text : texts) {
    CAPTURE(std::string(text));
    const Marked expected = marked(text);
    CHECK(mask_secrets(expected.text) == expected.masked);
  }
}

TEST_CASE("commands: the argument that the program reads as a secret") {
  const std::array texts = {
      "mysql -u root -p«Quince88» shop",
      "mysqladmin -u root -p'«Quince88»' status",
      "mysqldump --user=root --password=«Quince88» shop > a.sql",
      "sshpass -p «Quince88» ssh nina@host",
      "sshpass -p '«Quince 88»' ssh nina@host",
      "curl -u nina:«Quince88» https://api.example.com",
      "curl --user \"nina:«Quince88»\" https://api.example.com",
      "redis-cli -a «Quince88» ping",
      "PGPASSWORD='«Quince88»' pg_dump shop",
      "net use Z: \\\\srv\\share /user:nina «Quince88»",
      "net use Z: \\\\srv\\share «Quince88» /user:nina",
      "net user nina «Quince88» /add",
      "htpasswd -bc .htpasswd nina «Quince88»",
      "docker login -u nina -p «Quince88» registry.example.com",
      "openssl rsa -in k.pem -passin pass:«Quince88»",
      "ldapsearch -x -D cn=admin -w «Quince88» -b dc=x",
      "smbclient //srv/share -U nina%«Quince88»",
      "unzip -P «Quince88» a.zip",
      "7z x -p«Quince88» a.7z",
      "keytool -list -keystore k.jks -storepass «Quince88»",
      "gpg --batch --passphrase «Quince88» -c a.txt",
      "echo 'nina:«Quince88»' | chpasswd",
      "echo «Quince88» | sudo -S reboot",
      "mongosh -u admin -p «Quince88» --authenticationDatabase admin",
      "requirepass «Quince88»",
      "CREATE USER nina IDENTIFIED BY '«Quince88»'",
  };
  for (const char* text : texts) {
    CAPTURE(std::string(text));
    const Marked expected = marked(text);
    CHECK(mask_secrets(expected.text) == expected.masked);
  }
}

TEST_CASE("settings: what is no secret stays") {
  const std::array texts = {
      "DB_PASSWORD=${DB_PASSWORD:-}",
      "secretRef: db-credentials",
      "smtpPass=%SMTP_PASS%",
      "max_tokens: 4096",
      "token_count = 88213",
      "password_min_length: 12",
      "passwordPolicy: strict",
      "publicKey: ssh-ed25519",
      "sort-key: created_at2",
      "api_key: <your key here>",
      "apiKey: YOUR_API_KEY",
      "token: string",
      "token = request.headers.get(\"x\")",
      "secret_name: db-credentials1",
      "tokenUrl: https://auth.example.com/token",
      "token_type=bearer2",
      "compass: north4",
      "bypass=true",
      "Monkey: banana1",
      "I set type=\"password\" on the input",
      "secret: vanilla and a pinch of salt",
      "keyboard: Keychron K2",
      "pass: 3, fail: 0",
      "passed = 44121",
      "Token: a small coin",
      "docker run -p 8080:80 nginx",
      "mysql -p shop",
      "ssh -p 2222 nina@host",
      "mkdir -p build/release",
      "curl -u nina https://api.example.com",
      "git commit -m \"token fix\"",
      "psql -p 5433",
      "pytest -p no:cacheprovider",
      "the --password flag is deprecated",
      "it was identified by DNA",
      "net user growth is 12 percent",
      "echo hello | grep -S h",
      "openssl enc -pass env:KEY",
      "http is an old protocol -u",
      "SELECT * FROM users WHERE id=4471",
      "ratio = 16:9",
      "auth_method: oauth2",
      "color: #447100",
      "if (token == expected) return;",
  };
  for (const char* text : texts) {
    CAPTURE(std::string(text));
    CHECK(mask_secrets(text) == text);
  }
}

}  // namespace
}  // namespace mnestic::extract
