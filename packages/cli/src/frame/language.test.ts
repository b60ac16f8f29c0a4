import { describe, expect, it } from 'vitest';
import { languageOf } from './language.ts';

describe('the language of texts', () => {
  it('is what is asked for, whatever the shell says', () => {
    expect(languageOf('en', { LANG: 'ja_JP.UTF-8' }, 'ja-JP')).toBe('en');
    expect(languageOf('ja', { LANG: 'C' }, 'en-US')).toBe('ja');
  });

  it('follows LC_ALL before LC_MESSAGES before LANG', () => {
    expect(languageOf(undefined, { LC_ALL: 'en_US', LANG: 'ja_JP.UTF-8' }, 'ja-JP')).toBe('en');
    expect(languageOf(undefined, { LC_ALL: '', LC_MESSAGES: 'ja_JP', LANG: 'C' }, 'en-US')).toBe('ja');
    expect(languageOf(undefined, { LANG: 'ja' }, 'en-US')).toBe('ja');
    expect(languageOf(undefined, { LANG: 'jam_JM' }, 'ja-JP')).toBe('en');
  });

  it('is that of the machine where the shell says nothing, as on Windows', () => {
    expect(languageOf(undefined, {}, 'ja-JP')).toBe('ja');
    expect(languageOf(undefined, {}, 'de-DE')).toBe('en');
  });
});
