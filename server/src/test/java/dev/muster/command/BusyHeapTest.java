package dev.muster.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// On the settings of the Java that runs the tests.
class BusyHeapTest {
    private final HotSpotDiagnosticMXBean java = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    private final String least = value("MinHeapFreeRatio");
    private final String most = value("MaxHeapFreeRatio");
    private final AtomicLong collections = new AtomicLong(100);

    @BeforeEach
    void a_heap_kept_tight() {
        java.setVMOption("MinHeapFreeRatio", "10");
        java.setVMOption("MaxHeapFreeRatio", "30");
    }

    @AfterEach
    void as_it_was() {
        java.setVMOption("MinHeapFreeRatio", "0");
        java.setVMOption("MaxHeapFreeRatio", most);
        java.setVMOption("MinHeapFreeRatio", least);
    }

    @Test
    void the_heap_may_grow_while_java_collects_often_and_is_tight_again_afterwards() {
        var heap = new BusyHeap(java, collections::get);

        collections.addAndGet(4);
        heap.look();
        assertThat(value("MinHeapFreeRatio")).isEqualTo("10");
        assertThat(value("MaxHeapFreeRatio")).isEqualTo("30");

        for (int look = 0; look < 2; look++) {
            collections.addAndGet(5);
            heap.look();
            assertThat(value("MinHeapFreeRatio")).isEqualTo("40");
            assertThat(value("MaxHeapFreeRatio")).isEqualTo("70");
        }

        heap.look();
        assertThat(value("MinHeapFreeRatio")).isEqualTo("10");
        assertThat(value("MaxHeapFreeRatio")).isEqualTo("30");
    }

    private String value(String option) {
        return java.getVMOption(option).getValue();
    }
}
