export function yen(amount: number): string {
  return `${amount.toLocaleString('ja-JP')}円`;
}

/** What to tell the shopper of an error: the server's own words where it has any. */
export function messageOf(error: unknown): string {
  if (error instanceof TypeError) return '通信できませんでした。接続をご確認のうえ、もう一度お試しください。';
  return error instanceof Error && error.message ? error.message : 'エラーが発生しました。もう一度お試しください。';
}
