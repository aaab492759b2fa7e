package dev.muster.session;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/// One session as a request works with it. Its id is the secret that its cookie holds; its attributes are text, so that
/// nothing that comes out of the database is ever made into an object by its own word. For one thread.
final class StoredSession implements Session {
    private static final int ID_BYTES = 32;

    private final Instant created;
    private final Map<String, String> attributes;
    private final Set<String> changed = new HashSet<>();
    private Instant lastUsedBefore;
    private @Nullable String storedAs;
    private String id;
    private Instant lastUsed;

    private StoredSession(
            String id, @Nullable String storedAs, Instant created, Instant lastUsed, Map<String, String> attributes) {
        this.id = id;
        this.storedAs = storedAs;
        this.created = created;
        this.lastUsed = lastUsed;
        this.lastUsedBefore = lastUsed;
        this.attributes = new HashMap<>(attributes);
    }

    static StoredSession begun(Instant now) {
        return new StoredSession(newId(), null, now, now, Map.of());
    }

    static StoredSession stored(String id, Instant created, Instant lastUsed, Map<String, String> attributes) {
        return new StoredSession(id, id, created, lastUsed, attributes);
    }

    /// The id under which it is in the database; none as long as it is not.
    @Nullable
    String storedAs() {
        return storedAs;
    }

    /// A request stores it when its answer begins and again when it ends: the second time nothing is left to store.
    void isStored() {
        storedAs = id;
        lastUsedBefore = lastUsed;
        changed.clear();
    }

    /// Attributes that were set or taken away since it was stored.
    Set<String> changed() {
        return changed;
    }

    /// How much later it is than when its use was noted last.
    Duration sinceNoted() {
        return Duration.between(lastUsedBefore, lastUsed);
    }

    Map<String, String> attributes() {
        return attributes;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String changeSessionId() {
        id = newId();
        return id;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T getAttribute(String name) {
        return (T) attributes.get(name);
    }

    @Override
    public Set<String> getAttributeNames() {
        return Set.copyOf(attributes.keySet());
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        switch (value) {
            case null -> attributes.remove(name);
            case String text -> attributes.put(name, text);
            default ->
                throw new IllegalArgumentException("A session keeps text alone, not a %s as %s"
                        .formatted(value.getClass().getName(), name));
        }
        changed.add(name);
    }

    @Override
    public void removeAttribute(String name) {
        setAttribute(name, null);
    }

    @Override
    public Instant getCreationTime() {
        return created;
    }

    @Override
    public void setLastAccessedTime(Instant at) {
        lastUsed = at;
    }

    @Override
    public Instant getLastAccessedTime() {
        return lastUsed;
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
        // StoredSessions knows how long it lasts, and finds none that is over.
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return StoredSessions.IDLE;
    }

    /// One that is over is not found in the first place.
    @Override
    public boolean isExpired() {
        return false;
    }

    private static String newId() {
        return SecretCode.text(ID_BYTES);
    }
}
