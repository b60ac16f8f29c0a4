type Query = { readonly limit?: number | undefined; readonly after?: string | undefined };

type Source<Row, View> = {
  /** Loads one more than the limit, so that a next page is known of. */
  readonly load: (query: { readonly limit: number; readonly after: string | undefined }) => Promise<Row[]>;
  readonly cursor: (row: Row) => string;
  readonly view: (rows: readonly Row[]) => Promise<View[]> | View[];
};

const usualLimit = 20;

/** One page of a list: the rows, and the cursor of the last one when there are more. */
export async function pageOf<Row, View>(
  query: Query,
  { load, cursor, view }: Source<Row, View>,
): Promise<{ data: View[]; nextCursor: string | null }> {
  const limit = query.limit ?? usualLimit;
  const rows = await load({ limit, after: query.after });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { data: await view(page), nextCursor: rows.length > limit && last !== undefined ? cursor(last) : null };
}
