package io.github.logtraffic.traffic.limit;

import java.util.List;
import java.util.Random;

/** Settings for tests. */
final class Settings {
    private Settings() {}

    static LimitSetting of(LimitModel model, String rate, int burst, int delay) {
        return new LimitSetting(model, "client", LimitRate.parse(rate), burst, delay);
    }

    static LimitSetting random(Random random) {
        List<LimitModel> models = List.of(LimitModel.values());
        LimitModel model = models.get(random.nextInt(models.size()));
        int seconds = model == LimitModel.NGINX ? 1 + 59 * random.nextInt(2) : 1 + random.nextInt(20);
        int delay = random.nextInt(4) - 1;
        return new LimitSetting(
                model, "client", new LimitRate(1 + random.nextInt(30), seconds), random.nextInt(8), delay);
    }
}
