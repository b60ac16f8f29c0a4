import { magicBuyerNames } from '@atobarai/sdk/contract';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../screening/model.ts';
import { applyMagic, holdsAfterAmending, magicOf } from './magic.ts';

const found: Decision = {
  result: 'rejected',
  score: 12,
  scoreParts: [{ rule: 'history', weight: 20, value: 12 }],
  reasons: [{ code: 'history_overdue', severity: 'reject' }],
  warnings: ['possible_duplicate'],
};

describe('the magic buyers of the sandbox (F38)', () => {
  it('are known by what stands before the @, and by nothing else', () => {
    for (const name of magicBuyerNames) expect(magicOf(`${name}@example.jp`)).toBe(name);
    for (const email of [
      undefined,
      'taro@example.jp',
      'approve.me@example.jp',
      'approve@shop@example.jp',
      'toString@example.jp',
      '@example.jp',
    ])
      expect(magicOf(email)).toBeUndefined();
  });

  it.each([
    ['approve', 'approved', []],
    ['slow', 'approved', []],
    ['error', 'approved', []],
    ['reject', 'rejected', [{ code: 'blocked', severity: 'reject' }]],
    ['limit', 'rejected', [{ code: 'limit_exceeded', severity: 'reject' }]],
    ['review', 'manual_review', [{ code: 'score_low', severity: 'review' }]],
    ['review-ok', 'manual_review', [{ code: 'score_low', severity: 'review' }]],
    ['review-ng', 'manual_review', [{ code: 'score_low', severity: 'review' }]],
    ['hold-address', 'on_hold', [{ code: 'address_incomplete', severity: 'hold', field: 'buyer.address' }]],
    ['hold-phone', 'on_hold', [{ code: 'phone_unreachable_type', severity: 'hold', field: 'buyer.phone' }]],
  ] as const)('%s@ puts %s in the place of what was found, and leaves the score', (magic, result, reasons) => {
    expect(applyMagic(found, magic)).toEqual({ ...found, result, reasons });
  });

  it('leave everybody else’s decision alone', () => {
    expect(applyMagic(found, undefined)).toBe(found);
  });

  it('F33: hold an order until the field they asked for is amended', () => {
    const amended = [['buyer.address.line1'], ['buyer.name', 'buyer.address'], ['buyer.phone'], ['buyer.name'], []];
    expect(amended.map((paths) => holdsAfterAmending('hold-address', paths))).toEqual([false, false, true, true, true]);
    expect(amended.map((paths) => holdsAfterAmending('hold-phone', paths))).toEqual([true, true, false, true, true]);
    expect(amended.map((paths) => holdsAfterAmending('reject', paths))).toEqual([true, true, true, true, true]);
  });
});
