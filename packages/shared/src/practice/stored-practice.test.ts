import { expect, it } from 'vitest';
import type { SessionId } from '../contract/ids.ts';
import { jobConfigurationSchema } from '../contract/job-configuration.ts';
import { toKnownPractice } from '../contract/practice.ts';
import { sessionRecordSchema } from '../contract/session-record.ts';
import { readEvent } from '../contract/stored-events.ts';
import { evolveRecord } from '../session/evolve-record.ts';
import { evolveView } from '../session/evolve-view.ts';

const sessionId = 'ses_00000001' as SessionId;
const configured = {
  ...{ type: 'session.configured', sessionId, at: 1, ownerId: 'can_00000001', via: 'browser' },
  jobConfiguration: jobConfigurationSchema.parse({ jobTitle: 'Baker' }),
  ...{ configurationHash: 'a'.repeat(64), previousSessionId: 'ses_00000000', fleetGeneration: 0 },
};
const read = (given: object) => {
  const event = readEvent(sessionId, { ...configured, ...given });
  const record = sessionRecordSchema.parse(evolveRecord(null, event));
  const { practice, lengthMinutes } = evolveView(null, event);
  expect([practice, lengthMinutes]).toEqual([record.practice, record.lengthMinutes]);
  return record;
};

it('is read with what it practises, and without it where another version has put something else there', () => {
  const practice = { kind: 'one_question', question: { id: 'q2', text: 'Why?' } };
  const again = read({ practice, lengthMinutes: 2 });
  expect(again).toMatchObject({ practice, lengthMinutes: 2, jobConfiguration: { lengthMinutes: 15 } });
  expect(toKnownPractice(again.practice)).toEqual(practice);
  expect(sessionRecordSchema.parse({ ...again, practice: { kind: 7 } }).practice).toBeNull();
  const { practice: _, ...earlier } = again;
  expect(sessionRecordSchema.parse(earlier).practice).toBeNull();
  expect(read({})).toMatchObject({ practice: null, lengthMinutes: 15 });
  expect(read({ practice: 7, lengthMinutes: 'two' })).toMatchObject({ practice: null, lengthMinutes: 15 });
  const later = read({ practice: { kind: 'in_a_group', size: 3 } });
  expect(later.practice).toEqual({ kind: 'in_a_group', question: null });
  expect(toKnownPractice(later.practice)).toBeNull();
});
