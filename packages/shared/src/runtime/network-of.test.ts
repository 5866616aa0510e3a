import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { networkOf } from './network-of.ts';

const request = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

describe('the network of a request', () => {
  it.each([
    ['the address itself', request('203.0.113.7'), 0, '203.0.113.7'],
    ['not what a browser says', request('203.0.113.7', '198.51.100.1'), 0, '203.0.113.7'],
    ['what the proxy saw', request('10.0.0.2', '198.51.100.1, 203.0.113.7'), 1, '203.0.113.7'],
    [
      'is what the outer of two proxies saw',
      request('10.0.0.2', '6.6.6.6, 203.0.113.7, 10.0.0.9'),
      2,
      '203.0.113.7',
    ],
    ['the proxy, when it says nothing', request('10.0.0.2'), 1, '10.0.0.2'],
    [
      'is what the inner of two proxies saw, for a request that bypassed the outer one',
      request('10.0.0.2', '203.0.113.7'),
      2,
      '203.0.113.7',
    ],
    ['IPv4 written as IPv6', request('::ffff:203.0.113.7'), 0, '203.0.113.7'],
    ['a household of IPv6', request('2001:db8:1:2:3:4:5:6'), 0, '2001:db8:1:2::/64'],
    ['the same household, with another address', request('2001:DB8:0001:2::9'), 0, '2001:db8:1:2::/64'],
    ['a household with zeros in its name', request('2001:db8::7'), 0, '2001:db8:0:0::/64'],
    ['the same one, written out', request('2001:db8:0:0:9::1'), 0, '2001:db8:0:0::/64'],
    ['this machine', request('::1'), 0, '0:0:0:0::/64'],
  ])('is %s', (_what, from, hops, network) => {
    expect(networkOf(from, hops)).toBe(network);
  });
});
