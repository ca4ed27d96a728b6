// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import jakarta.xml.bind.JAXBException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.transport.http.HTTPException;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rs.RegistryError;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rs.RegistryResponseType;

/** What a call that went wrong means: nothing of its text is kept, it may name the patient. */
final class Failures {
  private static final String SUCCESS =
      "urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success";

  /** As IHE writes it, and as ebXML would. */
  private static final List<String> PARTIAL =
      List.of(
          "urn:ihe:iti:2007:ResponseStatusType:PartialSuccess",
          "urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:PartialSuccess");

  private static final String WARNING = "urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:Warning";

  /** Alerts of TLS about our own certificate (RFC 8446 section 6.2). */
  private static final Pattern OUR_CERTIFICATE =
      Pattern.compile(
          "alert: (\\(?)(bad_certificate|unsupported_certificate|certificate_revoked"
              + "|certificate_expired|certificate_unknown|unknown_ca|access_denied"
              + "|certificate_required)");

  private Failures() {}

  /**
   * Passes when the registry says that all was done.
   *
   * @throws DmpFailure with its first error otherwise
   */
  static void check(RegistryResponseType answer) throws DmpFailure {
    if (partial(answer)) {
      throw new DmpFailure(DmpRefusal.DMP_PARTIAL_ANSWER);
    }
    if (SUCCESS.equals(answer.getStatus())) {
      return;
    }
    RegistryError error =
        errors(answer).findFirst().orElseThrow(() -> failed(DmpRefusal.DMP_UNLISTED_ERROR));
    throw failed(
        named(String.valueOf(error.getErrorCode()), String.valueOf(error.getCodeContext())));
  }

  /**
   * Whether a list is all that there is: part of one may be shown, and said to be a part.
   *
   * @throws DmpFailure when there is none
   */
  static boolean whole(RegistryResponseType answer) throws DmpFailure {
    if (partial(answer)) {
      return false;
    }
    check(answer);
    return true;
  }

  /** It says so, or says that all is well beside an error (TF-3 section 4.2.4.2 forbids it). */
  private static boolean partial(RegistryResponseType answer) {
    return PARTIAL.contains(String.valueOf(answer.getStatus()))
        || SUCCESS.equals(answer.getStatus()) && errors(answer).findAny().isPresent();
  }

  /** Without the warnings: what they are about was done. */
  private static Stream<RegistryError> errors(RegistryResponseType answer) {
    return answer.getRegistryErrorList() == null
        ? Stream.empty()
        : answer.getRegistryErrorList().getRegistryError().stream()
            .filter(error -> !WARNING.equals(error.getSeverity()));
  }

  private static DmpFailure failed(DmpRefusal why) {
    return new DmpFailure(why);
  }

  /** What an exception of a call means: what is not known may have happened after the sending. */
  static DmpRefusal of(Throwable failure) {
    List<Throwable> causes = causes(failure);
    return http(causes)
        .or(() -> wire(causes))
        .or(() -> content(causes))
        .or(() -> first(causes, SoapFault.class).map(Failures::fault))
        .orElse(DmpRefusal.DMP_ANSWER_UNREADABLE);
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable at = failure; at != null && !causes.contains(at); at = at.getCause()) {
      causes.add(at);
    }
    return causes;
  }

  private static <T> Optional<T> first(List<Throwable> causes, Class<T> type) {
    return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private static boolean any(List<Throwable> causes, Class<?>... types) {
    return List.of(types).stream().anyMatch(type -> first(causes, type).isPresent());
  }

  private static Optional<DmpRefusal> http(List<Throwable> causes) {
    return first(causes, HTTPException.class)
        .map(
            e ->
                switch (e.getResponseCode()) {
                  case 401, 403 -> DmpRefusal.DMP_HTTP_FORBIDDEN;
                  case 408, 429 -> DmpRefusal.DMP_HTTP_BUSY;
                  default ->
                      e.getResponseCode() >= 500
                          ? DmpRefusal.DMP_HTTP_BUSY
                          : DmpRefusal.DMP_HTTP_REFUSED;
                });
  }

  private static Optional<DmpRefusal> wire(List<Throwable> causes) {
    Optional<SSLException> tls = first(causes, SSLException.class);
    if (tls.isPresent()) {
      return Optional.of(tls(tls.get(), causes));
    }
    if (any(
        causes,
        HttpConnectTimeoutException.class,
        ConnectException.class,
        UnknownHostException.class,
        NoRouteToHostException.class)) {
      return Optional.of(DmpRefusal.DMP_UNREACHABLE);
    }
    if (any(causes, HttpTimeoutException.class, SocketTimeoutException.class)) {
      return Optional.of(DmpRefusal.DMP_NO_ANSWER);
    }
    if (any(causes, AnswerGuard.TooLarge.class)) {
      return Optional.of(DmpRefusal.DMP_ANSWER_TOO_LARGE);
    }
    return first(causes, IOException.class).map(e -> DmpRefusal.DMP_ANSWER_CUT);
  }

  private static DmpRefusal tls(SSLException failure, List<Throwable> causes) {
    if (any(causes, CertificateException.class, CertPathValidatorException.class)) {
      return DmpRefusal.DMP_TLS_SERVER_UNTRUSTED;
    }
    return OUR_CERTIFICATE.matcher(String.valueOf(failure.getMessage())).find()
        ? DmpRefusal.DMP_TLS_CERTIFICATE_REFUSED
        : DmpRefusal.DMP_TLS_FAILED;
  }

  private static Optional<DmpRefusal> content(List<Throwable> causes) {
    return any(causes, XMLStreamException.class, JAXBException.class)
        ? Optional.of(DmpRefusal.DMP_ANSWER_UNREADABLE)
        : Optional.empty();
  }

  /** By the most precise of its codes that we know; else by whose fault it says it is. */
  private static DmpRefusal fault(SoapFault fault) {
    List<QName> codes = new ArrayList<>();
    if (fault.getSubCodes() != null) {
      codes.addAll(fault.getSubCodes());
    }
    codes.add(fault.getFaultCode());
    for (QName code : codes) {
      DmpRefusal found = named(code.getLocalPart(), String.valueOf(fault.getMessage()));
      if (found != DmpRefusal.DMP_UNLISTED_ERROR) {
        return found;
      }
    }
    if (codes.size() > 1) {
      return DmpRefusal.DMP_UNLISTED_ERROR;
    }
    return fault.getFaultCode().getLocalPart().equals("Receiver")
        ? DmpRefusal.DMP_SERVER_FAULT
        : DmpRefusal.DMP_SENDER_FAULT;
  }

  /** Two refusals are known by their words alone (dossier of national services 1.4). */
  private static DmpRefusal named(String code, String text) {
    String words = text.toLowerCase(Locale.FRENCH);
    if (words.contains("structure introuvable")) {
      return DmpRefusal.DMP_STRUCTURE_UNKNOWN;
    }
    if (words.contains("ps et structure non liés")) {
      return DmpRefusal.DMP_NOT_OF_STRUCTURE;
    }
    return DmpRefusal.of(code);
  }
}
