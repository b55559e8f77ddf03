#include "core/domain/overlap.h"

#include "core/base/text/names.h"
#include "core/domain/decide.h"
#include "tests/support/deal_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

using namespace entente;
using namespace entente::test;

static const PublicSuffixes no_list;

static Customer customer(
    const char* name, const char* domain, const char* country = "US", const char* tax = ""
) {
    return {.legal_name = name, .domain = domain, .country = country, .tax_id = tax};
}

TEST_CASE("overlap: customers are the same by number or domain, alike by name") {
    struct Row {
        const char* why;
        Customer left, right;
        SameCustomer expected;
    };
    const Row rows[] = {
        {"a subdomain",
         customer("A", "shop.acme.com"),
         customer("B", "https://ACME.com/x"),
         SameCustomer::certain},
        {"another domain", customer("A", "acme.com"), customer("B", "acme.org"), SameCustomer::no},
        {"one under co.uk each",
         customer("A", "acme.co.uk"),
         customer("B", "bolt.co.uk"),
         SameCustomer::no},
        {"free mail", customer("A", "gmail.com"), customer("B", "gmail.com"), SameCustomer::no},
        {"a tax number as written",
         customer("A", "a.com", "CH", "CHE-123.456.789"),
         customer("B", "b.com", "CH", "che 123 456 789"),
         SameCustomer::certain},
        {"a number that says what it is",
         customer("A", "a.com", "US", "D-U-N-S 15-048-3782"),
         customer("B", "b.com", "US", "150483782"),
         SameCustomer::certain},
        {"no numbers at all",
         customer("A", "", "US", ""),
         customer("B", "", "US", "-"),
         SameCustomer::no},
        {"a legal form apart",
         customer("Müller & Söhne GmbH", "a.de", "DE"),
         customer("MUELLER UND SOEHNE", "b.de", "DE"),
         SameCustomer::possible},
        {"a letter apart",
         customer("Northgate Rail Inc.", "a.com"),
         customer("Northgate Rails", "b.com"),
         SameCustomer::possible},
        {"the same name abroad",
         customer("Northgate Rail", "a.com"),
         customer("Northgate Rail", "b.ca", "CA"),
         SameCustomer::no},
        {"another name",
         customer("Northgate Rail", "a.com"),
         customer("Harbor Mutual", "b.com"),
         SameCustomer::no},
        {"no name", customer("", "a.com"), customer("", "b.com"), SameCustomer::no},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CHECK(same_customer(row.left, row.right, no_list) == row.expected);
        CHECK(same_customer(row.right, row.left, no_list) == row.expected);
    }
}

TEST_CASE("overlap: every digit and letter of a number counts, and nothing else of it") {
    const auto told = [](const char* left, const char* right) {
        const Customer ours = customer("A", "a.com", "US", left);
        const Customer theirs = customer("B", "b.com", "US", right);
        return same_customer(ours, theirs, no_list) == SameCustomer::certain;
    };
    for (const char* more : {"10", "19", "1A", "1Z", "1a", "1z"}) {
        CAPTURE(more);
        CHECK_FALSE(told("1", more));
    }
    for (const char* same : {"1/", "1:", "1@", "1[", "1`", "1{", " 1."}) {
        CAPTURE(same);
        CHECK(told("1", same));
    }
}

TEST_CASE("overlap: names are alike in one country, letter by letter in their order") {
    const std::vector<std::string> products = {"x"};
    const auto met = [&products](const char* left, const char* right) {
        const std::vector<std::string> one = {left};
        const std::vector<std::string> other = {right};
        const std::string country = "US";
        return overlap_of_claims({&one, &products, &country}, {&other, &products, &country});
    };
    CHECK(met("name:US:northgate rail", "name:US:northgate rails") == SameCustomer::possible);
    CHECK(met("name:US:northgate rail", "name:CA:northgate rail") == SameCustomer::no);
    CHECK(met("name:US:northgate rail", "name:US:liar etaghtron") == SameCustomer::no);
    // Letters of another script are compared as well, whichever name has them.
    CHECK(met("name:US:hitachi", "name:US:日立") == SameCustomer::no);
    CHECK(met("name:US:日立", "name:US:hitachi") == SameCustomer::no);
    CHECK(met("name:US:日立製作所", "name:US:日立製作") == SameCustomer::possible);
    // A country alone names nobody.
    CHECK_FALSE(is_name_key("name:US:"));
    CHECK(is_name_key("name:US:a"));
    // 90 % alike, which is enough, and a letter more.
    CHECK(met("name:US:acme", "name:US:acmework") == SameCustomer::possible);
    CHECK(met("name:US:acme", "name:US:acmeworks") == SameCustomer::no);
}

