package io.github.logtraffic.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.reference.Latin1;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Questions to a name server, which here is one of the test's own. */
@Timeout(60)
class DnsResolverTest {
    private static final int NS = 2;
    private static final int PTR = 12;
    private static final int A = 1;
    private static final int AAAA = 28;
    private static final int NO_SUCH_NAME = 3;
    private static final int SERVER_FAILS = 2;

    @Test
    void addressesAreAskedForUnderTheirReverseNames() {
        assertThat(DnsResolver.reverseName(Addresses.client("192.0.2.5"))).isEqualTo("5.2.0.192.in-addr.arpa");
        assertThat(DnsResolver.reverseName(Addresses.client("2001:db8::567:89ab"))) // the example of RFC 3596
                .isEqualTo("b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa");
    }

    @Test
    void answersAreRead() throws IOException {
        ClientAddress four = Addresses.client("192.0.2.5");
        ClientAddress six = Addresses.client("2001:db8::5");
        try (Server server = new Server(Map.of(
                "5.2.0.192.in-addr.arpa " + PTR, name("host.example"),
                "host.example " + A, InetAddress.getByName("192.0.2.5").getAddress(),
                "host.example " + AAAA, InetAddress.getByName("2001:db8::5").getAddress(),
                "example " + NS, name("ns.example"),
                "6.2.0.192.in-addr.arpa " + PTR, new byte[] {SERVER_FAILS}))) {
            DnsResolver resolver = new DnsResolver("dns://127.0.0.1:" + server.port());
            assertThat(resolver.names(four)).containsExactly("host.example.");
            assertThat(resolver.names(Addresses.client("192.0.2.7"))).isEmpty();
            assertThatThrownBy(() -> resolver.names(Addresses.client("192.0.2.6")))
                    .isInstanceOf(IOException.class);
            assertThat(resolver.knows("example")).isTrue();
            assertThat(resolver.knows("other")).isFalse();
            assertThat(resolver.hasAddress("host.example", four)).isTrue();
            assertThat(resolver.hasAddress("host.example", six)).isTrue();
            assertThat(resolver.hasAddress("host.example", Addresses.client("192.0.2.7")))
                    .isFalse();
            assertThat(resolver.hasAddress("nowhere.example", four)).isFalse();
        }
    }

    private static byte[] name(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String label : name.split("\\.", -1)) {
            bytes.write(label.length());
            bytes.writeBytes(Latin1.bytes(label));
        }
        bytes.write(0);
        return bytes.toByteArray();
    }

    /** Answers one record to the questions it knows, or with an error of one byte; all else does not exist (RFC 1035, 4). */
    private static final class Server implements Closeable {
        private final DatagramSocket socket;
        private final Map<String, byte[]> records;

        Server(Map<String, byte[]> records) throws IOException {
            this.records = records;
            this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Thread thread = new Thread(this::serve, "name-server");
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve() {
            DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
            while (!socket.isClosed()) {
                try {
                    packet.setLength(1500);
                    socket.receive(packet);
                    byte[] answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()));
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                } catch (IOException e) {
                    return; // closed
                }
            }
        }

        private byte[] answer(byte[] question) {
            StringBuilder name = new StringBuilder();
            int at = 12;
            for (; question[at] != 0; at += 1 + question[at]) {
                name.append(name.isEmpty() ? "" : ".")
                        .append(Latin1.text(Arrays.copyOfRange(question, at + 1, at + 1 + question[at])));
            }
            int type = question[at + 2];
            byte[] data = records.getOrDefault(name + " " + type, new byte[] {NO_SUCH_NAME});
            boolean isError = data.length == 1;
            ByteBuffer answer = ByteBuffer.allocate(1500);
            answer.putShort((short) ((question[0] & 0xFF) << 8 | (question[1] & 0xFF)));
            answer.putShort((short) (0x8180 | (isError ? data[0] : 0)));
            answer.putShort((short) 1).putShort((short) (isError ? 0 : 1)).putInt(0);
            answer.put(question, 12, at + 5 - 12);
            if (!isError) {
                answer.putShort((short) 0xC00C)
                        .putShort((short) type)
                        .putShort((short) 1)
                        .putInt(60);
                answer.putShort((short) data.length).put(data);
            }
            return Arrays.copyOf(answer.array(), answer.position());
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
