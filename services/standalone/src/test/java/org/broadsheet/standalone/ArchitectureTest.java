package org.broadsheet.standalone;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of the design: services never see each other, libs never see services. */
@AnalyzeClasses(packages = "org.broadsheet", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] SERVICES = {
        "org.broadsheet.user..",
        "org.broadsheet.ingest..",
        "org.broadsheet.filter..",
        "org.broadsheet.feed..",
        "org.broadsheet.digest.."
    };
    private static final String[] LIBS = {
        "org.broadsheet.events..",
        "org.broadsheet.messaging..",
        "org.broadsheet.http..",
        "org.broadsheet.links..",
        "org.broadsheet.networks..",
        "org.broadsheet.settings..",
        "org.broadsheet.tunables..",
        "org.broadsheet.metrics..",
        "org.broadsheet.embedded.."
    };

    @ArchTest
    static final ArchRule servicesNeverSeeEachOther = slices().matching(
                    "org.broadsheet.(user|ingest|filter|feed|digest)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule libsNeverSeeServices = noClasses()
            .that(resideInAnyPackage(LIBS))
            .should()
            .dependOnClassesThat(resideInAnyPackage(SERVICES).or(resideInAPackage("org.broadsheet.standalone..")));

    @ArchTest
    static final ArchRule messagesNeedTheJdkAndSerialisationAnnotationsAlone = classes()
            .that()
            .resideInAPackage("org.broadsheet.events..")
            .and()
            .haveNameNotMatching(".*\\$(Introspection|Definition).*")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "org.broadsheet.events..",
                    "org.jspecify.annotations..",
                    "com.fasterxml.jackson.annotation..",
                    "io.micronaut.serde..",
                    "io.micronaut.core..",
                    "io.micronaut.context..",
                    "io.micronaut.inject.."));

    @ArchTest
    static final ArchRule onlyMessagingSpeaksToTheBroker = noClasses()
            .that()
            .resideOutsideOfPackages("org.broadsheet.messaging..", "org.broadsheet.testing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.rabbitmq..");

    /** A channel kept in a field could be used by several threads: OwnedChannel refuses all but its owner. */
    @ArchTest
    static final ArchRule aChannelHasOneOwner = noFields()
            .that()
            .areDeclaredInClassesThat(
                    resideInAPackage("org.broadsheet.messaging..").and(not(simpleName("OwnedChannel"))))
            .should()
            .haveRawType("com.rabbitmq.client.Channel");

    @ArchTest
    static final ArchRule oneGuardedWayOut = noClasses()
            .that(resideInAnyPackage(SERVICES))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.net.http..",
                    "io.micronaut.http.client..",
                    "org.apache.hc..",
                    "okhttp3..",
                    "software.amazon..")
            .orShould()
            .callMethod(java.net.URL.class, "openStream")
            .orShould()
            .callMethod(java.net.URL.class, "openConnection");

    @ArchTest
    static final ArchRule xmlIsReadInTwoPlacesThatResolveNothing = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.broadsheet.ingest.parse.XmlTree")
            .and()
            .doNotHaveFullyQualifiedName("org.broadsheet.user.opml.OpmlReader")
            .and()
            .resideInAPackage("org.broadsheet..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(javax.xml.stream.XMLInputFactory.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.xml.parsers..", "org.xml.sax..", "javax.xml.transform..", "javax.xml.bind..");

    @ArchTest
    static final ArchRule nobodySleeps = noClasses()
            .that()
            .resideInAPackage("org.broadsheet..")
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", java.time.Duration.class);

    @ArchTest
    static final ArchRule standaloneIsSeenByNobody = noClasses()
            .that()
            .resideOutsideOfPackage("org.broadsheet.standalone..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.broadsheet.standalone..");
}
