// SPDX-License-Identifier: Apache-2.0
package fr.relais.fuzz;

import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import com.code_intelligence.jazzer.junit.FuzzTest;
import fr.relais.formats.cda.CdaFormat;
import fr.relais.formats.fhir.FhirFormat;
import fr.relais.formats.fhir.FhirModel;
import java.util.HashSet;
import java.util.Set;

class FhirFuzzTest {
  private final FhirModel model = new FhirModel();
  private final Oracle oracle =
      new Oracle(new FhirFormat(model, new CdaFormat()), namesOfTheStandard(model.context()));

  @FuzzTest(maxDuration = "", maxExecutions = Oracle.EXECUTIONS)
  void holds(byte[] bytes) {
    oracle.holds(bytes);
  }

  /** A place is told by the names that FHIR R4 itself gives to elements. */
  private static Set<String> namesOfTheStandard(FhirContext context) {
    Set<String> names = new HashSet<>();
    for (String resource : context.getResourceTypes()) {
      names.add(resource);
      add(context.getResourceDefinition(resource), names);
    }
    context.getElementDefinitions().forEach(type -> add(type, names));
    return names;
  }

  private static void add(BaseRuntimeElementDefinition<?> type, Set<String> names) {
    if (type instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
      composite.getChildren().forEach(child -> names.addAll(child.getValidChildNames()));
    }
  }
}
