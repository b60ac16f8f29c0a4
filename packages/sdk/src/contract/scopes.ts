/** What an API key can be allowed to do. A key without scopes may do everything its kind may. */
export const apiScopes = [
  'orders:read',
  'orders:write',
  'shipments:write',
  'imports:write',
  'exports:read',
  'invoices:read',
  'invoices:write',
  'payouts:read',
  'ledger:read',
  'settings:read',
  'settings:write',
  'events:read',
  'webhooks:read',
  'webhooks:write',
  'checkout:use',
  'keys:write',
  'sandbox:write',
  'operator:read',
  'operator:write',
] as const;

export type ApiScope = (typeof apiScopes)[number];
