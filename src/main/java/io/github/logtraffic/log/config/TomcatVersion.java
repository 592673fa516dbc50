package io.github.logtraffic.log.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What unit Tomcat's {@code %D} has: milliseconds before Tomcat 10, microseconds since, as in Apache. {@code server.xml}
 * does not say which Tomcat reads it, but {@code web.xml} beside it says which servlets it knows: 5.0 came with Tomcat 10.
 * Without that file it is milliseconds: four major versions write those, and wrong ones would be a thousand times too
 * long, not too short, and so be seen.
 */
final class TomcatVersion {
    private static final int FIRST_BYTES = 1 << 16; // in front of the root there is a licence
    private static final int SERVLETS_OF_TOMCAT_10 = 5;

    private TomcatVersion() {}

    /** Whether durations are in microseconds. */
    static boolean countsInMicros(Path webXml) {
        if (!Files.isRegularFile(webXml)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(webXml)) {
            String text = new String(in.readNBytes(FIRST_BYTES), StandardCharsets.UTF_8);
            int root = text.indexOf("<web-app");
            int end = text.indexOf('>', Math.max(root, 0));
            return root >= 0 && end > root && majorVersion(text.substring(root, end)) >= SERVLETS_OF_TOMCAT_10;
        } catch (IOException e) {
            return false;
        }
    }

    private static int majorVersion(String root) {
        String attribute = " version=";
        int at = root.replace('\n', ' ').indexOf(attribute) + attribute.length() + 1;
        int version = 0;
        boolean found = at > attribute.length();
        for (int i = at; found && i < Math.min(at + 3, root.length()) && Character.isDigit(root.charAt(i)); i++) {
            version = version * 10 + Character.digit(root.charAt(i), 10);
        }
        return version;
    }
}
