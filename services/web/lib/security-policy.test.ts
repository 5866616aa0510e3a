import { describe, expect, it } from 'vitest';
import { readRunTimeConfiguration } from './run-time-configuration.ts';
import { toSecurityPolicy } from './security-policy.ts';

const policy = (host: string | null, env: Record<string, string> = {}) =>
  toSecurityPolicy({
    styleNonce: 'c3R5bGU=',
    host,
    configuration: readRunTimeConfiguration(env),
  });
const directive = (text: string, name: string) =>
  text.split('; ').find((part) => part.startsWith(`${name} `));

describe('content security policy', () => {
  it('lets the page connect to the gateway and telephony of its own host', () => {
    const connect = directive(policy('127.0.0.1:3000'), 'connect-src')?.split(' ');
    expect(connect).toContain('ws://127.0.0.1:8081');
    expect(connect).toContain('http://127.0.0.1:8081');
    expect(connect).toContain('ws://127.0.0.1:8080');
    expect(connect).not.toContain('*');
  });

  it('names a configured address', () => {
    const text = policy('localhost:3000', { NEXT_PUBLIC_MEDIA_URL: 'wss://audio.example/browser/media' });
    expect(directive(text, 'connect-src')?.split(' ')).toContain('wss://audio.example');
  });

  it('allows scripts of this host alone, text as a script nowhere, and frames nowhere', () => {
    const text = policy('localhost:3000');
    expect(directive(text, 'script-src')).toBe(`script-src 'self'`);
    expect(directive(text, 'require-trusted-types-for')).toBe(`require-trusted-types-for 'script'`);
    expect(directive(text, 'trusted-types')).toBe('trusted-types ringback-workers');
    expect(directive(text, 'style-src')).toBe(`style-src 'self' 'nonce-c3R5bGU='`);
    expect(directive(text, 'frame-ancestors')).toBe(`frame-ancestors 'none'`);
    expect(text).not.toContain('unsafe');
  });

  it.each(['evil.example; script-src *', 'a b', '', 'x'.repeat(300), 'localhost:99999'])(
    'uses nothing of the host header %j',
    (host) => {
      expect(directive(policy(host), 'connect-src')).toBe(`connect-src 'self'`);
    },
  );
});
