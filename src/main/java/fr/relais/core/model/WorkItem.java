// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question for people. It has an owner and a deadline like a result, and is shown in that
 * person's own list.
 *
 * @param followUp the follow-up that it is about
 * @param evidence what Relais knows, in French; health data: kept encrypted
 * @param choices the answers that can be given
 * @param dueAt null once it is answered
 */
public record WorkItem(
    String id,
    String followUp,
    Question question,
    String owner,
    WorkItemState state,
    String evidence,
    List<String> choices,
    Instant askedAt,
    @Nullable Instant dueAt) {

  public WorkItem {
    choices = List.copyOf(choices);
  }

  /** What is asked. */
  public enum Question {
    /** The message was not understood for certain. */
    MESSAGE_NOT_UNDERSTOOD("message illisible"),
    /** A PDF came alone, of which Relais reads nothing. */
    PDF_TO_READ("document que Relais ne lit pas (PDF)"),
    /** Someone wrote a mail that brings no result and answers none of ours. */
    MAIL_TO_READ("courriel sans document"),
    /** Relais failed while it treated a message that it had kept. */
    TREATMENT_FAILED("traitement interrompu"),
    REQUESTER_UNKNOWN("prescripteur à rapprocher"),
    SENDER_UNKNOWN("expéditeur à rattacher"),
    /** One number, two patients. */
    SAME_NUMBER_OTHER_PATIENT("même numéro, autre patient"),
    /** Two versions of which none is later than the other. */
    VERSIONS_TIE("versions à départager"),
    MAYBE_SAME_RESULT("peut-être le même résultat"),
    /** An order's result did not come in the expected delay. */
    RESULT_MISSING("attendu, non reçu"),
    /** The order's number is there, but the patient is not certainly the same. */
    ORDER_TO_CONFIRM("prescription à rapprocher"),
    /** No door of the recipient opened. */
    NOT_DELIVERED("remise impossible"),
    /** Someone whom we wrote to answered in his own words: they are to be read, and do nothing. */
    ANSWER_TO_READ("réponse à lire"),
    /** Whether it has to do with a mission at all, or is of the requester's own practice. */
    IS_IT_OURS("étranger à Relais ?"),
    /** A day on which nobody covers the site, and an open or awaited result needs that day. */
    NO_COVER("jour sans couverture"),
    /**
     * What Relais put in the DMP, and could not or may not take out, is still read there. It waits
     * for its answer whatever becomes of the result.
     */
    LEFT_IN_DMP("à régler dans le DMP");

    private final String french;

    Question(String french) {
      this.french = french;
    }

    public String french() {
      return french;
    }

    /**
     * Whether it stays asked when the result is concluded: it is about something else than that.
     */
    public boolean outlastsResult() {
      return this == LEFT_IN_DMP;
    }
  }
}
