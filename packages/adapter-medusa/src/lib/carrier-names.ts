import type { Carrier } from '@atobarai/sdk/contract';

type Names = { readonly ja: string; readonly en: string };

/** The designated carriers as people call them (AD-09). */
export const carrierNames: Readonly<Record<Carrier, Names>> = {
  yamato: { ja: 'ヤマト運輸', en: 'Yamato Transport' },
  sagawa: { ja: '佐川急便', en: 'Sagawa Express' },
  japan_post: { ja: '日本郵便', en: 'Japan Post' },
  ecohai: { ja: 'エコ配', en: 'Ecohai' },
  fukuyama: { ja: '福山通運', en: 'Fukuyama Transporting' },
  seino: { ja: '西濃運輸', en: 'Seino Transportation' },
  seino_express: { ja: 'セイノーエクスプレス', en: 'Seino Express' },
  nittsu: { ja: '日本通運', en: 'Nippon Express' },
  meitetsu: { ja: '名鉄運輸', en: 'Meitetsu Transport' },
  shinshu_meitetsu: { ja: '信州名鉄運輸', en: 'Shinshu Meitetsu' },
  niigata: { ja: '新潟運輸', en: 'Niigata Unyu' },
  tonami: { ja: 'トナミ運輸', en: 'Tonami Transportation' },
  toll_express: { ja: 'トールエクスプレス', en: 'Toll Express' },
  okawa: { ja: '大川配送サービス', en: 'Okawa Delivery' },
  plus_service: { ja: 'プラスサービス', en: 'Plus Service' },
};

/** Services other than the ordinary parcel (AD-10). */
export const serviceNames: Readonly<Record<string, Names>> = {
  parcel: { ja: '宅配便', en: 'Parcel' },
  nekopos: { ja: 'ネコポス', en: 'Nekopos' },
  compact: { ja: '宅急便コンパクト', en: 'Compact' },
  yupack: { ja: 'ゆうパック', en: 'Yu-Pack' },
  yupacket: { ja: 'ゆうパケット', en: 'Yu-Packet' },
  registered: { ja: '書留', en: 'Registered mail' },
  letterpack: { ja: 'レターパック', en: 'Letter Pack' },
};
