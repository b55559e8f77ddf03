// Makes the facts from records, in any order once the partners are known.
#pragma once

#include "core/domain/economics/exchange.h"
#include "core/domain/measurement/facts.h"

#include <unordered_map>

namespace entente {

// Days of a partner's life that its record does not hold itself.
struct PartnerDays {
    Date agreement_on{};
    Date active_on{};
    bool has_live_solution = false;
};

// What of a deal's life its fact needs beside the record.
struct DealDays {
    Date approved_on{};
    Date won_on{};
    std::string_view solution;  // Key of the joint solution it names.
};

class FactBuilder {
public:
    FactBuilder(const Program& program, Date today);

    // Every partner before anything of it; a row of an unknown partner is left out.
    void add(PartnerId id, const Partner& partner, const PartnerDays& days);
    void add(DealId id, const Deal& deal, const DealDays& days);
    void add(const Certificate& certificate);
    void add(const IdBytes& id, const Enrollment& enrollment);
    void add_answer(const IdBytes& id, PartnerId partner, Date on, std::int32_t score);
    void add_ticket(const IdBytes& id, PartnerId partner, Date resolved_on, std::int64_t clock_ms);
    void add_marketing(const IdBytes& id, PartnerId partner, Date on, std::string_view act);
    void add_busy_day(PartnerId partner, Date on);
    void add(const CompanyFigure& figure);

    // The facts, each list by partner. The builder is empty then.
    Facts take();

private:
    struct IdHash {
        std::size_t operator()(const IdBytes& id) const;
    };
    const PartnerFact* find(PartnerId id, PartnerIndex& index) const;
    std::int64_t converted_or_zero(Money amount, Date on) const;
    KeyIndex region_of(std::string_view country) const;

    const Program& program_;
    RateTable rates_;
    Facts facts_;
    std::unordered_map<IdBytes, PartnerIndex, IdHash> partners_;
    std::unordered_map<std::string, KeyIndex> regions_;  // By country.
};

}  // namespace entente
