#include "core/domain/leads/badge_card.h"

#include "core/domain/leads/lead.h"
#include "tests/support/program_world.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

namespace {

std::string verdict(std::string_view text) {
    const auto badge = badge_from_text(text);
    return badge.ok() ? "accepted" : text_from(badge.problem());
}

std::string shown(const BadgeCard& card) {
    return card.name + "|" + card.company + "|" + card.title + "|" + card.email + "|" + card.phone +
           "|" + card.url + "|" + card.country + "|" + card.note;
}

struct Said {
    const char* why;
    std::string text;
    std::string expected;
};

const Said said[] = {
    {"version 3.0",
     "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Nair;Priya;;Dr.;\r\nFN:Dr. Priya Nair\r\n"
     "ORG:Northgate Rail;Operations\r\nTITLE:Head of Fleet\r\n"
     "EMAIL;TYPE=INTERNET,WORK:p.nair@northgaterail.example\r\nTEL;TYPE=CELL:+1 555 0100\r\n"
     "URL:https://northgaterail.example\r\nADR;TYPE=WORK:;;1 Main St;Boston;MA;02110;US\r\n"
     "NOTE:Depots\\, 41 of them\\nAsks for a demo\r\nEND:VCARD\r\n",
     "Dr. Priya Nair|Northgate Rail|Head of Fleet|p.nair@northgaterail.example|+1 555 0100|"
     "https://northgaterail.example|US|Depots, 41 of them\nAsks for a demo"},
    {"version 4.0, groups, lower case, a name of parts only",
     "begin:vcard\nversion:4.0\nitem1.n:Vogt;Lena;;;\nORG:Northwind\n"
     "item2.email;type=work:mailto:lena@northwind.example\nTEL;VALUE=uri:tel:+49-30-1\n"
     "END:VCARD",
     "Lena Vogt|Northwind||lena@northwind.example|+49-30-1|||"},
    {"folded lines",
     "BEGIN:VCARD\r\nFN:Al\r\n exander \r\n\tGreat\r\nORG:Mace\r\n donia\r\nEND:VCARD\r\n",
     "Alexander Great|Macedonia||||||"},
    {"version 2.1, quoted-printable over two lines",
     "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen=\n"
     " M=C3=BCller\nEND:VCARD\n",
     "J\xC3\xBCrgen M\xC3\xBCller|||||||"},
    {"quoted-printable with every kind of digit, and what only looks like it",
     "BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE:=C3=A0=C3=9F=C2=AA=c3=aa=c3=af"
     "=CF=8F=3a=G0=0G=4\nEND:VCARD\n",
     "\u00e0\u00df\u00aa\u00ea\u00ef\u03cf:=G0=0G=4|||||||"},
    {"a line's end in quoted-printable, and a backslash before nothing",
     "BEGIN:VCARD\nFN:A\\\nNOTE;ENCODING=QUOTED-PRINTABLE:Hall 4=0D=0AStand 12\nEND:VCARD",
     "A\\|||||||Hall 4\r\nStand 12"},
    {"a byte order mark and empty lines before it",
     "\xEF\xBB\xBF\r\n\r\nBEGIN:VCARD\r\nFN:A\r\n\r\nEND:VCARD",
     "A|||||||"},
    {"a parameter in quotes with a colon",
     "BEGIN:VCARD\nFN;X-A=\"b:c\":Ann\nEND:VCARD",
     "Ann|||||||"},
    {"the first of two addresses",
     "BEGIN:VCARD\nFN:A\nEMAIL:first@a.example\nEMAIL:second@a.example\nEND:VCARD",
     "A|||first@a.example||||"},
    {"spaces and tabs around what is said",
     "BEGIN:VCARD\nFN: \tAnn \t\nORG:\tNorthgate\t\nEND:VCARD",
     "Ann|Northgate||||||"},
    {"marks beside the letters in names of fields stay what they are",
     "BEGIN:VCARD\nF`N:A\nF{N:B\nfn:Zoe\nurl:https://a.example/`{z}\nEND:VCARD",
     "Zoe|||||https://a.example/`{z}||"},
    {"capitals that escape, and an address without a country",
     "BEGIN:VCARD\nFN:A\nNOTE:One\\NTwo\\;\nADR:;;1 Main St;Boston\nEND:VCARD",
     "A|||||||One\nTwo;"},
    {"what looks like the end of a line in quoted-printable and is not",
     "BEGIN:VCARD\nFN:A\nURL:https://a.example/?q=\nTITLE:Buyer\nEND:VCARD",
     "A||Buyer|||https://a.example/?q=||"},
    {"quoted-printable with digits beside the letters",
     "BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:A=4/=4:=4@=4`=4g=/4=\nB\nEND:VCARD",
     "A=4/=4:=4@=4`=4g=/4B|||||||"},
    {"lines of other kinds are passed over",
     "BEGIN:VCARD\nthis is no property\nX-SCANNER:7\nFN:A\nPHOTO:AAAA\nEND:VCARD",
     "A|||||||"},
    {"a MECARD",
     "MECARD:N:Nair,Priya;ORG:Northgate Rail;TEL:+15550100;EMAIL:p@n.example;"
     "ADR:,,1 Main St,Boston,MA,02110,US;URL:https://n.example;NOTE:Hall 4\\; stand 12;;",
     "Priya Nair|Northgate Rail||p@n.example|+15550100|https://n.example|US|"
     "Hall 4; stand 12"},
    {"a MECARD with its less common fields",
     "MECARD:N:Nair,Priya;TITLE:Head of Fleet;MEMO:Asks for a demo;NOTE:Later;ADR:Boston,US;"
     "this is none;X-A:1;;",
     "Priya Nair||Head of Fleet|||||Asks for a demo"},
    {"a MECARD that ends in a backslash", "MECARD:ORG:Northgate\\", "|Northgate\\||||||"},
    {"a MECARD without its end", "MECARD:N:Nair;ORG:Northgate", "Nair|Northgate||||||"},
    {"a MECARD in lower case", "mecard:n:Nair,P;;", "P Nair|||||||"},
    {"only a company", "MECARD:ORG:Northgate;;", "|Northgate||||||"},
};

}  // namespace

