import type { Carrier } from '@atobarai/sdk/contract';

/** What is known of the numbers on a carrier's slips (formats.md 4). */
export type SlipRule = {
  readonly digits: { readonly least: number; readonly most: number };
  /** Labels print the number with zeros in front, up to this many digits; they are taken off. */
  readonly paddedTo?: number;
  /**
   * The last digit is the rest of the others divided by 7. `reject` where the carrier itself says so,
   * `warn` where it is only known from practice: then a person looks whether the parcel arrives.
   */
  readonly checkDigit: 'reject' | 'warn' | 'none';
};

export type Service = {
  readonly nameJa: string;
  /** 運送会社コード: the two digits that Japan's deferred-payment providers share. */
  readonly providerCode: string;
  readonly slip: SlipRule;
};

export type CarrierTerms = { readonly nameJa: string; readonly services: Readonly<Record<string, Service>> };

const twelveDigits: SlipRule = { digits: { least: 12, most: 12 }, checkDigit: 'reject' };
const elevenDigits: SlipRule = { digits: { least: 11, most: 11 }, checkDigit: 'reject' };
const tenDigits: SlipRule = { digits: { least: 10, most: 10 }, checkDigit: 'none' };
/** Where only the character set and a plausible length are known. */
const unproven: SlipRule = { digits: { least: 8, most: 14 }, checkDigit: 'none' };
const doubted: SlipRule = { digits: { least: 8, most: 14 }, checkDigit: 'warn' };

const parcel = (nameJa: string, providerCode: string, slip: SlipRule): CarrierTerms => ({
  nameJa,
  services: { parcel: { nameJa: '宅配便', providerCode, slip } },
});

/** The designated carriers (AD-09) and the services of theirs that may be used (AD-10). */
export const carriers: Readonly<Record<Carrier, CarrierTerms>> = {
  yamato: {
    nameJa: 'ヤマト運輸',
    services: {
      parcel: { nameJa: '宅急便', providerCode: '12', slip: twelveDigits },
      nekopos: { nameJa: 'ネコポス', providerCode: '12', slip: twelveDigits },
      compact: { nameJa: '宅急便コンパクト', providerCode: '12', slip: twelveDigits },
    },
  },
  // 飛脚メール便 is not allowed, and its number looks like any other: the service must be told.
  sagawa: { nameJa: '佐川急便', services: { parcel: { nameJa: '飛脚宅配便', providerCode: '11', slip: twelveDigits } } },
  japan_post: {
    nameJa: '日本郵便',
    services: {
      yupack: { nameJa: 'ゆうパック', providerCode: '16', slip: twelveDigits },
      yupacket: { nameJa: 'ゆうパケット(旧ポスパケット)', providerCode: '16', slip: twelveDigits },
      registered: { nameJa: '書留・特定記録', providerCode: '15', slip: elevenDigits },
      letterpack: { nameJa: 'レターパック', providerCode: '16', slip: twelveDigits },
    },
  },
  ecohai: parcel('エコ配', '27', unproven),
  fukuyama: parcel('福山通運', '18', { digits: { least: 11, most: 11 }, paddedTo: 15, checkDigit: 'warn' }),
  seino: parcel('西濃運輸', '14', tenDigits),
  seino_express: parcel('セイノーエクスプレス', '30', tenDigits),
  nittsu: parcel('日本通運', '13', unproven),
  meitetsu: parcel('名鉄運輸', '21', doubted),
  shinshu_meitetsu: parcel('信州名鉄運輸', '23', doubted),
  niigata: parcel('新潟運輸', '20', unproven),
  tonami: parcel('トナミ運輸', '29', unproven),
  toll_express: parcel('トールエクスプレス', '26', doubted),
  okawa: parcel('大川配送サービス', '31', unproven),
  plus_service: parcel('プラスサービス', '32', unproven),
};

export function carrierTerms(slug: string): CarrierTerms | undefined {
  return Object.hasOwn(carriers, slug) ? carriers[slug as Carrier] : undefined;
}
