package dev.muster.command;

import picocli.CommandLine.Command;

/// `muster audit`: what the operator does about records and files of them.
@Command(
        name = "audit",
        description = "Check a file of the audit record, or remove old entries of a record.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {VerifyCommand.class, PruneCommand.class})
final class AuditCommand {}
