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
    // Replaces the record's row; without one the record has none any more.
    void put(const RecordKey& key, std::optional<Row> row) {
        const std::size_t place = place_for(key);
        const auto at = static_cast<std::ptrdiff_t>(place);
        const bool there = place < keys_.size() && keys_[place] == key;
        if (there && row) {
            rows_[place] = std::move(*row);
        } else if (there) {
            keys_.erase(keys_.begin() + at);
            rows_.erase(rows_.begin() + at);
        } else if (row) {
            keys_.insert(keys_.begin() + at, key);
            rows_.insert(rows_.begin() + at, std::move(*row));
        }
    }

    // Where the record's row is; none when it has none.
    std::optional<std::size_t> place_of(const RecordKey& key) const {
        const std::size_t place = place_for(key);
        if (place == keys_.size() || !(keys_[place] == key)) return std::nullopt;
        return place;
    }
    const Row* find(const RecordKey& key) const {
        const auto place = place_of(key);
        return place ? &rows_[*place] : nullptr;
    }

    std::size_t size() const { return rows_.size(); }
    auto begin() const { return rows_.begin(); }
    auto end() const { return rows_.end(); }

private:
    // Where it stands or would stand. A store's records come in ascending order: most of them
    // behind the last.
    std::size_t place_for(const RecordKey& key) const {
        if (keys_.empty() || keys_.back() < key) return keys_.size();
        return static_cast<std::size_t>(
            std::lower_bound(keys_.begin(), keys_.end(), key) - keys_.begin()
        );
    }

    std::vector<RecordKey> keys_;
    std::vector<Row> rows_;
};

class StoredFacts {
public:
    StoredFacts(const Program& program, Date today) : rows_(program, today) {}
    StoredFacts(const StoredFacts&) = delete;  // Rows are known by where they are.
    StoredFacts(StoredFacts&&) = default;
    StoredFacts& operator=(const StoredFacts&) = delete;

    // A record that is new or has changed. Kinds that nothing is measured by are passed over.
    void put(const Record& record);
    void remove(const RecordKey& key);

    // Partners in the order of their ids; rows of a partner in that of their records. What changed
    // since the last time is brought up to date.
    const Facts& facts();

    // What was approved to partners for a year, a row each request; with the facts' indices.
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
        FactAmount amount;
    };
    struct OfPartner {
        KeptRows<PartnerFact> partner;  // One, once its record is there.
        KeptRows<OnboardedDays> onboarding;
        KeptRows<Date> agreements;  // When they were signed.
        KeptRows<DealFact> deals;
        KeptRows<CertificateFact> certificates;
        KeptRows<EnrollmentFact> enrollments;
        KeptRows<AnswerFact> answers;
        KeptRows<TicketFact> tickets;
        KeptRows<MarketingFact> marketing;
        KeptRows<BusyDay> busy;
        KeptRows<Approval> approvals;
        KeptRows<Funded> funded;
        // Takes a record's rows out of every list.
        void drop(const RecordKey& key);

        PartnerIndex index = 0;  // Into the facts' partners, of one that is known.
        bool changed = true;
    };
    using Partners = std::map<IdBytes, OfPartner>;

    OfPartner& of(const RecordKey& key, PartnerId partner);
    void forget(const RecordKey& key);
    void put_partner(const Record& record);
    void put_agreement(const Record& record);
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
    void put_resource(const Record& record);
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
    KeptRows<OfPartner*> whose_;         // Each record that is a partner's.
    std::map<IdBytes, IdBytes> people_;  // Of partners, with their partner.
    KeptRows<FigureFact> figures_;
    KeptRows<MilestoneWord> words_;
    KeptRows<Date> resources_;  // When they were published.
    bool changed_ = true;
    bool placed_ = false;  // Every known partner has its place in the facts.
};

}  // namespace entente