using Keys = std::vector<std::string>;

static std::set<std::string> lookups_of(const Keys& keys) {
    std::set<std::string> lookups;
    for (const std::string& key : keys) {
        for (std::string& lookup : lookup_keys(key)) lookups.insert(std::move(lookup));
    }
    return lookups;
}

static bool share_a_lookup(const Keys& left, const Keys& right) {
    const std::set<std::string> found = lookups_of(right);
    const std::set<std::string> sought = lookups_of(left);
    return std::any_of(sought.begin(), sought.end(), [&found](const std::string& lookup) {
        return found.contains(lookup);
    });
}

TEST_CASE("overlap: customers that may be the same share a key to look up") {
    const Customer pairs[][2] = {
        {customer("A", "shop.acme.com"), customer("B", "acme.com")},
        {customer("A", "a.com", "CH", "CHE-1"), customer("B", "b.com", "CH", "che1")},
        {customer("Northgate Rail Inc.", "a.com"), customer("Northgate Rails", "b.com")},
    };
    for (const auto& pair : pairs) {
        const auto left = match_keys(pair[0], no_list);
        const auto right = match_keys(pair[1], no_list);
        CHECK(share_a_lookup(left, right));
    }
    CHECK(match_keys(customer("", "gmail.com"), no_list).empty());
}

