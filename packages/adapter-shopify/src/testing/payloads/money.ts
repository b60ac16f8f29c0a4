type MoneySet = {
  readonly shop_money: { readonly amount: string; readonly currency_code: string };
  readonly presentment_money: { readonly amount: string; readonly currency_code: string };
};

/** Yen come without decimals in webhook bodies: "8800" (shopify.md 1.6). */
export function text(amount: number): string {
  return String(amount);
}

export function set(amount: number, currency: string): MoneySet {
  const money = { amount: text(amount), currency_code: currency };
  return { shop_money: money, presentment_money: { ...money } };
}
