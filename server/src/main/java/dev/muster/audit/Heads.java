package dev.muster.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.muster.database.CannotStart;
import dev.muster.database.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The newest entry of each tenant's record that this server saw committed: what the database says later has to agree
/// with it. Told to the log and kept in a file, both outside the database. Safe for many threads.
final class Heads {
    private static final Logger log = LoggerFactory.getLogger(Heads.class);
    private static final String FILE = "audit-heads";

    private final @Nullable Path file;
    private final Map<TenantId, Link> seen = new ConcurrentHashMap<>();
    private final Set<TenantId> untold = ConcurrentHashMap.newKeySet();

    private Heads(@Nullable Path file) {
        this.file = file;
    }

    /// Of a server with this data folder, with what its runs before saw.
    static Heads in(Path folder) {
        var heads = new Heads(folder.resolve(FILE));
        heads.load();
        return heads;
    }

    /// For one command, which keeps nothing.
    static Heads ofCommand() {
        return new Heads(null);
    }

    /// Where a server with this data folder keeps them.
    static Path fileIn(Path folder) {
        return folder.resolve(FILE);
    }

    /// The newest seen; none when nothing was.
    @Nullable
    Link of(TenantId tenant) {
        return seen.get(tenant);
    }

    void saw(TenantId tenant, Link head) {
        seen.merge(tenant, head, (before, now) -> now.number() > before.number() ? now : before);
        untold.add(tenant);
    }

    /// One line for each record that grew since the last time, and the file anew.
    void tell() {
        Set<TenantId> grown = Set.copyOf(untold);
        if (grown.isEmpty()) {
            return;
        }
        untold.removeAll(grown);
        for (TenantId tenant : grown) {
            Link head = seen.get(tenant);
            if (head != null) {
                log.info(
                        "Audit record of tenant {}: entry {}, hash {}, signature {}",
                        tenant.value(),
                        head.number(),
                        head.hex(),
                        signature(head));
            }
        }
        keep();
    }

    private void keep() {
        if (file == null) {
            return;
        }
        String lines = seen.entrySet().stream()
                .map(each -> "%s %d %s %s\n"
                        .formatted(
                                each.getKey().value(),
                                each.getValue().number(),
                                each.getValue().hex(),
                                signature(each.getValue())))
                .sorted()
                .collect(Collectors.joining());
        try {
            Path draft = file.resolveSibling(FILE + ".draft");
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, lines, US_ASCII);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            log.warn(
                    "{} could not be written: entries cut off from the audit record would not be noticed after a"
                            + " restart. See that the disk is not full",
                    file,
                    e);
        }
    }

    private void load() {
        if (file == null || !Files.exists(file)) {
            return;
        }
        try {
            for (String line : Files.readAllLines(file, US_ASCII)) {
                String[] parts = line.split(" ");
                seen.put(
                        new TenantId(UUID.fromString(parts[0])),
                        new Link(
                                Long.parseLong(parts[1]),
                                HexFormat.of().parseHex(parts[2]),
                                HexFormat.of().parseHex(parts[3])));
            }
        } catch (IOException e) {
            throw new CannotStart(
                    "What this server saw of the audit records could not be read from %s.".formatted(file),
                    "Make it readable for the user that runs Muster.",
                    e);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new CannotStart(
                    "%s is not what Muster wrote: it holds what this server saw of the audit records.".formatted(file),
                    "Look who changed it. Move it away to start without; entries cut off before that go unnoticed.",
                    e);
        }
    }

    private static String signature(Link head) {
        return head.signature() == null ? "" : HexFormat.of().formatHex(head.signature());
    }
}
