// SPDX-License-Identifier: Apache-2.0
package fr.relais.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.TimeZone;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;

/** Entry point: without a command, the demonstration. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    Locale.setDefault(Locale.FRANCE);
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Paris"));
    System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8));
    System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8));
    // else looked for in every jar, for every part of every mail
    System.setProperty(
        "jakarta.mail.util.StreamProvider", "org.eclipse.angus.mail.util.MailStreamProvider");
    // before any other thread logs
    LoggerFactory.getILoggerFactory();
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    int code = run(args);
    System.out.flush();
    System.exit(code);
  }

  /**
   * Runs a command, in UTF-8 whatever the machine's own character set; 0 done, 1 failed, 2 refused
   * or quarantined, 64 not a command.
   */
  static int run(String... args) {
    return new CommandLine(new RelaisCommand())
        .setOut(new PrintWriter(System.out, true, UTF_8))
        .setErr(new PrintWriter(System.err, true, UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::failed)
        .setParameterExceptionHandler(Main::mistyped)
        .execute(args.length == 0 ? new String[] {"demo"} : args);
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    command.getErr().println(FrenchFailure.of(e));
    command.getErr().flush();
    return 1;
  }

  private static int mistyped(CommandLine.ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command.getErr().println("Commande mal écrite. Voici ce qui est possible :");
    command.usage(command.getErr());
    command.getErr().flush();
    return 64;
  }
}
