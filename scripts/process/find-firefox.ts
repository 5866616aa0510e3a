import type { Environment } from '../launcher/settings.ts';
import { ensureProgram, findProgram, type NeededProgram } from './ensure-program.ts';

const FIREFOX: NeededProgram = {
  title: 'Firefox',
  names: ['firefox-esr', 'firefox'],
  variable: 'FIREFOX_PATH',
  packages: ['firefox-esr'],
  advice: `No Firefox found for the browser tests. Install one and try again:
  Debian           sudo apt-get install firefox-esr
  Fedora           sudo dnf install firefox
  elsewhere        set FIREFOX_PATH to the program file of a Firefox`,
};

const PULSE_ADVICE = `No PulseAudio found for the browser tests in Firefox. Install it and try again:
  Debian, Ubuntu   sudo apt-get install pulseaudio pulseaudio-utils
  Fedora           sudo dnf install pulseaudio pulseaudio-utils`;

/** Without a sound device Firefox plays nothing and runs no audio. Chromium brings a device of its own. */
const PULSE_AUDIO: NeededProgram = {
  title: 'PulseAudio',
  names: ['pulseaudio'],
  variable: 'PULSEAUDIO_PATH',
  packages: ['pulseaudio', 'pulseaudio-utils'],
  advice: PULSE_ADVICE,
};

/** It comes with the programs that play and record. */
const PULSE_TOOLS: NeededProgram = {
  title: 'pactl',
  names: ['pactl'],
  variable: 'PACTL_PATH',
  packages: ['pulseaudio-utils'],
  advice: PULSE_ADVICE,
};

/** `FIREFOX_PATH`, else a Firefox on the PATH. Undefined when there is none. */
export function findFirefox(env: Environment): Promise<string | undefined> {
  return findProgram(FIREFOX, env);
}

type Say = (line: string) => void;

/**
 * Finds Firefox, or installs Debian's when this is root on a Debian machine.
 *
 * @throws Error with the command to type
 */
export function ensureFirefox(env: Environment, say: Say): Promise<string> {
  return ensureProgram(FIREFOX, env, say);
}

/**
 * Finds the sound server and its programs, or installs Debian's when this is root on a Debian machine. Resolves to the
 * server.
 *
 * @throws Error with the command to type
 */
export async function ensurePulseAudio(env: Environment, say: Say): Promise<string> {
  const server = await ensureProgram(PULSE_AUDIO, env, say);
  await ensureProgram(PULSE_TOOLS, env, say);
  return server;
}
