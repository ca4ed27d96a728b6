// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox.dmp;

import fr.relais.sandbox.dmp.DmpStructures.Structure;
import fr.relais.sandbox.dmp.Vihf.Mode;
import fr.relais.sandbox.dmp.Vihf.Role;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Whether what a VIHF says is complete for its mode, and fits what the platform knows. */
final class VihfRules {
  private static final String PROFESSIONS = "1.2.250.1.71.1.2.7";
  private static final String SKILLS = "1.2.250.1.71.4.2.5";
  private static final String SECTORS = "1.2.250.1.71.4.2.4";
  private static final Role NORMAL = new Role("normal", "1.2.250.1.213.1.1.4.248");
  private static final Set<String> WITH_SKILL = Set.of("10", "21");
  private static final String UNSPECIFIED = "urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified";
  private final DmpStructures structures;
  private final CodeTables tables;
  private final DmpRules rules;

  VihfRules(DmpStructures structures, CodeTables tables, DmpRules rules) {
    this.structures = structures;
    this.tables = tables;
    this.rules = rules;
  }

  /**
   * @param seal that signed the VIHF
   * @param tls the certificate of the connection
   * @throws SoapFault with the first rule that is broken
   */
  void check(Vihf vihf, X509Certificate seal, X509Certificate tls) throws SoapFault {
    checkComplete(vihf);
    checkMode(vihf);
    checkRoles(vihf);
    checkStructure(vihf);
    if (!Certificates.isOf(seal, vihf.structure()) || !Certificates.isOf(tls, vihf.structure())) {
      throw SoapFault.certificate("les certificats ne sont pas ceux de la structure du VIHF");
    }
    if (!structures.isHomologated(vihf.value(Vihf.HOMOLOGATION))) {
      throw SoapFault.dmp("DMPUnknownSoftware", "numéro d'homologation inconnu");
    }
  }

  private void checkComplete(Vihf vihf) throws SoapFault {
    List<String> needed =
        new ArrayList<>(
            List.of(
                Vihf.STRUCTURE,
                Vihf.SECTOR,
                Vihf.RESOURCE,
                Vihf.SUBJECT,
                "LPS_Nom",
                "LPS_Version",
                Vihf.HOMOLOGATION));
    for (String name : needed) {
      if (vihf.value(name).isEmpty()) {
        throw VihfReader.invalid(name + " absent");
      }
    }
    if (vihf.nameId().isEmpty()) {
      throw VihfReader.invalid("NameID absent");
    }
    if (!rules.vihfVersions().contains(vihf.value(Vihf.VERSION))) {
      throw VihfReader.invalid("VIHF_Version inconnue");
    }
    if (!"urn:dmp".equals(vihf.value("Ressource_URN"))) {
      throw VihfReader.invalid("Ressource_URN");
    }
    if (!vihf.purposes().equals(List.of(NORMAL))) {
      throw VihfReader.invalid("purposeofuse");
    }
    if (!PatientId.isWritten(vihf.patient())) {
      throw VihfReader.invalid("resource-id");
    }
  }

  /** A structure's certificates make indirect modes only; AIR says how the person signed in. */
  private static void checkMode(Vihf vihf) throws SoapFault {
    boolean known = Arrays.stream(Mode.values()).anyMatch(m -> m.name().equals(vihf.modeName()));
    if (!known) {
      throw VihfReader.invalid("Authentification_Mode");
    }
    switch (vihf.mode()) {
      case DIRECTE -> throw VihfReader.invalid("mode DIRECTE avec un certificat de structure");
      case INDIRECTE -> {}
      case INDIRECTE_RENFORCEE -> {
        if (!vihf.contextDeclared()
            || vihf.contextClass().isEmpty()
            || vihf.contextClass().equals(UNSPECIFIED)
            || !vihf.nameId().matches("8[0-9]{11}|0[0-9A-Z]{9}")) {
          throw VihfReader.invalid("authentification locale non décrite, ou personne non nommée");
        }
      }
    }
  }

  private void checkRoles(Vihf vihf) throws SoapFault {
    if (vihf.roles().isEmpty() || vihf.roles().size() > 2) {
      throw VihfReader.invalid("rôle absent ou en trop");
    }
    for (Role role : vihf.roles()) {
      if (!tables.has(CodeTables.ROLE, role.code(), role.system())) {
        throw VihfReader.invalid("rôle hors de JDV_J65");
      }
    }
    if (vihf.isAutomate()) {
      if (vihf.mode() != Mode.INDIRECTE) {
        throw VihfReader.invalid("un automate n'a que le mode INDIRECTE");
      }
      return;
    }
    Role profession = vihf.roles().get(0);
    if (!PROFESSIONS.equals(profession.system())
        || !vihf.nameId().matches("[0134568][0-9A-Z./]{8,60}")) {
      throw VihfReader.invalid("profession ou identifiant national");
    }
    if (WITH_SKILL.contains(profession.code())
        && (vihf.roles().size() != 2 || !SKILLS.equals(vihf.roles().get(1).system()))) {
      throw VihfReader.invalid("savoir-faire absent");
    }
  }

  private void checkStructure(Vihf vihf) throws SoapFault {
    Structure structure = structures.active(vihf.structure());
    if (structure == null) {
      throw SoapFault.dmp("DMPUnknownStructure", "Structure introuvable ou Inactive");
    }
    String[] sector = vihf.value(Vihf.SECTOR).split("\\^", -1);
    if (sector.length != 2
        || !SECTORS.equals(sector[1])
        || !tables.has(CodeTables.FACILITY, sector[0], sector[1])
        || !structure.sectors().contains(sector[0])) {
      throw SoapFault.dmp("DMPUnknownStructure", "secteur d'activité et structure incohérents");
    }
    boolean open = structure.professionals().isEmpty() || vihf.isAutomate();
    if (!open && !structure.professionals().contains(vihf.nameId())) {
      throw SoapFault.dmp("DMPNotLinked", "PS et Structure non liés");
    }
  }
}
