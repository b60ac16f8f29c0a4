/** The reference page ships as one browser bundle: its build dependencies (270 packages) stay out. */
function readPackage(manifest) {
  if (manifest.name === '@scalar/api-reference') manifest.dependencies = {};
  return manifest;
}

export const hooks = { readPackage };
