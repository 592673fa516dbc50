package io.github.logtraffic.log.format;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.github.logtraffic.reference.Seeds;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Our parser of format strings against another one, <a href="https://github.com/nielsbasjes/logparser">httpdlog</a>. */
class HttpdlogDifferentialTest {
    private static final int SEEDS = 10;
    private static final int LINES_OF_A_SEED = 40;

    private static final List<String> FORMATS = List.of(
            // Apache: common, combined, behind a virtual host, combinedio with a duration
            "%h %l %u %t \"%r\" %>s %b",
            "%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\"",
            "%v:%p %h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\"",
            "%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\" %I %O %D",
            "%{X-Forwarded-For}i %h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\"",
            "%a %u [%{%Y-%m-%dT%H:%M:%S%z}t] \"%m %U%q %H\" %s %B %{ms}T \"%{Host}i\"",
            "%h %{sec}t \"%r\" %<s %b %T \"%!200,304{Referer}i\"",
            "%V [%{msec}t] %h \"%r\" %>s %B %{us}T \"%{User-Agent}i\" \"%{Accept-Language}i\" %X %k",
            "%t|%h|%u|%r|%>s|%b|%D",
            "%a %l %u %t \"%r\" %>s %b \"%{Content-Type}o\" \"%{X-Forwarded-For}i\" %T",
            // nginx: combined, the main of its packages, main with times of the upstream servers
            "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent"
                    + " \"$http_referer\" \"$http_user_agent\"",
            "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent"
                    + " \"$http_referer\" \"$http_user_agent\" \"$http_x_forwarded_for\"",
            "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent \"$http_referer\""
                    + " \"$http_user_agent\" $request_time $upstream_addr $upstream_status $upstream_response_time",
            "$remote_addr [$time_iso8601] $request_method $request_uri $server_protocol $status $body_bytes_sent",
            "$msec $remote_addr:$remote_port $host \"$request\" $status $bytes_sent $request_time \"$http_user_agent\"",
            "$remote_addr - [$remote_user] [$time_iso8601] \"$request\" $status $body_bytes_sent $request_length"
                    + " [$upstream_addr] [$upstream_status] $request_id",
            "[$time_local] [$remote_addr] [$host] [$request] [$status] [$body_bytes_sent] [$http_referer]"
                    + " [$http_user_agent]",
            "$server_name $remote_addr [$time_local] \"$request_method $request_uri $server_protocol\" $status"
                    + " $body_bytes_sent rt=$request_time uct=\"$upstream_connect_time\" urt=\"$upstream_response_time\"",
            "$time_iso8601\t$remote_addr\t$http_host\t$request\t$status\t$bytes_sent\t$body_bytes_sent"
                    + "\t$http_user_agent\t$request_time",
            "$http_x_forwarded_for - $remote_user [$time_local] \"$request\" $status $body_bytes_sent"
                    + " \"$http_referer\" \"$http_user_agent\" $request_length");

    private final Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);
    private final Set<Disagreement> disagreements = EnumSet.noneOf(Disagreement.class);
    private int compared;

    @BeforeAll
    static void silenceHttpdlog() {
        ((Logger) LoggerFactory.getLogger("nl.basjes.parse")).setLevel(Level.OFF);
    }

    // The patterns of httpdlog take forever to see that some line does not match.
    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whateverHttpdlogReadsDifferentlyHasAReasonAndEveryReasonOccurs() {
        List<LoggedFormat> formats = FORMATS.stream().map(LoggedFormat::new).toList();
        Seeds.each(SEEDS, random -> {
            for (LoggedFormat format : formats) {
                for (int i = 0; i < LINES_OF_A_SEED; i++) {
                    check(format, format.line(random));
                }
            }
        });
        assertThat(refusals).containsExactlyInAnyOrder(Refusal.values());
        assertThat(disagreements).containsExactlyInAnyOrder(Disagreement.values());
        assertThat(compared).isGreaterThan(SEEDS * LINES_OF_A_SEED * FORMATS.size() * 3 / 4);
    }

    private void check(LoggedFormat format, LoggedLine line) throws Exception {
        Map<String, String> ours = format.ours(line);
        Refusal refusal = Refusal.of(line);
        if (refusal != null) {
            checkAlone(format, line, ours);
            if (!format.isSlowToRefuse(line) && format.theirs(line) == null) {
                refusals.add(refusal);
            }
            return;
        }
        Map<String, String> theirs = Objects.requireNonNull(
                format.theirs(line), () -> "without a named reason httpdlog does not read " + line);
        if (ours == null) {
            explain(new Difference(Difference.ENTRY, "malformed", "", line));
            return;
        }
        compared++;
        for (String name : format.names()) {
            String our = ours.getOrDefault(name, "");
            String their = theirs.getOrDefault(name, "");
            if (!our.equals(their)) {
                explain(new Difference(name, our, their, line));
            }
        }
    }

    private void explain(Difference difference) {
        Disagreement reason = Disagreement.of(difference);
        assertThat(reason).as("the reason of %s", difference).isNotNull();
        disagreements.add(reason);
    }

    /** Holds what our parser reads of a line that httpdlog cannot read against what was written. */
    private void checkAlone(LoggedFormat format, LoggedLine line, @Nullable Map<String, String> ours) {
        if (ours == null) {
            explain(new Difference(Difference.ENTRY, "malformed", "", line));
        } else if (!line.status().equals("-")) {
            assertThat(ours).as(line.toString()).containsAllEntriesOf(format.verbatim(line));
        }
    }
}