TEST_CASE("overlap: names alike are found by a part that is the same") {
    struct Row {
        const char* why;
        const char* left;
        const char* right;
    };
    const Row rows[] = {
        {"another first letter", "Volkswagen", "Wolkswagen"},
        {"a letter too few", "Siemens", "Simens"},
        {"two letters in another order", "Deutsche Bahn", "Duetsche Bahn"},
        {"words in another order", "Mutual Harbor", "Harbor Mutual"},
        {"a short first word", "BMW Group", "BMV Group"},
        {"a short name", "Posco", "Pusco"},
        {"letters of more bytes", "株式会社日立製作所", "株式会社日立製作社"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const auto left = match_keys(customer(row.left, ""), no_list);
        const auto right = match_keys(customer(row.right, ""), no_list);
        REQUIRE(left.size() == 1);
        CHECK(share_a_lookup(left, right));
    }
}

// Every slip of one letter in names as they are: where the names are still alike they are found,
// but for one in a hundred.
TEST_CASE("overlap: a slip of the pen hides a customer hardly ever") {
    const char* names[] = {
        "volkswagen",
        "deutsche bahn",
        "bank of america",
        "general electric",
        "munich re",
        "bnp paribas",
        "credit suisse",
        "air france",
        "johnson and johnson",
        "home depot",
        "dell technologies",
        "university of texas",
        "liberty mutual",
        "hyundai motor",
        "rio tinto",
        "singapore airlines",
        "new york life",
        "cisco systems",
        "nestle",
        "heineken"};
    int alike = 0;
    int missed = 0;
    for (const std::string name : names) {
        const auto ask = [&](std::string slipped) {
            if (slipped == name || likeness(name, slipped) < names_alike) return;
            alike++;
            const Keys left = lookup_keys("name:US:" + name);
            const Keys right = lookup_keys("name:US:" + comparable_name(slipped));
            const bool found = std::any_of(left.begin(), left.end(), [&right](const auto& key) {
                return std::find(right.begin(), right.end(), key) != right.end();
            });
            if (!found) missed++;
        };
        for (std::size_t i = 0; i < name.size(); i++) {
            ask(std::string(name).erase(i, 1));
            for (const char c : {'a', 'e', 'n', 'r', 's', 't'}) {
                ask(std::string(name).insert(i, 1, c));
                ask(std::string(name).replace(i, 1, 1, c));
            }
            std::string swapped = name;
            if (i > 0) std::swap(swapped[i - 1], swapped[i]);
            ask(std::move(swapped));
        }
    }
    CAPTURE(alike, missed);
    CHECK(alike > 2'000);
    CHECK(missed * 100 < alike);
}

TEST_CASE("overlap: only live deals with a product in common meet") {
    Deal left;
    left.customer = customer("A", "acme.com");
    left.products = {"x", "y"};
    left.review = Review::submitted;
    Deal right = left;
    right.products = {"y", "z"};
    CHECK(overlaps(left, right, no_list));
    right.products = {"z"};
    CHECK_FALSE(overlaps(left, right, no_list));
    right = left;
    right.review = Review::closed;
    CHECK_FALSE(overlaps(left, right, no_list));
    right = left;
    right.customer.country = "CA";
    CHECK(overlap_of(left, right, no_list) == SameCustomer::possible);
    right.customer = customer("B", "bolt.com");
    CHECK(overlap_of(left, right, no_list) == SameCustomer::no);
    left.contact.email = "p@agency.com";
    right.contact.email = "P@Agency.com";
    CHECK(overlap_of(left, right, no_list) == SameCustomer::possible);
}

static const DealId ours = DealWorld::id("ours");
static const DealId theirs = DealWorld::id("theirs");

TEST_CASE("overlap: what two deals have in common says how sure it is") {
    struct Row {
        const char* why;
        void (*change)(Deal&);
        SameCustomer expected;
    };
    const Row rows[] = {
        {"all of it", [](Deal&) {}, SameCustomer::certain},
        {"the domain, in another country",
         [](Deal& d) { d.customer.country = "CA"; },
         SameCustomer::possible},
        {"a name alike",
         [](Deal& d) { d.customer = customer("Northgate Rails", "northgate-rail.net"); },
         SameCustomer::possible},
        {"the person one speaks to",
         [](Deal& d) { d.customer = customer("Harbor Mutual", "harbormutual.com"); },
         SameCustomer::possible},
        {"the person one speaks to, in capitals and another country",
         [](Deal& d) {
             d.customer = customer("Harbor Mutual", "harbormutual.com", "CA");
             d.contact.email = "Priya@Agency.com";
         },
         SameCustomer::possible},
        {"neither name nor person",
         [](Deal& d) {
             d.customer = customer("Harbor Mutual", "harbormutual.com");
             d.contact.email = "jo@agency.com";
         },
         SameCustomer::no},
        {"a mailbox of everybody's",
         [](Deal& d) {
             d.customer = customer("Harbor Mutual", "gmail.com");
             d.contact.email = "jo@gmail.com";
         },
         SameCustomer::no},
        {"letters of no alphabet",
         [](Deal& d) {
             d.customer = customer("!!!", "");
             d.contact.email.clear();
         },
         SameCustomer::no},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        Deal left;
        left.customer = customer("Northgate Rail", "northgaterail.com");
        left.contact.email = "priya@agency.com";
        left.products = {"x"};
        left.review = Review::submitted;
        Deal right = left;
        row.change(right);
        CHECK(overlap_of(left, right, no_list) == row.expected);
        CHECK(overlap_of(right, left, no_list) == row.expected);
        left.review = Review::draft;
        CHECK(overlap_of(left, right, no_list) == SameCustomer::no);
    }
    Deal nobody;
    nobody.products = {"x"};
    nobody.review = Review::submitted;
    CHECK(overlap_of(nobody, nobody, no_list) == SameCustomer::no);
}

TEST_CASE("conflict: a rival's live claim brings both before the board") {
    struct Row {
        const char* why;
        void (*prepare)(DealWorld&);
    };
    const Row rows[] = {
        {"submitted", [](DealWorld&) {}},
        {"in review", [](DealWorld& w) { w.claim("ours"); }},
        {"asked",
         [](DealWorld& w) {
             w.claim("ours");
             w.ask("ours", {"lines"});
         }},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        world.submit("ours", world.form());
        row.prepare(world);
        world.act(world.rival, SubmitDeal{theirs, world.form()});
        CHECK(world.deal("ours").review == Review::conflict);
        CHECK(world.deal("theirs").review == Review::conflict);
        CHECK(world.deal("ours").sla.running_since.given());
        CHECK(world.events("ours").back() == "deal_overlap_found");
    }
}

TEST_CASE("conflict: an approved rival stays approved and protected, but contested") {
    DealWorld world;
    world.submit("ours", world.form_worth(1'000));
    world.act(world.rival, SubmitDeal{theirs, world.form_worth(1'000)});
    CHECK(world.deal("ours").review == Review::approved);
    CHECK(world.deal("ours").protection == Protection::active);
    CHECK(world.deal("ours").contested);
    CHECK(world.deal("theirs").review == Review::conflict);
}

TEST_CASE("conflict: nothing that either partner receives names the other") {
    DealWorld world;
    world.submit("ours", world.form());
    const Changes changes = world.act(world.rival, SubmitDeal{theirs, world.form()});
    for (const Record& record : changes.puts) {
        const bool is_ours = scope_of(record) == partner_scope(world.seller.partner);
        const IdBytes stranger = is_ours ? world.rival.person.bytes : world.seller.person.bytes;
        CHECK(record.changed_by.bytes != stranger);
        if (record.kind() != Kind::history) continue;
        const auto& line = body_of<HistoryLine>(record);
        CHECK(line.person.bytes != stranger);
        if (is_ours) CHECK(line.person_name.empty());
    }
}

TEST_CASE("conflict: a claim to a customer alike is not approved by a rule, a person looks") {
    struct Row {
        const char* why;
        void (*change)(DealForm&);
        const char* last_event;
    };
    const Row rows[] = {
        {"a name alike",
         [](DealForm& form) { form.contact.email = "x@northgate-rail.net"; },
         "deal_overlap_possible"},
        {"the same contact",
         [](DealForm& form) { form.customer.legal_name = "Southern Ferries"; },
         "deal_overlap_possible"},
        {"neither",
         [](DealForm& form) {
             form.customer.legal_name = "Southern Ferries";
             form.contact.email = "x@southern-ferries.net";
         },
         "deal_auto_approved"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        world.submit("ours", world.form_worth(1'000));
        DealForm form = world.form_worth(1'000);
        form.customer.domain = "northgate-rail.net";
        row.change(form);
        world.act(world.rival, SubmitDeal{theirs, form});
        CHECK(world.events("theirs").back() == row.last_event);
        CHECK_FALSE(world.deal("ours").contested);
        CHECK(world.events("ours").back() == "deal_auto_approved");
    }
}

TEST_CASE("conflict: a device hears of its own partner's deals only, and decides nothing") {
    DealWorld world;
    world.submit("ours", world.form());
    world.authority = false;
    world.act(world.rival, SubmitDeal{theirs, world.form()});
    CHECK(world.deal("ours").review == Review::submitted);
    CHECK(world.deal("theirs").review == Review::submitted);
}

TEST_CASE("conflict: when one claim leaves, the other goes back to where it was") {
    DealWorld world;
    world.submit("ours", world.form());
    world.claim("ours");
    world.act(world.rival, SubmitDeal{theirs, world.form()});
    world.act(world.rival, WithdrawDeal{theirs, "Ours no longer."});
    CHECK(world.deal("ours").review == Review::in_review);
    CHECK(world.events("ours").back() == "deal_overlap_ended");
}

TEST_CASE("conflict: a contested approval is free again when the claim leaves") {
    DealWorld world;
    world.submit("ours", world.form_worth(1'000));
    world.act(world.rival, SubmitDeal{theirs, world.form()});
    REQUIRE(world.deal("ours").contested);
    world.act(world.rival, WithdrawDeal{theirs, ""});
    CHECK_FALSE(world.deal("ours").contested);
    CHECK(world.deal("ours").review == Review::approved);
}

TEST_CASE("conflict: a rule approves what it would have, once nobody else claims it") {
    struct Row {
        const char* why;
        void (*change)(DealForm&);
        void (*prepare)(DealWorld&);
        Review expected;
    };
    const auto nothing = [](DealWorld&) {};
    const Row rows[] = {
        {"small enough", [](DealForm&) {}, nothing, Review::approved},
        {"too large for a rule",
         [](DealForm& f) { f.lines.front().amount.minor = 300'000'00; },
         nothing,
         Review::submitted},
        {"a partner that is suspended by now",
         [](DealForm&) {},
         [](DealWorld& w) {
             w.change_partner(w.rival.partner, [](Partner& p) {
                 p.lifecycle = Lifecycle::suspended;
             });
         },
         Review::submitted},
        {"another claim that may be the same customer's",
         [](DealForm& f) { f.contact.email = "the.same@agency.com"; },
         nothing,
         Review::submitted},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        DealForm third = world.form();
        third.customer.domain = "southern-ferries.net";
        third.customer.legal_name = "Southern Ferries";
        third.contact.email = "the.same@agency.com";
        world.act(world.third, SubmitDeal{DealWorld::id("third"), third});
        world.submit("ours", world.form());
        DealForm form = world.form_worth(1'000);
        row.change(form);
        world.act(world.rival, SubmitDeal{theirs, form});
        REQUIRE(world.deal("theirs").review == Review::conflict);
        row.prepare(world);
        world.act(world.seller, WithdrawDeal{ours, ""});
        CHECK(world.deal("theirs").review == row.expected);
        if (row.expected == Review::approved) {
            CHECK(world.deal("theirs").decision_rule == "tier_1_2_under_250000_usd");
            CHECK(world.events("theirs").back() == "deal_auto_approved");
        }
    }
}

TEST_CASE("conflict: what was decided once waits for a person when the overlap ends") {
    DealWorld world;
    world.submit("ours", world.form_worth(240'000));
    world.act(world.seller, ReportLost{ours, "price", ""});
    DealForm small = world.form_worth(1'000);
    world.act(world.third, SubmitDeal{theirs, world.form()});
    world.act(world.seller, SubmitDeal{DealWorld::id("again"), small});
    world.award({.deal = theirs, .text = "They were first."});
    world.act(world.seller, AppealDecision{DealWorld::id("again"), "We were."});
    REQUIRE(world.deal("again").review == Review::conflict);
    world.act(world.third, ReportLost{theirs, "price", ""});
    CHECK(world.deal("again").review == Review::submitted);
}

TEST_CASE("conflict: an answer that names another customer ends it") {
    DealWorld world;
    world.submit("ours", world.form());
    world.act(world.rival, SubmitDeal{theirs, world.form()});
    world.ask("theirs", {"customer", "contact"});
    DealForm form = world.form();
    form.customer.domain = "southgaterail.com";
    form.customer.legal_name = "Southgate Rail";
    form.contact.email = "p@southgaterail.com";
    world.act(world.rival, AnswerQuestion{theirs, form, "It is another company."});
    CHECK(world.deal("theirs").review == Review::submitted);
    CHECK(world.deal("ours").review == Review::submitted);
    CHECK(world.deal("theirs").match_keys.front() == "domain:southgaterail.com");
}

TEST_CASE("conflict: an answer that names the same customer leaves both before the board") {
    DealWorld world;
    world.submit("ours", world.form());
    world.act(world.rival, SubmitDeal{theirs, world.form()});
    world.ask("theirs", {"lines"});
    const std::vector<std::string> told = world.events("ours");
    world.act(world.rival, AnswerQuestion{theirs, world.form_worth(500'000), "As asked."});
    CHECK(world.deal("theirs").review == Review::conflict);
    CHECK(world.linked("theirs") == std::vector{ours.bytes});
    CHECK(world.deal("ours").review == Review::conflict);
    CHECK(world.linked("ours") == std::vector{theirs.bytes});
    CHECK(world.events("ours") == told);
}
