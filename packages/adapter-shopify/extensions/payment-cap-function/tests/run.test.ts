import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { buildClientSchema, coerceInputValue, execute, type GraphQLInputType, type IntrospectionQuery, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { run, type RunInput } from '../src/run.ts';

// Shopify's own schema of payment functions, of each version that can be chosen in the TOML. What this
// cannot prove: that the module compiles to WebAssembly, which needs Shopify's tools, nor that its store may run it.
const folder = join(import.meta.dirname, '../../../node_modules/@shopify/dev-mcp/dist/data');
const schemaOf = (version: string) => {
  const file = readFileSync(join(folder, `functions_payment_customization_${version}.json.gz`));
  return buildClientSchema((JSON.parse(gunzipSync(file).toString()) as { data: IntrospectionQuery }).data);
};
const query = readFileSync(join(import.meta.dirname, '../src/run.graphql'), 'utf8');

type Cart = { amount?: string; currencyCode?: string; countries?: readonly (string | null)[]; market?: string; settings?: unknown };

const input = ({ amount = '55000.0', currencyCode = 'JPY', countries = ['JP'], market = 'JP', settings }: Cart = {}): RunInput => ({
  cart: {
    cost: { totalAmount: { amount, currencyCode } },
    deliveryGroups: countries.map((countryCode) => ({ deliveryAddress: countryCode === null ? null : { countryCode } })),
  },
  localization: { country: { isoCode: market } },
  paymentMethods: [
    { id: 'gid://shopify/PaymentCustomizationPaymentMethod/0', name: 'クレジットカード' },
    { id: 'gid://shopify/PaymentCustomizationPaymentMethod/1', name: '後払い決済 ' },
  ],
  paymentCustomization: { metafield: settings === undefined ? null : { jsonValue: settings } },
});
const isHidden = (cart: Cart) => run(input(cart)).operations.length > 0;

describe('deferred payment is hidden where it cannot be used', () => {
  it('AM-13: above the limit, to the yen', () => {
    expect([isHidden({ amount: '55000.0' }), isHidden({ amount: '55001.0' })]).toEqual([false, true]);
    expect(run(input({ amount: '60000' })).operations).toEqual([
      { paymentMethodHide: { paymentMethodId: 'gid://shopify/PaymentCustomizationPaymentMethod/1' } },
    ]);
  });

  it('AD-11: for a parcel that leaves Japan, one of several, or before there is an address, for another market', () => {
    expect(isHidden({ countries: ['US'] })).toBe(true);
    expect(isHidden({ countries: ['JP', 'TW'] })).toBe(true);
    expect(isHidden({ countries: [null], market: 'US' })).toBe(true);
    expect(isHidden({ countries: [], market: 'US' })).toBe(true);
    expect(isHidden({ countries: ['JP'], market: 'US' })).toBe(false);
    expect(isHidden({ countries: [null], market: 'JP' })).toBe(false);
  });

  it('for another currency', () => {
    expect(isHidden({ amount: '100.00', currencyCode: 'USD' })).toBe(true);
  });

  it("by the shop's own settings, and by the usual ones where they cannot be read", () => {
    expect(isHidden({ amount: '10001', settings: { gatewayNames: ['後払い決済'], capYen: 10_000 } })).toBe(true);
    expect(isHidden({ amount: '999999', settings: { gatewayNames: ['後払い決済'], capYen: null } })).toBe(false);
    expect(isHidden({ amount: '60000', settings: { gatewayNames: ['別の名前'] } })).toBe(false);
    for (const settings of ['', 5, [], { capYen: 'many' }, { gatewayNames: [] }, { gatewayNames: [1] }])
      expect([isHidden({ settings }), isHidden({ amount: '60000', settings })]).toEqual([false, true]);
  });

  it('whatever the cart, nothing but our own method is hidden', () => {
    fc.assert(
      fc.property(
        fc.record({
          amount: fc.oneof(fc.nat(200_000).map(String), fc.string()),
          currencyCode: fc.constantFrom('JPY', 'USD'),
          countries: fc.array(fc.constantFrom('JP', 'US', null), { maxLength: 3 }),
          settings: fc.jsonValue(),
        }),
        (cart) => {
          for (const { paymentMethodHide } of run(input(cart)).operations) expect(paymentMethodHide.paymentMethodId).toMatch(/1$/);
        },
      ),
    );
  });
});

describe.each(['2026-07', '2026-10'])("Shopify's schema %s", (version) => {
  const schema = schemaOf(version);

  it('answers the query that is asked', () => {
    expect(validate(schema, parse(query))).toEqual([]);
    const answer = execute({ schema, document: parse(query), rootValue: input({ settings: { capYen: 1 } }) });
    expect(answer).toEqual({ data: JSON.parse(JSON.stringify(input({ settings: { capYen: 1 } }))) });
  });

  it('takes what is answered, and would not take another shape', () => {
    const type = schema.getType('CartPaymentMethodsTransformRunResult') as GraphQLInputType;
    const mistakes = (value: unknown): string[] => {
      const found: string[] = [];
      coerceInputValue(value, type, (_path, _value, error) => found.push(error.message));
      return found;
    };
    expect(mistakes(run(input({ amount: '60000' })))).toEqual([]);
    expect(mistakes(run(input()))).toEqual([]);
    expect(mistakes({ operations: [{ hide: { paymentMethodId: 'x' } }] })).not.toEqual([]);
  });

  it('knows the target of the TOML', () => {
    const toml = readFileSync(join(import.meta.dirname, '../shopify.extension.toml'), 'utf8');
    expect(toml).toContain('target = "cart.payment-methods.transform.run"');
    expect(Object.keys(schema.getMutationType()?.getFields() ?? {})).toContain('cartPaymentMethodsTransformRun');
  });
});
