package dev.muster.demo;

import dev.muster.database.DataFolder;
import dev.muster.demo.StoryFile.Told;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/// What a demo stands before: its time, and the simulated accounts as they are then. Either a story, to be played on
/// this start or played before, or one account on its first day.
///
/// The file `demo-story` says that a folder has a story. A start that finds it half played begins it again, with a new
/// database: nobody was let into the one that is there.
final class Background {
    private final StoryTime time;
    private final FarSide far;
    private final Duration latency;
    private final @Nullable Unplayed unplayed;

    /// @param plot as it is before day 1
    private record Unplayed(StoryFile file, StoryDays days, Plot plot) {}

    private Background(StoryTime time, FarSide far, Duration latency, @Nullable Unplayed unplayed) {
        this.time = time;
        this.far = far;
        this.latency = latency;
        this.unplayed = unplayed;
    }

    static Background of(DataFolder folder, Optional<DemoFacts> before, Wanted wanted) {
        StoryFile file = StoryFile.in(folder.path());
        Optional<Told> story = file.read();
        if (story.filter(told -> told.isPlayed() || before.isPresent()).isPresent()) {
            return played(story.get().days(), before, wanted);
        }
        boolean isNew = before.isEmpty() && !folder.hasDatabase() && !wanted.isParticular();
        if (story.isPresent() || isNew) {
            folder.forgetDatabase();
            return unplayed(file, wanted);
        }
        var time = new StoryTime();
        AccountSize size = before.map(known -> known.simulator().size()).orElseGet(wanted::size);
        return new Background(time, FarSide.one(before, size, wanted.latency(), time.clock()), wanted.latency(), null);
    }

    private static Background unplayed(StoryFile file, Wanted wanted) {
        var time = new StoryTime();
        StoryDays days = StoryDays.before(time.wall());
        file.write(new Told(days, false));
        time.moveTo(days.begin());
        FarSide far = FarSide.two(Optional.empty(), time.clock());
        return new Background(time, far, wanted.latency(), new Unplayed(file, days, new Plot(far, days)));
    }

    private static Background played(StoryDays days, Optional<DemoFacts> before, Wanted wanted) {
        var time = new StoryTime();
        time.moveTo(days.begin());
        FarSide far = FarSide.two(before, time.clock());
        new Plot(far, days).passAll();
        time.comeToday();
        far.answerAfter(wanted.latency());
        return new Background(time, far, wanted.latency(), null);
    }

    StoryTime time() {
        return time;
    }

    FarSide far() {
        return far;
    }

    /// Plays the story if that is still to be done; otherwise connects what is there already.
    void live(ApplicationContext server, Seeding seeding, Consumer<String> told) {
        if (unplayed == null) {
            seeding.connectAll(far);
            return;
        }
        StoryDays days = unplayed.days();
        Plot plot = unplayed.plot();
        new Story(plot, new AcmePeople(server, seeding, far, plot, days, time)).play(told);
        time.comeToday();
        far.answerAfter(latency);
        unplayed.file().write(new Told(days, true));
    }
}
