package dev.muster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the matrices of faults found when they were run as tests.
record FaultMatrix() implements Measurement {
    private static final Pattern FIGURES = Pattern.compile("Fault matrix: (\\d+ scenarios, [^\\n]+)");
    private static final Pattern OF_PARTS = Pattern.compile("Fault matrix of parts: (\\d+ scenarios, [^\\n]+)");

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
                        "reading-tests",
                        "-am",
                        "-Dspotless.check.skip=true",
                        "-Dsurefire.failIfNoSpecifiedTests=false",
                        "-Dtest=FaultMatrixTest,PartFaultMatrixTest",
                        "test")
                .directory(workshop.home().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        String said = Files.readString(output);
        Matcher figures = FIGURES.matcher(said);
        Matcher ofParts = OF_PARTS.matcher(said);
        if (exitCode != 0 || !figures.find() || !ofParts.find()) {
            throw new IOException("The matrix of faults is not green: " + said);
        }
        return List.of(
                new Result(
                        "Fault matrix",
                        figures.group(1),
                        "every fault x feed x first, middle and last request, once and for good"),
                new Result(
                        "Fault matrix of parts",
                        ofParts.group(1),
                        "every fault x feed read by parts x first, middle and last part"));
    }
}
