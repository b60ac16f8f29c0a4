import type { AdminFailure } from '../reconcile/ports.ts';

/** What was wrong and what to do, for a person at the shop. */
export type FailureWords = { readonly ja: string; readonly en: string };

/** A sentence for every way the Admin API can fail to answer. */
export const failureWords: Readonly<Record<AdminFailure, FailureWords>> = {
  throttled: {
    ja: 'Shopifyの呼び出し回数の上限に達しました。アダプターが自動で待って再試行します。操作は必要ありません。',
    en: 'The shop’s Admin API limit is used up. The adapter waits and tries again by itself: nothing to do.',
  },
  unavailable: {
    ja: 'Shopifyから応答がありません。アダプターが自動で再試行します。続く場合は www.shopifystatus.com をご確認ください。',
    en: 'Shopify does not answer. The adapter tries again by itself; if it goes on, look at www.shopifystatus.com.',
  },
  lost: {
    ja: '書き込みの結果を受け取れませんでした。二重の書き込みを避けるため、注文を読み直してから続けます。操作は必要ありません。',
    en: 'The outcome of a write did not arrive. The order is read again before anything is repeated: nothing to do.',
  },
  unauthorized: {
    ja: 'Shopifyがアクセストークンを受け付けません。アプリがストアにインストールされていることと、クライアントID・シークレットをご確認のうえ、再度認証してください。',
    en: 'Shopify does not accept the access token. Check that the app is installed and the client id and secret are right, then authorise again.',
  },
  access_denied: {
    ja: 'アプリに必要な権限がありません。アクセススコープと「保護された顧客データ」の設定を確認し、`doctor` を実行してください。',
    en: 'The app may not read or write this. Check its access scopes and protected customer data, then run `doctor`.',
  },
  invalid: {
    ja: 'Shopifyが要求を受け付けませんでした。APIバージョンとストアのドメインをご確認ください。解消しない場合は内容を添えてお問い合わせください。',
    en: 'Shopify refused the request as such. Check the API version and the shop’s domain; if they are right, report it with this text.',
  },
};
