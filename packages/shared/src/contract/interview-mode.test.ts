import { expect, it } from 'vitest';
import { evolveRecord } from '../session/evolve-record.ts';
import { evolveView } from '../session/evolve-view.ts';
import { sessionEventSchema } from './events.ts';
import type { SessionId } from './ids.ts';
import { isStudy, toInterviewMode } from './interview-mode.ts';
import { jobConfigurationSchema } from './job-configuration.ts';
import { sessionRecordSchema } from './session-record.ts';
import { sessionViewSchema } from './session-view.ts';
import { readEvent } from './stored-events.ts';

const sessionId = 'ses_00000001' as SessionId;
const configured = {
  ...{ type: 'session.configured', sessionId, at: 1, ownerId: 'can_00000001', via: 'browser' },
  jobConfiguration: jobConfigurationSchema.parse({ jobTitle: 'Baker' }),
  ...{ configurationHash: 'a'.repeat(64), previousSessionId: null, fleetGeneration: 0 },
};
const read = (given: object) => {
  const event = readEvent(sessionId, { ...configured, ...given });
  const { interviewMode } = sessionRecordSchema.parse(evolveRecord(null, event));
  expect(evolveView(null, event).interviewMode).toBe(interviewMode);
  return interviewMode;
};

it('a session is an exam unless it says otherwise, and what another version has put there is read', () => {
  expect(read({})).toBe('exam');
  expect(read({ interviewMode: 'study' })).toBe('study');
  expect(read({ interviewMode: 7 })).toBe('exam');
  expect(read({ interviewMode: 'panel' })).toBe('panel');
  expect(toInterviewMode('panel')).toBe('exam');
  expect(isStudy({ interviewMode: 'panel' })).toBe(false);
  const event = readEvent(sessionId, configured);
  const { interviewMode: _, ...record } = evolveRecord(null, event);
  expect(sessionRecordSchema.parse(record).interviewMode).toBe('exam');
  const { interviewMode: __, ...view } = evolveView(null, event);
  expect(sessionViewSchema.parse(view).interviewMode).toBe('exam');
});

it('what the interviewer’s words are in study mode is a fact of the log, also in the words of another version', () => {
  const marked = { type: 'interview.studied', sessionId, at: 1, step: 'hint', turnId: 'item_1' };
  expect(sessionEventSchema.safeParse(marked).success).toBe(true);
  expect(readEvent(sessionId, marked)).toEqual(marked);
  expect(readEvent(sessionId, { ...marked, step: 'example', turnId: undefined })).toEqual({
    ...{ ...marked, step: 'example', turnId: null },
  });
});
