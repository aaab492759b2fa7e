package dev.muster.custom;

import dev.muster.connector.Setting;
import dev.muster.database.TenantTransactions;
import dev.muster.host.FeedCertificate;
import dev.muster.integration.BroughtData;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationKey;
import dev.muster.integration.IntegrationStatus;
import dev.muster.integration.Integrations.Current;
import dev.muster.ledger.RunKey;
import dev.muster.people.Roster;
import dev.muster.setup.IntegrationHeads;
import dev.muster.sync.RunHistory;
import dev.muster.sync.RunHistory.Certificate;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Moment;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Gathers what the first step of an upload shows.
@Component
class UploadFacts {
    private static final int EARLIER = 3;

    private final TenantTransactions transactions;
    private final IntegrationHeads heads;
    private final Catalogue catalogue;
    private final RunHistory history;
    private final UploadStore store;
    private final Clock clock;

    UploadFacts(
            TenantTransactions transactions,
            IntegrationHeads heads,
            Catalogue catalogue,
            RunHistory history,
            UploadStore store,
            Clock clock) {
        this.transactions = transactions;
        this.heads = heads;
        this.catalogue = catalogue;
        this.history = history;
        this.store = store;
        this.clock = clock;
    }

    /// @param origin where scripts reach this server: `https://muster.acme.example`
    /// @param send   address that takes the file
    UploadPage page(TenantAccess access, Current current, String origin, String send, String fault) {
        Integration integration = current.integration();
        IntegrationKey key = integration.key(access.id());
        return transactions.read(access.id(), () -> {
            Optional<Upload> newest = store.newest(key);
            return new UploadPage(
                    "/t/%s/integrations/%s"
                            .formatted(access.tenant().slug(), integration.id().value()),
                    send,
                    integration.name(),
                    says(current),
                    late(current),
                    fault,
                    integration.form() != null,
                    newest.filter(upload -> !upload.ready()).isPresent(),
                    current.status().heldRun() != null,
                    call(access, integration, origin, newest),
                    promised(integration),
                    promises(integration),
                    integration.version(),
                    store.publishedOnes(key, EARLIER).stream()
                            .map(upload -> earlier(integration, key, upload))
                            .toList(),
                    Roster.is(integration));
        });
    }

    private String says(Current current) {
        IntegrationStatus.NewestFile file = current.status().file();
        String every = "a file is promised every %s".formatted(label(current.integration()));
        return file == null
                ? "No file is published yet; " + every
                : "The newest data is of %s; %s"
                        .formatted(
                                heads.moment(current.integration(), file.at()).day(), every);
    }

    private String late(Current current) {
        IntegrationStatus.NewestFile file = current.status().file();
        if (file == null || !current.status().hasLateFile()) {
            return "";
        }
        long days = Duration.between(file.at(), clock.instant()).toDays();
        return "The file is %d days old. %s needs attention until a newer one is published."
                .formatted(days, current.integration().name());
    }

    private UploadPage.Earlier earlier(Integration integration, IntegrationKey key, Upload upload) {
        Certificate certificate = history.certificate(new RunKey(key, Objects.requireNonNull(upload.run())));
        Moment received = heads.moment(integration, upload.receivedAt());
        return new UploadPage.Earlier(
                certificate.run().revision(),
                upload.name(),
                received,
                upload.receivedBy(),
                upload.rows(),
                certificate.feeds().stream()
                        .mapToLong(FeedCertificate::rejected)
                        .sum());
    }

    private static String call(TenantAccess access, Integration integration, String origin, Optional<Upload> newest) {
        String file = newest.map(Upload::name)
                .orElse(Roster.is(integration) ? "roster.csv" : "access.csv")
                .replaceAll("[^A-Za-z0-9._-]", "_");
        String type = file.endsWith(".xlsx") ? "application/octet-stream" : "text/csv";
        return """
                curl -X PUT "%s/api/v1/tenants/%s/integrations/%s/upload?name=%s" \\
                  -H "Authorization: Bearer $TOKEN" \\
                  -H "Content-Type: %s" --data-binary @%s""".formatted(origin, access.tenant().slug(), integration.id().value(), file, type, file);
    }

    static String promised(Integration integration) {
        return integration.choices().getOrDefault(BroughtData.PROMISE, "");
    }

    private String label(Integration integration) {
        return promises(integration).stream()
                .filter(option -> option.value().equals(promised(integration)))
                .findFirst()
                .map(Setting.Option::label)
                .orElse(promised(integration));
    }

    private List<Setting.Option> promises(Integration integration) {
        return catalogue.describe(integration).settings().stream()
                .filter(setting -> setting.id().equals(BroughtData.PROMISE))
                .flatMap(setting ->
                        setting instanceof Setting.Choice choice ? choice.options().stream() : Stream.empty())
                .toList();
    }
}
