// Copies of the database, and the way back to one without losing what devices were told is safe.
//
// A restored database starts a new epoch: every device then sends again what it had sent after the
// copy was made. Devices keep that for 30 days, so no older copy may be restored.
#pragma once

#include <string>

namespace entente::server {

// Writes a copy that is whole at one moment, while the server may run. Throws StoreFailure: the
// file exists already, no room.
void back_up(const std::string& database, const std::string& copy);

// Puts a copy in the place of the database; no server may run. What stood there is kept as
// `<database>.replaced`. Throws StoreFailure: no such copy, damaged, of a newer program, a
// `.replaced` stands there already. Until the last step the database is as it was.
void restore(const std::string& database, const std::string& copy);

}  // namespace entente::server
