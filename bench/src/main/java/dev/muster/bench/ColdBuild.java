package dev.muster.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// From a fresh clone to a program that answers.
record ColdBuild() implements Measurement {
    @Override
    public String name() {
        return "build";
    }

    @Override
    public List<Result> measure(Workshop workshop) throws IOException, InterruptedException {
        Path clone = workshop.newFolder("clone");
        workshop.run(workshop.home(), "git", "clone", "--quiet", workshop.home().toString(), clone.toString());

        var stopwatch = new Stopwatch();
        workshop.run(clone, clone.resolve("muster").toString(), "help");

        return List.of(new Result(
                "Cold build",
                Stopwatch.seconds(stopwatch.elapsed()),
                "`./muster help` in a fresh clone, dependencies downloaded before"));
    }
}
