// The registration form, and beside it what it would earn.
#pragma once

#include "core/app/pages/partner/register.h"
#include "ui/kit/ui.h"

namespace entente::ui {

void draw_register(Ui& ui, const RegisterPage& page, Actions& actions);

}  // namespace entente::ui
