package dev.muster.custom;

import dev.muster.form.Templates;
import dev.muster.problem.NoSuchThing;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Templates to download, for everybody in the tenant.
@Controller
@Does(Action.SEE)
class TemplatePages {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @GetMapping("/t/{tenant}/integrations/templates/{file}")
    void template(TenantAccess access, HttpServletResponse answer, @PathVariable String file) throws IOException {
        answer.setHeader("Content-Disposition", "attachment; filename=\"%s\"".formatted(known(file)));
        switch (file) {
            case "access.csv" -> {
                answer.setContentType("text/csv;charset=UTF-8");
                answer.getOutputStream().write(Templates.access().getBytes(StandardCharsets.UTF_8));
            }
            case "access.xlsx" -> {
                answer.setContentType(XLSX);
                Templates.access(answer.getOutputStream());
            }
            case "roster.csv" -> {
                answer.setContentType("text/csv;charset=UTF-8");
                answer.getOutputStream().write(Templates.roster().getBytes(StandardCharsets.UTF_8));
            }
            case "roster.xlsx" -> {
                answer.setContentType(XLSX);
                Templates.roster(answer.getOutputStream());
            }
            default -> {
                answer.setContentType(XLSX);
                Templates.tables(answer.getOutputStream());
            }
        }
    }

    private static String known(String file) {
        return switch (file) {
            case "access.csv", "access.xlsx", "accounts-resources-grants.xlsx", "roster.csv", "roster.xlsx" -> file;
            default -> throw new NoSuchThing("There is no template of that name.");
        };
    }
}
