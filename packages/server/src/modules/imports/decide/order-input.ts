import type { Group } from '../model.ts';

type Consents = { readonly termsVersion: string; readonly methods: Readonly<Record<string, string>> };

/**
 * The order of a file as the API would be sent it. A file says when the buyer agreed; to which terms
 * and how, follows from the merchant and the channel where the file does not say.
 */
export function orderInput({ wire }: Group, { termsVersion, methods }: Consents): unknown {
  const { consent, channel } = wire;
  if (typeof consent !== 'object' || consent === null) return wire;
  const channelName = typeof channel === 'string' ? channel.trim() : '';
  const method = Object.hasOwn(methods, channelName) ? methods[channelName] : undefined;
  return { ...wire, consent: { termsVersion, ...(method === undefined ? {} : { method }), ...consent } };
}
