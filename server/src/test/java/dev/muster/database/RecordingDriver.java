package dev.muster.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// PostgreSQL's driver, which also writes down each statement the product sends, once, as it was given to JDBC, with
/// the types of its parameters. What a JVM saw goes to a file of its own in `target/statements` when it ends, for
/// [StatementsOnOldestTest].
///
/// Only what reads or writes rows, and the temporary tables for it; neither rows copied in nor what tests ask for
/// themselves: the product's connections carry its name.
final class RecordingDriver implements Driver {
    private static final Path FOLDER = Path.of("target", "statements");
    private static final Pattern READS_OR_WRITES = Pattern.compile(
            "\\s*\\(*(select|with|insert|update|delete|merge|values)\\b.*|.*create temporary table .*", Pattern.DOTALL);
    private static final Map<String, Sent> seen = new ConcurrentHashMap<>();

    private final Driver postgres = new org.postgresql.Driver();

    /// @param text  with `?` for each parameter
    /// @param types of the parameters, as PostgreSQL names them
    record Sent(String text, List<String> types) {
        private static final String END = "\0";
        private static final String BEFORE_TYPES = "\1";

        private static Sent read(String line) {
            String[] parts = line.split(BEFORE_TYPES, -1);
            return new Sent(parts[0], parts[1].isEmpty() ? List.of() : List.of(parts[1].split(" ")));
        }

        private String line() {
            return text + BEFORE_TYPES + String.join(" ", types);
        }
    }

    /// From now on each connection of this JVM comes from here.
    static void install() {
        try {
            DriverManager.registerDriver(new RecordingDriver());
            org.postgresql.Driver.deregister();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(RecordingDriver::keep, "keep statements"));
    }

    private static void keep() {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(
                    FOLDER.resolve(ProcessHandle.current().pid() + ".sql"),
                    seen.values().stream().map(Sent::line).collect(Collectors.joining(Sent.END)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All that JVMs before this one saw, in no order.
    static List<Sent> kept() {
        if (!Files.isDirectory(FOLDER)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.flatMap(RecordingDriver::statements).distinct().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Sent> statements(Path file) {
        try {
            return Stream.of(Files.readString(file).split(Sent.END))
                    .filter(line -> !line.isEmpty())
                    .map(Sent::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable Connection connect(String url, Properties properties) throws SQLException {
        Connection connection = postgres.connect(url, properties);
        boolean ofTheProduct = properties.getProperty("ApplicationName", "").startsWith("muster");
        return connection == null || !ofTheProduct ? connection : recorded(connection);
    }

    private static Connection recorded(Connection real) {
        return wrapped(Connection.class, (method, arguments) -> {
            Object answer = asked(real, method, arguments);
            return switch (method.getName()) {
                case "createStatement" -> recorded((Statement) Objects.requireNonNull(answer));
                case "prepareStatement" ->
                    recorded((PreparedStatement) Objects.requireNonNull(answer), (String) arguments[0]);
                default -> answer;
            };
        });
    }

    private static Statement recorded(Statement real) {
        return wrapped(Statement.class, (method, arguments) -> {
            if (arguments.length > 0 && arguments[0] instanceof String text && isNew(text)) {
                seen.put(text, new Sent(text, List.of()));
            }
            return asked(real, method, arguments);
        });
    }

    private static PreparedStatement recorded(PreparedStatement real, String text) {
        if (!isNew(text)) {
            return real;
        }
        return wrapped(PreparedStatement.class, (method, arguments) -> {
            Object answer = asked(real, method, arguments);
            if (method.getName().startsWith("execute") && isNew(text)) {
                seen.put(text, new Sent(text, types(real)));
            }
            return answer;
        });
    }

    private static boolean isNew(String text) {
        return !seen.containsKey(text) && READS_OR_WRITES.matcher(text).matches();
    }

    /// Known once its parameters were given.
    private static List<String> types(PreparedStatement statement) throws SQLException {
        ParameterMetaData parameters = statement.getParameterMetaData();
        List<String> types = new ArrayList<>();
        for (int i = 1; i <= parameters.getParameterCount(); i++) {
            types.add(parameters.getParameterTypeName(i));
        }
        return types;
    }

    private interface Answer {
        @Nullable
        Object to(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T wrapped(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method, arguments == null ? new Object[0] : arguments)));
    }

    private static @Nullable Object asked(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return postgres.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) throws SQLException {
        return postgres.getPropertyInfo(url, properties);
    }

    @Override
    public int getMajorVersion() {
        return postgres.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return postgres.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return postgres.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("org.postgresql");
    }
}
