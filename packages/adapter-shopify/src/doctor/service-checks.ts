import type { WebhookEndpoint } from '@atobarai/sdk/contract';
import type { Check, DoctorFacts } from './model.ts';
import { skipped } from './shopify-checks.ts';

/** Signatures are refused when the clocks of sender and receiver differ by more. */
const toleratedSkewMs = 300_000;

/** Clocks: session tokens live a minute, signatures of our events five. */
export function timeCheck({ shopifySkewMs, serviceSkewMs }: DoctorFacts): Check {
  const skews = [shopifySkewMs, serviceSkewMs].filter((skew) => skew !== undefined);
  if (skews.length === 0) return skipped('time');
  const worst = skews.reduce((most, skew) => (Math.abs(skew) > Math.abs(most) ? skew : most));
  const seconds = Math.round(Math.abs(worst) / 1_000);
  if (Math.abs(worst) < toleratedSkewMs / 10) {
    return { name: 'time', status: 'ok', detail: { ja: `時刻の差 ${seconds} 秒`, en: `clocks differ by ${seconds} s` } };
  }
  return {
    name: 'time',
    status: Math.abs(worst) < toleratedSkewMs ? 'warning' : 'failed',
    detail: {
      ja: `この機械の時刻が ${seconds} 秒ずれています。ずれが大きいと署名やトークンが拒否されます。NTP で合わせてください。`,
      en: `The clock of this machine is ${seconds} s off. Signatures and tokens are refused when it is far off: set it by NTP.`,
    },
  };
}

/** Our service: the key, its mode, and that orders of a web shop may be registered. */
export function serviceCheck({ service }: DoctorFacts): Check {
  if (!service.ok) {
    return {
      name: 'atobarai',
      status: 'failed',
      detail: {
        ja: `後払いのサーバーに接続できないか、ATOBARAI_KEY が使えません(${service.code})。.env の ATOBARAI_KEY と ATOBARAI_BASE_URL を確かめてください。`,
        en: `The payment service cannot be reached, or ATOBARAI_KEY is refused (${service.code}). Check ATOBARAI_KEY and ATOBARAI_BASE_URL in .env.`,
      },
    };
  }
  const { shopName, mode, channels } = service.answer;
  if (!channels.includes('ec')) {
    return {
      name: 'atobarai',
      status: 'failed',
      detail: {
        ja: `${shopName} では「ec」の販売方法が審査されていないため、注文を登録できません。後払いの事務局に申請してください。`,
        en: `${shopName} is not approved for the channel "ec", so no order can be registered. Apply for it at the payment service.`,
      },
    };
  }
  return {
    name: 'atobarai',
    status: 'ok',
    detail: { ja: `${shopName}(${mode === 'test' ? 'テスト' : '本番'})`, en: `${shopName} (${mode})` },
  };
}

/** News of our service: at once by webhook, else by asking every minute. */
export function eventsCheck({ service, eventsUri, hasEventsSecret }: DoctorFacts): Check {
  if (!service.ok) return skipped('events');
  if (!hasEventsSecret) {
    return {
      name: 'events',
      status: 'ok',
      detail: {
        ja: '審査結果などは定期的に取得します(ATOBARAI_WEBHOOK_SECRET を設定すると即時に届きます)',
        en: 'decisions are fetched from time to time (with ATOBARAI_WEBHOOK_SECRET they arrive at once)',
      },
    };
  }
  const endpoint = service.answer.endpoints.find(({ url }) => url === eventsUri);
  if (endpoint === undefined) {
    return {
      name: 'events',
      status: 'warning',
      detail: {
        ja: `後払いのサーバーに ${eventsUri} が登録されていません。登録するまでは定期的な取得だけになります。`,
        en: `${eventsUri} is not registered with the payment service: until it is, decisions are fetched from time to time only.`,
      },
    };
  }
  const trouble = troubleOf(endpoint);
  if (trouble === undefined) return { name: 'events', status: 'ok', detail: { ja: eventsUri, en: eventsUri } };
  return {
    name: 'events',
    status: 'warning',
    detail: {
      ja: `${eventsUri} に届いていません(${trouble})。アダプターが外から見えることと、署名の鍵を確かめてください。`,
      en: `Events do not arrive at ${eventsUri} (${trouble}). Check that the adapter can be seen from outside, and its secret.`,
    },
  };
}

function troubleOf({ enabled, disabledReason, failingSince }: WebhookEndpoint): string | undefined {
  return enabled ? (failingSince ?? undefined) : (disabledReason ?? 'disabled');
}

/** Orders a person must look at: everything else goes on by itself. */
export function ordersCheck({ parked, orders }: DoctorFacts): Check {
  const count = Object.values(orders).reduce((sum, number) => sum + number, 0);
  if (parked.length === 0)
    return { name: 'orders', status: 'ok', detail: { ja: `注文 ${count} 件、停止中 0 件`, en: `${count} orders, none parked` } };
  return {
    name: 'orders',
    status: 'warning',
    detail: {
      ja: `処理を止めた注文が ${parked.length} 件あります。dead-letters list で理由を確かめ、直したら order を実行してください。`,
      en: `${parked.length} orders are parked. See why with dead-letters list, and run order for each once it is mended.`,
    },
  };
}
