import { describe, expect, it } from 'vitest';
import { readRunTimeConfiguration } from './run-time-configuration.ts';
import { toServiceAddresses } from './service-addresses.ts';

const at = (href: string) => new URL(href);

describe('run-time configuration', () => {
  it('is empty and off without an environment', () => {
    expect(readRunTimeConfiguration({})).toEqual({
      socketUrl: null,
      apiUrl: null,
      mediaUrl: null,
      ports: { gateway: 8081, telephony: 8080 },
      softPhonePort: null,
      callingNumbers: [],
      reattachMs: 20_000,
      modes: { model: 'local', carrier: 'off' },
    });
  });

  it('names the numbers that call, where calls are on', () => {
    const numbers = {
      TWILIO_PHONE_NUMBER: '+15005550006',
      TWILIO_CALLER_NUMBERS: '+442079460000, +15005550006',
    };
    const named = (env: Record<string, string>) =>
      readRunTimeConfiguration({ ...numbers, ...env }).callingNumbers;
    expect(named({ PHONE_CALLS: 'carrier' })).toEqual(['+15005550006', '+442079460000']);
    expect(named({ PHONE_CALLS: 'off' })).toEqual([]);
  });

  it('names a real carrier live and ignores a port that is not one', () => {
    const configuration = readRunTimeConfiguration({
      PHONE_CALLS: 'carrier',
      MODEL_MODE: 'live',
      GATEWAY_PORT: '9081',
      TELEPHONY_PORT: 'seven',
      REATTACH_MS: '5000',
    });
    expect(configuration.reattachMs).toBe(5_000);
    expect(configuration.modes).toEqual({ model: 'live', carrier: 'live' });
    expect(configuration.ports).toEqual({ gateway: 9081, telephony: 8080 });
  });
});

describe('service addresses', () => {
  it('are derived from the host name of a page on its own port', () => {
    const addresses = toServiceAddresses(
      readRunTimeConfiguration({}),
      at('http://127.0.0.1:3000/sessions/x'),
    );
    expect(addresses).toEqual({
      apiUrl: 'http://127.0.0.1:8081',
      socketUrl: 'ws://127.0.0.1:8081/logs',
      mediaUrl: 'ws://127.0.0.1:8080/browser/media',
    });
  });

  it('are the same origin, secure, behind a proxy on the standard port', () => {
    expect(toServiceAddresses(readRunTimeConfiguration({}), at('https://practice.example/'))).toEqual({
      apiUrl: 'https://practice.example',
      socketUrl: 'wss://practice.example/logs',
      mediaUrl: 'wss://practice.example/browser/media',
    });
  });

  it('are the configured ones, with the path added when only a host is given', () => {
    const configuration = readRunTimeConfiguration({
      NEXT_PUBLIC_WEBSOCKET_SERVER_URL: 'ws://gateway.example:8081',
      NEXT_PUBLIC_API_URL: 'https://gateway.example/',
      NEXT_PUBLIC_MEDIA_URL: '/browser/media',
    });
    expect(toServiceAddresses(configuration, at('https://localhost:3443/'))).toEqual({
      apiUrl: 'https://gateway.example',
      socketUrl: 'ws://gateway.example:8081/logs',
      mediaUrl: 'wss://localhost:3443/browser/media',
    });
  });
});
