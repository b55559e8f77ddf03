// The kinds that the browser knows: those that a screen shows or that a command of one looks at.
// What stands here is fetched before the first screen; a kind joins with the screen that needs it.
#include "core/domain/record.h"
#include "core/domain/records/kind_rule.h"

namespace entente {

std::span<const KindRule* const> kind_rules() {
    static constexpr const KindRule* rules[] = {
        &Program::registered,
        &Partner::registered,
        &Person::registered,
        &Agreement::registered,
        &Deal::registered,
        &HistoryLine::registered,
        &Certificate::registered,
        &Enrollment::registered,
    };
    return rules;
}

}  // namespace entente
