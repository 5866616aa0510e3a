import { sessionListSchema } from '@ringback/shared/contract/http-api';
import { describe, expect, it } from 'vitest';
import { findLastAttempt } from './last-attempt.ts';

const attempt = (place: number, more: object = {}) => ({
  ...{ sessionId: `ses_0000000${place}`, phase: 'closed', jobTitle: `Job ${place}`, company: '' },
  ...{ configuredAt: place, endReason: 'hung_up', activeAt: place, ...more },
});
const listed = (...sessions: object[]) => sessionListSchema.parse({ sessions }).sessions;

describe('the last attempt', () => {
  it('is the newest that is over and in which somebody spoke', () => {
    const sessions = listed(
      attempt(1),
      attempt(2, { report: { state: 'ready', version: 1 } }),
      attempt(3, { activeAt: null }),
      attempt(4, { phase: 'active' }),
    );
    expect(findLastAttempt(sessions)).toEqual({
      ...{ sessionId: 'ses_00000002', jobTitle: 'Job 2', configuredAt: 2, hasReport: true },
    });
  });

  it('is none at a first visit', () => {
    expect(findLastAttempt([])).toBeNull();
  });

  it('has a title that turns no other text round', () => {
    expect(findLastAttempt(listed(attempt(1, { jobTitle: 'Ba\u202eker' })))?.jobTitle).toBe('Baker');
  });
});
