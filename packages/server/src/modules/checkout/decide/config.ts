import type { CheckoutConfig } from '@atobarai/sdk/contract';
import type { Mode } from '../../../core/database.ts';
import type { Merchant } from '../../merchants/model.ts';
import { banner, legalNotice, steps, terms } from '../policy/words.ts';
import { dueOf, feeOf, mostAmount } from './quote.ts';

/** What a shop's page shows of deferred payment, from what the shop agreed to. */
export function configOf(merchant: Merchant, mode: Mode): CheckoutConfig {
  const due = dueOf(merchant);
  const { capNet } = merchant.program.thresholds;
  const facts = { shop: merchant.name, capNet, buyerFee: feeOf(merchant), days: due.days };
  return {
    displayName: merchant.name,
    mode,
    languages: ['ja', 'en'],
    limits: { least: 1, most: mostAmount(merchant), capNet },
    buyerFee: facts.buyerFee,
    due,
    terms: { version: merchant.settings.termsVersion, title: terms.title, text: terms.text(facts), consent: terms.consent },
    banner: { title: banner.title, text: banner.text(due.days) },
    steps: steps(due.days),
    legalNotice: legalNotice(facts),
  };
}
