package io.github.logtraffic.traffic.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WarmListTest {
    private static final Pace AT_ONCE = new Pace(Double.POSITIVE_INFINITY, 0, 0, 0);

    private static void add(WarmList list, String... targets) {
        for (String target : targets) {
            list.accept(new DueRequest(0, Requests.get(target)));
        }
    }

    private static long handedOn(WarmList list, Pace pace, Extent extent) {
        return list.sendTo(new TrafficSurvey(), pace, extent);
    }

    @Test
    void eachUrlIsThereOnce() {
        WarmList list = new WarmList(false);
        add(list, "/a", "/b", "/b", "/c?x", "/c?y", "/b");
        assertThat(list.summary()).isEqualTo(new WarmList.Summary(4, 6, 0));
        assertThat(handedOn(list, AT_ONCE, Extent.WHOLE)).isEqualTo(4);
        assertThat(handedOn(list, AT_ONCE, new Extent(3, 0))).isEqualTo(3);
    }

    @Test
    void hostsTellUrlsApartOnlyWhenTheyAreSent() {
        for (boolean hasHosts : new boolean[] {true, false}) {
            WarmList list = new WarmList(hasHosts);
            list.accept(new DueRequest(0, Requests.read(Requests.RULES, "GET", "/", "one")));
            list.accept(new DueRequest(0, Requests.read(Requests.RULES, "GET", "/", "two")));
            assertThat(list.summary().urls()).isEqualTo(hasHosts ? 2 : 1);
        }
    }

    @Test
    void whatIsSeldomAskedForIsForgottenWhenThereIsTooMuch() {
        WarmList list = new WarmList(false, 4);
        add(list, "/one", "/often", "/two", "/often", "/three", "/four");
        assertThat(list.summary()).isEqualTo(new WarmList.Summary(2, 3, 3));
        add(list, "/often");
        assertThat(list.summary()).isEqualTo(new WarmList.Summary(2, 4, 3));
    }

    @Test
    void aRateAndATimeAreKeptTo() {
        WarmList list = new WarmList(false);
        for (int i = 0; i < 100; i++) {
            add(list, "/" + i);
        }
        Pace pace = new Pace(Double.POSITIVE_INFINITY, 10, 0, 0);
        assertThat(handedOn(list, pace, new Extent(0, 2_000_000_000L))).isEqualTo(20);
        TrafficSurvey survey = new TrafficSurvey();
        list.sendTo(survey, new Pace(Double.POSITIVE_INFINITY, 50, 0, 0), Extent.WHOLE);
        RequestSource none = new RequestSource(
                Requests.SLOTS, Requests.RULES, Requests.keys(), AT_ONCE, Extent.WHOLE, survey, () -> {});
        PlannedTraffic traffic = survey.traffic(none);
        assertThat(traffic.methods()).isEqualTo(Map.of("GET", 100L));
        assertThat(traffic.mostPerSecond()).isEqualTo(50);
    }
}
