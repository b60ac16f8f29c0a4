import type { AddressInput } from '@atobarai/sdk/contract';
import type { AddressRecord } from './order-record';
import { prefectureOf, splitPrefecture } from './prefectures';
import { type OrderProblem, problem } from './problems';
import { textOf } from './text';

type Address = AddressInput;

export type Owner = 'billing_address' | 'shipping_address';

/** Gathers what is missing or wrong with one of an order's addresses. */
export class Complaints {
  readonly problems: OrderProblem[] = [];

  /** Hands the value on, and complains when there is none. */
  need<T>(value: T | undefined, field: string): T | undefined {
    if (value === undefined) this.add(problem('field_missing', { field }));
    return value;
  }

  add(one: OrderProblem): void {
    const known = this.problems.some(({ code, field }) => code === one.code && field === one.field);
    if (!known) this.problems.push(one);
  }
}

/** Medusa's address lines as the service has them. */
export function mapAddress(record: AddressRecord, owner: Owner, complaints: Complaints): Address | undefined {
  const found = splitAddress(record);
  const prefecture = needPrefecture(found.prefecture, record, { owner, complaints });
  const city = complaints.need(found.city, `${owner}.city`);
  const line1 = complaints.need(found.line1, `${owner}.address_1`);
  if (prefecture === undefined || city === undefined || line1 === undefined) return undefined;
  const line2 = textOf(record.address_2);
  return { prefecture, city, line1, ...(line2 === undefined ? {} : { line2 }) };
}

type Told = { readonly owner: Owner; readonly complaints: Complaints };

function needPrefecture(prefecture: string | undefined, record: AddressRecord, { owner, complaints }: Told): string | undefined {
  const field = `${owner}.province`;
  const value = textOf(record.province);
  if (prefecture !== undefined || value === undefined) return complaints.need(prefecture, field);
  complaints.add(problem('prefecture_unknown', { field, values: { value } }));
  return undefined;
}

type Split = { readonly prefecture?: string | undefined; readonly city?: string | undefined; readonly line1?: string | undefined };

/** The prefecture from its own field; a form without one has it at the beginning of the city or the street. */
function splitAddress(record: AddressRecord): Split {
  const province = textOf(record.province);
  const city = textOf(record.city);
  const line1 = textOf(record.address_1);
  const inCity = leading(city);
  if (province !== undefined) {
    const prefecture = prefectureOf(province);
    // 東京都 in both fields would stand twice on the invoice.
    return { prefecture, line1, city: inCity !== undefined && inCity.prefecture === prefecture ? inCity.rest : city };
  }
  if (inCity) return { prefecture: inCity.prefecture, city: inCity.rest, line1 };
  const inLine = leading(line1);
  return inLine ? { prefecture: inLine.prefecture, city, line1: inLine.rest } : { city, line1 };
}

function leading(line: string | undefined): ReturnType<typeof splitPrefecture> {
  const found = line === undefined ? undefined : splitPrefecture(line);
  return found && found.rest !== '' ? found : undefined;
}
