package dev.muster.form;

import dev.muster.form.FileForm.TableForm;
import dev.muster.form.Judged.Good;
import dev.muster.form.Judged.Rejected;
import dev.muster.table.BadFile;
import dev.muster.table.Line;
import dev.muster.table.Sheet;
import dev.muster.table.TableFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads a file as its form says: the accounts, the resources and the grants of its good rows, each in a pass of its
/// own, so that memory holds no more than what tells repetitions.
public final class FileReading {
    private static final int LINES_BETWEEN_LOOKS = 1_000;

    private final TableFile file;
    private final FileForm form;

    /// @param form whose columns are all there
    /// @see #requireColumns
    public FileReading(TableFile file, FileForm form) {
        this.file = file;
        this.form = form;
    }

    /// Takes what becomes of the rows.
    public interface Sink {
        void good(int row, Facts facts) throws InterruptedException;

        void rejected(int row, Line line, Rejected why);

        /// A row of the short form tells another name of an account than the row that told of it first.
        default void differs(int row, int first) {}
    }

    /// The kinds of a file's tables, in their order: those of the long form when all three are there by their
    /// names, otherwise the first is the short form and others are left alone.
    static List<Optional<TableKind>> kinds(TableFile file) {
        List<Optional<TableKind>> kinds =
                file.sheets().stream().map(FileReading::named).toList();
        if (kinds.stream().flatMap(Optional::stream).distinct().count() == 3) {
            return kinds;
        }
        return alone(file, TableKind.ACCESS);
    }

    /// The same, for an application whose files are rosters: the first table is one, others are left alone.
    public static List<Optional<TableKind>> kinds(TableFile file, boolean people) {
        return people ? alone(file, TableKind.PEOPLE) : kinds(file);
    }

    private static List<Optional<TableKind>> alone(TableFile file, TableKind first) {
        List<Optional<TableKind>> alone = new ArrayList<>();
        for (int i = 0; i < file.sheets().size(); i++) {
            alone.add(i == 0 ? Optional.of(first) : Optional.empty());
        }
        return alone;
    }

    private static Optional<TableKind> named(Sheet sheet) {
        return switch (sheet.name().strip().toLowerCase(Locale.ROOT)) {
            case "accounts" -> Optional.of(TableKind.ACCOUNTS);
            case "resources" -> Optional.of(TableKind.RESOURCES);
            case "grants" -> Optional.of(TableKind.GRANTS);
            default -> Optional.empty();
        };
    }

    /// @throws BadFile that names a table or columns of the form that the file does not have
    public static void requireColumns(TableFile file, FileForm form) {
        for (TableForm table : form.tables()) {
            int place = kinds(file, form.isOfPeople()).indexOf(Optional.of(table.kind()));
            if (place < 0) {
                throw new BadFile(
                        BadFile.Kind.UNFIT,
                        form.isShort()
                                ? "The file has the three tables of the long form, and the files before had one. Say again what the columns mean."
                                : "The file lacks the table %s. Files of this application have three tables: Accounts, Resources and Grants."
                                        .formatted(table.kind().word()));
            }
            requireColumns(file.sheets().get(place), table);
        }
    }

    private static void requireColumns(Sheet sheet, TableForm table) {
        List<String> missing = table.columns().entrySet().stream()
                .filter(column -> column.getValue() != Meaning.NOT_USED
                        && !sheet.columns().contains(column.getKey()))
                .map(column ->
                        "%s (%s)".formatted(column.getKey(), column.getValue().title()))
                .toList();
        if (!missing.isEmpty()) {
            throw new BadFile(
                    BadFile.Kind.UNFIT,
                    "%s%s. Name the columns as before, or say again under Columns what they mean. Nothing was changed."
                            .formatted(
                                    missing.size() == 1
                                            ? "The file has no column " + missing.getFirst()
                                            : "The file lacks the columns " + String.join(", ", missing),
                                    sheet.name().isEmpty() ? "" : " in sheet " + sheet.name()));
        }
    }

