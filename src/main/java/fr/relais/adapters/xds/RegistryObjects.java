// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import fr.relais.core.model.Coding;
import fr.relais.core.model.DocumentMetadata.Author;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.lcm.SubmitObjectsRequest;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.AssociationType1;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.ClassificationType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.ExternalIdentifierType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.ExtrinsicObjectType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.IdentifiableType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.InternationalStringType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.LocalizedStringType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.ObjectFactory;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.RegistryObjectListType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.RegistryObjectType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.RegistryPackageType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.SlotType1;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rim.ValueListType;

/**
 * The objects of one request, in the words of the registry (ebXML RIM 3.0; IHE ITI TF-3 section
 * 4.2.1.2). The metadata classes of IPF are not used: they read XCN and XON again and keep only the
 * components of IHE, so the French ones ({@code D}, {@code IDNPS}, {@code IDNST}) would be lost.
 */
final class RegistryObjects {
  private static final String OBJECT = "urn:oasis:names:tc:ebxml-regrep:ObjectType:RegistryObject:";
  private static final String DOCUMENT_ENTRY = "urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1";

  private final ObjectFactory make = new ObjectFactory();
  private final RegistryObjectListType list = new RegistryObjectListType();
  private int made;

  RegistryPackageType registryPackage(String id) {
    RegistryPackageType made = new RegistryPackageType();
    made.setId(id);
    made.setObjectType(OBJECT + "RegistryPackage");
    list.getIdentifiable().add(make.createRegistryPackage(made));
    return made;
  }

  ExtrinsicObjectType documentEntry(String id, String mimeType) {
    ExtrinsicObjectType made = new ExtrinsicObjectType();
    made.setId(id);
    made.setMimeType(mimeType);
    made.setObjectType(DOCUMENT_ENTRY);
    list.getIdentifiable().add(make.createExtrinsicObject(made));
    return made;
  }

  /** An association with its slots, in pairs of a name and a value. */
  void association(String type, String source, String target, String... slots) {
    AssociationType1 made = new AssociationType1();
    made.setId(nextId("assoc"));
    made.setObjectType(OBJECT + "Association");
    made.setAssociationType(type);
    made.setSourceObject(source);
    made.setTargetObject(target);
    for (int i = 0; i < slots.length; i += 2) {
      slot(made, slots[i], slots[i + 1]);
    }
    list.getIdentifiable().add(make.createAssociation(made));
  }

  /** Says what kind of package it is. */
  void node(RegistryPackageType owner, String node) {
    ClassificationType made = classification(owner);
    made.setClassificationNode(node);
  }

  void code(RegistryObjectType owner, String scheme, Coding code) {
    ClassificationType made = classification(owner);
    made.setClassificationScheme(scheme);
    made.setNodeRepresentation(code.code());
    slot(made, "codingScheme", system(code));
    made.setName(text(code.label() == null ? code.code() : code.label()));
  }

  private static String system(Coding code) {
    return "LN".equals(code.system()) ? "2.16.840.1.113883.6.1" : nonNull(code.system());
  }

  private static String nonNull(@Nullable String text) {
    return text == null ? "" : text;
  }

  void author(RegistryObjectType owner, String scheme, Author author) {
    ClassificationType made = classification(owner);
    made.setClassificationScheme(scheme);
    made.setNodeRepresentation("");
    slot(made, "authorPerson", author.person());
    slot(made, "authorInstitution", author.institution());
    slot(made, "authorRole", author.role());
    slot(made, "authorSpecialty", author.specialty());
  }

  private ClassificationType classification(RegistryObjectType owner) {
    ClassificationType made = new ClassificationType();
    made.setId(nextId("class"));
    made.setObjectType(OBJECT + "Classification");
    made.setClassifiedObject(owner.getId());
    owner.getClassification().add(made);
    return made;
  }

  void identifier(RegistryObjectType owner, String scheme, String name, String value) {
    ExternalIdentifierType made = new ExternalIdentifierType();
    made.setId(nextId("ident"));
    made.setObjectType(OBJECT + "ExternalIdentifier");
    made.setRegistryObject(owner.getId());
    made.setIdentificationScheme(scheme);
    made.setValue(value);
    made.setName(text(name));
    owner.getExternalIdentifier().add(made);
  }

  /** One value; nothing when there is none. */
  static void slot(IdentifiableType owner, String name, @Nullable String value) {
    slot(owner, name, value == null ? List.of() : List.of(value));
  }

  /** All values; nothing when there is none. */
  static void slot(IdentifiableType owner, String name, List<String> values) {
    if (values.isEmpty()) {
      return;
    }
    SlotType1 made = new SlotType1();
    made.setName(name);
    made.setValueList(new ValueListType());
    made.getValueList().getValue().addAll(new ArrayList<>(values));
    owner.getSlot().add(made);
  }

  static InternationalStringType text(String text) {
    LocalizedStringType in = new LocalizedStringType();
    in.setLang("fr-FR");
    in.setCharset("UTF-8");
    in.setValue(text);
    InternationalStringType made = new InternationalStringType();
    made.getLocalizedString().add(in);
    return made;
  }

  SubmitObjectsRequest request() {
    SubmitObjectsRequest made = new SubmitObjectsRequest();
    made.setRegistryObjectList(list);
    return made;
  }

  private String nextId(String prefix) {
    made++;
    return prefix + made;
  }
}
