#include "tests/support/small_program.h"

#include "core/domain/program/seed.h"

#include <fstream>
#include <iterator>

namespace entente::support {

std::shared_ptr<const Program> small_program() {
    static const std::shared_ptr<const Program> program = [] {
        std::ifstream file(ENTENTE_SOURCE_DIR "/assets/program.json");
        const std::string json{std::istreambuf_iterator<char>(file), {}};
        auto loaded = load_program(json);
        check(loaded.ok());
        auto small = std::make_shared<Program>(std::move(loaded.value().program));
        small->courses.clear();
        small->resources.clear();
        small->plan = {};
        return small;
    }();
    return program;
}

static Record record_of(const IdBytes& id, RecordBody body) {
    Record record;
    record.id = id;
    record.version = 1;
    record.created_at = record.changed_at = first_moment;
    record.body = std::move(body);
    return record;
}

static Record partner_of(PartnerId id, const std::string& name, Tier tier) {
    Partner partner;
    partner.name = partner.legal_name = name;
    partner.tier = tier;
    partner.types = {PartnerType::system_integrator};
    partner.region = "north_america";
    partner.home_country = "US";
    partner.worldwide = true;
    partner.lifecycle = Lifecycle::active;
    return record_of(id.bytes, partner);
}

static Record agreement_of(std::uint8_t number, PartnerId partner) {
    using namespace std::chrono;
    Agreement agreement;
    agreement.partner = partner;
    agreement.number = "PA-" + std::to_string(number);
    agreement.model = "system_integrator";
    agreement.valid_from = sys_days(year(2026) / January / 1);
    agreement.valid_until = sys_days(year(2036) / December / 31);
    return record_of(id_number(number), agreement);
}

static Record person_of(PersonId id, const std::string& name, PartnerId partner, std::string role) {
    Person person;
    person.name = name;
    person.email = name + "@example.test";
    person.partner = partner;
    person.role = std::move(role);
    return record_of(id.bytes, person);
}

static Record certificate_of(std::uint8_t number, PartnerId partner, PersonId person) {
    using namespace std::chrono;
    Certificate certificate;
    certificate.partner = partner;
    certificate.person = person;
    certificate.level = "foundation";
    certificate.awarded_on = sys_days(year(2026) / January / 1);
    certificate.expires_on = sys_days(year(2036) / December / 31);
    return record_of(id_number(number), certificate);
}

std::vector<Record> cast_records(const Program& program) {
    const Cast cast;
    std::vector<Record> records;
    records.push_back(record_of(id_number(100), program));
    records.push_back(partner_of(cast.slalom, "Slalom", Tier::tier_1));
    records.push_back(partner_of(cast.avanade, "Avanade", Tier::tier_2));
    records.push_back(agreement_of(31, cast.slalom));
    records.push_back(agreement_of(32, cast.avanade));
    records.push_back(certificate_of(33, cast.slalom, cast.seller));
    records.push_back(certificate_of(34, cast.avanade, cast.rival));
    records.push_back(person_of(cast.seller, "sam", cast.slalom, "seller"));
    records.push_back(person_of(cast.member, "mia", cast.slalom, "member"));
    records.push_back(person_of(cast.rival, "ray", cast.avanade, "seller"));
    records.push_back(person_of(cast.manager, "max", {}, "channel_manager"));
    body_of<Person>(records.back()).assigned_partners = {cast.slalom, cast.avanade};
    records.push_back(person_of(cast.administrator, "ada", {}, "program_admin"));
    return records;
}

DealForm form_for(int customer, std::int64_t amount_minor, std::string notes) {
    using namespace std::chrono;
    const std::string name = "customer" + std::to_string(customer);
    DealForm form;
    form.customer.legal_name = "Company number " + std::to_string(customer) + " of the test";
    form.customer.domain = name + ".com";
    form.customer.country = "US";
    form.customer.sector = "energy";
    form.title = "Deal with " + name;
    form.objective = "They want to delegate their daily tasks to agents, in every plant they have.";
    form.products = {"platform_licenses"};
    form.lines = {{"software_licenses", {amount_minor, usd}, 12, true}};
    form.currency = usd;
    form.expected_close = sys_days(year(2027) / June / 30);
    form.contact = {"Person of " + name, "someone@" + name + ".com"};
    form.notes = std::move(notes);
    return form;
}

}  // namespace entente::support
