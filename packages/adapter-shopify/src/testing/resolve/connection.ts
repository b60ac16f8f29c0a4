type PageArguments = { readonly first?: number | null; readonly after?: string | null };

/** A page of a list as GraphQL connections give it; a cursor is the place of its node. */
export function connection<Node>(nodes: readonly Node[], { first, after }: PageArguments) {
  const start = after === undefined || after === null ? 0 : Number(after) + 1;
  const page = nodes.slice(start, start + (first ?? 50));
  const last = start + page.length - 1;
  return {
    nodes: page,
    edges: page.map((node, place) => ({ node, cursor: String(start + place) })),
    pageInfo: {
      hasNextPage: last + 1 < nodes.length,
      hasPreviousPage: start > 0,
      startCursor: page.length === 0 ? null : String(start),
      endCursor: page.length === 0 ? null : String(last),
    },
  };
}
