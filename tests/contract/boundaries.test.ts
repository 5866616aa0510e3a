import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** A tree of one-line probes under the project's own rules. Git's ignore files do not matter in it. */
let tree: string;

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'ringback-boundaries-'));
  const rules = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8')) as Record<string, unknown>;
  writeFileSync(join(tree, 'biome.json'), JSON.stringify({ ...rules, vcs: { enabled: false } }));
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

/** What the linter says of one import that stands in a file of that name. */
function lint(file: string, from: string): string {
  const path = join(tree, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `import { x } from '${from}';\n\nexport const y = x;\n`);
  const { status, stdout, stderr } = spawnSync('biome', ['lint', file], { cwd: tree, encoding: 'utf8' });
  return `${status} ${stdout}${stderr}`;
}

const forbidden: [file: string, from: string, reason: string][] = [
  ['packages/shared/src/contract/probe.ts', 'node:fs', 'contract/ is what all parts agree on'],
  ['packages/shared/src/contract/probe.ts', '../redis/keys.ts', 'contract/ is what all parts agree on'],
  ['packages/shared/src/session/probe.ts', 'ioredis', 'session/ decides'],
  ['packages/shared/src/plan/probe.ts', 'ioredis', 'plan/ is what plans are made by'],
  ['packages/shared/src/client/probe.ts', 'node:fs', 'client/ runs in browsers'],
  ['packages/shared/src/client/probe.ts', '../redis/keys.ts', 'client/ runs in browsers'],
  ['packages/shared/src/redis/probe.ts', '@ringback/stand-ins/voice/types', 'shared code knows no service'],
  ['services/telephony/src/domain/probe.ts', 'ws', 'domain/ decides'],
  ['services/telephony/src/domain/probe.ts', '../config.ts', 'domain/ decides'],
  ['services/ai-bridge/src/domain/turns/probe.ts', 'ws', 'domain/ decides'],
  ['services/ai-bridge/src/domain/turns/probe.ts', '../../config.ts', 'domain/ decides'],
  ['services/ai-bridge/src/domain/probe.ts', '@ringback/shared/redis/keys', 'domain/ decides'],
  ['services/ai-bridge/src/openai/probe.ts', '@ringback/shared/redis/keys', 'a translation folder'],
  ['services/ai-bridge/src/probe.ts', './openai/server-events.ts', 'an engine by domain/model-port.ts'],
  [
    'services/ai-bridge/src/probe.ts',
    'openai/resources/realtime/realtime',
    'an engine by domain/model-port.ts',
  ],
  ['services/ai-bridge/src/model/probe.ts', '../openai/engine.ts', 'an engine by domain/model-port.ts'],
  [
    'services/ai-bridge/src/model/probe.ts',
    '@ringback/stand-ins/voice/types',
    'a service never imports another',
  ],
  ['services/ai-bridge/src/domain/probe.ts', '../openai/settings.ts', 'domain/ decides'],
  ['services/ai-bridge/src/engine.ts', './openai/realtime-socket.ts', 'engine.ts says which engine runs'],
  ['services/telephony/src/probe.ts', '../../ai-bridge/src/config.ts', 'a service never imports another one'],
  [
    'services/telephony/src/probe.ts',
    '@ringback/stand-ins/voice/types',
    'a service never imports another one',
  ],
  ['services/telephony/src/probe.ts', '@ringback/shared/redis/session/session-keys', 'private to its store'],
  [
    'services/telephony/src/call/probe.ts',
    '@ringback/shared/redis/session/session-keys',
    'private to its store',
  ],
  [
    'services/ai-bridge/src/session/probe.ts',
    '@ringback/shared/redis/session/session-keys',
    'private to its store',
  ],
  [
    'services/telephony/src/call/probe.ts',
    '../../../ai-bridge/src/config.ts',
    'a service never imports another one',
  ],
  ['packages/shared/src/report/rubric/probe.ts', 'zod', 'report/ is what reports are made by'],
  ['scripts/probe.ts', '@ringback/shared/redis/session/session-keys', 'private to its store'],
  ['packages/stand-ins/src/probe.ts', '@ringback/shared/redis/keys', 'a stand-in is a foreign side'],
  ['services/web/lib/probe.ts', '@ringback/shared/runtime/logger', 'the pages may use'],
  [
    'packages/session-model/src/probe.ts',
    '@ringback/stand-ins/voice/types',
    'the session model knows shared',
  ],
];
/** Each kind of product file, and what there is for tests. */
const product = [
  'packages/shared/src/posting/probe.ts',
  'packages/shared/src/redis/probe.ts',
  'packages/stand-ins/src/openai/probe.ts',
  'services/telephony/src/probe.ts',
  'services/telephony/src/domain/probe.ts',
  'services/telephony/src/twilio/probe.ts',
  'services/telephony/src/any-other-room/probe.ts',
  'services/web/lib/probe.ts',
  'scripts/launcher/probe.ts',
];
const forTests = [
  '@ringback/stand-ins/testing/scripted-parts',
  '@ringback/session-model/rules',
  '../../../tests/support/new-session.ts',
];
const imports = product.flatMap((file) => forTests.map((from): [string, string] => [file, from]));
const allowed: [file: string, from: string][] = [
  ['packages/shared/src/contract/probe.ts', 'zod'],
  ['packages/shared/src/session/probe.ts', '../contract/ids.ts'],
  ['packages/shared/src/client/probe.ts', '../session/evolve-view.ts'],
  ['services/telephony/src/domain/probe.ts', '@ringback/shared/session/decide'],
  ['packages/shared/src/report/rubric/probe.ts', '../../contract/report.ts'],
  ['services/ai-bridge/src/domain/report/probe.ts', '@ringback/shared/report/segments'],
  ['services/ai-bridge/src/domain/turns/probe.ts', '../bridge-state.ts'],
  ['services/ai-bridge/src/domain/turns/probe.ts', '../interview/plan.ts'],
  ['services/ai-bridge/src/engine.ts', './openai/engine.ts'],
  ['services/ai-bridge/src/openai/probe.ts', '../domain/model-port.ts'],
  ['services/ai-bridge/src/openai/probe.ts', 'openai/resources/realtime/realtime'],
  ['services/ai-bridge/src/model/probe.ts', '../domain/model-port.ts'],
  ['services/web/lib/probe.ts', '@ringback/shared/client/api-client'],
  ['services/telephony/src/probe.ts', '@ringback/shared/redis/keys'],
  ['services/web/lib/probe.ts', '@ringback/shared/session/evolve-view'],
  ['packages/session-model/src/probe.ts', '@ringback/shared/redis/keys'],
  ['packages/stand-ins/src/openai/probe.test.ts', '../../testing/realtime-client.ts'],
  ['scripts/probe.ts', './testing/noted-tests.ts'],
];

