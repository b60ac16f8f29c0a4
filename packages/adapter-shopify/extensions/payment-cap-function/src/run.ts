// Hides deferred payment where it cannot be used. A function sees the cart alone and may ask nobody: the
// service measures the limit per person and over all shops, so this only spares buyers a sure refusal.

/** What `run.graphql` asks for. */
export type RunInput = {
  readonly cart: {
    readonly cost: { readonly totalAmount: { readonly amount: string; readonly currencyCode: string } };
    readonly deliveryGroups: readonly { readonly deliveryAddress: { readonly countryCode: string | null } | null }[];
  };
  readonly localization: { readonly country: { readonly isoCode: string } };
  readonly paymentMethods: readonly { readonly id: string; readonly name: string }[];
  readonly paymentCustomization: { readonly metafield: { readonly jsonValue: unknown } | null };
};

/** What Shopify does about it: `CartPaymentMethodsTransformRunResult`. */
export type RunResult = { readonly operations: readonly { readonly paymentMethodHide: { readonly paymentMethodId: string } }[] };

/** The customization's own settings, in its metafield `$app:atobarai` `payment-cap`. */
export type Settings = {
  /** Names of the payment method, as the shop calls it. */
  readonly gatewayNames: readonly string[];
  /** Yen with tax; null for no limit. */
  readonly capYen: number | null;
};

/** 50,000 yen without tax (AM-13) come to this at 10 %. */
const usual: Settings = { gatewayNames: ['後払い決済'], capYen: 55_000 };

/** Which payment methods are not to be shown for this cart. */
export function run({ cart, localization, paymentMethods, paymentCustomization }: RunInput): RunResult {
  const settings = settingsIn(paymentCustomization.metafield?.jsonValue);
  if (canBeUsed(cart, localization.country.isoCode, settings)) return { operations: [] };
  const names = new Set(settings.gatewayNames.map(folded));
  const ours = paymentMethods.filter(({ name }) => names.has(folded(name)));
  return { operations: ours.map(({ id }) => ({ paymentMethodHide: { paymentMethodId: id } })) };
}

function canBeUsed({ cost: { totalAmount }, deliveryGroups }: RunInput['cart'], country: string, { capYen }: Settings): boolean {
  if (totalAmount.currencyCode !== 'JPY') return false;
  if (capYen !== null && !(Number(totalAmount.amount) <= capYen)) return false;
  // AD-11: nothing leaves the country. Before an address is known, the buyer's market stands for it.
  return (
    deliveryGroups.every(({ deliveryAddress }) => (deliveryAddress?.countryCode ?? country) === 'JP') &&
    (deliveryGroups.length > 0 || country === 'JP')
  );
}

function folded(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, ' ').trim();
}

/** Settings that cannot be read are as good as none: the usual ones then. */
function settingsIn(value: unknown): Settings {
  if (typeof value !== 'object' || value === null) return usual;
  const { gatewayNames, capYen } = value as Partial<Record<keyof Settings, unknown>>;
  return {
    gatewayNames: isNames(gatewayNames) ? gatewayNames : usual.gatewayNames,
    capYen: capYen === null || (typeof capYen === 'number' && capYen > 0) ? capYen : usual.capYen,
  };
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string');
}
