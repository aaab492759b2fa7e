package dev.muster.snapshot;

import dev.muster.connector.Row;
import dev.muster.host.RunCertificate;
import dev.muster.snapshot.sheet.Certificate;
import dev.muster.snapshot.sheet.Sheet;
import java.util.List;

/// What was read, feed by feed, and nothing of it.
final class CertificateView implements View {
    @Override
    public void record(List<Row> rows, Sheet sheet) {}

    @Override
    public void end(RunCertificate certificate, Sheet sheet) {
        Certificate.print(certificate, sheet);
    }
}
