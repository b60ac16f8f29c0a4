import type { BuyerInput, CheckoutConfig, DestinationInput, ItemInput, Quote } from '@atobarai/sdk/contract';
import { describe, expectTypeOf, it } from 'vitest';
import type { AtobaraiEventMap, AuthorizationResult, Buyer, Destination, Item, QuoteDetail } from '../src/index.ts';

describe('what the page hands over', () => {
  it('has the shapes of the API', () => {
    expectTypeOf<Item>().toExtend<ItemInput>();
    expectTypeOf<Buyer>().toExtend<BuyerInput>();
    expectTypeOf<Destination>().toExtend<DestinationInput>();
    expectTypeOf<Required<BuyerInput>>().toExtend<Buyer>();
  });
});

describe('what the page hears', () => {
  it('is what the API says', () => {
    expectTypeOf<Quote>().toExtend<QuoteDetail>();
    expectTypeOf<QuoteDetail['reason']>().toEqualTypeOf<Quote['reason']>();
    expectTypeOf<AtobaraiEventMap['atobarai-ready']['detail']['mode']>().toEqualTypeOf<CheckoutConfig['mode']>();
  });

  it('has a token only where there is one', () => {
    expectTypeOf<AtobaraiEventMap['atobarai-authorized']['detail']['authorizationToken']>().toEqualTypeOf<string>();
    expectTypeOf<AtobaraiEventMap['atobarai-held' | 'atobarai-rejected']['detail']['authorizationToken']>().toEqualTypeOf<null>();
    expectTypeOf<HTMLElementEventMap['atobarai-authorized']['detail']>().toExtend<AuthorizationResult>();
    expectTypeOf<HTMLElementTagNameMap['atobarai-payment']['buyer']>().toEqualTypeOf<Buyer | null>();
  });
});
