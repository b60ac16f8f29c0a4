import { failureWords, subscribedTopics } from '../outbound/index.ts';
import { isReservedGatewayName, matchesGateway } from '../translate/gateway.ts';
import type { Bilingual, Check, DoctorFacts, ProbedOrder } from './model.ts';

const both = (text: string): Bilingual => ({ ja: text, en: text });

export function skipped(name: string): Check {
  return { name, status: 'skipped', detail: { ja: '確かめられません', en: 'cannot be told' } };
}

/** Whether Shopify answers us at all, which needs the app to be installed and a good token. */
export function shopifyCheck({ self, shop }: DoctorFacts): Check {
  if (self.ok) return { name: 'shopify', status: 'ok', detail: both(`${self.answer.shop.domain} (${self.answer.shop.planName})`) };
  const words = self.failure === 'unknown' ? both(self.message) : failureWords[self.failure];
  return { name: 'shopify', status: 'failed', detail: { ja: `${shop}: ${words.ja}`, en: `${shop}: ${words.en}` } };
}

export function currencyCheck({ self }: DoctorFacts): Check {
  if (!self.ok) return skipped('currency');
  const { currencyCode, ianaTimezone } = self.answer.shop;
  if (currencyCode !== 'JPY') {
    return {
      name: 'currency',
      status: 'failed',
      detail: {
        ja: `ストアの通貨が ${currencyCode} です。後払い決済は日本円の注文だけを扱います。`,
        en: `The store sells in ${currencyCode}. Deferred payment takes orders in yen only.`,
      },
    };
  }
  return { name: 'currency', status: 'ok', detail: both(`JPY, ${ianaTimezone}`) };
}

export function scopesCheck({ self, missingScopes: missing }: DoctorFacts): Check {
  if (!self.ok) return skipped('scopes');
  if (missing.length === 0) {
    return { name: 'scopes', status: 'ok', detail: { ja: '必要な権限はすべてあります', en: 'every scope that is needed is granted' } };
  }
  const list = missing.join(', ');
  return {
    name: 'scopes',
    status: 'failed',
    detail: {
      ja: `次の権限がありません: ${list}。Dev Dashboard でアプリの新しいバージョンに追加してリリースし、ストアで更新を承認してください。`,
      en: `These scopes are missing: ${list}. Add them to a new version of the app in the Dev Dashboard, release it, and accept the update in the store.`,
    },
  };
}

/** The default window is 60 days: an order paid for on day 70 can be marked as paid only with this scope. */
export function windowCheck({ self, markPaidOn }: DoctorFacts): Check {
  if (!self.ok) return skipped('window');
  if (self.answer.scopes.includes('read_all_orders') || markPaidOn !== 'buyer_paid') {
    return { name: 'window', status: 'ok', detail: { ja: `入金の記録: ${markPaidOn}`, en: `orders are marked as paid: ${markPaidOn}` } };
  }
  return {
    name: 'window',
    status: 'warning',
    detail: {
      ja: '60日より前の注文は、read_all_orders の承認がないと更新できません。購入者の支払いで入金済みにする設定では、遅い支払いを記録できないことがあります。',
      en: 'Orders older than 60 days cannot be changed without the scope read_all_orders: with "buyer_paid", a late payment may not be recorded.',
    },
  };
}

/** By real orders, never by the plan: which plans show what has changed before (shopify.md 1.2). */
export function protectedDataCheck({ probe: orders }: DoctorFacts): Check {
  const name = 'customer-data';
  if (!orders.ok) {
    if (orders.failure !== 'access_denied') return skipped(name);
    return { name, status: 'failed', detail: noProtectedData };
  }
  const shipped = orders.answer.filter(({ requiresShipping }) => requiresShipping);
  if (shipped.length === 0) {
    return {
      name,
      status: 'warning',
      detail: {
        ja: '配送のある注文がまだないため、氏名・住所を読めるか確かめられません。テスト注文を1件入れてから、もう一度実行してください。',
        en: 'There is no order to ship yet, so it cannot be told whether names and addresses can be read. Place a test order and run this again.',
      },
    };
  }
  if (shipped.some(isReadable))
    return { name, status: 'ok', detail: { ja: '氏名・住所・電話番号を読めます', en: 'names, addresses and phone numbers can be read' } };
  return { name, status: 'failed', detail: noProtectedData };
}

function isReadable({ shippingAddress }: ProbedOrder): boolean {
  return shippingAddress !== null && shippingAddress.lastName !== null && shippingAddress.zip !== null;
}

