package dev.muster.form;

import dev.muster.form.Findings.Bad;
import dev.muster.form.Findings.Check;
import dev.muster.form.Judged.Rejected;
import dev.muster.table.BadFile;
import dev.muster.table.Line;
import dev.muster.table.TableFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Counts what a file comes to, by the same reading that a run does.
public final class Checking {
    private static final int FIRST = 100;

    private final TableFile file;
    private final FileForm form;
    private final List<Bad> first = new ArrayList<>();
    private long rejected;
    private long lastUsed;

    private Checking(TableFile file, FileForm form) {
        this.file = file;
        this.form = form;
    }

    /// @throws BadFile when no row is good, or a column that is used holds formulas
    public static Check of(TableFile file, FileForm form, long rows) throws IOException, InterruptedException {
        return new Checking(file, form).check(rows);
    }

    private Check check(long rows) throws IOException, InterruptedException {
        if (file.hasFormulas()) {
            refuseFormulas();
        }
        var reading = new FileReading(file, form);
        var accounts = new Counting(TableKind.ACCOUNTS);
        reading.accounts(accounts);
        if (form.isOfPeople()) {
            return check(rows, accounts.good, 0, 0);
        }
        var resources = new Counting(TableKind.RESOURCES);
        reading.resources(resources);
        var grants = new Counting(form.grants().kind());
        reading.grants(grants);
        return check(rows, form.isShort() && grants.good == 0 ? 0 : accounts.good, resources.good, grants.good);
    }

    private Check check(long rows, long accounts, long resources, long grants) {
        if (accounts == 0) {
            throw new BadFile(BadFile.Kind.UNFIT, noneIsGood(rows));
        }
        return new Check(rows, accounts, resources, grants, lastUsed, rejected, first);
    }

    private String noneIsGood(long rows) {
        String why = first.isEmpty()
                ? ""
                : String.format(
                        Locale.ENGLISH,
                        " Row %,d: %s.",
                        first.getFirst().row(),
                        first.getFirst().why());
        return String.format(
                Locale.ENGLISH,
                "None of the %,d rows can be stored.%s Check what the columns mean. Nothing was changed.",
                rows,
                why);
    }

    /// A formula says what it came to when the file was last saved, which may be long ago or on another machine.
    private void refuseFormulas() throws IOException, InterruptedException {
        for (int i = 0; i < file.sheets().size(); i++) {
            Optional<TableKind> kind =
                    FileReading.kinds(file, form.isOfPeople()).get(i);
            Optional<FileForm.TableForm> table = kind.flatMap(form::table);
            if (table.isPresent()) {
                var judge = new RowJudge(table.get(), file.sheets().get(i).columns());
                file.read(i, line -> refuseFormula(judge, line));
            }
        }
    }

    private static void refuseFormula(RowJudge judge, Line line) {
        String column = line.formulas().isEmpty() ? null : judge.formula(line);
        if (column != null) {
            throw new BadFile(
                    BadFile.Kind.UNFIT,
                    String.format(
                            Locale.ENGLISH,
                            "Row %,d has a formula in column %s. Copy the column, paste it as values, and send the file again. Nothing was changed.",
                            line.number(),
                            column));
        }
    }

    private final class Counting implements FileReading.Sink {
        private final TableKind table;
        private final RowJudge judge;
        private long good;

        Counting(TableKind table) {
            this.table = table;
            TableKind read = form.isShort() ? form.tables().getFirst().kind() : table;
            this.judge = new RowJudge(
                    form.table(read).orElseThrow(),
                    file.sheets()
                            .get(FileReading.kinds(file, form.isOfPeople()).indexOf(Optional.of(read)))
                            .columns());
        }

        @Override
        public void good(int row, Facts facts) {
            good++;
            if (facts.lastUsed() != null && table == form.grants().kind()) {
                lastUsed++;
            }
        }

        @Override
        public void rejected(int row, Line line, Rejected why) {
            rejected++;
            if (first.size() < FIRST) {
                first.add(new Bad(
                        row,
                        form.isShort() ? "" : table.word(),
                        judge.shown(line),
                        judge.who(line),
                        why.told(),
                        why.follows()));
            }
        }
    }
}
