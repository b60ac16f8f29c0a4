import { describe, expect, it } from 'vitest';
import { instant } from '../../../core/time.ts';
import type { Decision, Reason } from '../../screening/model.ts';
import type { AuthorizationRow, AuthorizationStatus } from '../model.ts';
import { triesPerDay } from '../policy/limits.ts';
import { refusalOfUse, tellable, withTriesCounted, withTwinReviewed } from './authorization.ts';

const decision = (result: Decision['result'], reasons: readonly Reason[] = []): Decision => ({
  result,
  score: 80,
  scoreParts: [],
  reasons,
  warnings: [],
});

describe('what a stranger may be told', () => {
  it.each<[string, Decision, Decision['result']]>([
    ['an approval', decision('approved'), 'approved'],
    ['a review', decision('manual_review', [{ code: 'bureau_timeout', severity: 'review' }]), 'manual_review'],
    ['a field to mend', decision('on_hold', [{ code: 'postal_unknown', severity: 'hold', field: 'buyer.postalCode' }]), 'on_hold'],
    ['a hold with nothing to mend', decision('on_hold', [{ code: 'velocity_buyer', severity: 'hold' }]), 'rejected'],
    [
      'a field to mend beside something that cannot be mended',
      decision('on_hold', [
        { code: 'velocity_phone', severity: 'hold' },
        { code: 'postal_unknown', severity: 'hold', field: 'buyer.postalCode' },
      ]),
      'rejected',
    ],
    ['a rejection', decision('rejected', [{ code: 'limit_exceeded', severity: 'reject' }]), 'rejected'],
  ])('%s', (_, found, told) => {
    expect(tellable(found)).toBe(told);
  });

  it.each<[string, readonly Reason[], Decision['result']]>([
    ['a person looks at it', [{ code: 'duplicate_recent', severity: 'hold' }], 'manual_review'],
    [
      'what can be mended is mended first',
      [
        { code: 'duplicate_recent', severity: 'hold' },
        { code: 'postal_unknown', severity: 'hold', field: 'buyer.postalCode' },
      ],
      'on_hold',
    ],
    [
      'whatever else holds it, and cannot be mended, still rejects',
      [
        { code: 'duplicate_recent', severity: 'hold' },
        { code: 'velocity_buyer', severity: 'hold' },
      ],
      'rejected',
    ],
  ])('of the same order again: %s', (_, reasons, told) => {
    expect(tellable(withTwinReviewed(decision('on_hold', reasons)))).toBe(told);
  });

  it('rejects whoever is tried too often for the tries, and keeps what else was found', () => {
    const found: Reason = { code: 'bureau_timeout', severity: 'review' };
    expect(withTriesCounted(decision('manual_review', [found]), { tries: triesPerDay, magic: false }).reasons).toEqual([
      found,
      { code: 'velocity_buyer', severity: 'reject' },
    ]);
  });

  it('counts tries, but not of the sandbox’s own buyers', () => {
    const tried = (tries: number, magic = false) => withTriesCounted(decision('approved'), { tries, magic }).result;
    expect([tried(triesPerDay - 1), tried(triesPerDay), tried(triesPerDay, true)]).toEqual(['approved', 'rejected', 'approved']);
  });
});

describe('using an authorization', () => {
  const bound = { billed_amount: 11_000, net_amount: 10_000, bound_to: 'x' };
  const now = instant('2026-10-01T03:00:00Z');
  const row = (status: AuthorizationStatus, expiresAt = '2026-10-01T03:15:00Z'): AuthorizationRow => ({
    ...bound,
    merchant_id: 'mer_1',
    id: 'aut_1',
    status,
    created_at: now,
    expires_at: instant(expiresAt),
    buyer_kind: 'consumer',
    held_net: 10_000,
    person_keys: [],
    phone_hash: '',
    address_hash: '',
    decision: decision('approved'),
    consent: null,
    magic: null,
  });

  it.each<[string, AuthorizationRow | undefined, object, string | undefined]>([
    ['a sound one', row('reserved'), {}, undefined],
    ['one that nobody made', undefined, {}, 'authorization_token_invalid'],
    ['a used one', row('used'), {}, 'authorization_token_invalid'],
    ['a replaced one', row('replaced'), {}, 'authorization_token_invalid'],
    ['a refused one', row('refused'), {}, 'authorization_token_invalid'],
    ['one that was given back', row('expired'), {}, 'authorization_token_expired'],
    ['one in its last millisecond', row('reserved', '2026-10-01T03:00:00.001Z'), {}, undefined],
    ['one at its end', row('reserved', '2026-10-01T03:00:00Z'), {}, 'authorization_token_expired'],
    ['another amount', row('reserved'), { billed_amount: 11_001 }, 'authorization_token_mismatch'],
    ['another net amount', row('reserved'), { net_amount: 10_001 }, 'authorization_token_mismatch'],
    ['another buyer', row('reserved'), { bound_to: 'y' }, 'authorization_token_mismatch'],
    ['a used one of another amount', row('used'), { billed_amount: 1 }, 'authorization_token_invalid'],
  ])('%s', (_, found, change, refusal) => {
    expect(refusalOfUse(found, { bound: { ...bound, ...change }, now })).toBe(refusal);
  });
});
