/** Of the package; a test holds them together. */
export const version = '0.1.0';
