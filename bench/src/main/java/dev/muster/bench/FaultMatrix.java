package dev.muster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the matrix of faults found when it was run as a test.
record FaultMatrix() implements Measurement {
    private static final Pattern FIGURES = Pattern.compile("Fault matrix: (\\d+ scenarios, [^\\n]+)");

    @Override
    public String name() {
        return "faults";
    }

    @Override
    public List<Result> measure(Workshop workshop) throws IOException, InterruptedException {
        Path output = workshop.newFile("faults");
        int exitCode = new ProcessBuilder(
                        "./mvnw",
                        "-B",
                        "-pl",
                        "fault-matrix",
                        "-am",
                        "-Dspotless.check.skip=true",
                        "-Dsurefire.failIfNoSpecifiedTests=false",
                        "-Dtest=FaultMatrixTest",
                        "test")
                .directory(workshop.home().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        Matcher figures = FIGURES.matcher(Files.readString(output));
        if (exitCode != 0 || !figures.find()) {
            throw new IOException("The matrix of faults is not green: " + Files.readString(output));
        }
        return List.of(new Result(
                "Fault matrix",
                figures.group(1),
                "every fault x feed x first, middle and last request, once and for good"));
    }
}
