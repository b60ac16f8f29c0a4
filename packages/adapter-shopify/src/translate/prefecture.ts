import { matchingText } from './text.ts';

/** Shopify's own spelling of every prefecture by its ISO 3166-2 code, and how it is written on a parcel. */
const rows = `
JP-01 Hokkaidō 北海道|JP-02 Aomori 青森県|JP-03 Iwate 岩手県|JP-04 Miyagi 宮城県|JP-05 Akita 秋田県|JP-06 Yamagata 山形県
JP-07 Fukushima 福島県|JP-08 Ibaraki 茨城県|JP-09 Tochigi 栃木県|JP-10 Gunma 群馬県|JP-11 Saitama 埼玉県|JP-12 Chiba 千葉県
JP-13 Tōkyō 東京都|JP-14 Kanagawa 神奈川県|JP-15 Niigata 新潟県|JP-16 Toyama 富山県|JP-17 Ishikawa 石川県|JP-18 Fukui 福井県
JP-19 Yamanashi 山梨県|JP-20 Nagano 長野県|JP-21 Gifu 岐阜県|JP-22 Shizuoka 静岡県|JP-23 Aichi 愛知県|JP-24 Mie 三重県
JP-25 Shiga 滋賀県|JP-26 Kyōto 京都府|JP-27 Ōsaka 大阪府|JP-28 Hyōgo 兵庫県|JP-29 Nara 奈良県|JP-30 Wakayama 和歌山県
JP-31 Tottori 鳥取県|JP-32 Shimane 島根県|JP-33 Okayama 岡山県|JP-34 Hiroshima 広島県|JP-35 Yamaguchi 山口県|JP-36 Tokushima 徳島県
JP-37 Kagawa 香川県|JP-38 Ehime 愛媛県|JP-39 Kōchi 高知県|JP-40 Fukuoka 福岡県|JP-41 Saga 佐賀県|JP-42 Nagasaki 長崎県
JP-43 Kumamoto 熊本県|JP-44 Ōita 大分県|JP-45 Miyazaki 宮崎県|JP-46 Kagoshima 鹿児島県|JP-47 Okinawa 沖縄県`;

/** The 47 prefectures. */
export const prefectures = rows
  .trim()
  .split(/[|\n]/)
  .map((row) => {
    const [code = '', shopifyName = '', name = ''] = row.split(' ');
    return { code, shopifyName, name };
  });

const byCode = new Map(prefectures.map(({ code, name }) => [code, name]));
const byName = new Map(
  prefectures.flatMap(({ shopifyName, name }) =>
    [name, name.replace(/[都府県]$/, ''), shopifyName].map((word) => [nameKey(word), name] as const),
  ),
);

/** Macrons are left out by many. */
function nameKey(word: string): string {
  return matchingText(word.normalize('NFD').replace(/\p{Diacritic}/gu, ''));
}

/** The prefecture as it is written in full; by its code, else by its name in either script. */
export function prefectureOf(code: string | null | undefined, name: string | null | undefined): string | undefined {
  const coded = (code ?? '').normalize('NFKC').trim().toUpperCase();
  const found = byCode.get(coded.startsWith('JP-') ? coded : `JP-${coded}`);
  if (found !== undefined) return found;
  const key = nameKey(name ?? '');
  // Kyoto ends like Tokyo-to: only what is no name by itself has a suffix.
  return byName.get(key) ?? byName.get(key.replace(/(?<=[a-z]{3})(?:prefecture|pref|ken|to|fu|do)$/, ''));
}
