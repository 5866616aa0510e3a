import { expect, it } from 'vitest';
import { toMediaUrl } from './media-url.ts';

it.each<[string, Partial<Parameters<typeof toMediaUrl>[0]>, string]>([
  ['the page on localhost', { origin: 'http://localhost:3000' }, 'ws://localhost:8080/browser/media'],
  ['the page on 127.0.0.1', { origin: 'http://127.0.0.1:3000' }, 'ws://127.0.0.1:8080/browser/media'],
  ['a page behind a proxy', { origin: 'https://ringback.example' }, 'wss://ringback.example/browser/media'],
  ['no page', { host: 'gateway.example:8081' }, 'ws://gateway.example:8080/browser/media'],
  ['a broken host', { host: 'a b' }, 'ws://localhost:8080/browser/media'],
  ['a configured origin', { configured: 'https://audio.example' }, 'wss://audio.example/browser/media'],
  ['a configured address', { configured: 'ws://audio.example/a' }, 'ws://audio.example/a'],
  [
    'a configured path',
    { configured: '/audio', origin: 'https://ringback.example' },
    'wss://ringback.example/audio',
  ],
])('%s', (_what, given, url) => {
  const nothing = { configured: undefined, origin: undefined, host: undefined, telephonyPort: 8080 };
  expect(toMediaUrl({ ...nothing, ...given })).toBe(url);
});
