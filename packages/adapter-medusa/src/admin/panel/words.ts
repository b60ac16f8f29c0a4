import { useSyncExternalStore } from 'react';

export type Language = 'ja' | 'en';

const words = {
  title: { ja: '後払い', en: 'Deferred payment' },
  billed: { ja: '請求額', en: 'Billed' },
  returned: { ja: '返品・減額', en: 'Returned' },
  serviceOrder: { ja: '後払いの注文番号', en: 'Order at the service' },
  decidedAt: { ja: '判断日時', en: 'Decided' },
  expectedBy: { ja: '結果の予定', en: 'Decision expected by' },
  expiresAt: { ja: '期限', en: 'Valid until' },
  restExpiresAt: { ja: '残りの出荷期限', en: 'Rest to be shipped by' },
  reasons: { ja: '判断の理由', en: 'Reasons' },
  warnings: { ja: '確認事項', en: 'To look at' },
  shipments: { ja: '出荷', en: 'Shipments' },
  unregistered: { ja: '未登録の出荷', en: 'Not registered yet' },
  noSlip: { ja: '送り状番号なし', en: 'No slip number' },
  enterSlip: { ja: '送り状番号を登録', en: 'Register a slip' },
  correctSlip: { ja: '送り状番号を修正', en: 'Correct the slip' },
  correctHint: {
    ja: '入力の誤りのほか、再送で番号が変わったときもここで直します。請求額は変わりません。',
    en: 'For a mistyped number, and for the new number of a reship. The billed amount stays.',
  },
  carrier: { ja: '運送会社', en: 'Carrier' },
  service: { ja: 'サービス', en: 'Service' },
  slipNo: { ja: '送り状番号', en: 'Slip number' },
  register: { ja: '登録する', en: 'Register' },
  correct: { ja: '修正する', en: 'Correct' },
  cancel: { ja: 'やめる', en: 'Cancel' },
  tasks: { ja: '未完了の処理', en: 'Still to be done' },
  failed: { ja: '失敗', en: 'Failed' },
  waiting: { ja: '再試行待ち', en: 'Waiting' },
  nextAt: { ja: '次の試行', en: 'Next attempt' },
  attempts: { ja: '試行回数', en: 'Attempts' },
  sync: { ja: '再照会', en: 'Sync' },
  resend: { ja: '再送', en: 'Resend' },
  amend: { ja: '直した住所・電話番号を送る', en: 'Send the mended address and phone' },
  done: { ja: '反映しました。', en: 'Done.' },
  later: {
    ja: '受け付けました。後払いサービスに接続でき次第、自動で送ります。',
    en: 'Taken. It is sent by itself as soon as the service can be reached.',
  },
  unreachable: { ja: '読み込めませんでした。', en: 'Could not be loaded.' },
} as const satisfies Record<string, Record<Language, string>>;

export type WordKey = keyof typeof words;

export type Say = {
  readonly language: Language;
  (key: WordKey): string;
};

/** The admin's language, as the dashboard writes it on the page; Japanese for the Japanese one, English for all others. */
export function useSay(): Say {
  const language = useSyncExternalStore(watchLanguage, readLanguage, () => 'ja' as const);
  return Object.assign((key: WordKey) => words[key][language], { language });
}

function readLanguage(): Language {
  return document.documentElement.lang.toLowerCase().startsWith('ja') ? 'ja' : 'en';
}

function watchLanguage(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['lang'] });
  return () => observer.disconnect();
}

export function yen(amount: number, { language }: Say): string {
  const text = amount.toLocaleString('ja-JP');
  return language === 'ja' ? `${text}円` : `¥${text}`;
}

/** In Japan's time, wherever the staff sit: due days and cut-offs are reckoned in it. */
export function moment(instant: string, { language }: Say): string {
  const locale = language === 'ja' ? 'ja-JP' : 'en-GB';
  return new Date(instant).toLocaleString(locale, { timeZone: 'Asia/Tokyo', dateStyle: 'medium', timeStyle: 'short' });
}
