import { describe, expect, it } from 'vitest';
import { getAddress } from 'yubin';
import { openPostalTable } from './postal.ts';

const postal = openPostalTable();

describe('the table of postal codes (formats.md 8.2)', () => {
  it.each([
    ['1000005', '東京都', '千代田区', '丸の内'],
    ['4608513', '愛知県', '名古屋市中区', '三の丸'],
    ['9071801', '沖縄県', '八重山郡与那国町', '与那国'],
    ['0608621', '北海道', '札幌市中央区', '北一条西'],
  ])('knows %s', (code, ...names) => {
    expect(Object.values(postal(code) ?? {})).toEqual(names);
  });

  it('leaves out what the post office remarks on a town, and says nothing where there is none', () => {
    expect(postal('1000005')?.town).toBe('丸の内');
    expect(postal('0600000')).toEqual({ prefecture: '北海道', city: '札幌市中央区', town: '' });
  });

  it('names both prefectures of a code that serves two', () => {
    expect(postal('4980000')).toMatchObject({ prefecture: '愛知県', otherPrefectures: ['三重県'] });
    expect(postal('6180000')?.otherPrefectures).toHaveLength(1);
    expect(postal('8710000')?.otherPrefectures).toHaveLength(1);
  });

  it.each(['0000000', '9999999', '', '100', '100-0005', '10000055', '１００００05', 'abcdefg'])('knows nothing of %j', (code) => {
    expect(postal(code)).toBeNull();
  });

  it('says what the package itself says, all over the country', () => {
    let known = 0;
    for (let number = 0; number < 10_000_000; number += 2_003) {
      const code = String(number).padStart(7, '0');
      const theirs = getAddress(code);
      const ours = postal(code);
      expect([ours?.prefecture, ours?.city]).toEqual([theirs?.prefecture, theirs?.city]);
      if (ours) known += 1;
    }
    expect(known).toBeGreaterThan(50);
  });
});
