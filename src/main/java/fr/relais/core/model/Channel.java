// SPDX-License-Identifier: Apache-2.0
package fr.relais.core.model;

/** A way out of Relais. */
public enum Channel {
  /** A drop folder of the practice software. */
  FOLDER("dossier"),
  /** The doctor's secure mailbox (MSSanté). */
  MAIL("messagerie sécurisée"),
  /** An HTTP call to the practice software, with identifiers only. */
  HOOK("appel au logiciel"),
  /** A call or SMS that rings, with a neutral sentence. */
  CALL("téléphone"),

  /** The patient's shared record (DMP): nobody of the directory is reached by it. */
  DMP("DMP"),

  /** A socket of a producer that listens for HL7 v2: nobody of the directory is reached by it. */
  MLLP("MLLP");

  private final String french;

  Channel(String french) {
    this.french = french;
  }

  public String french() {
    return french;
  }

  /** As it is written in a delivery: {@code mail}. */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
