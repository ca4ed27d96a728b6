// SPDX-License-Identifier: Apache-2.0
/**
 * A DMP that files, finds and refuses as the real one is said to, read with code of its own.
 *
 * <p>HTTPS with mutual TLS, {@code POST
 * /si-dmp-server/v2/services/{repository|registry|patients|habilitations}}. TD0.2, TD0.3, TD2.1
 * (ITI-41), TD3.1 (ITI-18), TD3.2 (ITI-43), TD3.3c (ITI-57). Published sources attest
 * DMPInvalidCertificate and DMPClosed alone of the DMP's own codes; the other {@code DMP...} names,
 * HTTP 500 for a fault and the form of a closing in TD0.2 are ours, until the guide of integration
 * is read. What the texts leave open is in {@link fr.relais.sandbox.dmp.DmpRules}.
 *
 * <p>Refused by the connection, or by HTTP alone:
 *
 * <ul>
 *   <li>TLS ends: no client certificate, another authority, expired, revoked.
 *   <li>404 another path, 405 no POST, 413 too long, 503 only when a test asks for it.
 * </ul>
 *
 * <p>Refused by a SOAP 1.2 fault, HTTP 500; code {@code soap:Sender} unless said otherwise, then
 * the sub-code. TD3.2 has it inside a multipart, the others have it plain.
 *
 * <ul>
 *   <li>{@code soap:VersionMismatch} (a code): SOAP 1.1, by namespace or Content-Type.
 *   <li>no sub-code: XML that is broken, too deep or has a DOCTYPE; a multipart that is broken,
 *       encoded, too long, or whose types disagree; TD2.1 without multipart, TD3.1 or TD3.3 with;
 *       TD0.2 that is incomplete.
 *   <li>{@code wsa:ActionNotSupported}: an action unknown, or of another service.
 *   <li>{@code wsa:InvalidAddressingHeader}: action and Content-Type disagree, a header twice, a
 *       MessageID that is no UUID, a ReplyTo that is not anonymous.
 *   <li>{@code wsa:MessageAddressingHeaderRequired}: no Action, no MessageID.
 *   <li>{@code wsa:DuplicateMessageID}: a MessageID that came before.
 *   <li>{@code soap:DMPInvalidCertificate}: a seal in TLS; a VIHF or a set signed by what is no
 *       seal, by another structure's, by one that is expired, revoked or of another authority; TLS
 *       of another structure than the VIHF's.
 *   <li>{@code wsse:InvalidSecurity}: no Security header, not exactly one assertion in it.
 *   <li>{@code wsse:FailedCheck}: no signature, a wrong one, an algorithm that is not taken, one
 *       that does not cover exactly the assertion, a second assertion or ID anywhere (wrapping).
 *   <li>{@code wsse:MessageExpired}: IssueInstant, AuthnInstant or Conditions not of now.
 *   <li>{@code wsse:InvalidSecurityToken}: Issuer is not the signer's DN; an attribute missing,
 *       twice or of another value; an audience; DIRECTE; AIR without the description of the sign-in
 *       or without a national number; a role out of JDV_J65, or no savoir-faire; TD0.2 for another
 *       patient than the resource-id.
 *   <li>{@code soap:DMPUnknownStructure}: unknown, inactive, or of another sector; {@code
 *       soap:DMPNotLinked}: PS et Structure non liés; {@code soap:DMPUnknownSoftware}:
 *       homologation.
 *   <li>{@code soap:DMPAccessRefused}: in INDIRECTE FindDocuments, FindSubmissionSets,
 *       GetAssociations, GetDocuments but by uniqueId as ObjectRef, TD3.2, and TD0.2 under that
 *       rule, and TD0.3; in every mode TD3.3a, b and d.
 * </ul>
 *
 * <p>Refused by a RegistryResponse with status Failure and this errorCode, HTTP 200:
 *
 * <ul>
 *   <li>{@code XDSUnknownPatientId}: no record, an OID of production, a wrong key, an INS that
 *       another replaced; {@code DMPClosed}; {@code DMPAccessRefused}: blocked by the patient, not
 *       authorised to consult, deletion by another structure than the author's.
 *   <li>{@code XDSPatientIdDoesNotMatch}: patientId is not the resource-id or not the CDA's
 *       patient; replacement or deletion of another patient's document.
 *   <li>{@code XDSRegistryMetadataError} with the attribute in {@code location}: missing, out of
 *       its value set, not the CDA's, or of another author than the VIHF's; no HasMember; an update
 *       that is incomplete, or of an unknown entryUUID.
 *   <li>{@code XDSRepositoryMetadataError}: no set or several, what is no CDA, a signature of the
 *       set that is missing, wrong, or does not list exactly the documents.
 *   <li>{@code XDSMissingDocument}, {@code XDSMissingDocumentMetadata}, {@code
 *       XDSRegistryDuplicateUniqueIdInMessage}.
 *   <li>{@code XDSDuplicateUniqueIdInRegistry}: a set, or a document of the same bytes, that is
 *       there; {@code XDSNonIdenticalHash}: a document of other bytes.
 *   <li>{@code XDSReplaceFailed}: in place of what is unknown; {@code
 *       XDSRegistryDeprecatedDocumentError}: of what was replaced, deleted, or has another
 *       entryUUID since.
 *   <li>{@code XDSUnknownStoredQuery}, {@code XDSStoredQueryMissingParam}, {@code
 *       XDSStoredQueryParamNumber}, {@code XDSRegistryError} (a parameter that would be left out),
 *       {@code XDSUnknownRepositoryId}, {@code XDSDocumentUniqueIdError}.
 *   <li>{@code XDSRegistryBusy}: only when a test asks for it.
 * </ul>
 *
 * <p>TD0.3 says {@code DMPOk}, also when it was so before, or as its status one of the codes above
 * ({@code XDSUnknownPatientId}, {@code DMPClosed}, {@code DMPAccessRefused}): that form of a
 * refusal is ours.
 *
 * <p>TD0.2 says no in its own words: no subject and {@code NF} without a record or for a replaced
 * INS, {@code terminated} when closed, {@code AE} with DMPInvalidPatientId for a wrong key or OID.
 */
@NullMarked
package fr.relais.sandbox.dmp;

import org.jspecify.annotations.NullMarked;
