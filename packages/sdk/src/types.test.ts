import { expectTypeOf, it } from 'vitest';
import type { Client, connect, Event, Order, Orders, ordersOf, OrderSummary, Page, RegisterOrder, Transport } from './index.ts';
import type { nodeTransport } from './node/index.ts';
import type { BodyOf, operations, ParamsOf, QueryOf, ReplyOf } from './contract/index.ts';

// Checked by the compiler; running it only shows that the file loads.
it('types what goes in and out of a call by the contract', () => {
  expectTypeOf<BodyOf<typeof operations.registerOrder>>().toEqualTypeOf<RegisterOrder>();
  expectTypeOf<ReplyOf<typeof operations.registerOrder>>().toEqualTypeOf<OrderSummary>();
  expectTypeOf<ReplyOf<typeof operations.exportOrders>>().toEqualTypeOf<ReadableStream<Uint8Array>>();
  expectTypeOf<ParamsOf<typeof operations.getOrder>>().toEqualTypeOf<{ id: string }>();
  expectTypeOf<ParamsOf<typeof operations.listOrders>>().toEqualTypeOf<undefined>();
  expectTypeOf<QueryOf<typeof operations.createImport>['kind']>().toEqualTypeOf<'orders' | 'shipments'>();
  expectTypeOf<BodyOf<typeof operations.createImport>>().toExtend<string | Uint8Array | ReadableStream>();
});

it('types the client', () => {
  expectTypeOf<Client['orders']['register']>().returns.resolves.toEqualTypeOf<OrderSummary>();
  expectTypeOf<Client['orders']['get']>().returns.resolves.toEqualTypeOf<Order>();
  expectTypeOf<ReturnType<Client['orders']['list']>['page']>().returns.resolves.toEqualTypeOf<Page<OrderSummary>>();
  expectTypeOf<ReturnType<Client['events']['list']>>().toExtend<AsyncIterable<Event>>();
  expectTypeOf<OrderSummary['status']>().not.toEqualTypeOf<string>();
  expectTypeOf<RegisterOrder>().not.toHaveProperty('shopOrderID');
  expectTypeOf<{ shopOrderId: string }>().not.toExtend<RegisterOrder>();
  expectTypeOf<OrderSummary>().not.toBeAny();
  expectTypeOf<Order>().toHaveProperty('buyer');
  // What a change answers is kept for its repeats, so it must not name a person.
  expectTypeOf<OrderSummary>().not.toHaveProperty('buyer');
});

it('types the client that is put together from its parts like the whole one', () => {
  expectTypeOf<ReturnType<typeof ordersOf>>().toEqualTypeOf<Orders>();
  expectTypeOf<Client['orders']>().toEqualTypeOf<Orders>();
  expectTypeOf<Parameters<typeof ordersOf>[0]>().toEqualTypeOf<ReturnType<typeof connect>>();
  expectTypeOf<Orders['waitForDecision']>().returns.resolves.toEqualTypeOf<Order>();
  expectTypeOf<ReturnType<typeof nodeTransport>>().toExtend<Transport>();
});
