package dev.muster.secret;

import java.nio.file.Path;

/// What servers seal with, for tests of other rooms.
public final class TestSeal {
    private TestSeal() {}

    /// As a running server has it that read the file when it started.
    public static Seal with(Path masterKey) {
        var file = new KeyFile(masterKey);
        return new Seal(new MasterKeys(file, file.read()));
    }
}
