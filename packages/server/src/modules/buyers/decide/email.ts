import { lengths } from '../policy.ts';

export type Email = {
  readonly address: string;
  /** Dots as only old addresses of Japanese carriers have them: `a..b@`, `a.@`. */
  readonly legacy: boolean;
};

const localPart = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+$/;
const label = /^[A-Za-z0-9-]{1,63}$/;
const topLevel = /^(?:[A-Za-z]{2,63}|xn--[A-Za-z0-9-]{1,59})$/;

/** An e-mail address, loosely: the shape of RFC 5321, plus the dots that carriers once gave out. */
export function readEmail(text: string): Email | undefined {
  const typed = text.normalize('NFKC').trim();
  const at = typed.lastIndexOf('@');
  if (at < 1 || typed.length > lengths.emailLongest) return undefined;
  const local = typed.slice(0, at);
  const domain = typed.slice(at + 1);
  if (local.length > lengths.emailLocalLongest || local.startsWith('.') || !localPart.test(local) || !isDomain(domain)) return undefined;
  return { address: `${local}@${domain.toLowerCase()}`, legacy: local.includes('..') || local.endsWith('.') };
}

function isDomain(domain: string): boolean {
  const labels = domain.split('.');
  if (labels.length < 2 || !topLevel.test(labels.at(-1) ?? '')) return false;
  return labels.every((part) => label.test(part) && !part.startsWith('-') && !part.endsWith('-'));
}
