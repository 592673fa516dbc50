package io.github.logtraffic.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoreTest {
    private static final byte[] VALUE = "value".getBytes(UTF_8);

    private final Path folder;
    private final Path root;
    private final DirectoryStore store;

    DirectoryStoreTest(@TempDir Path folder) {
        this.folder = folder;
        this.root = folder.resolve("caches/store");
        this.store = new DirectoryStore(root, InstantSource.system());
    }

    private void put(String key) throws IOException {
        store.put(key, VALUE, Duration.ZERO);
    }

    private Path file(String key) {
        return new StoreFolder(root).file(key);
    }

    private Path subfolder(String key) {
        return Objects.requireNonNull(file(key).getParent());
    }

    private static Set<Path> all(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.map(folder::relativize).collect(Collectors.toSet());
        }
    }

    @Test
    void nobodyElseCanReadIt() throws IOException {
        put("a");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(subfolder("a"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("a"))))
                .isEqualTo("rw-------");
    }

    @Test
    void anEmptyFolderBecomesAStoreAndKeepsItsPermissions() throws IOException {
        Files.createDirectories(root);
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-x---"));
        assertThat(store.clear()).isZero();
        put("a");
        assertThat(store.get("a")).isEqualTo(VALUE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
                .isEqualTo("rwxr-x---");
    }

    @Test
    void lookingMakesNothing() throws IOException {
        assertThat(store.get("a")).isNull();
        assertThat(store.names("")).isEmpty();
        assertThat(store.stat()).isEqualTo(StoreStat.NOTHING);
        assertThat(store.clear()).isZero();
        assertThat(store.prune(Duration.ZERO)).isZero();
        assertThat(root.getParent()).doesNotExist();
    }

    @Test
    void aFolderOfSomebodyElseIsLeftAlone() throws IOException {
        Files.createDirectories(root.resolve("00"));
        Files.writeString(root.resolve("00/a.value"), "somebody's");
        Set<Path> before = all(root);
        String message = "not a store.*" + root;
        assertThatThrownBy(() -> put("a")).isInstanceOf(IOException.class).hasMessageMatching(message);
        assertThatThrownBy(store::clear).isInstanceOf(IOException.class).hasMessageMatching(message);
        assertThatThrownBy(() -> store.prune(Duration.ZERO))
                .isInstanceOf(IOException.class)
                .hasMessageMatching(message);
        assertThat(store.get("a")).isNull();
        assertThat(all(root)).isEqualTo(before);
        DirectoryStore all = new DirectoryStore(Path.of("/"), InstantSource.system());
        assertThatThrownBy(all::clear).hasMessage("not a store: /");
        assertThatThrownBy(() -> all.prune(Duration.ZERO)).hasMessage("not a store: /");
    }

    @Test
    void clearRemovesNothingThatIsNotItsOwn() throws IOException {
        put("a");
        put("b");
        Path outside = Files.writeString(folder.resolve("precious"), "precious");
        Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(folder.resolve("elsewhere/c.value"), "precious");
        Path subfolder = subfolder("a");
        List<Path> foreign = List.of(
                Files.writeString(root.resolve("notes.txt"), "mine"),
                Files.writeString(subfolder.resolve("notes.txt"), "mine"),
                Files.writeString(subfolder.resolve("b.value.value"), "of another subfolder, or of nobody"),
                Files.writeString(
                        Files.createDirectories(root.resolve("photos")).resolve("a.value"), "mine"),
                Files.createSymbolicLink(root.resolve("f0"), folder.resolve("elsewhere")),
                Files.createDirectories(subfolder.resolve("deeper")));
        Path link = file("linked");
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, outside);
        assertThat(store.clear()).isEqualTo(2);
        assertThat(foreign).allSatisfy(path -> assertThat(path).exists());
        assertThat(folder.resolve("elsewhere/c.value")).exists();
        assertThat(outside).exists();
        assertThat(store.stat().entries()).isZero();
        put("a");
        assertThat(store.get("a")).isEqualTo(VALUE);
    }

    @Test
    void whatClearLeavesIsAnEmptyStore() throws IOException {
        put("a");
        put("b");
        store.clear();
        assertThat(all(root)).containsOnly(Path.of(""), Path.of("logtraffic-store"));
    }

    @Test
    void whatIsNoPlainFileIsNoValue() throws Exception {
        put("b");
        Path file = file("a");
        Files.createDirectories(file.getParent());
        Files.createSymbolicLink(file, file("b"));
        assertThat(store.get("a")).isNull();
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(store.get("a")).isNull();
        Files.delete(file);
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        assertThat(store.get("a")).isNull();
        put("a");
        assertThat(store.get("a")).isEqualTo(VALUE);
    }

    @Test
    void filesThatAreDamagedOrOfOthersAreNoValues() throws IOException {
        put("a");
        put("b");
        byte[] sealed = Files.readAllBytes(file("a"));
        for (int at = 0; at < sealed.length; at++) {
            byte[] corrupted = sealed.clone();
            corrupted[at] ^= 1;
            Files.write(file("a"), corrupted);
            assertThat(store.get("a")).isNull();
        }
        // The two bytes of the version say that it is another one's.
        assertThat(store.damaged()).isEqualTo(sealed.length - 2L);
        Files.copy(file("b"), file("a"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(store.get("a")).isNull();
        Files.write(file("a"), new byte[0]);
        assertThat(store.get("a")).isNull();
        assertThat(store.names("")).isEmpty();
        assertThat(store.stat().entries()).isEqualTo(2);
        put("a");
        assertThat(store.get("a")).isEqualTo(VALUE);
    }

    @Test
    void temporaryFilesAreRemovedWhenTheyAreOld() throws IOException {
        put("a");
        Path subfolder = subfolder("a");
        Path young = Files.writeString(subfolder.resolve(".a.value123.tmp"), "half");
        Path old = Files.writeString(subfolder.resolve(".a.value124.tmp"), "half");
        Path lonely =
                Files.writeString(Files.createDirectories(root.resolve("ff")).resolve(".x.value1.tmp"), "half");
        FileTime past = FileTime.from(InstantSource.system().instant().minusSeconds(3_700));
        Files.setLastModifiedTime(old, past);
        Files.setLastModifiedTime(lonely, past);
        assertThat(store.stat().entries()).isEqualTo(1);
        assertThat(store.prune(Duration.ofDays(1))).isZero();
        assertThat(young).exists();
        assertThat(old).doesNotExist();
        assertThat(lonely.getParent()).doesNotExist();
        Files.setLastModifiedTime(young, past);
        assertThat(store.clear()).isEqualTo(1);
        assertThat(subfolder).doesNotExist();
    }

    @Test
    void damagedFilesArePrunedWhenTheyAreOld() throws IOException {
        put("a");
        Files.writeString(file("a"), "of another version, maybe");
        assertThat(store.prune(Duration.ofDays(1))).isZero();
        Files.setLastModifiedTime(
                file("a"), FileTime.from(InstantSource.system().instant().minusSeconds(100_000)));
        assertThat(store.prune(Duration.ofDays(1))).isEqualTo(1);
        assertThat(file("a")).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeMadeIsAnError() throws IOException {
        Files.createDirectories(root.getParent());
        Files.writeString(root, "a file");
        assertThatThrownBy(() -> put("a")).isInstanceOf(IOException.class);
        assertThat(store.get("a")).isNull();
        assertThatThrownBy(store::clear).isInstanceOf(IOException.class);
        assertThat(root).hasContent("a file");
    }
}
