#include "core/base/places/public_suffix.h"

#include "core/base/places/suffix_list.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;

static std::string domain_of(const PublicSuffixes& suffixes, std::string_view typed) {
    const auto domain = suffixes.registrable_domain(typed);
    return domain.ok() ? domain.value() : "";
}

// What publicsuffix.org publishes to test its own algorithm; empty: nothing is registrable.
struct Vector {
    const char* host;
    const char* domain;
};
static constexpr Vector official_vectors[] = {
    {"COM", ""},
    {"example.COM", "example.com"},
    {"WwW.example.COM", "example.com"},
    {".com", ""},
    {".example", ""},
    {".example.com", ""},
    {".example.example", ""},
    {"example", ""},
    {"example.example", "example.example"},
    {"b.example.example", "example.example"},
    {"a.b.example.example", "example.example"},
    {"biz", ""},
    {"domain.biz", "domain.biz"},
    {"b.domain.biz", "domain.biz"},
    {"a.b.domain.biz", "domain.biz"},
    {"com", ""},
    {"example.com", "example.com"},
    {"b.example.com", "example.com"},
    {"a.b.example.com", "example.com"},
    {"uk.com", ""},
    {"example.uk.com", "example.uk.com"},
    {"b.example.uk.com", "example.uk.com"},
    {"a.b.example.uk.com", "example.uk.com"},
    {"test.ac", "test.ac"},
    {"mm", ""},
    {"c.mm", ""},
    {"b.c.mm", "b.c.mm"},
    {"a.b.c.mm", "b.c.mm"},
    {"jp", ""},
    {"test.jp", "test.jp"},
    {"www.test.jp", "test.jp"},
    {"ac.jp", ""},
    {"test.ac.jp", "test.ac.jp"},
    {"www.test.ac.jp", "test.ac.jp"},
    {"kyoto.jp", ""},
    {"test.kyoto.jp", "test.kyoto.jp"},
    {"ide.kyoto.jp", ""},
    {"b.ide.kyoto.jp", "b.ide.kyoto.jp"},
    {"a.b.ide.kyoto.jp", "b.ide.kyoto.jp"},
    {"c.kobe.jp", ""},
    {"b.c.kobe.jp", "b.c.kobe.jp"},
    {"a.b.c.kobe.jp", "b.c.kobe.jp"},
    {"city.kobe.jp", "city.kobe.jp"},
    {"www.city.kobe.jp", "city.kobe.jp"},
    {"ck", ""},
    {"test.ck", ""},
    {"b.test.ck", "b.test.ck"},
    {"a.b.test.ck", "b.test.ck"},
    {"www.ck", "www.ck"},
    {"www.www.ck", "www.ck"},
    {"us", ""},
    {"test.us", "test.us"},
    {"www.test.us", "test.us"},
    {"ak.us", ""},
    {"test.ak.us", "test.ak.us"},
    {"www.test.ak.us", "test.ak.us"},
    {"k12.ak.us", ""},
    {"test.k12.ak.us", "test.k12.ak.us"},
    {"www.test.k12.ak.us", "test.k12.ak.us"},
    {"食狮.com.cn", "xn--85x722f.com.cn"},
    {"食狮.公司.cn", "xn--85x722f.xn--55qx5d.cn"},
    {"www.食狮.公司.cn", "xn--85x722f.xn--55qx5d.cn"},
    {"shishi.公司.cn", "shishi.xn--55qx5d.cn"},
    {"公司.cn", ""},
    {"食狮.中国", "xn--85x722f.xn--fiqs8s"},
    {"www.食狮.中国", "xn--85x722f.xn--fiqs8s"},
    {"shishi.中国", "shishi.xn--fiqs8s"},
    {"中国", ""},
    {"xn--85x722f.com.cn", "xn--85x722f.com.cn"},
    {"xn--85x722f.xn--55qx5d.cn", "xn--85x722f.xn--55qx5d.cn"},
    {"xn--55qx5d.cn", ""},
    {"xn--fiqs8s", ""},
};

