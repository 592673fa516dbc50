package io.github.logtraffic.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacedFileTest {
    @Test
    void theOldFileStandsUntilTheNewOneIsWhole(@TempDir Path folder) throws IOException {
        Path path = Files.writeString(folder.resolve("report"), "old");
        try (ReplacedFile file = ReplacedFile.open(path)) {
            file.out().write("new".getBytes(UTF_8));
            file.out().flush();
            assertThat(path).hasContent("old");
            file.commit();
            assertThat(path).hasContent("new");
        }
        assertThat(path).hasContent("new");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aFileThatIsNotThereYetIsMade(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("report");
        replace(path, "new");
        assertThat(path).hasContent("new");
    }

    @Test
    void withoutACommitTheOldFileStays(@TempDir Path folder) throws IOException {
        Path path = Files.writeString(folder.resolve("report"), "old");
        try (ReplacedFile file = ReplacedFile.open(path)) {
            file.out().write("half".getBytes(UTF_8));
        }
        assertThat(path).hasContent("old");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aCommitThatFailsLeavesNothingBehind(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("report");
        try (ReplacedFile file = ReplacedFile.open(path)) {
            Files.createDirectories(path.resolve("in the way"));
            assertThatThrownBy(file::commit).isInstanceOf(FileSystemException.class);
        }
        assertThat(path.resolve("in the way")).isDirectory();
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void whereNothingCanBeWrittenOpeningFails(@TempDir Path folder) {
        assertThatThrownBy(() -> ReplacedFile.open(folder.resolve("none/report")))
                .isInstanceOf(IOException.class)
                .hasMessage("no such folder");
        assertThatThrownBy(() -> ReplacedFile.open(folder)).isInstanceOf(FileSystemException.class);
    }

    @Test
    void aSymbolicLinkStaysAndTheFileItNamesIsReplaced(@TempDir Path folder) throws IOException {
        Path real = Files.writeString(
                Files.createDirectory(folder.resolve("elsewhere")).resolve("real"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("elsewhere/real"));
        replace(link, "new");
        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("new");
    }

    @Test
    void permissionsStayAsTheyWere(@TempDir Path folder) throws IOException {
        Path path = Files.writeString(folder.resolve("report"), "old");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
        replace(path, "new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void whatIsNoRegularFileIsWrittenAsItComesAndStays() throws IOException {
        Path nowhere = Path.of("/dev/null");
        replace(nowhere, "new");
        assertThat(Files.isRegularFile(nowhere)).isFalse();
        assertThat(nowhere).exists();
    }

    private static void replace(Path path, String text) throws IOException {
        try (ReplacedFile file = ReplacedFile.open(path)) {
            file.out().write(text.getBytes(UTF_8));
            file.commit();
        }
    }
}
