#include "tests/server/support/small_world.h"

#include "core/domain/program/seed.h"
#include "server-stub/app/embedded.h"

#include <catch2/catch_test_macros.hpp>

namespace entente::test {
namespace {

constexpr Moment made_at{1'790'000'000'000};

Record record_of(const IdBytes& id, RecordBody body) {
    return {
        .id = id,
        .version = 1,
        .created_at = made_at,
        .changed_at = made_at,
        .changed_by = {},
        .body = std::move(body)};
}

Record person(PersonId id, const std::string& email, const std::string& role, PartnerId partner) {
    Person body;
    body.name = email.substr(0, email.find('@'));
    body.email = email;
    body.partner = partner;
    body.role = role;
    return record_of(id.bytes, body);
}

Record deal(DealId id, PartnerId partner, PersonId owner, const std::string& title) {
    Deal body;
    body.partner = partner;
    body.owner = owner;
    body.title = title;
    body.number = "DR-2026-00000" + std::to_string(id.bytes[15]);
    body.internal_note = "only for staff";
    body.review = Review::submitted;
    body.submitted_at = made_at;
    return record_of(id.bytes, body);
}

Record foundation(const IdBytes& id, PartnerId partner, PersonId person) {
    using namespace std::chrono;
    Certificate body;
    body.partner = partner;
    body.person = person;
    body.level = "foundation";
    body.awarded_on = sys_days(year(2026) / January / 1);
    body.expires_on = sys_days(year(2096) / December / 31);
    return record_of(id, body);
}

void put_partner(StoreWriter& writer, const SmallPartner& partner, const std::string& name) {
    Partner body;
    body.name = name;
    body.lifecycle = Lifecycle::active;
    writer.put(record_of(partner.id.bytes, body));
    const std::string domain = "@" + name + ".example";
    writer.put(person(partner.seller, "seller" + domain, "seller", partner.id));
    writer.put(person(partner.admin, "admin" + domain, "admin", partner.id));
    writer.put(person(partner.member, "member" + domain, "member", partner.id));
    writer.put(foundation(partner.certificate, partner.id, partner.seller));
    writer.put(deal(partner.deal, partner.id, partner.seller, name + " sells"));
    writer.put(deal(partner.members_deal, partner.id, partner.member, name + " member sells"));
}

SmallPartner small_partner(std::uint8_t first) {
    return {
        .id = test_id<PartnerId>(first),
        .seller = test_id<PersonId>(static_cast<std::uint8_t>(first + 1)),
        .admin = test_id<PersonId>(static_cast<std::uint8_t>(first + 2)),
        .member = test_id<PersonId>(static_cast<std::uint8_t>(first + 3)),
        .deal = test_id<DealId>(static_cast<std::uint8_t>(first + 4)),
        .members_deal = test_id<DealId>(static_cast<std::uint8_t>(first + 5)),
        .certificate = test_id<PersonId>(static_cast<std::uint8_t>(first + 6)).bytes,
    };
}

}  // namespace

SmallWorld small_world() {
    return {
        .alder = small_partner(10),
        .birch = small_partner(20),
        .manager = test_id<PersonId>(1),
        .program_admin = test_id<PersonId>(2),
    };
}

void fill(Store& store, const SmallWorld& world) {
    const auto loaded = load_program(server::embedded_program_json());
    REQUIRE(loaded.ok());
    const Outcome filled = store.write(Access::of_authority(), [&](StoreWriter& writer) -> Outcome {
        writer.put(record_of(test_id<PartnerId>(99).bytes, loaded.value().program));
        put_partner(writer, world.alder, "alder");
        put_partner(writer, world.birch, "birch");
        Record manager = person(world.manager, "manager@entente.example", "channel_manager", {});
        body_of<Person>(manager).assigned_partners = {world.alder.id};
        writer.put(manager);
        writer.put(person(world.program_admin, "admin@entente.example", "program_admin", {}));
        return Done{};
    });
    REQUIRE(filled.ok());
}

}  // namespace entente::test
