package dev.muster;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Planned tasks carry no data: what is to be done stands in the tables of the room that does it. The scheduler would
/// read Java objects from its table; here it reads and writes nothing.
@Component
class NoTaskData implements DbSchedulerCustomizer, Serializer {

    @Override
    public Optional<Serializer> serializer() {
        return Optional.of(this);
    }

    /// @throws IllegalArgumentException when there is something to write
    @Override
    public byte @Nullable [] serialize(@Nullable Object data) {
        if (data != null) {
            throw new IllegalArgumentException(
                    "A planned task carries no data, so a %s is not stored with it. Keep it in a table of the room."
                            .formatted(data.getClass().getName()));
        }
        return null;
    }

    /// @throws IllegalStateException when there is something to read
    @Override
    public <T> @Nullable T deserialize(Class<T> kind, byte @Nullable [] stored) {
        if (stored != null && stored.length > 0) {
            throw new IllegalStateException(
                    "The table of planned tasks holds data, which Muster never writes. It was not"
                            + " read, and the task was not done; look who else writes to the database.");
        }
        return null;
    }
}
