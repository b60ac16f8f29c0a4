/** The one id that examples have, with the prefix of what it names. */
export function exampleId(prefix: string): string {
  return `${prefix}_1m7v000000000000000001`;
}
