/** Languages of the widget. */
export type Language = 'ja' | 'en';

// By hand, because making one Intl formatter costs a slow phone more than the whole first paint; a test holds it against Intl.

/** `1,234円`, `¥1,234`. */
export function yen(amount: number, language: Language): string {
  const digits = String(Math.abs(amount)).replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = amount < 0 ? '-' : '';
  return language === 'ja' ? `${sign}${digits}円` : `${sign}¥${digits}`;
}
