import { readFileSync } from 'node:fs';
import { standInConfigSchema } from '@ringback/stand-ins/config';
import { describe, expect, it } from 'vitest';
import { bridgeConfigSchema } from '../../services/ai-bridge/src/config.ts';
import { gatewayConfigSchema } from '../../services/frontend-gateway/src/config.ts';
import { telephonyConfigSchema } from '../../services/telephony/src/config.ts';

const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
const named = new Map(
  [...example.matchAll(/^([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
);

/** Read by the launcher or the pages, which have no schema of a service. */
const ofLauncher = [
  'DATA_DIR',
  'BRIDGE_PORT',
  'GATEWAY_PORT',
  'STAND_IN_PORT',
  'SOFT_PHONE_PORT',
  'NEXT_PUBLIC_WEBSOCKET_SERVER_URL',
  'NEXT_PUBLIC_API_URL',
  // Of the composition.
  'BIND_ADDRESS',
  'SITE_ADDRESS',
  'TRUSTED_PROXIES',
  'REDIS_MAXMEMORY',
  'REDIS_MEMORY',
  'SERVICE_MEMORY',
];

const known = new Set([
  ...Object.keys(bridgeConfigSchema.shape),
  ...Object.keys(telephonyConfigSchema.shape),
  ...Object.keys(gatewayConfigSchema.in.shape),
  ...Object.keys(standInConfigSchema.shape),
  ...ofLauncher,
]);

describe('.env.example', () => {
  it('names every variable that a service reads', () => {
    expect([...known].filter((name) => !named.has(name))).toEqual([]);
  });

  it('names no variable that is not read', () => {
    expect([...named.keys()].filter((name) => !known.has(name))).toEqual([]);
  });

  it('gives the schemas’ own defaults where it gives a value', () => {
    const secrets = {
      DATA_ENCRYPTION_KEY: 'x'.repeat(16),
      NUMBER_HASH_KEY: 'x'.repeat(16),
      LINK_SECRET: 'x'.repeat(16),
      COOKIE_SECRET: 'x'.repeat(16),
      OPERATOR_TOKEN: 'x'.repeat(16),
    };
    const required = {
      RINGBACK_MODE: 'local',
      REDIS_URL: 'redis://localhost',
      OPENAI_REALTIME_URL: 'ws://localhost',
      ...secrets,
    };
    const defaults: Record<string, unknown> = {
      ...bridgeConfigSchema.parse(required),
      ...telephonyConfigSchema.parse(required),
      ...gatewayConfigSchema.parse(required),
    };
    for (const [name, value] of named) {
      if (value !== '' && name in defaults)
        expect({ [name]: String(defaults[name]) }).toEqual({ [name]: value });
    }
  });
});
