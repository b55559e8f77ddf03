// A partner's first page.
#pragma once

#include "core/app/pages/partner/home.h"
#include "ui/kit/ui.h"

namespace entente::ui {

void draw_home(Ui& ui, const HomePage& page, Actions& actions);

}  // namespace entente::ui
