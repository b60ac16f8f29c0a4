import type { ImportResult } from '@atobarai/sdk';
import type { Bilingual } from './model.ts';

const decisions: Readonly<Record<string, Bilingual>> = {
  approved: { ja: '承認されました', en: 'it was approved' },
  rejected: { ja: '否決されました', en: 'it was rejected' },
  on_hold: { ja: '保留になりました', en: 'it was put on hold' },
  manual_review: { ja: '審査中(担当者の判断待ち)になりました', en: 'it waits for a person' },
};

/** What became of one order or shipment of a file, as the end of a sentence. */
export function described(result: ImportResult): Bilingual {
  if (!result.ok) return { ja: `${result.code ?? '-'} で拒否されました`, en: `it was refused with ${result.code ?? '-'}` };
  if (result.status === undefined) return { ja: '受け付けられました', en: 'it was accepted' };
  const decision = decisions[result.status] ?? { ja: `${result.status} になりました`, en: `it is ${result.status}` };
  const codes = reasonCodes(result);
  return codes === '' ? decision : { ja: `${decision.ja} (${codes})`, en: `${decision.en} (${codes})` };
}

/** Why screening decided so: `postal_mismatch, address_incomplete`. */
export function reasonCodes(result: ImportResult): string {
  return (result.reasons ?? []).map((reason) => reason.code).join(', ');
}
