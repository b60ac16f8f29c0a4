import { describe, expect, it } from 'vitest';
import { prefectureOf, prefectures, splitPrefecture } from './prefectures';

describe('the 47 prefectures', () => {
  it('are 47, each with a code and a name of its own', () => {
    expect(prefectures).toHaveLength(47);
    expect(new Set(prefectures.map(({ name }) => name)).size).toBe(47);
    expect(prefectures[0]).toEqual({ code: 'JP-01', name: '北海道', romaji: 'Hokkaido' });
    expect(prefectures[12]).toEqual({ code: 'JP-13', name: '東京都', romaji: 'Tokyo' });
    expect(prefectures[46]).toEqual({ code: 'JP-47', name: '沖縄県', romaji: 'Okinawa' });
  });

  it.each(prefectures)('$code $name is known however a form writes it', ({ code, name, romaji }) => {
    const short = name === '北海道' ? name : name.slice(0, -1);
    const written = [
      code,
      code.toLowerCase(),
      code.slice(3),
      name,
      ` ${name} `,
      short,
      romaji,
      romaji.toUpperCase(),
      `${romaji} Prefecture`,
    ];
    for (const province of written) expect(prefectureOf(province)).toBe(name);
  });

  it('knows long marks, full-width letters and endings', () => {
    expect(prefectureOf('Tōkyō-to')).toBe('東京都');
    expect(prefectureOf('ＪＰ-２７')).toBe('大阪府');
    expect(prefectureOf('Ōita')).toBe('大分県');
    expect(prefectureOf('osaka-fu')).toBe('大阪府');
    expect(prefectureOf('Gumma')).toBe('群馬県');
    expect(prefectureOf('Hokkai-do')).toBe('北海道');
  });

  it.each(['', 'JP-00', 'JP-48', '48', 'California', '東京区', 'US-CA', 'constructor', '都'])('does not guess at %j', (province) => {
    expect(prefectureOf(province)).toBeUndefined();
  });

  it('finds one at the beginning of an address line', () => {
    expect(splitPrefecture('東京都千代田区')).toEqual({ prefecture: '東京都', rest: '千代田区' });
    expect(splitPrefecture('京都府 京都市中京区')).toEqual({ prefecture: '京都府', rest: '京都市中京区' });
    expect(splitPrefecture('千代田区東京都通り')).toBeUndefined();
  });
});
