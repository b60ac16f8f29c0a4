/** Packages of which we use one ready-made part: what builds or serves the rest of them stays out. */
const usedWithoutDependencies = new Set([
  '@scalar/api-reference', // The reference page ships as one browser bundle (270 packages saved).
  '@shopify/dev-mcp', // Tests read the Admin schema files it carries.
  '@shopify/ui-extensions', // Types and a Preact entry; ts-morph serves its code generator.
]);

function readPackage(manifest) {
  if (usedWithoutDependencies.has(manifest.name)) manifest.dependencies = {};
  if (manifest.name === '@shopify/ui-extensions-tester') manifest.peerDependencies = { ...manifest.peerDependencies, preact: '>=10' };
  return manifest;
}

export const hooks = { readPackage };
