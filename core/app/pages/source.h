// Everything a page may be made from: the records somebody holds, the rules, the words, the minute.
#pragma once

#include "core/app/text.h"
#include "core/base/places/public_suffix.h"
#include "core/domain/decide.h"

#include <map>

namespace entente {

// How far a record's own changes have come. Kept per device, never stored on the server.
enum class SyncMark : std::uint8_t { confirmed, draft_here, waiting, sent, needs_attention };

using SyncMarks = std::map<RecordKey, SyncMark>;

struct PageSource {
    const Catalog& words;
    const RecordSource& records;
    const Program& program;
    const Actor& actor;  // Whose eyes: in a preview those of the partner.
    Moment now;
    const SyncMarks& marks;
    const PublicSuffixes* suffixes = nullptr;
    bool read_only = false;  // A preview, or a device that must not write.
};

SyncMark mark_of(const PageSource& source, const RecordKey& key);

// Every record under "name:<id>", and the first of them.
std::vector<const Record*> records_under(
    const PageSource& source, std::string_view name, const IdBytes& id
);

// The body of a record by its id; null when it is not among those held.
const Partner* partner_of(const PageSource& source, PartnerId id);
const Person* person_of(const PageSource& source, PersonId id);
const Agreement* agreement_of(const PageSource& source, AgreementId id);
const Deal* deal_of(const PageSource& source, DealId id);

// The partner's agreement that holds today, the one agreed last of several; null when there is
// none.
const Agreement* agreement_in_force(const PageSource& source, PartnerId partner);

// "Tier 2 regional integrator" without its heading, "Software licenses", "Transport": names of
// keys.
std::string tier_name(const PageSource& source, Tier tier);
std::string region_name(const PageSource& source, std::string_view key);
std::string product_name(const PageSource& source, std::string_view key);
std::string category_name(const PageSource& source, std::string_view key);
std::string level_name(const PageSource& source, std::string_view key);
std::string stage_name(const PageSource& source, Stage stage);

// The categories that a deal's lines may bear under a model, each once, in the model's order.
std::vector<std::string> line_categories(const Program& program, std::string_view model);

bool may(const PageSource& source, Permission permission);

// The context in which the rules are asked for a preview of their answer. A device gives no
// numbers.
class NoNumbers final : public NumberSource {
public:
    std::int64_t next(std::string_view) override { return 0; }
};
Context context_of(const PageSource& source, NumberSource& numbers);

// What a person reads for a problem: with names where its limit is a key.
std::string problem_words(const PageSource& source, const Problem& problem);

// Whether the rules would let the actor take this step now, whatever is still to be filled in. Asks
// decide() itself, so that a button never knows a rule of its own.
bool may_try(const PageSource& source, const Command& command);

}  // namespace entente