    public void accounts(Sink sink) throws IOException, InterruptedException {
        if (form.isOfPeople()) {
            people(sink);
            return;
        }
        read(form.isShort() ? TableKind.ACCESS : TableKind.ACCOUNTS, new EachOnce(sink, !form.isShort()) {
            private final Said names = new Said();

            @Override
            int before(int row, Facts facts) {
                int first = said.before(row, facts.account());
                boolean named = names.before(row, facts.account(), facts.accountName()) != 0;
                if (first != 0 && !named && form.isShort()) {
                    sink.differs(row, first);
                }
                return first;
            }
        });
    }

    public void resources(Sink sink) throws IOException, InterruptedException {
        read(form.isShort() ? TableKind.ACCESS : TableKind.RESOURCES, new EachOnce(sink, !form.isShort()) {
            @Override
            int before(int row, Facts facts) {
                return said.before(row, facts.resource());
            }
        });
    }

    public void grants(Sink sink) throws IOException, InterruptedException {
        read(form.grants().kind(), new EachOnce(sink, true) {
            @Override
            int before(int row, Facts facts) {
                String holder = facts.group().isEmpty() ? facts.account() : "";
                return said.before(row, holder, facts.group(), facts.resource(), facts.level());
            }
        });
    }

    private void people(Sink sink) throws IOException, InterruptedException {
        read(TableKind.PEOPLE, new EachPersonOnce(sink));
    }

    /// Lets a person through once, and none with an e-mail of another: nobody could tell whose the accounts are.
    private static final class EachPersonOnce extends EachOnce {
        private final Said emails = new Said();

        EachPersonOnce(Sink sink) {
            super(sink, true);
        }

        @Override
        int before(int row, Facts facts) {
            return said.before(row, facts.account());
        }

        @Override
        void take(int row, Line line, Facts facts) throws InterruptedException {
            int same = said.row(facts.account());
            if (same != 0) {
                rejected(
                        row,
                        line,
                        new Rejected(
                                String.format(Locale.ENGLISH, "The same person as in row %,d", same),
                                "What that row says is kept"));
                return;
            }
            List<String> own = PersonJudge.emails(facts);
            for (String email : own) {
                int other = emails.row(email);
                if (other != 0) {
                    rejected(
                            row,
                            line,
                            new Rejected(
                                    String.format(Locale.ENGLISH, "An e-mail of the person in row %,d", other),
                                    email,
                                    "Nobody could tell whose the accounts of this e-mail are"));
                    return;
                }
            }
            own.forEach(email -> emails.before(row, email));
            super.take(row, line, facts);
        }
    }

    /// Lets a fact through once. Where each row has to be a fact of its own, one that repeats another is rejected.
    private abstract static class EachOnce implements Sink {
        final Said said = new Said();
        private final Sink sink;
        private final boolean tells;

        EachOnce(Sink sink, boolean tells) {
            this.sink = sink;
            this.tells = tells;
        }

        abstract int before(int row, Facts facts);

        @Override
        public void good(int row, Facts facts) throws InterruptedException {
            sink.good(row, facts);
        }

        @Override
        public void rejected(int row, Line line, Rejected why) {
            if (tells) {
                sink.rejected(row, line, why);
            }
        }

        void take(int row, Line line, Facts facts) throws InterruptedException {
            int before = before(row, facts);
            if (before == 0) {
                good(row, facts);
            } else {
                rejected(
                        row,
                        line,
                        new Rejected(
                                String.format(Locale.ENGLISH, "The same as row %,d", before),
                                "What that row says is kept"));
            }
        }
    }

    private void read(TableKind kind, EachOnce sink) throws IOException, InterruptedException {
        int place = kinds(file, form.isOfPeople()).indexOf(Optional.of(kind));
        var judge = new RowJudge(
                form.table(kind).orElseThrow(), file.sheets().get(place).columns());
        int[] lines = {0};
        file.read(place, line -> {
            if (++lines[0] % LINES_BETWEEN_LOOKS == 0 && Thread.interrupted()) {
                throw new InterruptedException("The reading of a file was stopped");
            }
            int row = Math.toIntExact(line.number());
            switch (judge.judge(line)) {
                case Good(Facts facts) -> sink.take(row, line, facts);
                case Rejected why -> sink.rejected(row, line, why);
            }
        });
    }
}