const noProtectedData: Bilingual = {
  ja: '注文の氏名・住所を読めないため、審査ができません。Dev Dashboard の「API アクセス」で「保護された顧客データ」の氏名・住所・電話番号・メールを申請してください。ストア管理画面で作った古いカスタムアプリは、プランによって読めません(Dev Dashboard のアプリに替えてください)。',
  en: 'Names and addresses of orders cannot be read, so nobody can be screened. In the Dev Dashboard, under API access, ask for protected customer data: name, address, phone and e-mail. A custom app made in the store’s own admin cannot read them on some plans: use an app of the Dev Dashboard.',
};

/** Shopify has no field for this setting: only orders that were shipped as they came give it away. */
export function autoFulfilmentCheck({ probe: orders, holdUntilScreened }: DoctorFacts): Check {
  const name = 'auto-fulfil';
  if (!orders.ok || !holdUntilScreened) return skipped(name);
  const instant = orders.answer.filter(({ createdAt, fulfillments }) =>
    fulfillments.some((fulfillment) => Date.parse(fulfillment.createdAt) - Date.parse(createdAt) < 60_000),
  );
  const [first] = instant;
  if (first === undefined) {
    return {
      name,
      status: orders.answer.length === 0 ? 'skipped' : 'ok',
      detail: {
        ja: '注文と同時に発送済みになった注文はありません(設定 > チェックアウト > 注文の処理 で「自動的にフルフィルメント」を使わないでください)',
        en: 'no order was fulfilled the moment it came (keep automatic fulfilment off in Settings > Checkout > Order processing)',
      },
    };
  }
  return {
    name,
    status: 'failed',
    detail: {
      ja: `${first.name} は注文から1分以内に発送済みになっています。自動フルフィルメント(設定 > チェックアウト > 注文の処理)や倉庫アプリの自動依頼が有効だと、審査の前に発送されます。無効にしてください。`,
      en: `${first.name} was fulfilled within a minute. With automatic fulfilment (Settings > Checkout > Order processing) or a warehouse app that takes orders by itself, parcels leave before the screening. Turn it off.`,
    },
  };
}

/** A payment method under another name is the usual reason why nothing happens. */
export function gatewayCheck({ probe: orders, gatewayNames }: DoctorFacts): Check {
  const name = 'payment-method';
  const reserved = gatewayNames.find(isReservedGatewayName);
  if (reserved !== undefined) {
    return {
      name,
      status: 'failed',
      detail: {
        ja: `「${reserved}」は Shopify の予約名で、手動の決済方法の名前にできません。`,
        en: `${reserved} is a name that Shopify keeps for itself: a manual payment method cannot be called so.`,
      },
    };
  }
  if (!orders.ok) return skipped(name);
  const seen = [...new Set(orders.answer.flatMap(({ paymentGatewayNames }) => paymentGatewayNames))];
  const list = gatewayNames.join(', ');
  if (matchesGateway(seen, gatewayNames)) return { name, status: 'ok', detail: both(list) };
  return {
    name,
    status: 'warning',
    detail: {
      ja: `最近の注文に「${list}」はありません。手動の決済方法の名前が設定と同じか確かめてください。${seen.length === 0 ? '' : `見つかった名前: ${seen.join('、')}`}`,
      en: `No recent order was placed with ${list}. Check that the manual payment method has exactly this name.${seen.length === 0 ? '' : ` Seen: ${seen.join(', ')}`}`,
    },
  };
}

export function subscriptionsCheck({ subscriptions, webhookUri }: DoctorFacts): Check {
  const name = 'subscriptions';
  if (!subscriptions.ok) return skipped(name);
  const heard = new Set(subscriptions.answer.filter(({ uri }) => uri === webhookUri).map(({ topic }) => topic));
  const missing = subscribedTopics.filter((topic) => !heard.has(topic));
  if (missing.length === 0) {
    return { name, status: 'ok', detail: { ja: `${heard.size} 件(${webhookUri})`, en: `${heard.size} topics to ${webhookUri}` } };
  }
  return {
    name,
    status: missing.length === subscribedTopics.length ? 'failed' : 'warning',
    detail: {
      ja: `${webhookUri} に届かないトピックがあります: ${missing.join(', ')}。subscriptions sync を実行してください(アプリの TOML で登録した分はここに出ません)。`,
      en: `These topics do not come to ${webhookUri}: ${missing.join(', ')}. Run subscriptions sync (those of the app TOML are not listed here).`,
    },
  };
}
