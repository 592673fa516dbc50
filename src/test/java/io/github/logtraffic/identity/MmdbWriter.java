package io.github.logtraffic.identity;

import io.github.logtraffic.log.value.Network;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes small databases in the MaxMind DB format 2.0: a binary tree over the bits of addresses with records of 24 bits, 16
 * zero bytes, the data, and behind a marker the metadata. IPv4 networks lie in {@code ::/96}.
 */
public final class MmdbWriter {
    private static final byte[] MARKER = {
        (byte) 0xAB, (byte) 0xCD, (byte) 0xEF, 'M', 'a', 'x', 'M', 'i', 'n', 'd', '.', 'c', 'o', 'm'
    };
    private static final int SEPARATOR = 16;
    private static final int EMPTY = -1;
    private static final int DATA = -2; // that minus the offset of the data

    private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {EMPTY, EMPTY}));
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    /** Adds an entry for a network that no other added before or after shares addresses with. */
    public MmdbWriter add(String text, Map<String, Object> entry) {
        Network network = Network.parse(text);
        long low = network.isIpv4() ? network.low() & 0xFFFF_FFFFL : network.low();
        int offset = data.size();
        write(data, entry);
        int node = 0;
        for (int bit = 0; bit < network.bits() - 1; bit++) {
            int side = bit(network.high(), low, bit);
            if (nodes.get(node)[side] == EMPTY) {
                nodes.get(node)[side] = nodes.size();
                nodes.add(new int[] {EMPTY, EMPTY});
            }
            node = nodes.get(node)[side];
        }
        nodes.get(node)[bit(network.high(), low, network.bits() - 1)] = DATA - offset;
        return this;
    }

    private static int bit(long high, long low, int index) {
        return (int) ((index < Long.SIZE ? high : low) >>> (Long.SIZE - 1 - index % Long.SIZE)) & 1;
    }

    /** The file. */
    public byte[] database() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            writeRecord(out, node[0]);
            writeRecord(out, node[1]);
        }
        out.writeBytes(new byte[SEPARATOR]);
        out.writeBytes(data.toByteArray());
        out.writeBytes(MARKER);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("binary_format_major_version", 2L);
        metadata.put("binary_format_minor_version", 0L);
        metadata.put("build_epoch", BigInteger.valueOf(1_790_000_000L));
        metadata.put("database_type", "Test");
        metadata.put("description", Map.of("en", "written by a test"));
        metadata.put("ip_version", 6L);
        metadata.put("languages", List.of("en"));
        metadata.put("node_count", (long) nodes.size());
        metadata.put("record_size", 24L);
        write(out, metadata);
        return out.toByteArray();
    }

    private void writeRecord(ByteArrayOutputStream out, int record) {
        int value = record >= 0 ? record : record == EMPTY ? nodes.size() : nodes.size() + SEPARATOR + DATA - record;
        out.write(value >>> 16);
        out.write(value >>> 8);
        out.write(value);
    }

    private static void write(ByteArrayOutputStream out, Object value) {
        if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            control(out, 2, bytes.length);
            out.writeBytes(bytes);
        } else if (value instanceof Map<?, ?> map) {
            control(out, 7, map.size());
            map.forEach((key, member) -> {
                write(out, key);
                write(out, member);
            });
        } else if (value instanceof List<?> list) {
            control(out, 11, list.size());
            list.forEach(member -> write(out, member));
        } else if (value instanceof BigInteger number) {
            writeNumber(out, 9, number);
        } else if (value instanceof Long number) {
            writeNumber(out, 6, BigInteger.valueOf(number));
        } else {
            throw new IllegalArgumentException(String.valueOf(value));
        }
    }

    private static void writeNumber(ByteArrayOutputStream out, int type, BigInteger number) {
        byte[] bytes = number.toByteArray();
        int zeros = bytes[0] == 0 ? 1 : 0;
        control(out, type, bytes.length - zeros);
        out.write(bytes, zeros, bytes.length - zeros);
    }

    /** The type, and the size up to 284; types above 7 stand in a second byte. */
    private static void control(ByteArrayOutputStream out, int type, int size) {
        int inline = Math.min(size, 29);
        out.write((type <= 7 ? type << 5 : 0) | inline);
        if (type > 7) {
            out.write(type - 7);
        }
        if (inline == 29) {
            out.write(size - 29);
        }
    }
}
