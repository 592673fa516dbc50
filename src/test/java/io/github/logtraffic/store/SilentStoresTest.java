package io.github.logtraffic.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.traffic.balance.LiveServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that use stores write nothing that they do not mean to, and end by themselves, whatever the store does. */
@Timeout(120)
class SilentStoresTest {
    private static final String PASSWORD = "a test's";
    private static final String ALIAS = "server";
    private static final int NOT_FOUND = 0;
    private static final int FOUND = 3;

    private final Path folder;

    SilentStoresTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private void run(String location, int status, String... options) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = ChildProcess.of(GuardedRun.class, List.of(options), location)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(output).isEmptyFile();
        assertThat(process.exitValue()).isEqualTo(status);
    }

    @Test
    void aDirectory() throws Exception {
        run(folder.resolve("store").toString(), FOUND);
        run("/proc/store", NOT_FOUND);
    }

    @Test
    void serversThatAreNotThere() throws Exception {
        int port = LiveServer.freePorts(1)[0];
        run("redis://127.0.0.1:" + port, NOT_FOUND);
        run("rediss://127.0.0.1:" + port, NOT_FOUND);
        run("memcached://127.0.0.1:" + port, NOT_FOUND);
        run("redis://nowhere.invalid", NOT_FOUND);
    }

    @Test
    void serversThatAreSomethingElse() throws Exception {
        try (TroubleServer server = TroubleServer.answering(() -> "garbage\r\n".getBytes(US_ASCII))) {
            run("redis://127.0.0.1:" + server.port(), NOT_FOUND);
            run("rediss://127.0.0.1:" + server.port(), NOT_FOUND);
            run("memcached://127.0.0.1:" + server.port(), NOT_FOUND);
        }
    }

    @Test
    void aRedisServer() throws Exception {
        try (LiveStore server = LiveStore.redis(folder, "--requirepass", "a%test/s")) {
            run("redis://:a%25test%2Fs@127.0.0.1:" + server.port(), FOUND);
            run("redis://:other@127.0.0.1:" + server.port(), NOT_FOUND);
            run("redis://127.0.0.1:" + server.port(), NOT_FOUND);
        }
    }

    @Test
    void aMemcachedServer() throws Exception {
        try (LiveStore server = LiveStore.memcached(folder)) {
            run(server.location().shown(), FOUND);
        }
    }

    @Test
    void aRedisServerWithTlsIsBelievedWhenItsCertificateIs() throws Exception {
        Path believed = folder.resolve("keys.p12");
        KeyStore keys = newKeys(believed);
        Path certificate = pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
        Path key = pem("PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
        try (LiveStore server = LiveStore.redisWithTls(
                folder,
                "--tls-cert-file",
                certificate.toString(),
                "--tls-key-file",
                key.toString(),
                "--tls-auth-clients",
                "no")) {
            String trust = "-Djavax.net.ssl.trustStore=" + believed;
            String password = "-Djavax.net.ssl.trustStorePassword=" + PASSWORD;
            run("rediss://localhost:" + server.port(), FOUND, trust, password);
            run("rediss://localhost:" + server.port(), NOT_FOUND);
            run("rediss://127.0.0.1:" + server.port(), NOT_FOUND, trust, password); // not the certificate's name
        }
    }

    /** A key and its certificate for localhost, made by Java's own tool. */
    private KeyStore newKeys(Path store) throws Exception {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = List.of(
                tool,
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.out").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    private Path pem(String kind, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder().encodeToString(bytes);
        return Files.writeString(
                folder.resolve(kind), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }
}
