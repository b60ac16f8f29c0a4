import { Refused } from '../../../core/result.ts';
import type { Instant, LocalDate } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import {
  type PlanSegment,
  monthlyFees,
  refusalOf,
  rowOn,
  scheduleChanges,
  scheduledChanges,
  type ScheduledChange,
  type SettingsPatch,
} from '../decide.ts';
import { findKeyByHash, insertKey, markRevoked } from '../store/keys.ts';
import type { ApiKey, ApiKeyKind, Merchant, MerchantSettings } from '../model.ts';
import { planOf, programOf } from '../policy.ts';
import { insertMerchant, loadMerchants, loadTimeline, type MerchantRow, saveSettings } from '../store/merchants.ts';

/** The merchants with what holds for them on a day, by id. */
export async function merchantsOn(unit: Unit, ids: readonly string[] | 'all', day: LocalDate = unit.today): Promise<Map<string, Merchant>> {
  const rows = await loadMerchants(unit, ids, day);
  return new Map(rows.map((row) => [row.id, merchantOf(row)]));
}

/** One merchant with what holds for it on a day. Throws when there is none: its key was valid a moment ago. */
export async function settingsOn(unit: Unit, merchantId: string, day: LocalDate = unit.today): Promise<Merchant> {
  const merchant = (await merchantsOn(unit, [merchantId], day)).get(merchantId);
  if (!merchant) throw new Error(`merchant ${merchantId} has no settings on ${day}`);
  return merchant;
}

function merchantOf(row: MerchantRow): Merchant {
  const program = programOf(row.settings.program);
  return { ...row, program, plan: planOf(program, row.settings.plan) };
}

export type SettingsInForce = { readonly merchant: Merchant; readonly scheduled: readonly ScheduledChange[] };

/** What holds today, and what is agreed for later. */
export async function readSettings(unit: Unit, merchantId: string): Promise<SettingsInForce> {
  const merchant = await settingsOn(unit, merchantId);
  return { merchant, scheduled: scheduledChanges(await loadTimeline(unit, merchantId), unit.today) };
}

/** Agrees to changes, each from its own day on (SF-45, SF-48, AD-30, AM-08), and answers what holds and what waits. */
export async function changeSettings(unit: Unit, merchantId: string, patch: SettingsPatch): Promise<SettingsInForce> {
  const timeline = await loadTimeline(unit, merchantId, { lock: true });
  const current = rowOn(timeline, unit.today);
  if (!current) throw new Error(`merchant ${merchantId} has no settings on ${unit.today}`);
  const program = programOf(current.settings.program);
  const refusal = refusalOf(patch, { settings: current.settings, program });
  if (refusal) throw new Refused(refusal);
  await saveSettings(unit, merchantId, scheduleChanges(patch, { timeline, program, today: unit.today }));
  return readSettings(unit, merchantId);
}

/** The fixed fee of the month that a day lies in, by plan. */
export async function monthlyFeesOf(unit: Unit, merchantId: string, month: LocalDate): Promise<PlanSegment[]> {
  const timeline = await loadTimeline(unit, merchantId);
  const program = timeline.at(-1)?.settings.program;
  return program === undefined ? [] : monthlyFees(timeline, programOf(program), month);
}

type NewMerchant = { readonly name: string; readonly settings: MerchantSettings; readonly since: LocalDate };

export async function createMerchant(unit: Unit, { name, settings, since }: NewMerchant): Promise<Merchant> {
  const id = unit.ids.next('mer');
  const number = await insertMerchant(unit, { id, name });
  await saveSettings(unit, id, [{ effectiveOn: since, settings }]);
  return merchantOf({ id, number, name, effectiveOn: since, settings });
}

type NewKey = {
  readonly merchantId: string;
  readonly kind: ApiKeyKind;
  /** Empty: everything the kind may. */
  readonly scopes?: readonly string[];
  readonly expiresAt?: Instant | null;
  /** Keys live on the wall clock; the business clock stands in where nobody gives it. */
  readonly at?: Instant;
};

/** Makes a key. The secret is in the answer and nowhere else. */
export async function createApiKey(
  unit: Unit,
  { merchantId, kind, scopes = [], expiresAt = null, at = unit.now }: NewKey,
): Promise<ApiKey & { readonly secret: string }> {
  const id = unit.ids.next('key');
  const secret = `${kind}_${unit.mode}_${id.slice(-12)}_${base64Url(unit.crypto.randomBytes(32))}`;
  const key: ApiKey = {
    merchantId,
    id,
    kind,
    last4: secret.slice(-4),
    scopes,
    createdAt: at,
    expiresAt,
    revokedAt: null,
    lastUsedAt: null,
  };
  await insertKey(unit, { ...key, secretHash: hashOf(unit, secret) });
  return { ...key, secret };
}

/** Whose key this is; undefined when it is unknown, revoked or, at that moment of the wall clock, expired. */
export async function findApiKey(unit: Unit, secret: string, at: Instant): Promise<ApiKey | undefined> {
  const key = await findKeyByHash(unit, hashOf(unit, secret));
  if (!key || key.revokedAt !== null) return undefined;
  return key.expiresAt !== null && key.expiresAt <= at ? undefined : key;
}

export async function revokeApiKey(unit: Unit, merchantId: string, change: { readonly id: string; readonly at: Instant }): Promise<ApiKey> {
  const key = await markRevoked(unit, merchantId, change);
  if (!key) throw new Refused({ code: 'not_found' });
  return key;
}

/** 256 bits of chance need no slow hash; the pepper keeps a stolen table useless. */
function hashOf(unit: Unit, secret: string): string {
  return unit.crypto.blindIndex('api_key', secret);
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
