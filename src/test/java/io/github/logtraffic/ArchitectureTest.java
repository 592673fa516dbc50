package io.github.logtraffic;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the sources against the table of packages in the design. */
class ArchitectureTest {
    private static final String ROOT = "io.github.logtraffic";
    private static final String CLI = ROOT + ".cli..";
    private static final Path SOURCES = Path.of("src/main/java");

    private static final JavaClasses PROGRAM = new ClassFileImporter().importPath(Path.of("target/classes"));

    /**
     * What runs per line or per entry. Of the hot packages these are left out: FormatDetector, LogFormat and Utf8Text,
     * Compression and FileSource, which run per log or for what a parser could not take as it stood.
     */
    private static final Set<String> HOT = Set.of(
            "log.entry.AccessLogEntry",
            "log.entry.ClientKey",
            "log.entry.EntryConsumer",
            "log.entry.Swar",
            "log.value.AnyTime",
            "log.value.CivilDate",
            "log.value.Decimals",
            "log.value.Durations",
            "log.value.EnglishNames",
            "log.value.EpochTime",
            "log.value.IsoTime",
            "log.value.SyslogTime",
            "log.value.TimeParts",
            "log.value.TimePattern",
            "log.value.TimeTail",
            "log.value.Blanks",
            "log.value.ClfTime",
            "log.value.ClientField",
            "log.value.ForwardedElement",
            "log.value.ForwardedFor",
            "log.value.Network",
            "log.value.Networks",
            "log.filter.EntryFilter",
            "log.filter.ClientSet",
            "log.filter.GlobTest",
            "log.filter.RememberingTest",
            "log.filter.SlotTest",
            "log.filter.StatusSet",
            "log.filter.SubstringTest",
            "log.filter.TextTest",
            "log.filter.TimeRange",
            "log.format.CommonLogSteps",
            "log.format.EntryValues",
            "log.format.FieldUse",
            "log.format.FormatFollower",
            "log.format.ForwardedParser",
            "log.format.JsonParser",
            "log.format.JsonText",
            "log.format.KeyTable",
            "log.format.KeyValues",
            "log.format.KeyedParser",
            "log.value.IpAddresses",
            "log.format.LinePrefix",
            "log.format.LineParser",
            "log.format.LtsvParser",
            "log.format.PrefixedParser",
            "log.format.RequestLine",
            "log.format.Step",
            "log.format.CommonLineParser",
            "log.format.TextParser",
            "log.format.W3cParser",
            "log.input.Chunk",
            "log.input.LogReader",
            "identity.AgentPattern",
            "identity.CachedGeography",
            "identity.Ipv4Numbers",
            "identity.CachedUserAgents",
            "identity.AddressMask",
            "identity.Anonymizer",
            "identity.CrawlerFilter",
            "identity.PatternAutomaton",
            "identity.Pseudonymizer",
            "identity.SipHash",
            "engine.ChunkBooks",
            "engine.EntrySequence",
            "engine.LineLoop",
            "engine.PackedEntries",
            "engine.ReorderBuffer",
            "count.ClientCount",
            "count.CounterRows",
            "count.CounterTable",
            "count.DurationBuckets",
            "count.DurationSketch",
            "count.GroupCounter",
            "count.HitBatch",
            "count.LossyCounting",
            "count.ClientGroups",
            "count.Names",
            "count.NumberedKeys",
            "count.OtherStatuses",
            "count.RowDetails",
            "count.RowDurations",
            "count.Saturating",
            "count.SeededHash",
            "count.SparseBuckets",
            "count.key.AgentKey",
            "count.key.BoundedText",
            "count.key.NetworkKey",
            "count.key.PlaceKey",
            "count.key.SegmentsKey",
            "count.key.StatusKey",
            "count.key.TextKey",
            "count.key.WallClockKey",
            "count.Tally",
            "count.TimeSeries",
            "count.WindowRuns",
            "traffic.balance.BackendStates",
            "traffic.balance.BalanceSimulation",
            "traffic.balance.Crc32",
            "traffic.balance.Draws",
            "traffic.balance.HaproxyConsistent",
            "traffic.balance.HaproxyHashes",
            "traffic.balance.HaproxyMapHash",
            "traffic.balance.HaproxyRoundRobin",
            "traffic.balance.HaproxyStaticRoundRobin",
            "traffic.balance.KeyMarks",
            "traffic.balance.KeyReader",
            "traffic.balance.KeySpace",
            "traffic.balance.KeyText",
            "traffic.balance.EventBatch",
            "traffic.balance.KeyColumn",
            "traffic.balance.LossRun",
            "traffic.balance.NginxConsistent",
            "traffic.balance.NginxHash",
            "traffic.balance.NginxRing",
            "traffic.balance.NginxIpHash",
            "traffic.balance.NginxLeastConn",
            "traffic.balance.NginxPeers",
            "traffic.balance.NginxPicker",
            "traffic.balance.NginxRandomTwo",
            "traffic.balance.NginxRoundRobin",
            "traffic.balance.Picker",
            "traffic.balance.PolicyRun",
            "traffic.balance.PolicyTally",
            "traffic.balance.RunningRequests",
            "traffic.balance.Unsigned",
            "traffic.balance.XxHash64",
            "traffic.cache.Cache",
            "traffic.cache.CacheRecording",
            "traffic.cache.TraceRun",
            "traffic.cache.Clairvoyant",
            "traffic.cache.Clock",
            "traffic.cache.Fifo",
            "traffic.cache.Freshness",
            "traffic.cache.FrequencySketch",
            "traffic.cache.Gdsf",
            "traffic.cache.Lfu",
            "traffic.cache.Lru",
            "traffic.cache.Minutes",
            "traffic.cache.NginxCache",
            "traffic.cache.ObjectHeap",
            "traffic.cache.ObjectQueues",
            "traffic.cache.ObjectReader",
            "traffic.cache.ObjectTable",
            "traffic.cache.QueueCache",
            "traffic.cache.S3Fifo",
            "traffic.cache.Sieve",
            "traffic.cache.Trace",
            "traffic.cache.VarnishCache",
            "traffic.cache.WTinyLfu",
            "traffic.limit.BurstNeeds",
            "traffic.limit.ClientRequests",
            "traffic.limit.HaproxyRequestRate",
            "traffic.limit.KeyGroup",
            "traffic.limit.KeyHash",
            "traffic.limit.KeySlots",
            "traffic.limit.KeysAtOnce",
            "traffic.limit.LimitSimulation",
            "traffic.limit.Limiter",
            "traffic.limit.NginxLimitReq",
            "traffic.limit.RequestsPerSecond",
            "traffic.limit.SettingTally",
            "traffic.limit.TokenBucket");

