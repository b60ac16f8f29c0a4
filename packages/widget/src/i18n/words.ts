/** A field the buyer may be asked to mend, by its path in the buyer. */
export type FieldName =
  | 'name'
  | 'nameKana'
  | 'company'
  | 'department'
  | 'postalCode'
  | 'address.prefecture'
  | 'address.city'
  | 'address.line1'
  | 'address.line2'
  | 'phone'
  | 'email';

/** Everything the widget says, in one language. */
export type Words = {
  readonly methods: string;
  readonly title: string;
  readonly tagline: string;
  readonly loading: string;
  readonly fee: string;
  readonly noFee: string;
  readonly total: string;
  readonly due: string;
  readonly frame: string;
  readonly stepsTitle: string;
  readonly termsVersion: (version: string) => string;
  readonly consentNeeded: string;
  readonly chooseMethod: string;
  readonly unavailable: string;
  readonly unavailableHint: string;
  readonly overLimit: (limit: string) => string;
  readonly underLimit: (limit: string) => string;
  readonly overseas: string;
  readonly screening: string;
  readonly screeningHint: string;
  readonly screeningSlow: string;
  readonly held: string;
  readonly heldHint: string;
  readonly check: string;
  readonly fillIn: string;
  readonly suggestion: (address: string) => string;
  readonly useSuggestion: string;
  readonly approved: string;
  readonly approvedHint: string;
  readonly review: string;
  readonly reviewHint: string;
  readonly rejected: string;
  readonly rejectedHint: string;
  readonly rejectedNoOthers: string;
  readonly payBy: (method: string) => string;
  readonly offline: string;
  readonly offlineHint: string;
  readonly busy: string;
  readonly busyHint: string;
  readonly retry: string;
  readonly expired: string;
  readonly expiredHint: string;
  readonly checkAgain: string;
  readonly testMode: string;
  /** Between a heading and the sentence after it. */
  readonly stop: string;
  readonly fields: Readonly<Record<FieldName, string>>;
};
