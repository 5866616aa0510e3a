import type { Passages } from './passed-commands.ts';

/**
 * What the services ask of Redis: what changes a session at every moment at which it passes, everything else once.
 * `lost-replies.test.ts` holds these tables to what passes.
 */
export const commandTables: Readonly<Record<'browser' | 'phone', Passages>> = {
  browser: {
    'frontend-gateway': {
      M0: 'createSession admitCall takeSlot set getdel hgetall xrange',
      M5: 'hget hset time readLogHeads ping',
      M6: 'keepSlots',
      M7: 'zrem',
      M9: 'createSession admitCall commitSessionUrgently',
    },
    telephony: {
      M1: 'commitSession leaseSession getdel hgetall xrange',
      M5: 'renewLeases hmget zrangebyscore zrange get hget hset time readLogHeads ping',
      M6: 'renewLeases moveToActive',
      M7: 'commitSessionUrgently leaseSession',
      M9: 'commitSessionUrgently commitSession leaseSession settleCall',
    },
    'ai-bridge': {
      M1: 'commitSession leaseSession hgetall xrange',
      M4: 'commitSession',
      M5: 'commitSession renewLeases publish hget hset time readLogHeads ping exists',
      M6: 'commitSession renewLeases publish',
      M7: 'commitSession commitSessionUrgently leaseSession',
      // The report of the first interview is made while the next one goes on.
      M9: 'commitSession commitSessionUrgently leaseSession zrangebyscore addStandardJob moveToActive keepReport moveToFinished',
    },
  },
  phone: {
    'frontend-gateway': {
      M0: 'createSession admitCall addStandardJob get scard smismember',
      M9: 'createSession admitCall addStandardJob commitSessionUrgently',
    },
    telephony: {
      M1: 'moveToActive commitSession moveToFinished scard smismember exec',
      M3: 'commitSession exec set',
      M4: 'commitSession leaseSession getdel',
      M5: 'renewLeases',
      M6: 'renewLeases moveToActive',
      M7: 'commitSessionUrgently leaseSession',
      M9: 'commitSession commitSessionUrgently leaseSession moveToActive moveToFinished settleCall',
    },
    'ai-bridge': {
      M1: 'commitSession leaseSession',
      M3: 'renewLeases',
      M5: 'commitSession renewLeases publish',
      M6: 'commitSession renewLeases publish',
      M7: 'commitSession commitSessionUrgently leaseSession',
      M9: 'commitSession commitSessionUrgently leaseSession',
    },
  },
};

/**
 * Commands that are not lost one by one. Some belong to a connection, wait for work, look for stalled jobs every few
 * seconds or are one step of an `exec`. Some come in one run and not in the next: the part that closes a session takes
 * it off the list, and a call waits for an earlier one that is still up. Some belong to a candidate's first start, which
 * comes once and is tested separately.
 */
export const unlistedCommands =
  /^(exists|copy|zrem|moveToDelayed|auth|client|hello|info|subscribe|unsubscribe|bzpopmin|moveStalledJobsToWait|multi|pexpire|zadd|zremrangebyrank|zremrangebyscore)$/;
