package dev.muster.command;

import picocli.CommandLine.Option;

/// Where a server listens and how much it says, and what else can be said, for every command that starts one.
final class ListenOptions {
    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port to listen on, 0 for any free one (default: ${DEFAULT-VALUE}).")
    int port;

    @Option(
            names = "--address",
            paramLabel = "A",
            defaultValue = "127.0.0.1",
            description = "Address to listen on; 0.0.0.0 lets other machines in (default: ${DEFAULT-VALUE}).")
    String address = "127.0.0.1";

    @Option(
            names = "--tls-cert",
            paramLabel = "PEM",
            description = "Speak https with this certificate, followed by those that vouch for it.")
    String tlsCert = "";

    @Option(names = "--tls-key", paramLabel = "PEM", description = "The certificate's private key, without password.")
    String tlsKey = "";

    @Option(names = "--verbose", description = "Say everything on the console, also the causes of failures.")
    boolean verbose;

    @Option(
            names = "--log-format",
            paramLabel = "F",
            defaultValue = "text",
            converter = LogFormat.Typed.class,
            description = "text for people, json for collectors: one object per line (default: ${DEFAULT-VALUE}).")
    LogFormat logFormat = LogFormat.TEXT;

    @Option(
            names = "--access-log",
            description = "Log each request: in logs/access.log of the data folder, with json on the console.")
    boolean accessLog;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    /// Whether the process ends some seconds after it was told to, whatever it still does. Not for people to say.
    boolean endsInTime = true;
}
