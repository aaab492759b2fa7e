package dev.muster.database;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// A database that is being opened by a thread of its own, for the one who asks for it in the end.
final class OpeningDatabase {
    private final CompletableFuture<Database> opened = new CompletableFuture<>();
    private final AtomicBoolean isTaken = new AtomicBoolean();

    private OpeningDatabase() {}

    /// @param open opens it, or throws [CannotStart]
    static OpeningDatabase begin(Supplier<Database> open) {
        var opening = new OpeningDatabase();
        Thread.ofPlatform().name("database").daemon().start(() -> opening.open(open));
        return opening;
    }

    /// Waits for the database, which is the caller's to close from now on.
    ///
    /// @throws CannotStart with the reason in words
    Database take() {
        isTaken.set(true);
        try {
            return opened.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException said ? said : e;
        }
    }

    /// Closes what nobody took and nobody is going to, as soon as it is open.
    void abandon() {
        if (isTaken.compareAndSet(false, true)) {
            opened.thenAccept(Database::close);
        }
    }

    private void open(Supplier<Database> open) {
        try {
            opened.complete(open.get());
        } catch (RuntimeException | Error e) {
            opened.completeExceptionally(e);
        }
    }
}
