#include "ui/views/draw_app.h"

#include "ui/kit/layout.h"
#include "ui/views/attention.h"
#include "ui/views/dialog.h"
#include "ui/views/message.h"
#include "ui/views/partner/certifications.h"
#include "ui/views/partner/deals.h"
#include "ui/views/partner/home.h"
#include "ui/views/partner/margins.h"
#include "ui/views/partner/register.h"
#include "ui/views/settings.h"
#include "ui/views/shell.h"
#include "ui/views/staff/approvals.h"
#include "ui/views/staff/partners.h"

namespace entente::ui {

namespace {

void draw_page(Ui& ui, const MessagePage& page, Actions& actions) {
    draw_message(ui, page, actions);
}
void draw_page(Ui& ui, const HomePage& page, Actions& actions) {
    draw_home(ui, page, actions);
}
void draw_page(Ui& ui, const DealsPage& page, Actions& actions) {
    draw_deals(ui, page, actions);
}
void draw_page(Ui& ui, const RegisterPage& page, Actions& actions) {
    draw_register(ui, page, actions);
}
void draw_page(Ui& ui, const MarginsPage& page, Actions& actions) {
    draw_margins(ui, page, actions);
}
void draw_page(Ui& ui, const CertificationsPage& page, Actions& actions) {
    draw_certifications(ui, page, actions);
}
void draw_page(Ui& ui, const AttentionPage& page, Actions& actions) {
    draw_attention(ui, page, actions);
}
void draw_page(Ui& ui, const SettingsPage& page, Actions& actions) {
    draw_settings(ui, page, actions);
}
void draw_page(Ui& ui, const ApprovalsPage& page, Actions& actions) {
    draw_approvals(ui, page, actions);
}
void draw_page(Ui& ui, const PartnersPage& page, Actions& actions) {
    draw_partners(ui, page, actions);
}

}  // namespace

Actions draw_app(Ui& ui, const Pages& pages) {
    Actions actions;
    draw_shell(ui, pages.shell, actions);
    scroll_page(ui, {.key = pages.key, .label = pages.shell.main_label}, [&] {
        draw_notice(ui, pages.shell, actions);
        std::visit([&](const auto& page) { draw_page(ui, page, actions); }, pages.body);
    });
    draw_dialog(ui, pages.dialog, actions);
    draw_toast(ui, pages.shell, actions);
    return actions;
}

Scheme scheme_of(entente::Theme chosen, bool prefers_dark, bool prefers_contrast) {
    switch (chosen) {
        case entente::Theme::light:
            return Scheme::light;
        case entente::Theme::dark:
            return Scheme::dark;
        case entente::Theme::high_contrast:
            return Scheme::high_contrast;
        case entente::Theme::system:
            break;
    }
    if (prefers_contrast) return Scheme::high_contrast;
    return prefers_dark ? Scheme::dark : Scheme::light;
}

}  // namespace entente::ui
