/** The number on a slip, however it was written: 1234-5678-901 and １２３４５６７８９０１ are one. */
export function digitsOf(slipNo: string): string {
  return slipNo.normalize('NFKC').replace(/\D/g, '');
}
