package dev.muster.download;

import dev.muster.download.About.Maker;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Answers with a list as a file, in the format that the address ends with. A list too long for that leads to where the
/// background writes it.
@Component
public class FileAnswers {
    /// A list of more rows than this is written in the background.
    static final int LONGEST = 20_000;

    private final Clock clock;

    FileAnswers(Clock clock) {
        this.clock = clock;
    }

    /// Opens the list before anything is sent, so that what is not there is still answered as such.
    public void send(
            TenantAccess access, HttpServletRequest request, HttpServletResponse answer, FileList list, Asked asked)
            throws IOException {
        FileFormat format = FileFormat.ofPath(request.getRequestURI());
        ListFile opened = list.open(access, asked);
        FileHead head = opened.head();
        if (head.rows() != null && head.rows() > LONGEST) {
            answer.setStatus(HttpStatus.SEE_OTHER.value());
            answer.setHeader("Location", request.getContextPath() + offer(access, list, format, asked));
            return;
        }
        head.headers().forEach(answer::setHeader);
        answer.setContentType(format.mediaType());
        if (format == FileFormat.CSV) {
            answer.setCharacterEncoding(StandardCharsets.UTF_8);
        }
        answer.setHeader("Content-Disposition", "attachment; filename=\"%s.%s\"".formatted(head.name(), format.id()));
        var maker = new Maker(access.tenant().name(), access.actor().name(), clock.instant());
        WrittenFile.write(opened, format, answer.getOutputStream(), maker, rows -> {});
    }

    /// Where somebody is asked whether to write it.
    private static Address offer(TenantAccess access, FileList list, FileFormat format, Asked asked) {
        Address page = Address.of("/t/%s/downloads".formatted(access.tenant().slug()));
        return asked.in(page.with(DownloadPages.LIST, list.id()).with(DownloadPages.FORMAT, format.id()));
    }
}
