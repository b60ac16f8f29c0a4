import type { Reason } from '../../screening/model.ts';

type Verdict = 'approved' | 'rejected' | 'on_hold';

/** What the shop is to mend, by the end of the field's name: `buyer.phone`, `shipTo[0].address.line1`. */
const holdCodes: readonly (readonly [RegExp, Reason['code']])[] = [
  [/(^|\.)phone$/, 'phone_unreachable_type'],
  [/(^|\.)postalCode$/, 'postal_mismatch'],
  [/(^|\.)address(\.\w+)?$/, 'address_incomplete'],
];

/** An operator's verdict in the codes that shops read; the operator's own words are for the audit alone. */
export function reasonsOfOperator(result: Verdict, field = 'buyer.address'): Reason[] {
  if (result === 'approved') return [];
  if (result === 'rejected') return [{ code: 'score_low', severity: 'reject' }];
  const code = holdCodes.find(([form]) => form.test(field))?.[1] ?? 'score_low';
  return [{ code, severity: 'hold', field }];
}