    private static final DescribedPredicate<JavaClass> HOT_CLASS = DescribedPredicate.describe(
            "hot", type -> HOT.contains(outermost(type).substring(ROOT.length() + 1)));

    private static String outermost(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }

    @Test
    void everyClassOfTheSourcesIsLookedAt() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            Set<String> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> SOURCES.relativize(file).toString())
                    .map(file ->
                            file.substring(0, file.length() - ".java".length()).replace('/', '.'))
                    .collect(Collectors.toSet());
            Set<String> imported = PROGRAM.stream().map(JavaClass::getName).collect(Collectors.toSet());
            assertThat(sources).hasSizeGreaterThan(50);
            assertThat(imported).containsAll(sources);
        }
    }

    @Test
    void everyHotClassExists() {
        assertThat(PROGRAM.stream().filter(HOT_CLASS).map(JavaClass::getName).filter(name -> !name.contains("$")))
                .hasSameSizeAs(HOT);
    }

    @Test
    void packagesUseOnlyThePackagesThatTheDesignAllows() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
                .layer("entry")
                .definedBy(ROOT + ".log.entry..")
                .layer("input")
                .definedBy(ROOT + ".log.input..")
                .layer("value")
                .definedBy(ROOT + ".log.value..")
                .layer("format")
                .definedBy(ROOT + ".log.format..")
                .layer("filter")
                .definedBy(ROOT + ".log.filter..")
                .layer("config")
                .definedBy(ROOT + ".log.config..")
                .layer("identity")
                .definedBy(ROOT + ".identity..")
                .layer("engine")
                .definedBy(ROOT + ".engine..")
                .layer("count")
                .definedBy(ROOT + ".count..")
                .layer("limit")
                .definedBy(ROOT + ".traffic.limit..")
                .layer("balance")
                .definedBy(ROOT + ".traffic.balance..")
                .layer("cache")
                .definedBy(ROOT + ".traffic.cache..")
                .layer("replay")
                .definedBy(ROOT + ".traffic.replay..")
                .layer("emit")
                .definedBy(ROOT + ".traffic.emit..")
                .layer("store")
                .definedBy(ROOT + ".store..")
                .layer("analysis")
                .definedBy(ROOT + ".analysis..")
                .layer("report")
                .definedBy(ROOT + ".report..")
                .layer("cli")
                .definedBy(CLI)
                .whereLayer("entry")
                .mayNotAccessAnyLayer()
                .whereLayer("input")
                .mayOnlyAccessLayers("entry")
                .whereLayer("value")
                .mayOnlyAccessLayers("entry")
                .whereLayer("format")
                .mayOnlyAccessLayers("entry", "value")
                .whereLayer("filter")
                .mayOnlyAccessLayers("entry", "value", "format")
                .whereLayer("config")
                .mayNotAccessAnyLayer()
                .whereLayer("config")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("identity")
                .mayOnlyAccessLayers("entry", "value")
                .whereLayer("engine")
                .mayOnlyAccessLayers("entry", "input", "value", "format", "filter")
                .whereLayer("count")
                .mayOnlyAccessLayers("entry", "identity")
                .whereLayer("limit")
                .mayOnlyAccessLayers("entry", "identity", "count")
                .whereLayer("balance")
                .mayOnlyAccessLayers("entry", "identity", "count")
                .whereLayer("cache")
                .mayOnlyAccessLayers("entry", "count")
                .whereLayer("replay")
                .mayOnlyAccessLayers("entry", "balance")
                .whereLayer("emit")
                .mayOnlyAccessLayers("value", "limit", "balance", "cache")
                .whereLayer("store")
                .mayOnlyAccessLayers("count")
                .whereLayer("analysis")
                .mayOnlyAccessLayers(
                        "entry",
                        "input",
                        "value",
                        "format",
                        "filter",
                        "identity",
                        "engine",
                        "count",
                        "limit",
                        "balance",
                        "cache",
                        "replay",
                        "emit",
                        "store")
                // Result records hold the engine's books, and those the names of formats and reasons; and what limits
                // and balancers did.
                .whereLayer("report")
                .mayOnlyAccessLayers("entry", "analysis", "engine", "format", "limit", "balance", "cache", "replay")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .ensureAllClassesAreContainedInArchitecture()
                .check(PROGRAM);
    }

    @Test
    void packagesDoNotDependOnOneAnotherInACircle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(PROGRAM);
    }

    @Test
    void packagesUseOnlyTheLibrariesThatTheDesignAllows() {
        onlyIn(CLI, "picocli..", "org.slf4j..", "ch.qos.logback..").check(PROGRAM);
        onlyIn(ROOT + ".count..", "org.apache.datasketches..").check(PROGRAM);
        onlyIn(ROOT + ".log.filter..", "com.google.re2j..").check(PROGRAM);
        onlyIn(ROOT + ".report..", "org.jline..").check(PROGRAM);
        onlyIn(ROOT + ".traffic.replay..", "io.netty..", "org.HdrHistogram..").check(PROGRAM);
        onlyIn(ROOT + ".identity..", "com.maxmind..", "javax.naming..").check(PROGRAM);
        onlyIn(List.of(ROOT + ".report..", ROOT + ".identity.."), "com.fasterxml.jackson..")
                .check(PROGRAM);
        onlyIn(ROOT + ".store..", "redis..").check(PROGRAM);
        onlyIn(ROOT + ".log.input..", "io.airlift..", "org.tukaani..", "org.apache.commons.compress..")
                .check(PROGRAM);
        onlyIn(List.of(ROOT + ".log.input..", ROOT + ".store.."), "java.util.zip..")
                .check(PROGRAM);
    }

    private static ArchRule onlyIn(String home, String... libraries) {
        return onlyIn(List.of(home), libraries);
    }

    private static ArchRule onlyIn(List<String> homes, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(homes.toArray(new String[0]))
                .should()
                .dependOnClassesThat(resideInAnyPackage(libraries));
    }

    @Test
    void onlyTheCommandLineTouchesStandardStreamsTheEnvironmentAndTheEndOfTheProgram() {
        noClasses()
                .that(areNotOfTheCommandLine())
                .should()
                .accessField(System.class, "in")
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(java.io.FileDescriptor.class, Runtime.class, ProcessHandle.class, java.io.Console.class)
                .orShould()
                .callMethodWhere(calls(System.class, "exit", "getenv", "getProperty", "getProperties", "setProperty"))
                .check(PROGRAM);
    }

    @Test
    void onlyTheCommandLineTouchesClocksAndRandomness() {
        noClasses()
                .that(areNotOfTheCommandLine())
                .should()
                .callMethodWhere(calls(System.class, "currentTimeMillis", "nanoTime"))
                .orShould()
                .callMethodWhere(nowOf(Instant.class, LocalDate.class, LocalDateTime.class, ZonedDateTime.class))
                .orShould()
                .callMethodWhere(calls(ZoneId.class, "systemDefault"))
                .orShould()
                .callMethodWhere(calls(Math.class, "random"))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(
                        Clock.class,
                        Random.class,
                        SecureRandom.class,
                        SplittableRandom.class,
                        ThreadLocalRandom.class,
                        UUID.class)
                .check(PROGRAM);
    }

    private static DescribedPredicate<JavaClass> areNotOfTheCommandLine() {
        return DescribedPredicate.not(resideInAPackage(CLI));
    }

    private static DescribedPredicate<JavaCall<?>> nowOf(Class<?>... owners) {
        Set<String> names = Stream.of(owners).map(Class::getName).collect(Collectors.toSet());
        return DescribedPredicate.describe("now()", call -> {
            CodeUnitCallTarget target = call.getTarget();
            return names.contains(target.getOwner().getName())
                    && target.getName().equals("now");
        });
    }

    private static DescribedPredicate<JavaCall<?>> calls(Class<?> owner, String... methods) {
        return DescribedPredicate.describe(
                owner.getSimpleName() + " " + List.of(methods),
                call -> call.getTargetOwner().isEquivalentTo(owner)
                        && List.of(methods).contains(call.getName()));
    }

    @Test
    void hotClassesUseNoRegularExpressionsStreamsFormatsOrLogs() {
        noClasses()
                .that(HOT_CLASS)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.util.regex..", "java.util.stream..", "java.text..", "org.slf4j.."))
                .orShould()
                .callMethodWhere(calls(String.class, "format", "formatted", "split", "matches", "replaceAll"))
                .check(PROGRAM);
    }

    @Test
    void hotPackagesUseNoRegularExpressionsAndNoFormats() {
        noClasses()
                .that(resideInAnyPackage(ROOT + ".log..", ROOT + ".count.."))
                .should()
                .dependOnClassesThat(resideInAPackage("java.util.regex.."))
                .orShould()
                .callMethodWhere(calls(String.class, "format", "formatted"))
                .check(PROGRAM);
    }

    @Test
    void packagesSayWhatTheyHold() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..helper..", "..model..", "..service..")
                .check(PROGRAM);
        Set<String> packages = PROGRAM.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        assertThat(packages)
                .allSatisfy(name -> assertThat(SOURCES.resolve(name.replace('.', '/')))
                        .isDirectoryContaining("glob:**/package-info.java"));
    }

    @Test
    void nothingStaticIsMutable() {
        fields().that().areStatic().should().beFinal().check(PROGRAM);
    }
}
