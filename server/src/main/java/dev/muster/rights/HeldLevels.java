package dev.muster.rights;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How statements spell the levels that one account holds on the application as a whole: in their order, with a sign
/// between that no level has. Usually there is one, which is spelled as itself.
public final class HeldLevels {
    private static final String BETWEEN = "\u001f";

    private HeldLevels() {}

    /// Each once.
    public static List<String> of(@Nullable String spelled) {
        return spelled == null
                ? List.of()
                : List.of(spelled.split(BETWEEN)).stream().distinct().toList();
    }
}