TEST_CASE("badge: vCards of each version and MECARDs say the same things") {
    for (const Said& row : said) {
        CAPTURE(row.why);
        const auto badge = badge_from_text(row.text);
        REQUIRE(verdict(row.text) == "accepted");
        CHECK(shown(badge.value()) == row.expected);
    }
}

TEST_CASE("badge: what is no badge is refused by name") {
    struct Row {
        const char* why;
        std::string text;
        std::string expected;
    };
    const std::string long_name(301, 'a');
    const Row rows[] = {
        {"nothing", "", "bytes_must_parse"},
        {"a link", "https://example.com/badge/17", "bytes_must_parse"},
        {"no end", "BEGIN:VCARD\nFN:A\n", "bytes_must_parse END"},
        {"no name", "BEGIN:VCARD\nEMAIL:a@b.example\nEND:VCARD", "field_must_be_given name"},
        {"an empty MECARD", "MECARD:;;", "field_must_be_given name"},
        {"only spaces for a name", "MECARD:N:   ;;", "field_must_be_given name"},
        {"bytes that are no text", "BEGIN:VCARD\nFN:\xFF\xFE\nEND:VCARD", "text_must_be_utf8"},
        {"bytes hidden in quoted-printable",
         "BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:=FF=FE\nEND:VCARD",
         "text_must_be_utf8 name"},
        {"too long a name", "MECARD:N:" + long_name + ";;", "text_must_be_short_enough name 200"},
        {"too much",
         "MECARD:NOTE:" + std::string(8'192, 'a') + ";;",
         "bytes_must_be_small_enough 8192"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CHECK(verdict(row.text) == row.expected);
    }
    CHECK(verdict("MECARD:N:" + std::string(200, 'a') + ";;") == "accepted");
}

TEST_CASE("badge: it fills the form of a lead") {
    BadgeCard card;
    card.name = "Priya Nair";
    card.company = "Northgate Rail";
    card.email = "p.nair@northgaterail.example";
    card.country = "US";
    const LeadForm form = form_from_badge(card);
    CHECK(form.name == "Priya Nair");
    CHECK(form.company == "Northgate Rail");
    CHECK(form.domain == "northgaterail.example");
    CHECK(form.country == "US");
    CHECK_FALSE(form.consent);
    card.country = "United States";
    card.email = "nothing";
    CHECK(form_from_badge(card).country.empty());
    CHECK(form_from_badge(card).domain.empty());
}
