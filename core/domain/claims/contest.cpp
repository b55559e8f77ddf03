#include "core/domain/claims/contest.h"

#include "core/domain/records/kind_rule.h"

#include <algorithm>

namespace entente {

void AwardProposal::describe(FieldVisitor& v) {
    field(v, "to_vendor", to_vendor);
    field(v, "secondary", secondary);
    field(v, "text", text);
    field(v, "person", person);
    field(v, "at", at);
}

void Contest::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "partner", partner);
    field(v, "linked", linked);
    field(v, "joined", joined);
    field(v, "possible", possible);
    field(v, "award", award);
}

static constexpr FieldAccess contest_fields[] = {
    {"deal", seen_by::staff},
    {"partner", seen_by::staff},
    {"linked", seen_by::staff},
    {"joined", seen_by::staff},
    {"possible", seen_by::staff},
    {"award", seen_by::staff},
};

constinit const KindRule Contest::registered = {
    .kind = Kind::contest,
    .type = body_type<Contest>,
    .place = [](const Record& record) -> Place {
        return {
            .home = Place::Home::staff, .partner = body_of<Contest>(record).partner, .owner = {}};
    },
    .index_keys = [](const Record&) -> std::vector<std::string> { return {}; },
    .fields = contest_fields};

RecordKey contest_of(const IdBytes& deal) {
    return {Kind::contest, derived_id(deal, "contest", 0)};
}

const Contest* contest_in(const RecordSource& records, const IdBytes& deal) {
    const Record* record = records.find(contest_of(deal));
    return record == nullptr ? nullptr : &body_of<Contest>(*record);
}

using Ids = std::vector<IdBytes>;

static bool contains(const Ids& ids, const IdBytes& wanted) {
    return std::find(ids.begin(), ids.end(), wanted) != ids.end();
}

static void drop(Ids& ids, const IdBytes& gone) {
    ids.erase(std::remove(ids.begin(), ids.end(), gone), ids.end());
}

const Contest* Contests::of(const IdBytes& deal) const {
    const auto found = changed_.find(deal);
    if (found != changed_.end()) return &body_of<Contest>(found->second);
    return contest_in(records_, deal);
}

bool Contests::has_parties(const IdBytes& deal) const {
    const Contest* contest = of(deal);
    return contest != nullptr && !contest->linked.empty();
}

bool Contests::are_linked(const IdBytes& deal, const IdBytes& other) const {
    const Contest* contest = of(deal);
    return contest != nullptr && contains(contest->linked, other);
}

Contest& Contests::changed(const Record& deal) {
    const auto found = changed_.find(deal.id);
    if (found != changed_.end()) return body_of<Contest>(found->second);
    const RecordKey key = contest_of(deal.id);
    const Record* before = records_.find(key);
    Record record = before != nullptr ? changes_.edited(*before)
                                      : changes_.created(
                                            key.id,
                                            Contest{
                                                .deal = {deal.id},
                                                .partner = body_of<Deal>(deal).partner,
                                                .linked = {},
                                                .joined = {},
                                                .possible = {},
                                                .award = {}}
                                        );
    return body_of<Contest>(changed_.emplace(deal.id, std::move(record)).first->second);
}

void Contests::link(const Record& deal, const IdBytes& other) {
    if (are_linked(deal.id, other)) return;
    Contest& contest = changed(deal);
    contest.linked.push_back(other);
    drop(contest.possible, other);
    contest.award = {};
}

void Contests::unlink(const Record& deal, const IdBytes& other) {
    if (!are_linked(deal.id, other)) return;
    Contest& contest = changed(deal);
    drop(contest.linked, other);
    drop(contest.joined, other);
    contest.award = {};
}

void Contests::set_possible(const Record& deal, Ids possible) {
    const Contest* before = of(deal.id);
    if (before == nullptr ? possible.empty() : before->possible == possible) return;
    changed(deal).possible = std::move(possible);
}

void Contests::keep(const Record& deal, const IdBytes& other) {
    check(are_linked(deal.id, other));
    Contest& contest = changed(deal);
    if (!contains(contest.joined, other)) contest.joined.push_back(other);
}

void Contests::propose(const Record& deal, AwardProposal award) {
    changed(deal).award = std::move(award);
}

void Contests::forget_proposal(const Record& deal) {
    const Contest* before = of(deal.id);
    if (before != nullptr && before->award != AwardProposal{}) changed(deal).award = {};
}

void Contests::clear(const Record& deal) {
    const Contest* before = of(deal.id);
    const bool empty = before == nullptr || (before->linked.empty() && before->possible.empty());
    if (empty) return;
    Contest& contest = changed(deal);
    contest.linked.clear();
    contest.joined.clear();
    contest.possible.clear();
    contest.award = {};
}

void Contests::put() {
    for (auto& [id, record] : changed_) changes_.put(std::move(record));
    changed_.clear();
}

}  // namespace entente
