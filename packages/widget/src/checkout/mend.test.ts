import { describe, expect, it } from 'vitest';
import { addressToFix, phoneToFix } from '../../tests/support/conditions.ts';
import {
  nowMs,
  buyer,
  cart,
  consented,
  authorize,
  after,
  loaded,
  answered,
  held,
  outcomes,
  asked,
  type Told,
} from '../../tests/support/story.ts';
import { withSuggestion } from './mend.ts';
import type { News } from './news.ts';
import { type Trouble } from './state.ts';

describe('a hold', () => {
  const onHold = (fields: (typeof phoneToFix)[]): News[] => [...loaded(), consented, authorize, answered({ ...held, fields })];
  const inputs = ({ state: { check } }: Told) => (check.is === 'held' ? check.inputs : []);

  it('asks for the named fields alone, filled with what there is', () => {
    const told = after(...onHold([phoneToFix]));
    expect(inputs(told)).toEqual([{ path: 'buyer.phone', value: '050-0000-0000' }]);
    expect(outcomes(told)).toEqual([{ decision: 'on_hold', authorizationToken: null, fields: ['buyer.phone'] }]);
  });

  it('an address is asked for in its parts', () => {
    expect(inputs(after(...onHold([addressToFix]))).map(({ path }) => path)).toEqual([
      'buyer.address.prefecture',
      'buyer.address.city',
      'buyer.address.line1',
      'buyer.address.line2',
    ]);
  });

  it('what is mended is screened and handed to the page', () => {
    const told = after(
      ...onHold([phoneToFix]),
      { is: 'typed', inputs: [{ path: 'buyer.phone', value: ' 090-1234-5678 ' }] },
      authorize,
      answered({}, 2),
    );
    expect(asked(told, 'authorization')[1]?.body.buyer).toEqual({ ...buyer, phone: '090-1234-5678' });
    expect(outcomes(told)[1]).toMatchObject({ decision: 'approved', buyer: { phone: '090-1234-5678' } });
    expect(told.state.input.buyer?.phone).toBe('090-1234-5678');
  });

  it('a field left empty is not sent', () => {
    const told = after(...onHold([phoneToFix]), { is: 'typed', inputs: [{ path: 'buyer.phone', value: ' ' }] }, authorize);
    expect(told.state.check).toMatchObject({ is: 'held', incomplete: true });
    expect(asked(told, 'authorization')).toHaveLength(1);
  });

  it('a suggestion brings the postal code along, also where only the postal code was asked for', () => {
    const told = after(...onHold([addressToFix]));
    const [suggestion] = addressToFix.suggestions;
    if (!suggestion) throw new Error('the example has a suggestion');
    expect(withSuggestion(inputs(told), addressToFix, suggestion)).toEqual([
      { path: 'buyer.postalCode', value: '150-0001' },
      { path: 'buyer.address.prefecture', value: '東京都' },
      { path: 'buyer.address.city', value: '渋谷区' },
      { path: 'buyer.address.line1', value: '神宮前1-1' },
      { path: 'buyer.address.line2', value: '' },
    ]);
    const postalCode = { ...addressToFix, path: 'buyer.postalCode' };
    expect(withSuggestion(inputs(after(...onHold([postalCode]))), postalCode, suggestion).map(({ path }) => path)).toEqual([
      'buyer.postalCode',
      'buyer.address.prefecture',
      'buyer.address.city',
      'buyer.address.line1',
    ]);
  });

  it('a refused field that the shopper can mend is asked for in the same way', () => {
    const trouble: Trouble = {
      is: 'refused',
      code: 'phone_invalid',
      detail: '',
      fields: [{ path: 'buyer.phone', code: 'phone_invalid', message: '桁数をご確認ください。' }],
    };
    const refused: News = { is: 'authorization', number: 1, answer: { ok: false, trouble }, nowMs };
    expect(inputs(after(...loaded(), consented, authorize, refused))).toHaveLength(1);
    const beyond: News = {
      ...refused,
      answer: { ok: false, trouble: { ...trouble, fields: [{ path: 'items[0].name', code: 'item_name', message: '' }] } },
    };
    expect(after(...loaded(), consented, authorize, beyond).state.check.is).toBe('failed');
  });

  it('a destination is mended in its place', () => {
    const shipTo = [buyer, { ...buyer, phone: '1' }];
    const told = after(
      ...loaded({ ...cart, shipTo }),
      consented,
      authorize,
      answered({ ...held, fields: [{ ...phoneToFix, path: 'shipTo[1].phone' }] }),
      { is: 'typed', inputs: [{ path: 'shipTo[1].phone', value: '090-1234-5678' }] },
      authorize,
    );
    expect(told.state.input.shipTo?.map(({ phone }) => phone)).toEqual(['050-0000-0000', '090-1234-5678']);
  });
});
