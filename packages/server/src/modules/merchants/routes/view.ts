import type { ApiKey as WireKey, Settings } from '@atobarai/sdk/contract';
import type { Mode } from '../../../core/database.ts';
import { type Instant, inJapan } from '../../../core/time.ts';
import type { ScheduledChange } from '../decide.ts';
import { type ApiKey, type Merchant, transferFeeOf } from '../model.ts';
import { yen } from '../../../core/money.ts';

/** What a merchant agreed to, in the words of the API. */
export function settingsView({ merchant, scheduled }: { merchant: Merchant; scheduled: readonly ScheduledChange[] }, mode: Mode): Settings {
  const { settings, program, plan } = merchant;
  return {
    merchantId: merchant.id,
    name: merchant.name,
    mode,
    effectiveOn: merchant.effectiveOn,
    program: program.code,
    plan: { code: plan.code, name: plan.name.ja, monthlyFee: plan.monthlyFee, rateBasisPoints: plan.rateBasisPoints },
    cycle: settings.cycle,
    billingScope: settings.billingScope,
    bundledInvoices: settings.bundledInvoices,
    invoiceFeeBorneBy: settings.invoiceFeeBorneBy,
    automaticRegistration: settings.automaticRegistration,
    channels: [...settings.channels],
    origins: [...settings.origins],
    invoiceDueDays: program.invoiceDueDays,
    fees: {
      postedInvoice: program.fees.invoice.separate,
      bundledInvoice: program.fees.invoice.bundled,
      transfer: transferFeeOf(merchant, usualTransfer),
    },
    scheduled: scheduled.map((change) => ({ ...change })),
  };
}

/** Where the transfer fee depends on the amount, the one of a transfer that is not small is shown. */
const usualTransfer = yen(1_000_000);

export function keyView(key: ApiKey): WireKey {
  const moment = (at: Instant | null) => at && inJapan(at);
  return {
    id: key.id,
    kind: key.kind,
    last4: key.last4,
    scopes: [...key.scopes] as WireKey['scopes'],
    createdAt: inJapan(key.createdAt),
    expiresAt: moment(key.expiresAt),
    revokedAt: moment(key.revokedAt),
    lastUsedAt: moment(key.lastUsedAt),
  };
}
