package dev.muster.people;

import dev.muster.integration.IntegrationKey;
import java.util.Optional;

/// Knows the files that rosters come in.
public interface RosterFiles {

    /// Who brought the file that a run of a roster read; empty when nobody knows. Runs in the caller's tenant
    /// transaction.
    Optional<String> broughtBy(IntegrationKey roster, int run);
}
