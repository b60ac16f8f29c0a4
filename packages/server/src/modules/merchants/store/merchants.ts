import type { LocalDate } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import type { MerchantSettings, SettingsRow } from '../model.ts';

export type MerchantRow = {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly effectiveOn: LocalDate;
  readonly settings: MerchantSettings;
};

/** Each of these merchants with the settings that hold on a day. One without settings then is left out. */
export function loadMerchants(unit: Unit, ids: readonly string[] | 'all', day: LocalDate): Promise<MerchantRow[]> {
  return unit.tx.query<MerchantRow>(
    `select distinct on (m.merchant_id) m.merchant_id as id, m.number, m.name, s.effective_on as "effectiveOn", s.settings
     from merchants m join merchant_settings s on s.merchant_id = m.merchant_id and s.mode = $1 and s.effective_on <= $2
     where $3::text[] is null or m.merchant_id = any ($3)
     order by m.merchant_id, s.effective_on desc`,
    [unit.mode, day, ids === 'all' ? null : ids],
  );
}

/** From which day on every shop has settings in force; none where there is no shop. */
export async function firstDayOfAll(unit: Unit): Promise<LocalDate | undefined> {
  const [row] = await unit.tx.query<{ day: LocalDate | null }>(
    `select max(first_day) as day from (
       select min(effective_on) as first_day from merchant_settings where mode = $1 group by merchant_id) shops`,
    [unit.mode],
  );
  return row?.day ?? undefined;
}

/** All rows of a merchant's settings, oldest first; locked when they are about to change. */
export function loadTimeline(unit: Unit, merchantId: string, options: { readonly lock?: boolean } = {}): Promise<SettingsRow[]> {
  return unit.tx.query<SettingsRow>(
    `select effective_on as "effectiveOn", settings from merchant_settings where merchant_id = $1 and mode = $2
     order by effective_on ${options.lock ? 'for update' : ''}`,
    [merchantId, unit.mode],
  );
}

export async function saveSettings(unit: Unit, merchantId: string, rows: readonly SettingsRow[]): Promise<void> {
  await unit.tx.query(
    `insert into merchant_settings (merchant_id, mode, effective_on, settings, saved_at)
     select $1, $2, r.effective_on, r.settings, $3::timestamptz
     from jsonb_to_recordset($4::jsonb) as r (effective_on date, settings jsonb)
     on conflict (merchant_id, mode, effective_on) do update set settings = excluded.settings, saved_at = excluded.saved_at`,
    [merchantId, unit.mode, unit.now, JSON.stringify(rows.map((row) => ({ effective_on: row.effectiveOn, settings: row.settings })))],
  );
}

/** Gives the merchant the next free number. */
export async function insertMerchant(unit: Unit, merchant: { readonly id: string; readonly name: string }): Promise<number> {
  const [row] = await unit.tx.query<{ number: number }>(
    `insert into merchants (merchant_id, number, name, created_at)
     select $1, coalesce(max(number), 0) + 1, $2, $3::timestamptz from merchants returning number`,
    [merchant.id, merchant.name, unit.now],
  );
  if (!row) throw new Error('a merchant was not inserted');
  return row.number;
}

export async function countMerchants(unit: Unit): Promise<number> {
  const [row] = await unit.tx.query<{ count: number }>(
    'select count(distinct merchant_id)::int as count from merchant_settings where mode = $1',
    [unit.mode],
  );
  return row?.count ?? 0;
}
