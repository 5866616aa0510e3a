import { describe, expect, it } from 'vitest';
import { toLocalAddress } from './public-address.ts';

const mapping = { from: 'https://public.example', to: 'http://127.0.0.1:8080' };

describe('public address', () => {
  it.each([
    ['https://public.example/twilio/voice?a=1&b=%20', 'http://127.0.0.1:8080/twilio/voice?a=1&b=%20'],
    ['wss://public.example/twilio/media', 'ws://127.0.0.1:8080/twilio/media'],
    ['https://public.example:443/x', 'http://127.0.0.1:8080/x'],
    ['https://elsewhere.example/x', 'https://elsewhere.example/x'],
    ['wss://public.example:8443/x', 'wss://public.example:8443/x'],
  ])('%s is reached at %s', (url, local) => {
    expect(toLocalAddress(url, mapping)).toBe(local);
  });

  it('changes nothing without a mapping', () => {
    expect(toLocalAddress('https://public.example/x', undefined)).toBe('https://public.example/x');
  });
});
