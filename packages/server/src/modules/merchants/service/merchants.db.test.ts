import { describe, expect, it } from 'vitest';
import { adminRows, describeBothEngines, type OpenDatabase } from '../../../../tests/support/databases.ts';
import { testUnit } from '../../../../tests/support/unit.ts';
import { instant, localDate } from '../../../core/time.ts';
import {
  changeSettings,
  createApiKey,
  createMerchant,
  findApiKey,
  loadKeys,
  merchantsOn,
  monthlyFeesOf,
  noteKeyUse,
  readSettings,
  revokeApiKey,
  sampleMerchants,
  sampleSettings,
  settingsOn,
} from '../index.ts';

const now = '2026-12-02T03:00:00Z';
const unitsOf = async (open: OpenDatabase) => testUnit(await open(), { now });
const shop = async (open: OpenDatabase) => {
  const units = await unitsOf(open);
  const merchant = await units.run((unit) =>
    createMerchant(unit, { name: '店', settings: sampleSettings.general, since: localDate('2026-01-01') }),
  );
  return { units, merchantId: merchant.id };
};

describeBothEngines('merchants', (open) => {
  describe('what a merchant agreed to', () => {
    it('holds from its day on, and not before', async () => {
      const { units, merchantId } = await shop(open);
      expect(await units.run((unit) => settingsOn(unit, merchantId))).toMatchObject({
        number: 1,
        name: '店',
        plan: { code: 'standard', rateBasisPoints: 420 },
        program: { code: 'seino_like' },
      });
      await expect(units.run((unit) => settingsOn(unit, merchantId, localDate('2025-12-31')))).rejects.toThrow('no settings on 2025-12-31');
    });

    it('WX-10: SF-48: changes its cycle after the closing in progress, and says so', async () => {
      const { units, merchantId } = await shop(open);
      const { merchant, scheduled } = await units.run((unit) => changeSettings(unit, merchantId, { cycle: 'once_a_month' }));
      expect(merchant.settings.cycle).toBe('weekly');
      expect(scheduled).toEqual([{ effectiveOn: '2026-12-07', setting: 'cycle', value: 'once_a_month' }]);
      const cycleOn = async (day: string) => (await units.run((unit) => settingsOn(unit, merchantId, localDate(day)))).settings.cycle;
      expect([await cycleOn('2026-12-06'), await cycleOn('2026-12-07')]).toEqual(['weekly', 'once_a_month']);
    });

    it('AM-08: changes 請求対象 at once and keeps what is agreed for later', async () => {
      const { units, merchantId } = await shop(open);
      await units.run((unit) => changeSettings(unit, merchantId, { plan: 'special' }));
      const { merchant, scheduled } = await units.run((unit) => changeSettings(unit, merchantId, { billingScope: 'all' }));
      expect(merchant.settings.billingScope).toBe('all');
      expect(scheduled).toEqual([{ effectiveOn: '2026-12-03', setting: 'plan', value: 'special' }]);
      expect(await units.run((unit) => readSettings(unit, merchantId))).toEqual({ merchant, scheduled });
    });

    it('is left as it was when a change is refused', async () => {
      const { units, merchantId } = await shop(open);
      await expect(units.run((unit) => changeSettings(unit, merchantId, { billingScope: 'all', plan: 'gold' }))).rejects.toThrow(
        'not_found',
      );
      expect((await units.run((unit) => settingsOn(unit, merchantId))).settings.billingScope).toBe('passed_only');
    });

    it('SF-46: makes the monthly fee of a month with two plans', async () => {
      const { units, merchantId } = await shop(open);
      units.moveTo('2026-12-15T03:00:00Z');
      await units.run((unit) => changeSettings(unit, merchantId, { plan: 'special' }));
      const fees = await units.run((unit) => monthlyFeesOf(unit, merchantId, localDate('2026-12-31')));
      expect(fees.map(({ plan, fee }) => [plan.code, fee])).toEqual([
        ['standard', 2_177],
        ['special', 23_225],
      ]);
    });

    it('gives merchants numbers of their own, and is read for many at once', async () => {
      const { units } = await shop(open);
      await units.run((unit) =>
        createMerchant(unit, { name: '店2', settings: sampleSettings.buyerBearsFee, since: localDate('2026-12-03') }),
      );
      const numbers = async (day: string) =>
        [...(await units.run((unit) => merchantsOn(unit, 'all', localDate(day)))).values()].map((merchant) => merchant.number);
      expect([await numbers('2026-12-02'), (await numbers('2026-12-03')).toSorted()]).toEqual([[1], [1, 2]]);
    });
  });

  describe('an API key', () => {
    const at = instant(now);

    it('has the form that tells its kind and mode, and is found by its secret alone', async () => {
      const { units, merchantId } = await shop(open);
      const key = await units.run((unit) => createApiKey(unit, { merchantId, kind: 'sk', scopes: ['orders:read'] }));
      expect(key.secret).toMatch(/^sk_test_[0-9a-z]{12}_[0-9A-Za-z_-]{43}$/);
      expect(await units.run((unit) => findApiKey(unit, key.secret, at))).toMatchObject({
        id: key.id,
        merchantId,
        kind: 'sk',
        scopes: ['orders:read'],
        last4: key.secret.slice(-4),
      });
      expect(await units.run((unit) => findApiKey(unit, `${key.secret.slice(0, -1)}?`, at))).toBeUndefined();
    });

    it('leaves nothing of its secret in the database but the last four characters', async () => {
      const { units, merchantId } = await shop(open);
      const { secret } = await units.run((unit) => createApiKey(unit, { merchantId, kind: 'sk' }));
      const [row] = await adminRows<{ text: string }>(await open(), 'select k::text as text from api_keys k');
      expect(row?.text).toContain(secret.slice(-4));
      expect(row?.text).not.toContain(secret.slice(-8, -1));
    });

    it('is unknown in the other mode, once revoked and once expired', async () => {
      const { units, merchantId } = await shop(open);
      const expiring = await units.run((unit) =>
        createApiKey(unit, { merchantId, kind: 'pk', expiresAt: instant('2026-12-03T00:00:00Z') }),
      );
      const find = (secret: string, when: string) => units.run((unit) => findApiKey(unit, secret, instant(when)));
      expect(await find(expiring.secret, '2026-12-02T23:59:59Z')).toBeDefined();
      expect(await find(expiring.secret, '2026-12-03T00:00:00Z')).toBeUndefined();
      const live = testUnit(await open(), { mode: 'live', now });
      expect(await live.run((unit) => findApiKey(unit, expiring.secret, at))).toBeUndefined();
      const key = await units.run((unit) => createApiKey(unit, { merchantId, kind: 'sk' }));
      await units.run((unit) => revokeApiKey(unit, merchantId, { id: key.id, at }));
      expect(await find(key.secret, now)).toBeUndefined();
    });

    it('keeps the moment it was revoked, and is not there for another merchant', async () => {
      const { units, merchantId } = await shop(open);
      const key = await units.run((unit) => createApiKey(unit, { merchantId, kind: 'sk' }));
      const revoke = (who: string, when: string) => units.run((unit) => revokeApiKey(unit, who, { id: key.id, at: instant(when) }));
      await revoke(merchantId, now);
      expect(await revoke(merchantId, '2027-01-01T00:00:00Z')).toMatchObject({ revokedAt: '2026-12-02T03:00:00.000Z' });
      await expect(revoke('mer_other', now)).rejects.toThrow('not_found');
    });

    it('is listed newest first, page by page, with its last use', async () => {
      const { units, merchantId } = await shop(open);
      const ids: string[] = [];
      for (let count = 0; count < 3; count += 1)
        ids.unshift((await units.run((unit) => createApiKey(unit, { merchantId, kind: 'sk' }))).id);
      await units.run((unit) => noteKeyUse(unit, ids.slice(0, 1), at));
      const first = await units.run((unit) => loadKeys(unit, { merchantId, limit: 2 }));
      const second = await units.run((unit) => loadKeys(unit, { merchantId, limit: 2, beforeId: first.at(-1)?.id }));
      expect([...first, ...second].map((key) => key.id)).toEqual(ids);
      expect(first.map((key) => key.lastUsedAt)).toEqual(['2026-12-02T03:00:00.000Z', null]);
    });
  });

  describe('the sample merchants', () => {
    it('are made once, with a key for their server, one for their pages, and one for the operators', async () => {
      const units = await unitsOf(open);
      const made = await units.run(sampleMerchants);
      expect(made?.merchants.map((merchant) => merchant.profile)).toEqual(['general', 'buyerBearsFee', 'withoutApi']);
      const keys = made ? [...made.merchants.flatMap((merchant) => [merchant.secretKey, merchant.publishableKey]), made.operatorKey] : [];
      const kinds: (string | undefined)[] = [];
      for (const key of keys) kinds.push((await units.run((unit) => findApiKey(unit, key, instant(now))))?.kind);
      expect(kinds).toEqual(['sk', 'pk', 'sk', 'pk', 'sk', 'pk', 'op']);
      expect(await units.run(sampleMerchants)).toBeUndefined();
    });

    it('hold on any day the sandbox may be set to', async () => {
      const units = await unitsOf(open);
      await units.run(sampleMerchants);
      expect((await units.run((unit) => merchantsOn(unit, 'all', localDate('2020-01-01')))).size).toBe(3);
    });

    it('are not for real money', async () => {
      const live = testUnit(await open(), { mode: 'live', now });
      await expect(live.run(sampleMerchants)).rejects.toThrow('test mode only');
    });
  });
});
