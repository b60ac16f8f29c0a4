import type { Page } from '../contract/pagination.ts';

/**
 * A list that is fetched page by page as it is read.
 *
 * @example
 * ```ts
 * import { createClient } from '@atobarai/sdk';
 *
 * const client = createClient({ apiKey: process.env['ATOBARAI_KEY'] ?? '' });
 * for await (const order of client.orders.list({ status: 'on_hold' })) console.log(order.shopOrderId);
 * ```
 */
export type Paged<T> = AsyncIterable<T> & {
  /** One page alone: the first, or the one after a `nextCursor`. */
  readonly page: (after?: string) => Promise<Page<T>>;
};

export function paged<T>(fetchPage: (after: string | undefined) => Promise<Page<T>>, firstAfter?: string): Paged<T> {
  return {
    page: (after = firstAfter) => fetchPage(after),
    async *[Symbol.asyncIterator]() {
      let after = firstAfter;
      for (;;) {
        const { data, nextCursor } = await fetchPage(after);
        yield* data;
        if (nextCursor === null) return;
        after = nextCursor;
      }
    },
  };
}
