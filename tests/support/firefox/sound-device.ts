import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensurePulseAudio } from '../../../scripts/process/find-firefox.ts';
import { eventually } from '../eventually.ts';

const run = promisify(execFile);
const say = (line: string) => process.stdout.write(`tests: ${line}\n`);
const heardHz = 8_000;

/** A computer's loudspeaker and microphone without a sound card: two null sinks of a sound server of our own. */
export interface SoundDevice {
  /** What a program needs to use it. */
  readonly env: Readonly<Record<string, string>>;
  /** Says a recording (a WAV file) into the microphone. Resolves when it was said. */
  speak(wav: Buffer): Promise<void>;
  /** Records the loudspeaker, 8 kHz, 16 bit, one channel. */
  listen(): Listening;
  close(): Promise<void>;
}

export interface Listening {
  /** What was played so far. */
  heard(): Int16Array;
  stop(): Promise<void>;
}

export async function openSoundDevice(): Promise<SoundDevice> {
  const whole = await startSoundServer([
    'module-null-sink sink_name=mouth rate=48000 channels=1',
    // A browser does not offer the monitor of a sink as a microphone.
    'module-remap-source master=mouth.monitor source_name=microphone',
    'module-null-sink sink_name=loudspeaker rate=48000',
  ]);
  const ofWhole = { env: { ...process.env, ...whole.env } };
  await run('pactl', ['set-default-sink', 'loudspeaker'], ofWhole);

  return {
    env: whole.env,
    async speak(wav) {
      const file = join(whole.folder, `said-${process.hrtime.bigint()}.wav`);
      await writeFile(file, wav);
      await run('paplay', ['--device=mouth', file], ofWhole);
    },
    listen() {
      const pieces: Buffer[] = [];
      const format = ['--format=s16le', `--rate=${heardHz}`, '--channels=1', '--latency-msec=50'];
      const recorder = spawn('parec', ['--device=loudspeaker.monitor', ...format], {
        ...ofWhole,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      recorder.stdout.on('data', (piece: Buffer) => pieces.push(piece));
      return {
        heard() {
          const bytes = Uint8Array.from(Buffer.concat(pieces));
          return new Int16Array(bytes.buffer, 0, Math.floor(bytes.length / 2));
        },
        stop: () => end(recorder),
      };
    },
    close: whole.close,
  };
}

/** Starts a PulseAudio with these modules and no others. Its source `microphone` becomes the default one. */
async function startSoundServer(modules: readonly string[]) {
  const program = await ensurePulseAudio(process.env, say);
  const folder = await mkdtemp(join(tmpdir(), 'ringback-sound-'));
  const socket = join(folder, 'socket');
  const env = { HOME: folder, XDG_RUNTIME_DIR: folder, PULSE_SERVER: `unix:${socket}` };
  const inEnv = { env: { ...process.env, ...env } };
  const all = [`module-native-protocol-unix socket=${socket} auth-anonymous=1`, ...modules];
  const given = ['-n', '--daemonize=no', '--exit-idle-time=-1', '--log-level=error'];
  const server = spawn(program, [...given, ...all.flatMap((module) => ['-L', module])], {
    ...inEnv,
    stdio: 'ignore',
  });
  await eventually(() => run('pactl', ['set-default-source', 'microphone'], inEnv), 20_000, 250);
  return {
    env,
    folder,
    async close() {
      await end(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill();
  await closed;
}
