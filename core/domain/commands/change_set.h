// What one command changes, as it comes together: records with their new versions, the lines of
// their history with ids that client and server derive alike, and what falls due later.
#pragma once

#include "core/domain/decide.h"

namespace entente {

// Whose act a change is. A rival's record is changed by the system alone: nothing in it may say
// who made the other claim.
enum class By : std::uint8_t { actor, system };

// What a line of history says beside who and when.
struct Told {
    std::string_view event;
    std::string from;
    std::string to;
    std::string rule;
    std::string text;
    std::string internal_text;
    bool internal = false;
    bool draft = false;
};

// Of what went from one state to another.
template <NamedChoice State>
Told told_step(std::string_view event, State from, State to, std::string text = {}) {
    Told told{.event = event, .from = std::string(name_of(from)), .to = std::string(name_of(to))};
    told.text = std::move(text);
    return told;
}

class ChangeSet {
public:
    explicit ChangeSet(const Context& context) : context_(context) {}

    // A copy one version on.
    Record edited(const Record& record, By by = By::actor) const;
    // The first version of a record.
    Record created(const IdBytes& id, RecordBody body) const;

    // With the dues that follow from it.
    void put(Record record);
    void remove(const RecordKey& key) { changes_.removals.push_back(key); }
    void tell(const Record& subject, Told told, By by = By::actor);
    const Context& context() const { return context_; }
    Date today() const { return date_of(context_.now); }
    Changes take() { return std::move(changes_); }

private:
    const Context& context_;
    Changes changes_;
    std::uint64_t lines_ = 0;
};

}  // namespace entente
