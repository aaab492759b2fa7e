package dev.muster.access;

import dev.muster.problem.InvalidInput;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.PickedColumns;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Picks the columns of the table of access. POST `/t/{tenant}/access/columns` with any number of `column`, or with
/// `reset`, and `back`.
@Controller
@Does(Action.OWN_FILTERS)
class AccessColumns {
    private static final String LIST = "access";

    private final PickedColumns picked;

    AccessColumns(PickedColumns picked) {
        this.picked = picked;
    }

    /// What somebody picked, with what is always there; a name that nobody knows counts as none.
    Optional<Set<Column>> of(HttpServletRequest request) {
        return picked.of(request, LIST).map(names -> {
            Set<Column> columns = EnumSet.of(Column.PERSON, Column.RESOURCE);
            names.forEach(name -> Column.of(name).ifPresent(columns::add));
            return columns;
        });
    }

    /// Columns that are not the same in every row.
    static Set<Column> telling(Scope scope) {
        Set<Column> telling = EnumSet.of(Column.PERSON, Column.RESOURCE, Column.SINCE);
        if (scope.integrations().size() > 1) {
            telling.add(Column.INTEGRATION);
        }
        if (scope.held().stream().map(Tally::level).distinct().count() != 1) {
            telling.add(Column.ACCESS);
        }
        if (scope.held().stream().map(Tally::type).distinct().count() != 1) {
            telling.add(Column.TYPE);
        }
        if (!scope.filter().has(Criterion.STATE)) {
            telling.add(Column.STATE);
        }
        return telling;
    }

    @PostMapping("/t/{tenant}/access/columns")
    ResponseEntity<Void> pick(
            TenantAccess access,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") List<String> column,
            @RequestParam(defaultValue = "false") boolean reset,
            @RequestParam(defaultValue = "") String back) {
        List<Column> columns = column.stream().map(AccessColumns::known).toList();
        return reset
                ? picked.forget(request, LIST, back)
                : picked.keep(request, LIST, columns.stream().map(Column::field).toList(), back);
    }

    private static Column known(String name) {
        return Column.of(name)
                .filter(Column.CHOICE::contains)
                .orElseThrow(() -> new InvalidInput(Map.of(
                        "column",
                        "There is no column %s to pick. Known are %s."
                                .formatted(
                                        name,
                                        Column.CHOICE.stream()
                                                .map(Column::field)
                                                .collect(Collectors.joining(", "))))));
    }
}
