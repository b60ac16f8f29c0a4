import type { AmendOrder, BuyerInput } from '@atobarai/sdk/contract';
import { amendKey, contentOf, digestOf } from '../digest.ts';
import { ask, flagged, type Part, together } from './part.ts';
import { differences, type ReadyClaim, type Registered } from './claimed.ts';

/** A held order is mended in the fields the hold names; anything else that changes makes it another order. */
export function mendHold(facts: Registered, claim: ReadyClaim, { renew }: { readonly renew: () => Part }): Part {
  const { person, items } = differences(facts, claim);
  if (items) return renew();
  const waiting = flagged({ code: 'screening_on_hold', values: { fields: fieldsAsked(facts).join(', '), reasons: reasonsOf(facts) } });
  if (!person) return waiting;
  const changes = changesOf(fieldsAsked(facts), claim);
  if (Object.keys(changes).length === 0) return waiting;
  const { atobarai, record } = facts;
  return together(
    waiting,
    ask(facts, {
      do: 'amend',
      slot: 'change',
      digest: digestOf(contentOf(claim)),
      key: amendKey(record, { changes, version: atobarai.version }),
      orderId: atobarai.id,
      changes,
      content: contentOf(claim),
    }),
  );
}

function fieldsAsked({ atobarai }: Registered): readonly string[] {
  return (atobarai.decision?.reasons ?? []).flatMap(({ field }) => (field === undefined ? [] : [field]));
}

function reasonsOf({ atobarai }: Registered): string {
  return (atobarai.decision?.reasons ?? []).map(({ code }) => code).join(', ');
}

// A postal code and the address it belongs to are mended together.
const withIts: Readonly<Record<string, readonly (keyof BuyerInput)[]>> = {
  address: ['address', 'postalCode'],
  postalCode: ['address', 'postalCode'],
  phone: ['phone'],
  name: ['name', 'nameKana'],
  nameKana: ['nameKana'],
  email: ['email'],
  company: ['company'],
};

function changesOf(fields: readonly string[], { order }: ReadyClaim): AmendOrder {
  const names = fields.flatMap((field) => /^buyer\.([A-Za-z]+)/.exec(field)?.[1] ?? []).flatMap((name) => withIts[name] ?? []);
  const buyer = Object.fromEntries(names.flatMap((name) => (order.buyer[name] === undefined ? [] : [[name, order.buyer[name]]])));
  const shipTo = fields.some((field) => field.startsWith('shipTo')) ? order.shipTo : undefined;
  return { ...(names.length > 0 ? { buyer } : {}), ...(shipTo ? { shipTo } : {}) };
}
