import type { Mode } from '../../../core/database.ts';
import type { Merchant } from '../../merchants/model.ts';
import type { RegistrationTerms } from '../../orders/index.ts';

/** What a merchant's agreement says about the orders it may register. */
export function termsOf({ settings, program }: Merchant, mode: Mode): RegistrationTerms {
  return {
    mode,
    channels: settings.channels,
    bundledInvoices: settings.bundledInvoices,
    prohibitedCategories: program.prohibitedCategories,
    invoiceDueDays: program.invoiceDueDays,
    dueDayBounds: program.dueDayBounds,
  };
}
