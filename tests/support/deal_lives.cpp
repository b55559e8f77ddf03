#include "tests/support/deal_lives.h"

namespace entente::test {

static const DealId a = DealWorld::id("a");
static const DealId theirs = DealWorld::id("theirs");
static const DealId other = DealWorld::id("other");

static void rival_comes(DealWorld& w) {
    w.act(w.rival, SubmitDeal{theirs, w.form()});
}
static void third_comes(DealWorld& w) {
    w.act(w.third, SubmitDeal{other, w.form()});
}
static void approve(DealWorld& w) {
    w.act(w.manager, ApproveDeal{a, "Good luck.", ""});
    w.act(w.second, ApproveDeal{a, "Good luck.", ""});
}
static void ask(DealWorld& w) {
    w.ask("a", {"expected_close", "customer"});
}
static void answer(DealWorld& w) {
    w.act(w.seller, AnswerQuestion{a, w.form(), "In spring."});
}
static void reject(DealWorld& w) {
    w.act(w.manager, RejectDeal{a, "no_budget", "None this year.", ""});
}
static void let_expire(DealWorld& w) {
    w.pass_days(91);
}

void bring_to(DealWorld& w, Review review) {
    switch (review) {
        case Review::draft:
            w.act(w.seller, KeepDraft{a, w.form()});
            return;
        case Review::submitted:
            w.submit("a", w.form());
            return;
        case Review::in_review:
            w.submit("a", w.form());
            w.claim("a");
            return;
        case Review::info_requested:
            bring_to(w, Review::in_review);
            ask(w);
            return;
        case Review::conflict:
            w.submit("a", w.form());
            rival_comes(w);
            return;
        case Review::approved:
            bring_to(w, Review::in_review);
            approve(w);
            return;
        case Review::won_reported:
            bring_to(w, Review::approved);
            w.act(w.seller, ReportWon{a, "PO-1"});
            return;
        case Review::expired:
            bring_to(w, Review::approved);
            let_expire(w);
            return;
        case Review::closed:
            bring_to(w, Review::in_review);
            reject(w);
            return;
    }
}

// What both sides may say wherever the deal stands; nothing of it moves the review.
static void speak(DealWorld& w) {
    w.act(w.seller, CommentOnDeal{a, "We have a date."});
    w.act(w.manager, CommentOnDeal{a, "Looks sound.", true});
}
// And what the partner may show while no reviewer holds it.
static void show(DealWorld& w) {
    w.act(w.seller, AddEvidence{a, "meeting", date_of(w.now), "Met the planners."});
    speak(w);
}
static void move(DealWorld& w) {
    w.act(w.seller, MoveStage{a, w.deal("a").stage, Stage::qualified});
}

static void draft_life(DealWorld& w) {
    w.act(w.seller, KeepDraft{a, DealForm{}});
    w.act(w.seller, KeepDraft{a, w.form()});
    move(w);
    w.act(w.seller, DiscardDraft{a});
    w.act(w.seller, KeepDraft{a, w.form()});
    w.act(w.seller, WithdrawDeal{a, "Not ours."});
    w.act(w.seller, CloneDeal{other, a});
}
static void submitting(DealWorld& w) {
    w.act(w.seller, KeepDraft{a, w.form()});
    w.act(w.seller, SubmitDeal{a, w.form()});
    w.act(w.seller, WithdrawDeal{a, ""});
    w.act(w.seller, KeepDraft{other, w.form()});
    w.act(w.seller, SubmitDeal{other, w.form_worth(1'000)});
}
static void into_a_conflict(DealWorld& w) {
    bring_to(w, Review::conflict);
    w.act(w.third, KeepDraft{other, w.form()});
    w.act(w.third, SubmitDeal{other, w.form()});
    show(w);
    w.pass_days(3);
    w.act(w.rival, WithdrawDeal{theirs, ""});
    w.act(w.third, WithdrawDeal{other, ""});
}
static void approved_by_a_rule(DealWorld& w) {
    w.submit("a", w.form_worth(1'000));
}
static void waiting_for_a_reviewer(DealWorld& w) {
    bring_to(w, Review::submitted);
    show(w);
    move(w);
    w.pass_to(w.now + 5 * ms_per_hour);
    w.claim("a");
    speak(w);
    w.pass_days(3);
    w.act(w.seller, WithdrawDeal{a, ""});
}
static void questions(DealWorld& w) {
    bring_to(w, Review::info_requested);
    show(w);
    move(w);
    answer(w);
    ask(w);
    w.act(w.seller, WithdrawDeal{a, ""});
}
static void unanswered(DealWorld& w) {
    bring_to(w, Review::info_requested);
    w.pass_days(20);
}
static void asked_by_the_board(DealWorld& w) {
    bring_to(w, Review::conflict);
    ask(w);
    answer(w);
    ask(w);
    DealForm elsewhere = w.form();
    elsewhere.customer.domain = "harbormutual.com";
    elsewhere.customer.legal_name = "Harbor Mutual";
    w.act(w.seller, AnswerQuestion{a, elsewhere, "It was another one."});
}
static void overtaken_in_review(DealWorld& w) {
    bring_to(w, Review::in_review);
    rival_comes(w);
    w.act(w.rival, WithdrawDeal{theirs, ""});
    ask(w);
    third_comes(w);
    w.act(w.seller, WithdrawDeal{a, ""});
}
static void rejected_and_appealed(DealWorld& w) {
    bring_to(w, Review::closed);
    w.act(w.seller, AppealDecision{a, "The budget came."});
    w.act(w.second, ClaimDeal{a});
    w.act(w.second, ApproveDeal{a, "", ""});
}
static void appealed_into_a_conflict(DealWorld& w) {
    bring_to(w, Review::closed);
    rival_comes(w);
    w.act(w.seller, AppealDecision{a, "The budget came."});
}
static void won(DealWorld& w) {
    bring_to(w, Review::approved);
    show(w);
    move(w);
    w.act(w.seller, ReportWon{a, "PO-1"});
    show(w);
    w.act(w.manager, ReturnWon{a, "Whose order is it?"});
    w.act(w.seller, ReportWon{a, "PO-2"});
    w.act(w.manager, ConfirmWon{a, ""});
}
static void lost(DealWorld& w) {
    bring_to(w, Review::approved);
    w.act(w.seller, ReportLost{a, "price", ""});
}
static void revoked(DealWorld& w) {
    bring_to(w, Review::approved);
    w.act(w.admin, RevokeDeal{a, "false_statement", "There is no such customer.", ""});
}
static void revoked_when_won(DealWorld& w) {
    bring_to(w, Review::won_reported);
    w.act(w.admin, RevokeDeal{a, "false_statement", "There is no such order.", ""});
}
static void extended(DealWorld& w) {
    bring_to(w, Review::approved);
    w.pass_days(40);
    move(w);
    w.pass_days(40);
    w.act(w.seller, RequestExtension{a, "meeting", date_of(w.now), "The pilot runs longer."});
    w.act(w.manager, DecideExtension{a, true, ""});
}
static void expired_and_revived(DealWorld& w) {
    bring_to(w, Review::expired);
    move(w);
    w.act(w.seller, CommentOnDeal{a, "They are back."});
    w.act(w.seller, ReviveDeal{a, date_of(w.now) + Days{60}, ""});
}
static void expired_and_withdrawn(DealWorld& w) {
    bring_to(w, Review::expired);
    w.act(w.seller, WithdrawDeal{a, "They bought elsewhere."});
}
static void revived_into_a_conflict(DealWorld& w) {
    bring_to(w, Review::expired);
    rival_comes(w);
    w.act(w.seller, ReviveDeal{a, date_of(w.now) + Days{60}, ""});
}
// One whose customer may be the deal's, as a person says then.
static void join_in(DealWorld& w, Review review) {
    DealForm alike = w.form();
    alike.customer.domain = "northgate-rail.net";
    alike.contact.email = "x@northgate-rail.net";
    w.act(w.third, SubmitDeal{other, alike});
    bring_to(w, review);
    w.act(w.manager, JoinClaims{.deal = a, .other = other.bytes, .text = "One company."});
}
static void joined_when_submitted(DealWorld& w) {
    join_in(w, Review::submitted);
}
static void joined_in_review(DealWorld& w) {
    join_in(w, Review::in_review);
}
static void joined_while_asked(DealWorld& w) {
    join_in(w, Review::info_requested);
}
static void joined_in_a_conflict(DealWorld& w) {
    join_in(w, Review::conflict);
}
static void joined_when_approved(DealWorld& w) {
    join_in(w, Review::approved);
}
static void joined_when_won(DealWorld& w) {
    join_in(w, Review::won_reported);
}
// Small enough for a rule, once nobody else claims it.
static void approved_when_the_rival_left(DealWorld& w) {
    rival_comes(w);
    w.submit("a", w.form_worth(1'000));
    w.act(w.rival, WithdrawDeal{theirs, ""});
}
static void approved_when_it_has_answered(DealWorld& w) {
    rival_comes(w);
    w.submit("a", w.form_worth(1'000));
    ask(w);
    w.act(w.rival, WithdrawDeal{theirs, ""});
    w.act(w.seller, AnswerQuestion{a, w.form_worth(1'000), "In spring."});
}
static void awarded_from_a_conflict(DealWorld& w) {
    bring_to(w, Review::conflict);
    third_comes(w);
    w.award({.deal = a, .secondary = {theirs}, .text = "You were first."});
}
static void awarded_while_asked(DealWorld& w) {
    bring_to(w, Review::conflict);
    third_comes(w);
    ask(w);
    w.act(w.manager, AskAboutDeal{other, {"contact"}, "Who is it?"});
    w.award({.deal = theirs, .secondary = {a}, .text = "The customer chose."});
}
static void released_while_asked(DealWorld& w) {
    bring_to(w, Review::conflict);
    ask(w);
    w.act(w.rival, WithdrawDeal{theirs, ""});
    answer(w);
}
static void contested_and_kept(DealWorld& w) {
    bring_to(w, Review::approved);
    rival_comes(w);
    w.act(w.rival, WithdrawDeal{theirs, ""});
    third_comes(w);
    w.award({.deal = a, .text = "You were first."});
}
static void contested_and_lost(DealWorld& w) {
    bring_to(w, Review::approved);
    rival_comes(w);
    w.award({.deal = theirs, .text = "The customer chose."});
}
static void contested_when_won(DealWorld& w) {
    bring_to(w, Review::won_reported);
    rival_comes(w);
    w.act(w.rival, WithdrawDeal{theirs, ""});
    third_comes(w);
    w.award({.deal = a, .text = "You were first."});
}
static void won_by_the_wrong_one(DealWorld& w) {
    bring_to(w, Review::won_reported);
    rival_comes(w);
    w.award({.deal = theirs, .text = "The customer chose."});
}

std::span<const DealLife> deal_lives() {
    static constexpr DealLife lives[] = {
        {"a draft", draft_life},
        {"submitting", submitting},
        {"into a conflict", into_a_conflict},
        {"approved by a rule", approved_by_a_rule},
        {"waiting for a reviewer", waiting_for_a_reviewer},
        {"questions", questions},
        {"unanswered", unanswered},
        {"asked by the board", asked_by_the_board},
        {"overtaken in review", overtaken_in_review},
        {"rejected and appealed", rejected_and_appealed},
        {"appealed into a conflict", appealed_into_a_conflict},
        {"won", won},
        {"lost", lost},
        {"revoked", revoked},
        {"revoked when won", revoked_when_won},
        {"extended", extended},
        {"expired and revived", expired_and_revived},
        {"expired and withdrawn", expired_and_withdrawn},
        {"revived into a conflict", revived_into_a_conflict},
        {"joined when submitted", joined_when_submitted},
        {"joined in review", joined_in_review},
        {"joined while asked", joined_while_asked},
        {"joined in a conflict", joined_in_a_conflict},
        {"joined when approved", joined_when_approved},
        {"joined when won", joined_when_won},
        {"approved when the rival left", approved_when_the_rival_left},
        {"approved when it has answered", approved_when_it_has_answered},
        {"awarded from a conflict", awarded_from_a_conflict},
        {"awarded while asked", awarded_while_asked},
        {"released while asked", released_while_asked},
        {"contested and kept", contested_and_kept},
        {"contested and lost", contested_and_lost},
        {"contested when won", contested_when_won},
        {"won by the wrong one", won_by_the_wrong_one},
    };
    return lives;
}

}  // namespace entente::test
