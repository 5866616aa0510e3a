import type { Environment } from '../launcher/settings.ts';
import { ensureProgram, findProgram, type NeededProgram } from './ensure-program.ts';

const CHROMIUM: NeededProgram = {
  title: 'Chromium',
  names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  variable: 'CHROMIUM_PATH',
  packages: ['chromium', 'fonts-liberation'],
  advice: `No Chromium found for the browser tests. Install one and try again:
  Debian, Ubuntu   sudo apt-get install chromium
  Fedora           sudo dnf install chromium
  elsewhere        set CHROMIUM_PATH to the program file of a Chromium or Chrome`,
};

/** `CHROMIUM_PATH`, else a Chromium or Chrome on the PATH. Undefined when there is none. */
export function findChromium(env: Environment): Promise<string | undefined> {
  return findProgram(CHROMIUM, env);
}

/**
 * Finds Chromium, or installs Debian's when this is root on a Debian machine.
 *
 * @throws Error with the command to type
 */
export function ensureChromium(env: Environment, say: (line: string) => void): Promise<string> {
  return ensureProgram(CHROMIUM, env, say);
}
