import { checked, RegisterShipment, ShopOrderId } from '@atobarai/sdk/contract';
import type { Refusal } from '../../../core/result.ts';
import { atInJapan, type Instant, isLocalDate } from '../../../core/time.ts';
import type { Group } from '../model.ts';
import { shopOrderIdOf } from './results.ts';

/** A slip as a file gives it: no items, so it stands for all that is left of the order. */
export type FileSlip = {
  readonly shopOrderId: string;
  readonly slip: { readonly carrier: string; readonly serviceLevel: string; readonly slipNo: string; readonly shippedAt: Instant };
};

export type SlipReading = { readonly ok: true; readonly line: FileSlip } | { readonly ok: false; readonly refusal: Refusal };

/**
 * Reads a row of a shipments file. Only what could not be asked about at all is refused here; a
 * missing carrier or number is left to the rules, so that an unknown order is told before it.
 */
export function readSlip(group: Group): SlipReading {
  const shopOrderId = shopOrderIdOf(group);
  if (shopOrderId === '') return refuse({ code: 'required', path: 'shopOrderId' });
  const shippedAt = readShippedAt(group.wire['shippedAt']);
  if (typeof shippedAt !== 'string') return refuse(shippedAt);
  const slip = {
    carrier: textOf(group, 'carrier'),
    serviceLevel: textOf(group, 'serviceLevel'),
    slipNo: textOf(group, 'slipNo'),
    shippedAt,
  };
  const shape = checked(RegisterShipment, slip);
  const [fault] = shape.ok ? [] : shape.issues;
  if (fault) return refuse(fault);
  return checked(ShopOrderId, shopOrderId).ok
    ? { ok: true, line: { shopOrderId, slip } }
    : refuse({ code: 'order_not_found', path: 'shopOrderId' });
}

/** 出荷日 is a day; what is shipped on it is shipped when it begins. */
function readShippedAt(day: unknown): Instant | Refusal {
  if (typeof day !== 'string') return { code: 'required', path: 'shippedAt' };
  if (isLocalDate(day)) return atInJapan(day);
  return { code: /^\d{4}-\d{2}-\d{2}$/.test(day) ? 'date_range' : 'type', path: 'shippedAt' };
}

function textOf({ wire }: Group, name: string): string {
  const value = wire[name];
  return typeof value === 'string' ? value.trim().normalize('NFC') : '';
}

function refuse(refusal: Refusal): SlipReading {
  return { ok: false, refusal };
}
