import type { PostalTown } from '../modules/buyers/model.ts';

/**
 * Codes that serve towns on both sides of a border, of which the table knows one row each:
 * 弥富市 and 木曽岬町, 大山崎町 and 島本町, 中津市 and 吉富町.
 */
const acrossBorders: Readonly<Record<string, readonly string[]>> = {
  '4980000': ['愛知県', '三重県'],
  '6180000': ['京都府', '大阪府'],
  '8710000': ['大分県', '福岡県'],
};

/** What a row of the table says of its code. */
export function townOf(postalCode: string, { prefecture, city, town }: Omit<PostalTown, 'otherPrefectures'>): PostalTown {
  const otherPrefectures = acrossBorders[postalCode]?.filter((name) => name !== prefecture);
  return otherPrefectures ? { prefecture, city, town, otherPrefectures } : { prefecture, city, town };
}

/** The table adds remarks in brackets, and says 「以下に掲載がない場合」 where there is no town to name. */
export function plainTown(town: string): string {
  const bracket = town.indexOf('（');
  const named = bracket < 0 ? town : town.slice(0, bracket);
  return named === '以下に掲載がない場合' ? '' : named;
}
