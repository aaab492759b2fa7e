package dev.muster.download;

import dev.muster.api.Parameters;
import dev.muster.problem.InvalidInput;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// All lists that can be taken away, by their ids.
@Component
class FileLists {
    private final List<FileList> all;

    FileLists(List<FileList> all) {
        this.all = List.copyOf(all);
    }

    /// @throws InvalidInput when there is no such list
    FileList get(String id) {
        return all.stream()
                .filter(list -> list.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInput(Map.of(
                        "list",
                        Parameters.unknown(
                                "list", id, all.stream().map(FileList::id).toList()))));
    }
}
