package io.github.logtraffic.traffic.balance;

import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.value.ClientField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A picker and the states that it looks at. */
final class Picks {
    final BackendStates states;
    final Picker picker;

    private Picks(BackendStates states, Picker picker) {
        this.states = states;
        this.picker = picker;
    }

    static Picks of(BalancePolicy policy, String... backends) {
        return of(policy, PolicySettings.USUAL, backends);
    }

    static Picks of(BalancePolicy policy, PolicySettings settings, String... backends) {
        List<Backend> parsed = Stream.of(backends).map(Backend::parse).toList();
        BackendStates states = new BackendStates(parsed.size());
        return new Picks(states, policy.picker(new PickerPlan(new Upstream(parsed), states, settings, 1)));
    }

    /** The backend of a text. */
    int pick(String key) {
        return picker.pick(text(key), 0);
    }

    /** So many picks in turn, the first backend as {@code a}. */
    String letters(int picks) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < picks; i++) {
            letters.append(i == 0 ? "" : " ").append((char) ('a' + pick("")));
        }
        return letters.toString();
    }

    /** The picks of some keys, the first backend as 1. */
    List<Integer> numbers(List<String> keys) {
        List<Integer> numbers = new ArrayList<>();
        keys.forEach(key -> numbers.add(pick(key) + 1));
        return numbers;
    }

    static ClientKey text(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        ClientKey client = new ClientKey();
        client.setName(bytes, 0, bytes.length);
        return client;
    }

    static ClientKey address(String address) {
        byte[] bytes = address.getBytes(StandardCharsets.US_ASCII);
        ClientKey client = new ClientKey();
        if (!ClientField.readAddressAndPort(bytes, 0, bytes.length, client)) {
            throw new IllegalArgumentException(address);
        }
        return client;
    }
}
