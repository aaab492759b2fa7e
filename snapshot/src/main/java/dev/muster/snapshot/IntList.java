package dev.muster.snapshot;

import java.util.Arrays;

/// Numbers in a row, four bytes each.
final class IntList {
    private int[] numbers = new int[64];
    private int size;

    void add(int number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size + (size >> 1));
        }
        numbers[size++] = number;
    }

    int get(int index) {
        return numbers[index];
    }

    void set(int index, int number) {
        numbers[index] = number;
    }

    int size() {
        return size;
    }
}
