import type { RegisterOrder, WarningCode } from '@atobarai/sdk/contract';
import type { Mode } from '../../../../core/database.ts';
import type { Yen } from '../../../../core/money.ts';
import type { Refusal } from '../../../../core/result.ts';
import type { LocalDate } from '../../../../core/time.ts';
import type { Person, PhoneKind, PostalLookup } from '../../../buyers/model.ts';
import type { Channel } from '../../../merchants/model.ts';
import type { AddressFinding } from '../../../screening/model.ts';
import type { OrderContent, PersonalPart } from '../../model.ts';

/** What a merchant's agreement says about registering orders. */
export type RegistrationTerms = {
  readonly mode: Mode;
  readonly channels: readonly Channel[];
  readonly bundledInvoices: boolean;
  readonly prohibitedCategories: readonly string[];
  readonly invoiceDueDays: number;
  readonly dueDayBounds: { readonly least: number; readonly most: number };
};

/** What the rules must know besides the order itself. */
export type OrderFacts = {
  readonly today: LocalDate;
  readonly merchant: RegistrationTerms;
  readonly postal: PostalLookup;
  /** A file must give the reading of a name; by API it is recommended. */
  readonly kanaRequired?: boolean;
};

/** Not wrong, but screening must look at it; `field` is what an amendment would mend. */
export type FoundInAddress = { readonly code: AddressFinding; readonly field: string };

/** An order that keeps every rule of its own, folded into the form it is stored in. */
export type CheckedOrder = {
  readonly shopOrderId: string;
  readonly orderDate: LocalDate;
  readonly channel: Channel;
  readonly buyerKind: 'consumer' | 'company';
  readonly billedAmount: Yen;
  /** Without tax, floored once per rate: what the order takes of the buyer's frame (WX-07). */
  readonly netAmount: Yen;
  readonly content: Omit<OrderContent, 'program' | 'buyerFee' | 'payerHash'>;
  readonly personal: PersonalPart;
  /** Input of `personKeys`. */
  readonly person: Person;
  readonly phoneKind: PhoneKind;
  /** The same goods at the same prices give the same text, in whatever order the lines stand. */
  readonly itemsText: string;
  readonly addressFindings: readonly FoundInAddress[];
  readonly authorizationToken?: string;
  readonly customerId?: string;
  readonly destinationId?: string;
};

export type OrderCheck =
  | { readonly ok: true; readonly order: CheckedOrder; readonly warnings: readonly WarningCode[] }
  | { readonly ok: false; readonly refusals: readonly [Refusal, ...Refusal[]] };

/** An order while it is checked: whatever had the wrong shape is missing, what is left is sound. */
export type Draft = Sound<RegisterOrder>;

type Sound<T> = T extends readonly (infer Element)[]
  ? readonly (Sound<Element> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Sound<T[Key]> | undefined }
    : T;
