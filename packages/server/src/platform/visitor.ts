/**
 * The address a request comes from: the other end of the connection, or, behind proxies of our own, what the
 * outermost of them wrote down. Anything further left in X-Forwarded-For was written by the visitor, who may lie.
 */
export function visitorOf(
  remoteAddress: string | undefined,
  forwardedFor: string | string[] | undefined,
  trustedProxies: number,
): string | undefined {
  if (trustedProxies === 0) return remoteAddress;
  const hops = [forwardedFor ?? []]
    .flat()
    .join(',')
    .split(',')
    .map((hop) => hop.trim());
  return hops.at(-trustedProxies) || remoteAddress;
}
