/** Which module writes a table. Nobody else does; another module asks the owner or borrows its statement. */
export const tableOwners: Readonly<Record<string, string>> = {
  business_clock: 'platform',
  instance: 'platform',
  calendar_overrides: 'calendar',
  merchants: 'merchants',
  merchant_settings: 'merchants',
  api_keys: 'merchants',
  operator_actions: 'operators',
  exposures: 'buyers',
  shop_histories: 'buyers',
  orders: 'orders',
  events: 'events',
  event_dispatch: 'events',
  shipments: 'shipments',
  invoice_counters: 'invoicing',
  invoices: 'invoicing',
  dunning_plans: 'dunning',
  advances: 'payouts',
  payouts: 'payouts',
  closing_calendar: 'payouts',
  receipts: 'payments',
  allocations: 'payments',
  refunds: 'payments',
  ledger_entries: 'ledger',
  ledger_seals: 'ledger',
  imports: 'imports',
  import_chunks: 'imports',
  sandbox_marks: 'registration',
  authorizations: 'checkout',
  webhook_endpoints: 'webhooks',
  webhook_deliveries: 'webhooks',
  webhook_attempts: 'webhooks',
};

const writing =
  /\b(?:insert\s+into|delete\s+from|truncate(?:\s+table)?|update)\s+(?:only\s+)?([a-z_]+)(?:\s+(?:as\s+)?[a-z_]+)?\s*(?=\(|\bset\b|\bwhere\b|\busing\b|\bselect\b|\bvalues\b|\bdefault\b|`|;|$)/gim;

/** Statements that write a table of another module, as `file writes table`. */
export function foreignWrites(sources: ReadonlyMap<string, string>): string[] {
  const found: string[] = [];
  for (const [file, source] of sources) {
    const module = file.match(/\/modules\/([^/]+)\//)?.[1];
    for (const [, table = ''] of source.matchAll(writing)) {
      const owner = tableOwners[table];
      if (owner !== undefined && owner !== module) found.push(`${file} writes ${table} of ${owner}`);
    }
  }
  return found;
}
