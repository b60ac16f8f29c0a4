import { yen } from '../../core/money.ts';
import { defaultOpeningHours, resultPromiseMs } from '../calendar/model.ts';
import type { Channel, MerchantSettings, Plan, Program, ScreeningThresholds } from './model.ts';

// Sample data. The source documents name no rates, fees or closing days; these are public figures
// of comparable services, years old, and stand here to make the service run (domain.md 2.5, 4.9).

const plan = (code: string, name: Plan['name'], terms: readonly [rateBasisPoints: number, monthlyFee: number]): Plan => ({
  code,
  name,
  rateBasisPoints: terms[0],
  monthlyFee: yen(terms[1]),
});

/** Defaults of every program (domain.md 4.7, Thresholds; the cap is AD-17). */
const thresholds: ScreeningThresholds = {
  capNet: yen(50_000),
  ordersPerBuyer: 3,
  ordersPerAddress: 4,
  ordersPerPhone: 5,
  velocityHours: 24,
  duplicateHoldMinutes: 10,
  duplicateWarningDays: 30,
  rejectBelow: 40,
  reviewBelow: 60,
};

/** Terms that are the same in every sample program. */
const usual = {
  invoiceDueDays: 14, // AM-15
  dueDayBounds: { least: 1, most: 60 },
  openingHours: defaultOpeningHours,
  resultPromiseMs,
  thresholds,
  overdueDaysThatReject: 14,
  holdDays: 14,
  shipWithinDays: 90,
  amendmentLimit: 5,
  prohibitedCategories: ['adult', 'animal', 'gift_certificate', 'medicine', 'securities', 'ticket', 'tobacco', 'used_luxury', 'weapon'],
  payoutApprovalLimit: yen(10_000_000),
} as const;

const seinoLike: Program = {
  ...usual,
  code: 'seino_like',
  name: { ja: '後払い決済(サンプル・セイノー型)', en: 'Deferred payment (sample, Seino-like)' },
  plans: [
    plan('risk_free', { ja: 'リスクフリープラン', en: 'Risk free' }, [480, 0]), // SF-31
    plan('standard', { ja: 'スタンダードプラン', en: 'Standard' }, [420, 4_500]),
    plan('expert', { ja: 'エキスパートプラン', en: 'Expert' }, [350, 18_000]),
    plan('special', { ja: 'スペシャルプラン', en: 'Special' }, [280, 45_000]),
  ],
  cycles: ['weekly', 'once_a_month', 'twice_a_month', 'three_times_a_month'],
  changes: 'by_day', // SF-46
  invoiceTiming: { kind: 'same_or_next_business_day', cutOff: '18:00' }, // SF-17
  fees: {
    invoice: { separate: yen(190), bundled: yen(100), email: yen(100) },
    bundled: { initial: yen(10_000), monthly: yen(1_000), paperPerInvoice: yen(10) },
    transfer: [
      { bank: 'same', below: null, fee: yen(300) },
      { bank: 'other', below: null, fee: yen(300) },
    ],
  },
};

const atodeneLike: Program = {
  ...usual,
  code: 'atodene_like',
  name: { ja: '後払い決済(サンプル・アトディーネ型)', en: 'Deferred payment (sample, ATODENE-like)' },
  plans: [
    plan('a', { ja: 'プランA', en: 'Plan A' }, [500, 0]), // AD-16
    plan('b', { ja: 'プランB', en: 'Plan B' }, [440, 5_000]),
    plan('c', { ja: 'プランC', en: 'Plan C' }, [360, 20_000]),
    plan('d', { ja: 'プランD', en: 'Plan D' }, [290, 45_000]),
  ],
  cycles: ['once_a_month', 'twice_a_month', 'three_times_a_month'], // AD-19
  changes: 'by_month', // AD-30
  invoiceTiming: { kind: 'next_business_day', issuedAt: '09:00' }, // AD-18
  fees: {
    invoice: { separate: yen(190), bundled: yen(100), email: yen(100) }, // AD-08: bundled is cheaper
    bundled: { initial: yen(0), monthly: yen(0), paperPerInvoice: yen(0) },
    transfer: [
      { bank: 'same', below: null, fee: yen(100) },
      { bank: 'other', below: yen(30_000), fee: yen(200) },
      { bank: 'other', below: null, fee: yen(300) },
    ],
  },
};

export const programs: readonly Program[] = [seinoLike, atodeneLike];

export function programOf(code: string): Program {
  const program = programs.find((each) => each.code === code);
  if (!program) throw new Error(`there is no program ${code}`);
  return program;
}

export function planOf(program: Program, code: string): Plan {
  const found = program.plans.find((each) => each.code === code);
  if (!found) throw new Error(`program ${program.code} has no plan ${code}`);
  return found;
}

/** How a buyer agrees to the terms where an order comes from. */
export const consentMethods: Readonly<Record<Channel, 'web' | 'paper' | 'voice'>> = {
  ec: 'web',
  subscription: 'web',
  catalog: 'paper',
  newspaper: 'paper',
  flyer: 'paper',
  fax: 'paper',
  phone: 'voice',
};

const general: MerchantSettings = {
  program: 'seino_like',
  plan: 'standard',
  cycle: 'weekly',
  billingScope: 'passed_only',
  bundledInvoices: true,
  bundledCosts: 'included',
  invoiceFeeBorneBy: 'merchant',
  automaticRegistration: true,
  channels: ['ec', 'catalog', 'phone'],
  approvedChannels: ['ec', 'catalog', 'phone'],
  termsVersion: 'sample-2026-04',
  bank: 'other',
  origins: ['http://localhost:3000', 'http://127.0.0.1:3000'],
};

/** Sample data: three shops that show what a merchant can agree to. */
export const sampleSettings = {
  general,
  /** AD-23: the buyer bears the invoice fee. */
  buyerBearsFee: {
    ...general,
    program: 'atodene_like',
    plan: 'a',
    cycle: 'twice_a_month',
    bundledInvoices: false,
    invoiceFeeBorneBy: 'buyer',
    channels: ['ec', 'subscription'],
    approvedChannels: ['ec', 'subscription'],
  },
  /** SF-51: orders by file and by hand only. SF-50: the costs of bundled invoices one by one. */
  withoutApi: { ...general, plan: 'risk_free', cycle: 'once_a_month', bundledCosts: 'itemised', automaticRegistration: false },
} as const satisfies Record<string, MerchantSettings>;
