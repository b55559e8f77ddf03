// The world that the demo happens in: records that change by commands only, in the order of time.
//
// What somebody does is planned for a moment; what falls due on the way the system does, as it
// would have on a server that ran all the while.
#pragma once

#include "core/domain/decide.h"
#include "core/domain/program/seed.h"

#include <functional>

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
    bool in_percent(std::int32_t percent) { return below(100) < percent; }

private:
    std::uint64_t state_;
};

class DemoWorld {
public:
    DemoWorld(const LoadedProgram& loaded, std::uint64_t seed, Moment now);
    DemoWorld(const DemoWorld&) = delete;
    DemoWorld& operator=(const DemoWorld&) = delete;

    const Program& program() const { return loaded_.program; }
    const std::vector<NamedPartner>& named_partners() const { return loaded_.partners; }
    // The moment that the demo is made for, and its day.
    Moment now() const { return now_; }
    Date today() const { return date_of(now_); }
    DemoChance& chance() { return chance_; }

    // The same name and index give the same id in every run of a seed.
    IdBytes id(std::string_view name, std::uint64_t index) const;

    // A record that is there from the start.
    void add(const IdBytes& id, Moment at, RecordBody body);
    // Happens when the world comes to that moment, in the order of planning where several do. What
    // would come after now() never happens.
    void plan(Moment at, std::function<void()> happening);
    // Lets it all happen, with whatever falls due on the way.
    void live();

    // The moment to which the world has come, for what happens.
    Moment time() const { return time_; }
    Date day() const { return date_of(time_); }
    // Somebody's act, which the rules must allow. An offline claim proves a moment.
    void act(PersonId person, const Command& command, Moment proved = {});

    const Deal& deal(DealId deal) const;
    const Person& person(PersonId person) const;
    const RecordMap& records() const { return records_; }
    // All of them, in ascending order of key; the world is over.
    std::vector<Record> take();

private:
    class Numbers final : public NumberSource {
    public:
        std::int64_t next(std::string_view name) override { return ++counts_[std::string(name)]; }

    private:
        std::map<std::string, std::int64_t> counts_;
    };
    struct Happening {
        Moment at;
        std::uint64_t order = 0;
        std::function<void()> happen;
        // The standard library's heap has its greatest in front.
        bool operator<(const Happening& other) const {
            return at != other.at ? at > other.at : order > other.order;
        }
    };
    // Whether the rules allowed it.
    bool run(const Actor& actor, const Command& command, Moment proved);
    void plan_due(Due due);

    const LoadedProgram& loaded_;
    IdBytes root_{};
    Moment now_;
    Moment time_;
    DemoChance chance_;
    RecordMap records_;
    Numbers numbers_;
    std::uint64_t commands_ = 0;
    std::vector<Happening> happenings_;  // A heap.
    std::uint64_t planned_ = 0;
};

}  // namespace entente
