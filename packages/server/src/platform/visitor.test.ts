import { describe, expect, it } from 'vitest';
import { visitorOf } from './visitor.ts';

describe('the address of a visitor', () => {
  it('is the other end of the connection when no proxy stands in front, whatever the request says', () => {
    expect(visitorOf('203.0.113.5', '198.51.100.1', 0)).toBe('203.0.113.5');
  });

  it.each([
    [1, '198.51.100.1'],
    [2, '192.0.2.7'],
  ])('is what the outermost of %i proxies of ours wrote down', (proxies, visitor) => {
    expect(visitorOf('10.0.0.1', 'made-up, 192.0.2.7, 198.51.100.1', proxies)).toBe(visitor);
  });

  it('joins a header that came in several lines', () => {
    expect(visitorOf('10.0.0.1', ['made-up', '198.51.100.1'], 1)).toBe('198.51.100.1');
  });

  it.each([undefined, '', '198.51.100.1'])('is the connection when the proxies wrote too little: %j', (forwardedFor) => {
    expect(visitorOf('10.0.0.1', forwardedFor, 2)).toBe('10.0.0.1');
  });
});
