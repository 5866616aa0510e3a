import { describe, expect, it } from 'vitest';
import { claimedPorts, DEFAULT_PORTS, needsStandIns, readSettings } from './settings.ts';

const read = (env: Record<string, string>) => readSettings(env, '/project');
const TWILIO = {
  TWILIO_ACCOUNT_SID: 'AC1',
  TWILIO_AUTH_TOKEN: 'secret',
  TWILIO_PHONE_NUMBER: '+15005550006',
};

describe('readSettings', () => {
  it('needs nothing: everything local, stand-ins on', () => {
    const { settings, problems } = read({});
    expect(problems).toEqual([]);
    expect(settings).toEqual({
      mode: 'local',
      dataDir: '/project/.ringback',
      ports: DEFAULT_PORTS,
      model: 'local',
      carrier: 'local',
    });
    expect(needsStandIns(settings)).toBe(true);
    expect(claimedPorts(settings).map(({ port }) => port)).toEqual([8080, 8081, 8082, 3000, 8090, 8091]);
  });

  it('uses each foreign side that has keys, and the stand-in for the other', () => {
    const real = read({ OPENAI_API_KEY: 'sk' }).settings;
    expect([real.model, real.carrier, needsStandIns(real)]).toEqual(['live', 'local', true]);
    const both = read({ ...TWILIO, OPENAI_API_KEY: 'sk', PUBLIC_URL: 'https://example.org' }).settings;
    expect([both.model, both.carrier, needsStandIns(both)]).toEqual(['live', 'twilio', false]);
    expect(claimedPorts(both).map(({ port }) => port)).toEqual([8080, 8081, 8082, 3000]);
  });

  it('turns phone calls off when the carrier has no way back', () => {
    expect(read(TWILIO).settings.carrier).toBe('off');
  });

  it('takes an empty variable for one that is not set', () => {
    const { settings, problems } = read({ TWILIO_AUTH_TOKEN: '', OPENAI_API_KEY: '', WEB_PORT: '' });
    expect(problems).toEqual([]);
    expect(settings.model).toBe('local');
  });

  it('refuses half of the Twilio variables, naming the missing ones', () => {
    expect(read({ TWILIO_ACCOUNT_SID: 'AC1' }).problems).toEqual([
      'TWILIO_AUTH_TOKEN and TWILIO_PHONE_NUMBER missing: set all of TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_PHONE_NUMBER, or none of them',
    ]);
  });

  it.each(['http://example.org', 'https://example.org/ringback', 'example.org'])(
    'refuses %s as the address that the carrier comes to',
    (PUBLIC_URL) => {
      const { problems } = read({ ...TWILIO, PUBLIC_URL });
      expect(problems).toEqual([expect.stringMatching(/^PUBLIC_URL must .*such as https:/)]);
    },
  );

  it('reports all problems at once, and never a value', () => {
    const { problems } = read({ GATEWAY_PORT: 'eighty', WEB_PORT: '70000', RINGBACK_MODE: 'demo' });
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toMatch(/eighty|70000/);
  });

  it('invents nothing in live mode', () => {
    const { problems, settings } = read({ RINGBACK_MODE: 'live', COOKIE_SECRET: 'x' });
    expect(problems.map((text) => text.split(' ')[0])).toEqual([
      'OPENAI_API_KEY',
      'OPERATOR_TOKEN',
      'DATA_ENCRYPTION_KEY',
      'NUMBER_HASH_KEY',
      'LINK_SECRET',
    ]);
    expect(needsStandIns(settings)).toBe(false);
  });
});
