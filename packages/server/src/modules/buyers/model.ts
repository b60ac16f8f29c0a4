/** An address as a shop sends it and as we print it: the parts are joined without anything between. */
export type Address = {
  readonly prefecture: string;
  readonly city: string;
  readonly line1: string;
  readonly line2?: string;
};

/** What the post office knows of a postal code. */
export type PostalTown = {
  readonly prefecture: string;
  readonly city: string;
  readonly town: string;
  /** A few codes serve towns on both sides of a prefecture's border. */
  readonly otherPrefectures?: readonly string[];
};

/** Looks up a postal code of seven digits; null when there is no such code. */
export type PostalLookup = (postalCode: string) => PostalTown | null;

export type PhoneKind = 'mobile' | 'fixed' | 'voip';

/** What makes a person, or a company's purchasing desk, the same one in every shop. */
export type Person = {
  readonly name: string;
  readonly nameKana?: string;
  /** Only for a company buyer: who answers the phone there changes, the company does not. */
  readonly company?: string;
  /** E.164. */
  readonly phone: string;
  readonly address: Address;
};

export type PersonKeys = {
  /**
   * Kana + phone and kana + address, then name + phone and name + address, 32 hex digits each. Any match
   * is the same person. The first is the one that is written down longest: take it where one must do.
   */
  readonly keys: readonly string[];
  readonly phoneHash: string;
  readonly addressHash: string;
  /** The name as a bank writes it, to be found again on an incoming transfer. */
  readonly payerHash: string;
};
