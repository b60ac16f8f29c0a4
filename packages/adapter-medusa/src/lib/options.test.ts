import { describe, expect, it } from 'vitest';
import { OptionsError, parseOptions } from './options';

const least = { apiUrl: 'https://pay.example.jp/', apiKey: 'sk_test_x' };

function faultsOf(given: unknown): readonly string[] {
  try {
    parseOptions(given);
    return [];
  } catch (error) {
    if (error instanceof OptionsError) return error.faults;
    throw error;
  }
}

describe('the options', () => {
  it('need an address and a key; the rest has defaults', () => {
    expect(parseOptions(least)).toEqual({
      apiUrl: 'https://pay.example.jp',
      apiKey: 'sk_test_x',
      webhookSecrets: [],
      screening: 'realtime',
      timeoutMs: 8000,
      minAmount: 1,
      rounding: 'floor',
      captureOn: 'shipment',
      onRejected: 'hold',
      blockFulfillment: true,
      carriers: { byOptionId: {}, byTypeCode: {} },
      invoice: 'separate',
      language: 'ja',
      messages: {},
      maxAttempts: 20,
    });
  });

  it('take one secret or, while it is changed, several', () => {
    expect(parseOptions({ ...least, webhookSecrets: 'whsec_a' }).webhookSecrets).toEqual(['whsec_a']);
    expect(parseOptions({ ...least, webhookSecret: 'whsec_a' }).webhookSecrets).toEqual(['whsec_a']);
    expect(parseOptions({ ...least, webhookSecrets: ['whsec_a', 'whsec_b'] }).webhookSecrets).toEqual(['whsec_a', 'whsec_b']);
  });

  it('name carriers in words', () => {
    const { carriers } = parseOptions({
      ...least,
      carriers: { byTypeCode: { cool: 'yamato' }, byOptionId: { so_1: 'japan_post/yupacket' }, default: 'sagawa' },
    });
    expect(carriers).toEqual({
      byTypeCode: { cool: { carrier: 'yamato', serviceLevel: 'parcel' } },
      byOptionId: { so_1: { carrier: 'japan_post', serviceLevel: 'yupacket' } },
      default: { carrier: 'sagawa', serviceLevel: 'parcel' },
    });
  });
});

describe('wrong options', () => {
  it.each([
    ['nothing at all', undefined, ['apiUrl is missing', 'apiKey is missing']],
    ['a publishable key in the secret place', { ...least, apiKey: 'pk_test_x' }, ['begins with sk_']],
    ['a secret key where the browser sees it', { ...least, publishableKey: 'sk_test_x' }, ['begins with pk_']],
    ['an address without http', { ...least, apiUrl: 'pay.example.jp' }, ['an http(s) address']],
    ['a webhook secret that is none', { ...least, webhookSecrets: ['abc'] }, ['begins with whsec_']],
    ['a misspelt option', { ...least, onReject: 'hold' }, ['onReject: there is no such option']],
    ['a word that is not one of the few', { ...least, screening: 'later' }, ['screening is one of realtime, deferred']],
    ['a wait longer than Medusa locks the cart', { ...least, timeoutMs: 60_000 }, ['timeoutMs']],
    ['a carrier that is not designated', { ...least, carriers: { default: 'ups' } }, ['“ups” is no designated carrier or service']],
    ['own words for something we never say', { ...least, messages: { hello: 'x' } }, ['messages']],
    ['half a yen', { ...least, minAmount: 0.5 }, ['minAmount']],
  ])('%s: each is named, in Japanese and English', (_, given, expected) => {
    const faults = faultsOf(given);
    expect(faults).toHaveLength(expected.length);
    for (const [index, text] of expected.entries()) expect(faults[index]).toContain(text);
  });

  it.each([
    ['a floor above the ceiling', { minAmount: 1000, maxAmount: 999 }, 'minAmount'],
    ['keys of two modes', { apiKey: 'sk_live_x', publishableKey: 'pk_test_x' }, 'different modes'],
    ['two names for one thing', { webhookSecret: 'whsec_a', webhookSecrets: ['whsec_b'] }, 'either webhookSecret or webhookSecrets'],
    ['cancelling what may have left', { onRejected: 'cancel', blockFulfillment: false }, 'left the house'],
    ['a live key over plain http', { apiKey: 'sk_live_x', apiUrl: 'http://pay.example.jp' }, 'https'],
  ])('options against each other: %s', (_, given, expected) => {
    const faults = faultsOf({ ...least, ...given });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(expected);
    expect(faults[0]).toMatch(/\p{Script=Han}/u);
  });

  it('come in one message that a shop developer can act on, without the key in it', () => {
    const message = (() => {
      try {
        return String(parseOptions({ apiUrl: 'x', apiKey: 'secret-value' }));
      } catch (error) {
        return String(error);
      }
    })();
    expect(message).toContain('@atobarai/adapter-medusa: medusa-config');
    expect(message).not.toContain('secret-value');
  });
});
