package dev.muster.command;

import java.io.PrintStream;
import java.util.Locale;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// For whom the log is written. Where a machine reads the console, words for a person go beside it.
enum LogFormat {
    TEXT("classpath:dev/muster/command/logback-quiet.xml"),
    JSON("classpath:dev/muster/command/logback-json.xml");

    private final String configuration;

    LogFormat(String configuration) {
        this.configuration = configuration;
    }

    /// Of the logging system.
    String configuration() {
        return configuration;
    }

    /// `json`.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Where a person reads.
    PrintStream people() {
        return this == JSON ? System.err : System.out;
    }

    /// One line that people and machines wait for.
    void announce(String line) {
        if (this == JSON) {
            LoggerFactory.getLogger(LogFormat.class).info(line);
        } else {
            System.out.println(line);
        }
    }

    /// As it is typed.
    static final class Typed implements ITypeConverter<LogFormat> {
        @Override
        public LogFormat convert(String typed) {
            for (LogFormat format : values()) {
                if (format.word().equals(typed)) {
                    return format;
                }
            }
            throw new TypeConversionException("'%s' is neither text nor json".formatted(typed));
        }
    }
}
