import type { TaskKind } from '../tasks';
import type { Words } from './model';

export const unregistered: Words = { ja: '未登録', en: 'Not registered yet' };

/** What each task does, for the list of what is still to be done. */
export const taskWords: Readonly<Record<TaskKind, Words>> = {
  register: { ja: '注文の登録', en: 'Register the order' },
  ship: { ja: '送り状番号の登録', en: 'Register the slip' },
  slip: { ja: '送り状番号の登録(手入力)', en: 'Register the slip entered by hand' },
  deliver: { ja: '配達完了の連絡', en: 'Report the delivery' },
  cancel: { ja: '注文の取消', en: 'Cancel the order' },
  amount: { ja: '返品・減額の連絡', en: 'Report a return or refund' },
  edit: { ja: '注文変更後の再審査', en: 'Screen the edited order' },
  amend: { ja: '保留内容の修正', en: 'Mend what a hold asks for' },
  settle: { ja: '審査結果の反映', en: 'Take over the decision' },
};

export const shipmentWords: Readonly<Record<string, Words>> = {
  slip_registered: { ja: '登録済み', en: 'Registered' },
  in_transit: { ja: '輸送中', en: 'In transit' },
  delivered: { ja: '着荷確認済み', en: 'Delivered' },
  exception: { ja: '配達できず', en: 'Delivery failed' },
  returned: { ja: '返送', en: 'Sent back' },
  superseded: { ja: '差替え済み', en: 'Replaced by another slip' },
  voided: { ja: '取消', en: 'Voided' },
};
