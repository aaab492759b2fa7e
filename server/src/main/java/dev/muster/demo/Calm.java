package dev.muster.demo;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.muster.database.TaskQueue;
import dev.muster.database.TaskQueue.Waiting;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.ApplicationContext;

/// The moment when a server has done everything that is due. Whether something is executing is asked in memory, over
/// and over; whether anything is left, in the database and seldom.
final class Calm {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

    private final Scheduler scheduler;
    private final TaskQueue queue;

    private Calm(Scheduler scheduler, TaskQueue queue) {
        this.scheduler = scheduler;
        this.queue = queue;
    }

    static Calm of(ApplicationContext server) {
        return new Calm(server.getBean(Scheduler.class), server.getBean(TaskQueue.class));
    }

    /// Has the server begin at once, and returns when nothing runs and nothing is due.
    ///
    /// @throws IllegalStateException when that takes minutes
    void await() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isCalm()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Something that was due has not ended within %s".formatted(PATIENCE));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /// A task is still being planned anew when the database has nothing of it left to do. What is due and not begun,
    /// the scheduler would begin when it looks next by itself, which takes as long as a whole day of the story.
    private boolean isCalm() {
        if (!isIdle()) {
            return false;
        }
        if (isNothingDue()) {
            return isIdle();
        }
        scheduler.triggerCheckForDueExecutions();
        return false;
    }

    private boolean isIdle() {
        return scheduler.getCurrentlyExecuting().isEmpty();
    }

    private boolean isNothingDue() {
        Waiting waiting = queue.waiting();
        return waiting.due() == 0 && waiting.running() == 0;
    }
}
