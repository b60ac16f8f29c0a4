// The 47 prefectures in the order of their ISO 3166-2 codes: JP-01 is the first, JP-47 the last.
const table = `北海道 Hokkaido
青森県 Aomori
岩手県 Iwate
宮城県 Miyagi
秋田県 Akita
山形県 Yamagata
福島県 Fukushima
茨城県 Ibaraki
栃木県 Tochigi
群馬県 Gunma
埼玉県 Saitama
千葉県 Chiba
東京都 Tokyo
神奈川県 Kanagawa
新潟県 Niigata
富山県 Toyama
石川県 Ishikawa
福井県 Fukui
山梨県 Yamanashi
長野県 Nagano
岐阜県 Gifu
静岡県 Shizuoka
愛知県 Aichi
三重県 Mie
滋賀県 Shiga
京都府 Kyoto
大阪府 Osaka
兵庫県 Hyogo
奈良県 Nara
和歌山県 Wakayama
鳥取県 Tottori
島根県 Shimane
岡山県 Okayama
広島県 Hiroshima
山口県 Yamaguchi
徳島県 Tokushima
香川県 Kagawa
愛媛県 Ehime
高知県 Kochi
福岡県 Fukuoka
佐賀県 Saga
長崎県 Nagasaki
熊本県 Kumamoto
大分県 Oita
宮崎県 Miyazaki
鹿児島県 Kagoshima
沖縄県 Okinawa`;

export type Prefecture = {
  /** ISO 3166-2, `JP-13`. */
  readonly code: string;
  /** In full, as the service wants it: 東京都. */
  readonly name: string;
  /** In Latin letters, without its ending: Tokyo. */
  readonly romaji: string;
};

/** All 47, north to south. */
export const prefectures: readonly Prefecture[] = table.split('\n').map((line, index) => {
  const [name = '', romaji = ''] = line.split(' ');
  return { code: `JP-${String(index + 1).padStart(2, '0')}`, name, romaji };
});

const byKey = new Map(prefectures.flatMap((prefecture) => keysOf(prefecture).map((key) => [key, prefecture.name] as const)));

/**
 * The prefecture's name in full for whatever a shop's form puts into `province`: `JP-13`, `13`, 東京都,
 * 東京, Tokyo, Tōkyō-to. Undefined when it is none of the 47.
 */
export function prefectureOf(province: string): string | undefined {
  return byKey.get(foldedKey(province));
}

/** The prefecture an address line begins with, and what follows it. */
export function splitPrefecture(line: string): { readonly prefecture: string; readonly rest: string } | undefined {
  const text = line.normalize('NFKC').trim();
  const found = prefectures.find(({ name }) => text.startsWith(name));
  return found && { prefecture: found.name, rest: text.slice(found.name.length).trim() };
}

function keysOf({ code, name, romaji }: Prefecture): string[] {
  const digits = code.slice(3);
  // 北海道 keeps its last letter in everyday use; 都, 府 and 県 are left out.
  const short = name === '北海道' ? name : name.slice(0, -1);
  const endings = ['', 'to', 'do', 'fu', 'ken', 'prefecture', 'metropolis'].map((ending) => `${romaji}${ending}`);
  return [code, digits, String(Number(digits)), name, short, ...endings, ...longVowels(romaji)].map(foldedKey);
}

/** Hepburn without long marks, and the spellings people type for the long vowels. */
function longVowels(romaji: string): string[] {
  const spellings: Record<string, readonly string[]> = {
    Tokyo: ['Toukyou', 'Tohkyoh'],
    Kyoto: ['Kyouto'],
    Osaka: ['Oosaka', 'Ohsaka'],
    Hyogo: ['Hyougo', 'Hiogo'],
    Kochi: ['Kouchi'],
    Oita: ['Ooita', 'Ohita'],
    Hokkaido: ['Hokkaidou'],
    Gunma: ['Gumma'],
  };
  return [...(spellings[romaji] ?? [])];
}

function foldedKey(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, '');
}
