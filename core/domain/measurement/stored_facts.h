// The facts as the stored records tell them, kept true as records change.
//
// Each record brings its own rows, in any order, and takes them along when it changes or goes. What
// is told in today's rates is so for one day: the next day and a new program begin anew.
#pragma once

#include "core/domain/measurement/fact_rows.h"
#include "core/domain/measurement/plan_measures.h"
#include "core/domain/record.h"

#include <algorithm>
#include <map>

namespace entente {

// Rows of which each is one record's, in the order of their records.
template <typename Row>
class KeptRows {
public:
    // Replaces the record's row; without one the record has none any more. A store's records come
    // in ascending order, and are added at the end.
    void put(const RecordKey& key, std::optional<Row> row) {
        const auto found = std::lower_bound(keys_.begin(), keys_.end(), key);
        const auto at = found - keys_.begin();
        const bool there = found != keys_.end() && *found == key;
        if (there && row) {
            rows_[static_cast<std::size_t>(at)] = std::move(*row);
        } else if (there) {
            keys_.erase(found);
            rows_.erase(rows_.begin() + at);
        } else if (row) {
            keys_.insert(found, key);
            rows_.insert(rows_.begin() + at, std::move(*row));
        }
    }

    // The place of the record's row; none when it has none.
    std::optional<std::size_t> place_of(const RecordKey& key) const {
        const auto found = std::lower_bound(keys_.begin(), keys_.end(), key);
        if (found == keys_.end() || !(*found == key)) return std::nullopt;
        return static_cast<std::size_t>(found - keys_.begin());
    }

    std::size_t size() const { return rows_.size(); }
    auto begin() const { return rows_.begin(); }
    auto end() const { return rows_.end(); }

private:
    std::vector<RecordKey> keys_;
    std::vector<Row> rows_;
};

class StoredFacts {
public:
    StoredFacts(const Program& program, Date today) : rows_(program, today) {}

    // A record that is new or has changed. Kinds that nothing is measured by are passed over.
    void put(const Record& record);
    void remove(const RecordKey& key);

    // Partners in the order of their ids; rows of a partner in that of their records. What changed
    // since the last time is brought up to date.
    const Facts& facts();

    // What was approved to each partner for a year, where anything was; with the facts' indices.
    std::vector<Invested> invested(std::int32_t year);
    std::vector<MilestoneWord> milestone_words() const;

private:
    // A day on which somebody did something for the partner.
    struct BusyDay {
        PersonId person;  // Not given: the partner's for sure.
        Date on{};
    };
    struct OnboardedDays {
        Date agreement_on{};
        Date active_on{};
    };
    struct Approval {
        DealId deal;
        Date on{};
    };
    struct Funded {
        IdBytes allocation{};
        std::int64_t amount = 0;
    };
    struct OfPartner {
        KeptRows<PartnerFact> partner;  // One, once its record is there.
        KeptRows<OnboardedDays> onboarding;
        KeptRows<DealFact> deals;
        KeptRows<CertificateFact> certificates;
        KeptRows<EnrollmentFact> enrollments;
        KeptRows<AnswerFact> answers;
        KeptRows<TicketFact> tickets;
        KeptRows<MarketingFact> marketing;
        KeptRows<BusyDay> busy;
        KeptRows<Approval> approvals;
        KeptRows<Funded> funded;
        PartnerIndex index = 0;  // Into the facts' partners, of one that is known.
        bool changed = true;
    };
    using Partners = std::map<IdBytes, OfPartner>;

    OfPartner& of(PartnerId partner);
    void put_partner(const Record& record);
    void put_deal(const Record& record);
    void put_line(const Record& record);
    void put_onboarding(const Record& record);
    void put_learning(const Record& record);
    void put_ticket(const Record& record);
    void put_marketing(const Record& record);
    void put_person(const Record& record);
    void put_answer(const Record& record);
    void put_request(const Record& record);
    void put_figure(const Record& record);
    void put_word(const Record& record);
    void place_partners();
    void settle(OfPartner& partner);
    void settle_approvals(OfPartner& partner);
    // Whether they were laid out anew.
    template <typename Row>
    bool settle_rows(
        std::vector<Row>& all, KeptRows<Row> OfPartner::*kept, RowRange PartnerFact::*range
    );

    FactRows rows_;
    Facts facts_;
    Partners partners_;
    std::map<IdBytes, IdBytes> people_;  // Of partners, with their partner.
    KeptRows<CompanyFigure> figures_;
    KeptRows<MilestoneWord> words_;
    bool changed_ = true;
    bool placed_ = false;  // Every known partner has its place in the facts.
};

}  // namespace entente
