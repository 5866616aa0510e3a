import { unstable_doesMiddlewareMatch as doesProxyMatch } from 'next/experimental/testing/server';
import { NextRequest } from 'next/server';
import { describe, expect, it } from 'vitest';
import { config, proxy } from '../proxy.ts';

const policyOf = (path: string) =>
  proxy(new NextRequest(`http://localhost:3000${path}`)).headers.get('Content-Security-Policy') ?? '';
const nonceOf = (policy: string) => /'nonce-([^']+)'/.exec(policy)?.[1];

describe('the policy of a page', () => {
  it('has another nonce for each request', () => {
    const nonces = [policyOf('/'), policyOf('/')].map(nonceOf);
    expect(nonces[0]).toMatch(/^[A-Za-z0-9+/=]{20,}$/);
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it.each([
    '/',
    '/sessions/ses_1',
    '/healthy',
    '/health',
    '/metrics2',
    '/configuration/x',
    '/phone-worklet.jsx',
    '/_next',
  ])('is on %s', (url) => expect(doesProxyMatch({ config, nextConfig: {}, url })).toBe(true));

  it.each(['/_next/static/chunks/a.js', '/health/ready', '/metrics', '/configuration', '/phone-worklet.js'])(
    'is not on %s, which is not a page',
    (url) => expect(doesProxyMatch({ config, nextConfig: {}, url })).toBe(false),
  );
});
