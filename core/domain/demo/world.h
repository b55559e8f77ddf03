// The world that the demo happens in: records that change by commands only, at moments of its own.
#pragma once

#include "core/domain/decide.h"
#include "core/domain/program/seed.h"

namespace entente {

// A chain of numbers from a seed (SplitMix64), so that a demo is the same everywhere.
class DemoChance {
public:
    explicit DemoChance(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next();
    // 0 .. bound - 1.
    std::int32_t below(std::int32_t bound);
    std::int32_t between(std::int32_t low, std::int32_t high) {
        return low + below(high - low + 1);
    }

private:
    std::uint64_t state_;
};

class DemoWorld {
public:
    DemoWorld(const LoadedProgram& loaded, std::uint64_t seed, Moment now);

    const Program& program() const { return loaded_.program; }
    const std::vector<NamedPartner>& named_partners() const { return loaded_.partners; }
    Moment now() const { return now_; }
    Date today() const { return date_of(now_); }
    DemoChance& chance() { return chance_; }

    // The same name and index give the same id in every run of a seed.
    IdBytes id(std::string_view name, std::uint64_t index) const;

    // A record that is there from the start.
    void add(const IdBytes& id, Moment at, RecordBody body);
    // Somebody's act at that moment, which the rules must allow. An offline claim proves a moment.
    void act(PersonId person, Moment at, const Command& command, Moment proved = {});
    void act_as_system(Moment at, const Command& command);
    // What no command does yet: the deal's change with its line of history.
    void close_deal(PersonId person, Moment at, DealId deal, DealOutcome outcome);

    const Deal& deal(DealId deal) const;
    const Person& person(PersonId person) const;
    const RecordMap& records() const { return records_; }

private:
    class Numbers final : public NumberSource {
    public:
        std::int64_t next(std::string_view name) override { return ++counts_[std::string(name)]; }

    private:
        std::map<std::string, std::int64_t> counts_;
    };
    void run(const Actor& actor, Moment at, const Command& command, Moment proved);

    const LoadedProgram& loaded_;
    IdBytes root_{};
    Moment now_;
    DemoChance chance_;
    RecordMap records_;
    Numbers numbers_;
    std::uint64_t commands_ = 0;
};

}  // namespace entente
