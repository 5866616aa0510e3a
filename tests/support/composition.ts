import { fileURLToPath } from 'node:url';
import { findFreePort } from '../../scripts/launcher/ports.ts';
import { runProgram } from '../../scripts/process/run-program.ts';
import { NO_KEYS } from './no-keys.ts';
import { pageOrigin } from './stack.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const UP_LIMIT_MS = 8 * 60_000;
const COMMAND_LIMIT_MS = 60_000;

/** The containers of `docker-compose.yml`, under their own name and on their own ports. */
export interface Composition {
  /** The proxy, as a browser reaches it. */
  readonly siteUrl: string;
  /** The gateway's own port, through the proxy. */
  readonly gatewayUrl: string;
  /** The simulated phone, through the proxy. */
  readonly softPhoneUrl: string;
  /** Runs a command in the first container of a service and returns what it printed. */
  exec(service: string, command: readonly string[]): Promise<string>;
  /** Container ids of a service. */
  containers(service: string): Promise<string[]>;
  /** `healthy`, or what else Docker says about a container. */
  health(container: string): Promise<string>;
  /** Kills a container, or makes it stand still and continue. */
  strike(container: string, how: 'kill' | 'pause' | 'unpause'): Promise<void>;
  /** What a Node.js expression prints inside a container. */
  evaluate(container: string, code: string): Promise<string>;
  /** Docker's limits of a container, as its `HostConfig` says. */
  limits(container: string): Promise<unknown>;
  logs(): Promise<string>;
  /** Removes containers, network and volumes. Safe to call again. */
  down(): Promise<void>;
}

/** Compose v2 where there is one, else docker-compose 1.29. */
async function findCompose(): Promise<readonly string[]> {
  const answers = (command: string, args: string[]) =>
    runProgram(command, args, { timeoutMs: COMMAND_LIMIT_MS }).then(
      () => true,
      () => false,
    );
  if (await answers('docker', ['compose', 'version'])) return ['docker', 'compose'];
  if (await answers('docker-compose', ['version'])) return ['docker-compose'];
  throw new Error('neither "docker compose" nor "docker-compose" is here; the container tests need one');
}

/** Builds the images, starts everything and returns when Docker says that it is up. */
export async function composeUp(scale: Readonly<Record<string, number>>): Promise<Composition> {
  const [program = '', ...prefix] = await findCompose();
  const machine = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    DOCKER_HOST: process.env.DOCKER_HOST,
    ...NO_KEYS,
  };
  // Ports are looked for after the build, because another program could take them during its minutes.
  await runProgram(program, [...prefix, 'build'], { cwd: root, env: machine, timeoutMs: UP_LIMIT_MS });
  const [webPort, gatewayPort, phonePort] = [
    await findFreePort(),
    await findFreePort(),
    await findFreePort(),
  ];
  const env = {
    ...machine,
    WEB_PORT: String(webPort),
    GATEWAY_PORT: String(gatewayPort),
    SOFT_PHONE_PORT: String(phonePort),
    ALLOWED_ORIGINS: pageOrigin,
    // A test may act as a proxy in front. It comes from the engine's own networks.
    TRUSTED_PROXIES: '10.0.0.0/8 172.16.0.0/12 192.168.0.0/16',
    TRUSTED_PROXY_HOPS: '2',
    NEXT_PUBLIC_MEDIA_URL: `ws://localhost:${webPort}/browser/media`,
  };
  const project = `ringback-test-${process.pid}`;
  const compose = (args: readonly string[], timeoutMs = COMMAND_LIMIT_MS) =>
    runProgram(program, [...prefix, '-p', project, ...args], {
      cwd: root,
      env,
      timeoutMs,
    });
  const docker = (args: readonly string[]) => runProgram('docker', args, { timeoutMs: COMMAND_LIMIT_MS });
  let isDown: Promise<void> | undefined;

  const composition: Composition = {
    siteUrl: `http://localhost:${webPort}`,
    gatewayUrl: `http://localhost:${gatewayPort}`,
    softPhoneUrl: `http://localhost:${phonePort}`,
    exec: (service, command) => compose(['exec', '-T', service, ...command]),
    containers: async (service) =>
      (await compose(['ps', '-q', service])).split('\n').filter((id) => id !== ''),
    health: async (container) =>
      (await docker(['inspect', '--format', '{{.State.Health.Status}}', container])).trim(),
    strike: async (container, how) => {
      await docker([how, container]);
    },
    evaluate: (container, code) => docker(['exec', container, 'node', '--input-type=module', '-e', code]),
    limits: async (container) =>
      JSON.parse(await docker(['inspect', '--format', '{{json .HostConfig}}', container])),
    logs: () => compose(['logs', '--no-color']),
    down: () => {
      isDown ??= compose(['down', '--volumes', '--timeout', '15']).then(() => {});
      return isDown;
    },
  };
  try {
    const scaling = Object.entries(scale).flatMap(([service, count]) => ['--scale', `${service}=${count}`]);
    await compose(['up', '--detach', ...scaling], UP_LIMIT_MS);
    return composition;
  } catch (error) {
    // The containers' output disappears with them, so it is kept in the message.
    const story = await Promise.all([compose(['ps']), compose(['logs', '--no-color', '--tail', '15'])]).catch(
      String,
    );
    await composition.down();
    throw new Error(
      `the containers did not come up: ${(error as Error).message}\n${[story].flat().join('\n')}`,
    );
  }
}
