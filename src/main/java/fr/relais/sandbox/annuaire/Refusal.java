// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.annuaire;

/** Answered with its status and, as an OperationOutcome, its reason. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;
  private final int status;

  Refusal(int status, String reason) {
    super(reason);
    this.status = status;
  }

  int status() {
    return status;
  }

  String json() {
    return "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"processing\",\"diagnostics\":\""
        + getMessage()
        + "\"}]}";
  }
}
