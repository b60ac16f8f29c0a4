/** The digits at the end of a gid, as text: there may be more of them than a number can hold. */
export function digitsOf(gid: string): string {
  const digits = /\/(\d+)(?:\?.*)?$/.exec(gid)?.[1];
  if (digits === undefined) throw new RangeError(`not a gid with a number: ${gid}`);
  return digits;
}

/** The gid of an order: from its number as it came losslessly out of a body, or a gid as it is. */
export function orderGidOf(order: string | number): string | undefined {
  const text = String(order).trim();
  const digits = /^(?:gid:\/\/shopify\/Order\/)?(\d{1,20})$/.exec(text)?.[1];
  // A number too large to be exact has lost its last digits already: whose order it is cannot be told.
  if (digits === undefined || (typeof order === 'number' && !Number.isSafeInteger(order))) return undefined;
  return `gid://shopify/Order/${digits}`;
}