TEST_CASE("public suffix: the official vectors hold") {
    const PublicSuffixes suffixes = built_in_public_suffixes();
    for (const Vector& vector : official_vectors) {
        CAPTURE(vector.host);
        CHECK(domain_of(suffixes, vector.host) == vector.domain);
    }
}

TEST_CASE("public suffix: the host is found in whatever a person types") {
    struct Row {
        const char* typed;
        const char* host;
    };
    constexpr Row rows[] = {
        {"example.com", "example.com"},
        {" Example.COM. ", "example.com"},
        {"https://www.example.com/path?a=b#c", "www.example.com"},
        {"http://user:word@example.com:8080/", "example.com"},
        {"//example.com", ""},
        {"Jane.Doe@example.com", "example.com"},
        {"mailto:jane@example.com?subject=x", "example.com"},
        {"example.com/?next=http://other.org", "example.com"},
        {"MÜNCHEN.de", "xn--mnchen-3ya.de"},
        {"bücher。例え。jp", "xn--bcher-kva.xn--r8jz45g.jp"},
        {"_sip.example.com", "_sip.example.com"},
        {"", ""},
        {"   ", ""},
        {"192.168.0.1", ""},
        {"[::1]", ""},
        {"a..b", ""},
        {"-a.com", ""},
        {"a-.com", ""},
        {"a b.com", ""},
        {"a,b.com", ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.typed);
        const auto host = host_from_text(row.typed);
        CHECK((host.ok() ? host.value() : "") == row.host);
    }
    CHECK_FALSE(host_from_text(std::string(64, 'a') + ".com").ok());
    CHECK(host_from_text(std::string(63, 'a') + ".com").ok());
    std::string long_name = "com";
    while (long_name.size() < 252) long_name.insert(0, "a.");
    CHECK(host_from_text(long_name).ok());
    CHECK_FALSE(host_from_text("a." + long_name).ok());
    CHECK(host_from_text("\xFF.com").problem().code == ProblemCode::text_must_be_utf8);
}

TEST_CASE("public suffix: without the list no two customers are joined by mistake") {
    const PublicSuffixes none;
    CHECK_FALSE(none.loaded());
    CHECK(domain_of(none, "www.example.com") == "example.com");
    CHECK(domain_of(none, "shop.example.co.uk") == "example.co.uk");
    CHECK(domain_of(none, "example.com.br") == "example.com.br");
    CHECK(domain_of(none, "www.abb.ch") == "abb.ch");
    CHECK(domain_of(none, "example.co") == "example.co");
    CHECK(domain_of(none, "com").empty());
    CHECK(domain_of(none, "co.uk").empty());
}

TEST_CASE("public suffix: a damaged list is refused") {
    for (const char* text :
         {"",
          "com\n",
          "public-suffixes 1\n",
          "public-suffixes 1\ncom",
          "public-suffixes 2\ncom\n",
          "public-suffixes 1\ncom\nac\n",
          "public-suffixes 1\n!com\n",
          "public-suffixes 1\ncom\n\n"}) {
        CAPTURE(text);
        const auto suffixes = PublicSuffixes::from_bytes(bytes_from_text(text));
        REQUIRE_FALSE(suffixes.ok());
        CHECK(suffixes.problem().code == ProblemCode::bytes_must_parse);
    }
    const auto small = PublicSuffixes::from_bytes(bytes_from_text("public-suffixes 1\nac\ncom\n"));
    REQUIRE(small.ok());
    CHECK(small.value().suffix_of("a.b.com") == "com");
}

TEST_CASE("free mail: a mailbox there says nothing about a company") {
    for (const char* domain : {"126.com", "gmail.com", "yahoo.co.uk", "web.de", "zoho.com"}) {
        CAPTURE(domain);
        CHECK(is_free_mail(domain));
    }
    CHECK_FALSE(is_free_mail("example.com"));
    CHECK_FALSE(is_free_mail(""));
}
