import { BlockList, isIP } from 'node:net';

type Range = readonly [address: string, prefix: number];

// What is not one host of the public internet (IANA special-purpose registry, RFC 6890 and its successors).
const closedIPv4: readonly Range[] = [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // carrier-grade NAT
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local, and the metadata services of clouds
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // 6to4 relays
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // benchmarking
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, broadcast
];

// Of IPv6 only 2000::/3 is the public internet. In it, what wraps or documents other addresses:
const closedIPv6: readonly Range[] = [
  ['2001::', 23], // protocol assignments, Teredo among them
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4
  ['3fff::', 20], // documentation
];

const closed = listOf(closedIPv4, 'ipv4', closedIPv6);
const publicIPv6 = listOf([['2000::', 3]], 'ipv6');
const loopback = listOf([['127.0.0.0', 8]], 'ipv4', [['::1', 128]]);

function listOf(first: readonly Range[], family: 'ipv4' | 'ipv6', ipv6: readonly Range[] = []): BlockList {
  const list = new BlockList();
  for (const [address, prefix] of first) list.addSubnet(address, prefix, family);
  for (const [address, prefix] of ipv6) list.addSubnet(address, prefix, 'ipv6');
  return list;
}

/** Whether an address is a host of the public internet. An IPv4 address wrapped in an IPv6 one never is: nobody needs it. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closed.check(address, 'ipv4');
  return family === 6 && !address.includes('%') && publicIPv6.check(address, 'ipv6') && !closed.check(address, 'ipv6');
}

/** Whether an address is this machine's own, in whatever form it is written. */
export function isLoopbackAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !address.includes('%') && loopback.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** The address that the host of a URL is by itself, or undefined when it is a name. A URL writes 0x7f.1 and 2130706433 as 127.0.0.1 already. */
export function literalAddress(hostname: string): string | undefined {
  const bare = /^\[(.*)\]$/.exec(hostname)?.[1] ?? hostname;
  return isIP(bare) === 0 ? undefined : bare;
}
