package io.github.logtraffic.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.identity.ReverseName.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Names of addresses. */
@Timeout(60)
class ReverseNamesTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void aNameCountsThatHasTheAddressInTurn() throws InterruptedException {
        FakeResolver resolver = new FakeResolver()
                .names("192.0.2.1", "WWW.Example.net.", "liar.example.org")
                .addresses("www.example.net", "192.0.2.7", "192.0.2.1")
                .names("192.0.2.2", "www.example.net")
                .names("2001:db8::1", "six.example.net")
                .addresses("six.example.net", "2001:db8::1");
        assertThat(ask(resolver, LONG, "192.0.2.1", "192.0.2.2", "2001:db8::1", "192.0.2.3", "host.example"))
                .containsExactly(
                        new ReverseName(State.CONFIRMED, List.of("www.example.net")),
                        ReverseName.NONE,
                        new ReverseName(State.CONFIRMED, List.of("six.example.net")),
                        ReverseName.NONE,
                        ReverseName.NONE);
    }

    @Test
    void namesThatAreNoneOfHostsAreNotAskedFor() throws InterruptedException {
        FakeResolver resolver = new FakeResolver();
        String[] hostile = {
            "a b.example", "\u001b[31m.example", "<b>.example", "x..example", "", ".", "a/b", "x".repeat(64)
        };
        resolver.names("192.0.2.1", hostile);
        Stream.of(hostile).forEach(name -> resolver.addresses(name, "192.0.2.1"));
        assertThat(ask(resolver, LONG, "192.0.2.1")).containsExactly(ReverseName.NONE);
    }

    @Test
    void whoDoesNotAnswerIsNotWaitedFor() throws InterruptedException {
        FakeResolver resolver =
                new FakeResolver().names("192.0.2.1", "one.example").addresses("one.example", "192.0.2.1");
        List<String> asked = new ArrayList<>(List.of("192.0.2.1", "192.0.2.2"));
        resolver.fails("192.0.2.2");
        for (int host = 3; host < 100; host++) {
            resolver.hangs("192.0.2." + host);
            asked.add("192.0.2." + host);
        }
        List<ReverseName> answers = ask(resolver, Duration.ofMillis(300), asked.toArray(new String[0]));
        assertThat(answers.get(0).names()).containsExactly("one.example");
        assertThat(answers.subList(1, 99)).containsOnly(ReverseName.UNANSWERED);
    }

    @Test
    void aNameWhoseAddressesAreNotKnownDoesNotHideAnother() throws InterruptedException {
        FakeResolver resolver = new FakeResolver()
                .names("192.0.2.1", "fails.example", "good.example")
                .addresses("good.example", "192.0.2.1")
                .names("192.0.2.2", "fails.example");
        assertThat(ask(resolver, LONG, "192.0.2.1", "192.0.2.2"))
                .containsExactly(new ReverseName(State.CONFIRMED, List.of("good.example")), ReverseName.UNANSWERED);
    }

    @Test
    void eachAddressIsAskedForOnce() throws InterruptedException {
        FakeResolver resolver = new FakeResolver();
        assertThat(ask(resolver, LONG, "192.0.2.1", "192.0.2.1", "192.0.2.1")).hasSize(1);
        assertThat(resolver.questions).hasValue(1);
        assertThat(ask(resolver, LONG)).isEmpty();
    }

    private static List<ReverseName> ask(FakeResolver resolver, Duration limit, String... clients)
            throws InterruptedException {
        NameAnswers answers = new ReverseNames(resolver, limit)
                .ask(List.of(), Stream.of(clients).map(Addresses::client).toList());
        return List.copyOf(answers.names().values());
    }
}
