import { readdirSync, readFileSync } from 'node:fs';
import { standInConfigSchema } from '@ringback/stand-ins/config';
import { describe, expect, it } from 'vitest';
import { containerUsers, planContainerEnvironments } from '../../scripts/launcher/compose-environment.ts';
import { readSettings } from '../../scripts/launcher/settings.ts';
import { bridgeConfigSchema } from '../../services/ai-bridge/src/config.ts';
import { gatewayConfigSchema } from '../../services/frontend-gateway/src/config.ts';
import { telephonyConfigSchema } from '../../services/telephony/src/config.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const schemas = {
  telephony: Object.keys(telephonyConfigSchema.shape),
  'ai-bridge': Object.keys(bridgeConfigSchema.shape),
  'frontend-gateway': Object.keys(gatewayConfigSchema.in.shape),
  'stand-ins': Object.keys(standInConfigSchema.shape),
} as const;
type Service = keyof typeof schemas;

const text = read('docker-compose.yml');
/** The lines of each service of the composition, without those that it takes over from a template. */
const containers = new Map(
  [...(text.split(/^services:$/m)[1] ?? '').matchAll(/^ {2}([a-z-]+):\n((?: {4}.*\n|\n| {2}#.*\n)+)/gm)].map(
    ([, name = '', lines = '']) => [name, lines],
  ),
);
const givenTo = (name: string) =>
  [...(containers.get(name) ?? '').matchAll(/^ {6}([A-Z][A-Z0-9_]*):/gm)].map(([, setting = '']) => setting);
const example = new Set(
  [...read('.env.example').matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map(([, name = '']) => name),
);

/** What a person might set, so that the secret maker hands on all that it can. */
const everything = Object.fromEntries(givenTo('secrets').map((name) => [name, 'https://set.example']));
const planned = planContainerEnvironments(
  { ...everything, RINGBACK_MODE: 'local', WEB_PORT: '3000', SOFT_PHONE_PORT: '8091' },
  readSettings({}, '/project').settings,
  { local: undefined, redis: { operator: '0', telephony: '1', 'ai-bridge': '2', 'frontend-gateway': '3' } },
);

/** Said by the image, the command, or not for containers at all. */
const ofTheContainer = ['HOST', 'PORT', 'ADVERTISED_URL', 'INSTANCE_ID'];
/** Ports of `npm start`; behind the proxy nothing has one of its own. */
const ofOneMachine = ['TELEPHONY_PORT', 'WEB_PORT', 'STAND_IN_PORT', 'STAND_IN_TELEPHONY_URL'];

describe('every setting', () => {
  it.each(Object.keys(schemas) as Service[])('of %s reaches its container', (service) => {
    const reaches = new Set([
      ...givenTo(service),
      ...Object.keys(planned[service]),
      ...ofTheContainer,
      ...ofOneMachine,
    ]);
    const carrier =
      service === 'stand-ins'
        ? ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_PHONE_NUMBER', 'PUBLIC_URL']
        : [];
    const missing = schemas[service].filter((name) => !reaches.has(name) && !carrier.includes(name));
    expect(missing).toEqual([]);
  });

  it.each(Object.keys(schemas) as Service[])('that the container of %s is given is read there', (service) => {
    const known = new Set<string>(schemas[service]);
    const unread = [...givenTo(service), ...Object.keys(planned[service])].filter((name) => !known.has(name));
    expect(unread.filter((name) => !notRead[service].includes(name))).toEqual([]);
  });

  it('of the secret maker goes to a container', () => {
    const handed = new Set(Object.values(planned).flatMap((env) => Object.keys(env)));
    const ofTheMaker = ['RINGBACK_MODE', 'WEB_PORT'];
    expect(givenTo('secrets').filter((name) => !handed.has(name) && !ofTheMaker.includes(name))).toEqual([]);
  });

  it('that the compose files name is in .env.example', () => {
    const used = [text, read('deploy/compose.tls.yml')].flatMap((file) => [
      ...[...file.matchAll(/\$\{([A-Z][A-Z0-9_]*)/g)].map(([, name = '']) => name),
      ...[...file.matchAll(/^ {6}([A-Z][A-Z0-9_]*):$/gm)].map(([, name = '']) => name),
    ]);
    expect([...new Set(used)].filter((name) => !example.has(name))).toEqual([]);
  });

  it('that a document names exists', () => {
    const known = new Set([...example, ...Object.values(schemas).flat(), ...ofTheTests]);
    const files = [
      'README.md',
      'SECURITY.md',
      'CONTRIBUTING.md',
      ...readdirSync(new URL('../../docs', import.meta.url))
        .filter((name) => name.endsWith('.md'))
        .map((name) => `docs/${name}`),
    ];
    const unknown = files.flatMap((file) =>
      [...read(file).matchAll(/`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:=[^`]*)?`/g)].flatMap(([, name = '']) =>
        known.has(name) ? [] : [`${file}: ${name}`],
      ),
    );
    expect(unknown).toEqual([]);
  });
});

/** Set for all services, though some do not use it. */
const notRead: Record<Service, readonly string[]> = {
  telephony: ['PHONE_CALLS', 'MODEL_MODE', 'STAND_IN_TELEPHONY_URL'],
  'ai-bridge': [],
  'frontend-gateway': [],
  'stand-ins': ['TWILIO_API_BASE_URL', 'RINGBACK_MODE'],
};
const ofTheTests = [
  'TEST_REDIS_URL',
  'REQUIRE_TEST_CONTAINERS',
  'CHROMIUM_PATH',
  'UPDATE_DOCS',
  'UPDATE_CORPUS',
  'COMPATIBILITY_BASE',
];

it('gives each container the user that its secrets belong to', () => {
  for (const [name, user] of Object.entries(containerUsers))
    expect(containers.get(name), name).toContain(`user: '${user}:${user}'`);
});
