import { creditStates, orderStatuses } from '@atobarai/sdk/contract';
import { describe, expect, it } from 'vitest';
import { options } from '../../fixtures/order';
import { messageOf, shopperText, shopperTextOfRefusal, voiceOf } from './messages';
import { explainProblems, problem } from './problems';
import { isDelivered, isShipped, standingOf, statusText, statusWords } from './status';
import { shopperWords, staffWords } from './words';

const english = { ...options, language: 'en' } as const;
const axes = { credit: 'approved', fulfilment: 'none', billing: 'none', settlement: 'not_due' } as const;

describe('what people read', () => {
  it('is there in both languages, with nothing left to fill in', () => {
    for (const key of [...Object.keys(shopperWords), ...Object.keys(staffWords)] as (keyof typeof shopperWords)[]) {
      expect(messageOf(key, options, { detail: 'x' })).toMatch(/\p{Script=Hiragana}/u);
      expect(messageOf(key, english, { detail: 'x' })).toMatch(/^[\x20-\x7e“”’]+$/);
      for (const voice of [options, english]) expect(messageOf(key, voice, { detail: 'x' })).not.toMatch(/[{}]|undefined/);
    }
  });

  it('is in the shop’s own words where it has some', () => {
    const own = { ...english, messages: { rejected: 'Sorry!', unavailable: { ja: 'すみません。' } } };
    expect(messageOf('rejected', own)).toBe('Sorry!');
    expect(messageOf('unavailable', own)).toBe(shopperWords.unavailable.en);
    expect(messageOf('unavailable', { ...own, language: 'ja' })).toBe('すみません。');
  });

  it('is in the language of the order where Medusa keeps one', () => {
    expect(voiceOf({ locale: 'en-US' }, options).language).toBe('en');
    expect(voiceOf({ locale: 'ja-JP' }, english).language).toBe('ja');
    for (const order of [{ locale: 'fr-FR' }, { locale: null }, {}, undefined]) expect(voiceOf(order, options).language).toBe('ja');
  });
});

describe('problems', () => {
  it('name the field as people call it', () => {
    const problems = [problem('field_missing', { field: 'shipping_address.phone' }), problem('field_missing', { field: 'email' })];
    expect(explainProblems(problems, 'ja')).toBe('お届け先の電話番号を入力してください。メールアドレスを入力してください。');
    expect(explainProblems(problems, 'en')).toBe('Please enter the phone number of the shipping address. Please enter the e-mail address.');
  });

  it('write amounts as people do', () => {
    expect(explainProblems([problem('amount_over', { values: { most: 54_999 } })], 'ja')).toContain('54,999円まで');
  });

  it('are told the shopper if they are the shopper’s to mend, else only that there are other ways to pay', () => {
    const theirs = problem('field_missing', { field: 'shipping_address.phone' });
    expect(shopperText([theirs], options)).toBe('お届け先の電話番号を入力してください。');
    expect(shopperText([theirs, problem('tax_rate', { values: { name: '茶', rate: 20 } })], options)).toBe(shopperWords.unavailable.ja);
    expect(shopperText([], options)).toBe(shopperWords.unavailable.ja);
  });

  it('that the service finds are told in its words if they are about the buyer', () => {
    const phone = { path: 'buyer.phone', code: 'phone_invalid', message: '電話番号を確認してください。' };
    expect(shopperTextOfRefusal([phone, phone], options)).toBe(phone.message);
    expect(shopperTextOfRefusal([{ ...phone, path: 'shipTo[0].phone' }], options)).toBe(phone.message);
    expect(shopperTextOfRefusal([phone, { path: 'items[0].category', code: 'prohibited_goods', message: 'x' }], options)).toBe(
      shopperWords.unavailable.ja,
    );
    expect(shopperTextOfRefusal([{ ...phone, path: 'buyerish' }], options)).toBe(shopperWords.unavailable.ja);
  });
});

describe('how an order of the service stands for Medusa', () => {
  it('is one of four, for every state of its credit', () => {
    const standings = creditStates.map((credit) => [credit, standingOf({ axes: { ...axes, credit } })]);
    expect(Object.fromEntries(standings)).toEqual({
      registered: 'pending',
      screening: 'pending',
      approved: 'approved',
      on_hold: 'pending',
      manual_review: 'pending',
      rejected: 'rejected',
      rejected_billable: 'rejected',
      expired: 'over',
      cancelled: 'over',
    });
    expect(standingOf({ axes: { ...axes, fulfilment: 'returned' } })).toBe('over');
  });

  it('is shipped with its first slip and delivered with its last parcel', () => {
    expect(isShipped({ axes })).toBe(false);
    expect(isShipped({ axes: { ...axes, fulfilment: 'partially_shipped' } })).toBe(true);
    expect(isDelivered({ axes: { ...axes, fulfilment: 'partially_delivered' } })).toBe(false);
    expect(isDelivered({ axes: { ...axes, fulfilment: 'delivered' } })).toBe(true);
  });

  it('has words for every status', () => {
    for (const status of orderStatuses) expect(statusWords(status)?.ja).toBeDefined();
    expect(statusText('approved', 'en')).toBe('Approved');
    expect(statusText('brand_new', 'ja')).toBe('brand_new');
    expect(statusWords('constructor')).toBeUndefined();
  });
});
