// Levels, who holds them, and what they open.
#pragma once

#include "core/app/pages/partner/certifications.h"
#include "ui/kit/ui.h"

namespace entente::ui {

void draw_certifications(Ui& ui, const CertificationsPage& page, Actions& actions);

}  // namespace entente::ui
