import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { newOperationId } from '@ringback/shared/client/operation-id';
import { type SessionId, sessionIdSchema } from '@ringback/shared/contract/ids';
import { expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { dumpSession, type StoredSessionFile } from '../support/compatibility/stored-session-file.ts';
import { eventually } from '../support/eventually.ts';
import { startStack } from '../support/stack.ts';

const root = new URL('../..', import.meta.url);
const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string };

const jobConfiguration = {
  jobTitle: 'Bäcker · パン職人',
  company: 'Acme',
  jobDescription: '- bread\n- ovens\n- 5 a.m.',
  resume: 'Ten years of क़लम and bread.',
  lengthMinutes: 5 as const,
};

/** Real runs of this release, as Redis holds them: in the middle of a call, after it, by phone and by browser. */
async function makeSessions(): Promise<StoredSessionFile[]> {
  const stack = await startStack({
    answer: () => ({ type: 'answers', afterMs: 0, keys: [{ digits: '1', afterMs: 0 }] }),
  });
  try {
    const candidate = await visit(stack.gatewayUrl);
    const made: StoredSessionFile[] = [];
    const keep = async (id: string, title: string) => {
      made.push(await dumpSession(stack.redis, sessionIdSchema.parse(id), title));
    };
    const phaseOf = async (id: string) => (await stack.store.read(id as SessionId))?.record.phase;
    const end = (id: string) =>
      candidate.fetch(`/api/sessions/${id}/end`, { body: { operationId: crypto.randomUUID() } });

    const first = await candidate.start({ jobConfiguration });
    await keep(first.sessionId, 'a browser session that was just configured');
    const viewer = await candidate.watch(first);
    const line = await candidate.talk(first);
    await viewer.waitFor('transcript.completed');
    const changed = { ...jobConfiguration, persona: 'sceptical', voice: 'cedar' };
    await viewer.command({ type: 'job.configuration', jobConfiguration: changed });
    await eventually(() => viewer.events.filter(({ type }) => type === 'configuration.received').length > 1);
    await keep(first.sessionId, 'a browser call in the middle, its configuration changed');
    await end(first.sessionId);
    await viewer.waitFor('session.closed');
    await line.closed;
    await keep(first.sessionId, 'a browser call that is over');

    const study = await candidate.start({ jobConfiguration, interviewMode: 'study' });
    const { url } = await candidate.api.share(study.sessionId, { topics: true, name: 'Coach' });
    const studied = await candidate.watch(study);
    const studyLine = await candidate.talk(study);
    await studied.waitFor('transcript.completed');
    const topic = 'conflict in a team';
    await candidate.api.suggestTopic(url.split('#')[1] ?? '', { operationId: newOperationId(), topic });
    expect((await studied.command({ type: 'steer', kind: 'hint' })).outcome).toBe('ok');
    await studied.waitFor('topic.suggested');
    await studied.waitFor('steering.asked');
    await keep(study.sessionId, 'a study call with a hint and a coach’s topic');
    await studyLine.hangUp();
    await studied.closed;

    const call = { via: 'phone', phoneNumber: '+14155550100' } as const;
    const phone = await candidate.start({ jobConfiguration, call });
    await eventually(async () => (await phaseOf(phone.sessionId)) === 'active', 15_000);
    await keep(phone.sessionId, 'a phone call in the middle');
    await end(phone.sessionId);
    await eventually(async () => (await phaseOf(phone.sessionId)) === 'closed', 10_000);
    await keep(phone.sessionId, 'a phone call that is over');
    return made;
  } finally {
    await stack.close();
  }
}

const toName = (title: string) => title.replaceAll(/[^a-z]+/g, '-');

it('the product stores sessions that its corpus can hold; UPDATE_CORPUS=1 adds this release’s', async () => {
  const sessions = await makeSessions();
  expect(sessions).toHaveLength(6);
  for (const { record, log } of sessions) {
    expect(log).toHaveLength(Number(record.revision));
  }
  if (process.env.UPDATE_CORPUS !== '1') return;
  const folder = fileURLToPath(new URL(`tests/compatibility/corpus/${version}`, root));
  mkdirSync(folder, { recursive: true });
  for (const stored of sessions) {
    const file = `${folder}/${toName(stored.title)}.json`;
    // What an earlier state of this release has stored stays as it was.
    if (!existsSync(file)) writeFileSync(file, `${JSON.stringify(stored, null, 2)}\n`);
  }
}, 60_000);
