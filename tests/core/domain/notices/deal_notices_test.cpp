// What the notices about deals ask of somebody, the review lets them do: in every state and after
// every life of a deal, today and as time goes by.
#include "core/domain/commands/command_rule.h"
#include "core/domain/notices/notices.h"
#include "tests/support/deal_lives.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

namespace {

Command command_for(const Notice& notice, const DealWorld& world) {
    const DealId id{notice.subject.id};
    const auto& deal = body_of<Deal>(*world.records.find(notice.subject));
    const Stage next = deal.stage == Stage::committed ? Stage::qualified : Stage::committed;
    if (notice.act == "answer_question") return AnswerQuestion{id, form_from_deal(deal), "So."};
    if (notice.act == "move_stage") return MoveStage{id, deal.stage, next};
    if (notice.act == "report_won") return ReportWon{id, "PO-1"};
    if (notice.act == "claim_deal") return ClaimDeal{id};
    if (notice.act == "approve_deal") return ApproveDeal{id, "", ""};
    if (notice.act == "confirm_won") return ConfirmWon{id, ""};
    if (notice.act == "decide_extension") return DecideExtension{id, false, "No."};
    if (notice.act == "award_conflict") return AwardConflict{id, false, {}, "The first of them."};
    return RequestExtension{id, "meeting", date_of(world.now), "They met."};
}

// Whether a refusal is about what was said and not about where the deal stands.
bool is_about_the_words(ProblemCode code) {
    return code == ProblemCode::evidence_must_be_recent ||
           code == ProblemCode::reason_must_be_given;
}

void check_notices(DealWorld& world) {
    const Actor* people[] = {
        &world.seller,
        &world.member,
        &world.rival,
        &world.third,
        &world.manager,
        &world.second,
        &world.outsider,
        &world.board,
        &world.board_too,
        &world.admin};
    for (const Actor* actor : people) {
        for (const Notice& notice : notices_for(*actor, world.records, world.program, world.now)) {
            if (notice.subject.kind != Kind::deal) continue;
            CAPTURE(actor->name, name_of(notice.kind), notice.act);
            const auto done = world.decide(*actor, command_for(notice, world));
            if (done.ok()) continue;
            CAPTURE(name_of(done.problem().code), done.problem().field, done.problem().limit);
            CHECK(is_about_the_words(done.problem().code));
        }
    }
}

}  // namespace

TEST_CASE("notices: what is asked about a deal can be done, in every state and as time goes by") {
    for (std::size_t i = 0; i < names_of(Review{}).size(); i++) {
        const auto review = static_cast<Review>(i);
        if (review == Review::closed) continue;
        for (const std::int64_t days : {0, 1, 12, 50, 80, 89, 120}) {
            CAPTURE(name_of(review), days);
            DealWorld world;
            bring_to(world, review);
            world.pass_days(days);
            check_notices(world);
        }
    }
}

TEST_CASE("notices: what is asked about a deal can be done after every life of one") {
    for (const DealLife& life : deal_lives()) {
        CAPTURE(life.name);
        DealWorld world;
        life.live(world);
        check_notices(world);
        world.pass_days(60);
        check_notices(world);
    }
}
