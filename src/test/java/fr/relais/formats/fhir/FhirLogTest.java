// SPDX-License-Identifier: Apache-2.0
package fr.relais.formats.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import fr.relais.core.model.Content;
import fr.relais.formats.cda.CdaFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** No name of an element and no value of a message gets into the log, whatever is wrong with it. */
class FhirLogTest {
  private static final String CANARY = "canari";
  private static final FhirModel MODEL = new FhirModel();
  private static final FhirFormat FORMAT = new FhirFormat(MODEL, new CdaFormat());
  private static final FhirValidator VALIDATOR = new FhirValidator(MODEL);

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @BeforeEach
  void listen() {
    logged.start();
    root.addAppender(logged);
  }

  @AfterEach
  void quiet() {
    root.detachAppender(logged);
  }

  private List<String> texts() {
    List<String> all = new ArrayList<>();
    for (ILoggingEvent event : List.copyOf(logged.list)) {
      all.add(event.getFormattedMessage());
      if (event.getThrowableProxy() != null) {
        all.add(String.valueOf(event.getThrowableProxy().getMessage()));
      }
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'resourceType':'Patient','canari':'canari'}",
        "{'resourceType':'Patient','birthDate':'canari'}",
        "{'resourceType':'Patient','gender':'canari','name':[{'family':'canari'}]}",
        "{'resourceType':'Patient','name':'canari'}",
        "{'resourceType':'Patient','managingOrganization':{'reference':'#canari'}}",
        "{'resourceType':'Patient','contained':[{'resourceType':'Patient','id':'canari'}]}",
        "{'resourceType':'Patient','extension':[{'url':'canari','valueString':'canari',"
            + "'extension':[{'url':'canari'}]}]}",
        "{'resourceType':'Observation','status':'canari','valueQuantity':{'value':'canari'}}",
        "{'resourceType':'Bundle','type':'document','entry':[{'fullUrl':'canari',"
            + "'resource':{'resourceType':'Composition','title':'canari','canari':1}}]}",
        "{'resourceType':'canari'}",
      })
  void what_is_wrong_is_told_and_not_logged(String message) {
    Content content = Content.of(message.replace('\'', '"'), StandardCharsets.UTF_8);

    assertThat(VALIDATOR.validate(content)).isNotEmpty();
    FORMAT.decode(content);

    assertThat(texts()).noneMatch(text -> text.contains(CANARY));
  }

  @Test
  void of_a_message_without_a_fault_the_parser_says_nothing() throws IOException {
    VALIDATOR.validate(good("patient"));
    // what it says of the definitions that HAPI brings is said by then
    logged.list.clear();
    for (String name : List.of("patient", "observation", "order-bundle", "diagnostic-report")) {
      assertThat(VALIDATOR.validate(good(name))).isEmpty();
    }
    assertThat(logged.list)
        .filteredOn(event -> event.getLoggerName().startsWith("ca.uhn.fhir.parser"))
        .isEmpty();
  }

  private static Content good(String name) throws IOException {
    return Content.of(
        Files.readAllBytes(Path.of("fhir-profiles", "examples", name + ".good.json")));
  }

  @Test
  void in_the_product_no_parser_of_fhir_writes_to_the_log() throws JoranException {
    LoggerContext product = new LoggerContext();
    JoranConfigurator reader = new JoranConfigurator();
    reader.setContext(product);
    reader.doConfigure(Path.of("src/main/resources/logback.xml").toFile());
    assertThat(product.getLogger("ca.uhn.fhir.parser.LenientErrorHandler").getEffectiveLevel())
        .isEqualTo(Level.OFF);
    product.stop();
  }
}
