import type { Carrier } from '@atobarai/sdk/contract';

/** A carrier, its service, and the words by which it is called. */
type Row = { readonly carrier: Carrier; readonly serviceLevel: string; readonly words: readonly string[] };

const parcel = (carrier: Carrier, ...words: readonly string[]): Row => ({ carrier, serviceLevel: 'parcel', words });

/**
 * Every word by which a carrier's own service is known: Shopify's spellings to the letter (shopify.md
 * 1.7), what shipping apps and staff write in Japanese, and English names. Compared without width, case,
 * spaces and dashes. The most exact word wins, so a service stands beside its carrier.
 */
export const carrierRows: readonly Row[] = [
  parcel(
    'yamato',
    'Yamato (EN)',
    'Yamato (JA)',
    'Yamato',
    'Yamato Transport',
    'ヤマト運輸',
    'ヤマト',
    'クロネコヤマト',
    'クロネコ',
    '宅急便',
    'ヤマト宅急便',
    'Kuroneko',
    'Kuroneko Yamato',
    'TA-Q-BIN',
    'Takkyubin',
  ),
  {
    carrier: 'yamato',
    serviceLevel: 'nekopos',
    words: ['ネコポス', 'Nekopos', 'ヤマト運輸 ネコポス', 'クロネコヤマト ネコポス', 'クロネコゆうパケット'],
  },
  {
    carrier: 'yamato',
    serviceLevel: 'compact',
    words: ['宅急便コンパクト', 'コンパクト便', 'ヤマト運輸 宅急便コンパクト', 'TA-Q-BIN Compact'],
  },
  parcel(
    'sagawa',
    'Sagawa (EN)',
    'Sagawa (JA)',
    'Sagawa',
    'Sagawa Express',
    '佐川急便',
    '佐川',
    '飛脚宅配便',
    '飛脚便',
    '佐川急便 飛脚宅配便',
    'さがわ',
  ),
  {
    carrier: 'japan_post',
    serviceLevel: 'yupack',
    words: [
      'Japan Post (EN)',
      'Japan Post (JA)',
      'Japan Post',
      '日本郵便',
      '郵便局',
      'ゆうパック',
      '日本郵便 ゆうパック',
      '日本郵便ゆうパック',
      '郵便',
      'JP Post',
      'Yu-Pack',
    ],
  },
  {
    carrier: 'japan_post',
    serviceLevel: 'yupacket',
    words: ['ゆうパケット', 'ゆうパケットポスト', 'ポスパケット', '日本郵便 ゆうパケット', 'Yu-Packet'],
  },
  {
    carrier: 'japan_post',
    serviceLevel: 'letterpack',
    words: [
      'レターパック',
      'レターパックプラス',
      'レターパックライト',
      '日本郵便 レターパック',
      'Letter Pack',
      'Letterpack Plus',
      'Letterpack Light',
    ],
  },
  {
    carrier: 'japan_post',
    serviceLevel: 'registered',
    words: ['書留', '簡易書留', '一般書留', '特定記録', '郵便書留', '特定記録郵便', '日本郵便 書留', 'Registered Mail'],
  },
  parcel('ecohai', 'エコ配', 'エコハイ', 'ecohai', 'Eco Hai'),
  parcel('fukuyama', '福山通運', '福山', '福通', 'フクツー', 'フクヤマ', 'Fukuyama', 'Fukuyama Transporting'),
  parcel('seino', '西濃運輸', '西濃', 'カンガルー便', 'カンガルーミニ便', 'Seino', 'Seino Transportation', 'セイノー', 'セイノー運輸'),
  parcel(
    'seino_express',
    '西濃スーパーエキスプレス',
    'セイノースーパーエクスプレス',
    'セイノーエクスプレス',
    '西濃エキスプレス',
    'セイノーエキスプレス',
    '西濃スーパーエクスプレス',
    'Seino Super Express',
    'Seino Express',
  ),
  parcel('nittsu', '日本通運', '日通', 'ペリカン便', 'Nippon Express', 'Nittsu', 'NX', 'NX日本通運', 'アロー便'),
  parcel('meitetsu', '名鉄運輸', '名鉄', 'Meitetsu', 'Meitetsu Transport', '名鉄NX運輸', '名鉄ＮＸ運輸'),
  parcel('shinshu_meitetsu', '信州名鉄運輸', '信州名鉄', 'Shinshu Meitetsu'),
  parcel('niigata', '新潟運輸', '新潟', 'シーガル便', 'Niigata Unyu', 'Niigata'),
  parcel('tonami', 'トナミ運輸', 'トナミ', 'Tonami', 'Tonami Transportation'),
  parcel(
    'toll_express',
    'トールエクスプレス',
    'トールエクスプレスジャパン',
    'トール',
    'JPロジスティクス',
    'ＪＰロジスティクス',
    'Toll Express',
    'Toll Express Japan',
    'JP Logistics',
  ),
  parcel('okawa', '大川配送サービス', '大川配送', 'Okawa'),
  parcel('plus_service', 'プラスサービス', 'プラス サービス', 'Plus Service'),
];

/** Services that cannot be used: nobody confirms that what they carry has arrived (AD-10). */
export const unconfirmedServices: readonly string[] = [
  '飛脚メール便',
  'メール便',
  'クロネコDM便',
  'DM便',
  'ゆうメール',
  'ゆうメール便',
  'クリックポスト',
  '定形外郵便',
  '定形外',
  '普通郵便',
  'スマートレター',
  'Click Post',
];
