import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findPortFaults } from '../launcher/ports.ts';
import { claimedPorts, type Environment, type LauncherSettings, readSettings } from '../launcher/settings.ts';
import { findLockDrift } from '../lock-drift.mjs';
import { findChromium } from '../process/find-chromium.ts';
import { findFirefox } from '../process/find-firefox.ts';
import { runProgram } from '../process/run-program.ts';
import {
  boundRedis,
  findRedisFault,
  isUnbounded,
  probeRedis,
  withoutPassword,
} from '../redis/probe-redis.ts';
import { findRedisOnPath } from '../redis/redis-program.ts';
import { findUnpackedRedis, isDebianFamily } from '../redis/unpack-debian-redis.ts';
import { examineDoNotCall } from './do-not-call-finding.ts';
import type { Finding } from './finding.ts';
import { examineOpenai } from './openai-finding.ts';
import { examineTwilio } from './twilio-findings.ts';

export interface DoctorInput {
  readonly root: string;
  readonly env: Environment;
  readonly nodeVersion: string;
}

const PROBE_LIMIT_MS = 5_000;

export async function examine(input: DoctorInput): Promise<Finding[]> {
  const { settings, problems } = readSettings(input.env, input.root);
  return [
    examineNode(input.nodeVersion),
    await examinePackages(input.root),
    ...problems.map((text): Finding => ({ about: 'settings', verdict: 'fault', text, fix: 'edit .env' })),
    await examinePorts(settings),
    await examineRedis(input),
    ...(await examineDoNotCall(input.env, settings)),
    examineBrowser('Chromium', 'CHROMIUM_PATH', await findChromium(input.env)),
    examineBrowser('Firefox', 'FIREFOX_PATH', await findFirefox(input.env)),
    await examineDocker(),
    ...(settings.model === 'live' ? [await examineOpenai(input.env)] : []),
    ...examineKeys(settings),
    ...(settings.carrier === 'twilio' ? await examineTwilio(input.env) : []),
  ];
}

export function examineNode(version: string): Finding {
  const about = 'Node.js';
  if (Number(version.split('.')[0]) >= 24) return { about, verdict: 'ok', text: version };
  const fix = 'run it through npm ("npm run doctor"): the package "node" puts Node.js 24 first';
  return { about, verdict: 'fault', text: `${version} cannot run the services`, fix };
}

async function examinePackages(root: string): Promise<Finding> {
  const about = 'npm packages';
  const read = async (path: string) => JSON.parse(await readFile(join(root, path), 'utf8'));
  try {
    const drift = findLockDrift(
      await read('package-lock.json'),
      await read('node_modules/.package-lock.json'),
    );
    if (drift.length === 0) return { about, verdict: 'ok', text: 'as in package-lock.json' };
    return { about, verdict: 'note', text: `differ: ${drift.join(', ')}`, fix: '"npm start" installs them' };
  } catch (error) {
    return { about, verdict: 'note', text: (error as Error).message, fix: '"npm start" installs them' };
  }
}

async function examinePorts(settings: LauncherSettings): Promise<Finding> {
  const claims = claimedPorts(settings);
  const faults = await findPortFaults(claims);
  if (faults.length === 0)
    return { about: 'ports', verdict: 'ok', text: claims.map(({ port }) => port).join(', ') };
  const fix = 'stop what holds them (perhaps Ringback runs already), or set the variable in .env';
  return { about: 'ports', verdict: 'fault', text: faults.join('; '), fix };
}

async function examineRedis({ root, env }: DoctorInput): Promise<Finding> {
  const about = 'Redis';
  try {
    if (env.REDIS_URL) {
      const facts = await probeRedis(env.REDIS_URL, PROBE_LIMIT_MS);
      const fault = findRedisFault(facts);
      const text = `REDIS_URL: ${facts.version} at ${withoutPassword(env.REDIS_URL)}`;
      if (fault !== undefined) return { about, verdict: 'fault', text: fault };
      if (!isUnbounded(facts)) return { about, verdict: 'ok', text };
      const verdict = env.RINGBACK_MODE === 'live' ? 'fault' : 'note';
      return { about, verdict, text: `${text}, without a bound`, fix: boundRedis };
    }
    const program = (await findRedisOnPath(env.PATH)) ?? (await findUnpackedRedis(join(root, '.cache')));
    if (program !== undefined) {
      return { about, verdict: 'ok', text: `${program.version}, a private server from ${program.command}` };
    }
  } catch (error) {
    return { about, verdict: 'fault', text: (error as Error).message, fix: 'correct or remove REDIS_URL' };
  }
  if (await isDebianFamily(env.PATH)) {
    return { about, verdict: 'ok', text: "none here; npm start fetches Debian's into .cache" };
  }
  return {
    about,
    verdict: 'fault',
    text: 'none here',
    fix: 'brew install redis, dnf install valkey, or set REDIS_URL',
  };
}

function examineBrowser(about: string, variable: string, path: string | undefined): Finding {
  if (path !== undefined) return { about, verdict: 'ok', text: path };
  const fix = `install ${about}, or set ${variable}`;
  return { about, verdict: 'note', text: 'none here; only the browser tests need it', fix };
}

async function examineDocker(): Promise<Finding> {
  const about = 'Docker';
  try {
    const version = await runProgram('docker', ['version', '--format', '{{.Server.Version}}'], {
      timeoutMs: PROBE_LIMIT_MS,
    });
    return { about, verdict: 'ok', text: `engine ${version.trim()}` };
  } catch {
    return {
      about,
      verdict: 'note',
      text: 'no engine answers; only the compose file and its tests need one',
    };
  }
}

/** A model that needs no key. */
function toLocalModel(model: Exclude<LauncherSettings['model'], 'live'>): Finding {
  const about = 'OpenAI';
  if (model !== 'local') return { about, verdict: 'ok', text: 'OPENAI_REALTIME_URL is set' };
  const fix = 'set OPENAI_API_KEY for the real one';
  return { about, verdict: 'note', text: 'no key: the local interviewer', fix };
}

function examineKeys({ model, carrier }: LauncherSettings): Finding[] {
  return [
    ...(model === 'live' ? [] : [toLocalModel(model)]),
    carrier === 'twilio'
      ? { about: 'Twilio', verdict: 'ok', text: 'account, number and PUBLIC_URL are set' }
      : {
          about: 'Twilio',
          verdict: 'note',
          text: carrier === 'off' ? 'phone calls are off' : 'no account: the local carrier',
          fix: 'set TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_PHONE_NUMBER and PUBLIC_URL for real calls',
        },
  ];
}
