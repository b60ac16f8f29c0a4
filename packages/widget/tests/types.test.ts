import type { BuyerInput, DestinationInput, ItemInput } from '@atobarai/sdk/contract';
import { describe, expectTypeOf, it } from 'vitest';
import type { Buyer, Destination, Item } from '../src/index.ts';

describe('what the page hands over', () => {
  it('has the shapes of the API', () => {
    expectTypeOf<Item>().toExtend<ItemInput>();
    expectTypeOf<Buyer>().toExtend<BuyerInput>();
    expectTypeOf<Destination>().toExtend<DestinationInput>();
    expectTypeOf<Required<BuyerInput>>().toExtend<Buyer>();
  });
});
