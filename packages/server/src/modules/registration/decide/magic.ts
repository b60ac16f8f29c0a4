import { magicBuyerNames } from '@atobarai/sdk/contract';
import type { Decision, Reason, ReasonCode, Severity } from '../../screening/model.ts';
import type { Magic } from '../model.ts';

const names: ReadonlySet<string> = new Set(magicBuyerNames);

/** The part of an e-mail address before the @ that makes a sandbox buyer magic. */
export function magicOf(email: string | undefined): Magic | undefined {
  const local = email?.slice(0, email.lastIndexOf('@'));
  return local !== undefined && names.has(local) ? (local as Magic) : undefined;
}

const forced: Partial<Record<Magic, readonly [Decision['result'], ReasonCode, Severity, string?]>> = {
  reject: ['rejected', 'blocked', 'reject'],
  limit: ['rejected', 'limit_exceeded', 'reject'],
  review: ['manual_review', 'score_low', 'review'],
  'review-ok': ['manual_review', 'score_low', 'review'],
  'review-ng': ['manual_review', 'score_low', 'review'],
  'hold-address': ['on_hold', 'address_incomplete', 'hold', 'buyer.address'],
  'hold-phone': ['on_hold', 'phone_unreachable_type', 'hold', 'buyer.phone'],
};

/** Puts the sandbox buyer's answer in the place of the real one; the score stays as it was found. */
export function applyMagic(decision: Decision, magic: Magic | undefined): Decision {
  if (magic === undefined) return decision;
  const [result, code, severity, field] = forced[magic] ?? ['approved'];
  const reason: Reason[] = code && severity ? [{ code, severity, ...(field ? { field } : {}) }] : [];
  return { ...decision, result: result as Decision['result'], reasons: reason };
}

/** Whether the sandbox still has its own answer after the shop amended these fields: its holds end with what they asked for. */
export function holdsAfterAmending(magic: Magic, amended: readonly string[]): boolean {
  if (magic === 'hold-address') return !amended.some((path) => path.startsWith('buyer.address'));
  return magic !== 'hold-phone' || !amended.includes('buyer.phone');
}