describe('the import boundaries', () => {
  it.each(forbidden)('%s may not import %s', (file, from, reason) => {
    expect(lint(file, from)).toContain(reason);
  });
  it.each(imports)('%s may not import %s, which is for tests', (file, from) => {
    expect(lint(file, from)).toMatch(/^1 [\s\S]*noRestrictedImports/);
  });
  it.each([
    ['services/ai-bridge/src/probe.ts', '../testing/play-bridge.ts'],
    ['packages/stand-ins/src/openai/probe.ts', '../../testing/realtime-client.ts'],
  ])('%s may not import its own %s', (file, from) => {
    expect(lint(file, from)).toContain('code for tests is imported by tests alone');
  });
  it.each(allowed)('%s may import %s', (file, from) => {
    expect(lint(file, from)).toMatch(/^0 /);
  });

  it('no two files import each other, not even for a type', () => {
    const folder = 'packages/shared/src/redis';
    mkdirSync(join(tree, folder), { recursive: true });
    writeFileSync(
      join(tree, folder, 'one.ts'),
      "import type { Two } from './two.ts';\n\nexport type One = Two;\n",
    );
    writeFileSync(
      join(tree, folder, 'two.ts'),
      "import type { One } from './one.ts';\n\nexport type Two = One;\n",
    );
    const { stdout, stderr } = spawnSync('biome', ['lint', folder], { cwd: tree, encoding: 'utf8' });
    expect(`${stdout}${stderr}`).toContain('noImportCycles');
  });
});
