// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import fr.relais.adapters.trust.TrustMaterial;

/**
 * A structure in whose name the DMP is called, with its two certificates of IGC-Santé (dossier of
 * national services 1.2): swapping them is refused.
 *
 * @param id Struct_IdNat: {@code 1} and the FINESS number
 * @param name as it is written in the institution of an author
 * @param sector of activity (TRE_R02): {@code SA05}
 * @param authentication proves who calls, in TLS; its authorities are those of the DMP's servers
 * @param seal signs the assertion and the submission set
 */
public record DmpStructure(
    String id, String name, String sector, TrustMaterial authentication, TrustMaterial seal) {}
