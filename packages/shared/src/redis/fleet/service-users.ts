import { createHash } from 'node:crypto';
import type { ServiceName } from '../../contract/ids.ts';
import { keys } from '../keys.ts';
import { type QueueName, queueUsers, toQueueKey } from '../queues/queues.ts';
import { sessionKeys } from '../session/session-keys.ts';

const everyKey = { ...sessionKeys, ...keys };
type KeyName = keyof typeof everyKey;

type Access = 'none' | 'read' | 'write';
type Row = Readonly<Record<ServiceName, Access>>;

const all = (access: Access): Row => ({
  'ai-bridge': access,
  'frontend-gateway': access,
  telephony: access,
});
const onlyGateway: Row = { ...all('none'), 'frontend-gateway': 'write' };
const withoutBridge: Row = { ...all('write'), 'ai-bridge': 'none' };

/** What each service does with each kind of key, and no more. A new key without a row does not compile. */
const access: Readonly<Record<KeyName, Row>> = {
  record: all('write'),
  log: all('write'),
  operations: all('write'),
  tombstone: all('write'),
  channel: all('write'),
  // A channel and no key. Its row is here because every name of this list has one.
  levels: all('none'),
  configurations: all('write'),
  reports: { ...all('write'), telephony: 'none' },
  notes: onlyGateway,
  expiringLog: onlyGateway,
  pendingReports: all('write'),
  live: all('write'),
  // Any service may end an unreadable session, which closes it.
  quarantine: all('write'),
  // Each service writes its own rows. See below.
  instances: all('read'),
  candidateSuccession: onlyGateway,
  candidateSessions: onlyGateway,
  slots: withoutBridge,
  candidateSlots: onlyGateway,
  originSlots: onlyGateway,
  candidatePhoneSlot: onlyGateway,
  sessionSeats: onlyGateway,
  coachSeats: onlyGateway,
  candidateSeats: onlyGateway,
  shares: onlyGateway,
  share: onlyGateway,
  ticket: withoutBridge,
  limit: withoutBridge,
  fleet: { ...all('read'), 'frontend-gateway': 'write' },
  reset: onlyGateway,
  operatorAudit: onlyGateway,
  operatorLooked: onlyGateway,
  dialling: { ...onlyGateway, telephony: 'read' },
  blockedNumbers: withoutBridge,
  blockedNumbersCanary: withoutBridge,
  blockedNumbersLost: withoutBridge,
  calledNumber: withoutBridge,
  verifiedNumbers: withoutBridge,
  reservations: withoutBridge,
  awaitedPrices: withoutBridge,
  // Reports cost money of the day.
  spent: all('write'),
  spentShare: withoutBridge,
  spendAlarm: withoutBridge,
  outOfMoney: all('write'),
  deviceCode: onlyGateway,
  deviceCodeOf: onlyGateway,
  booking: onlyGateway,
  bookedCall: onlyGateway,
  dialInCode: { ...onlyGateway, telephony: 'read' },
  // Telephony's gate compares the entered code with it.
  dialInOf: { ...onlyGateway, telephony: 'read' },
  erasureRequests: onlyGateway,
  erasureWalk: onlyGateway,
  candidateErasure: onlyGateway,
  deletionRecord: onlyGateway,
  deletionRecords: onlyGateway,
  deletionsInFile: onlyGateway,
  erasurePending: onlyGateway,
  erasureRewrite: onlyGateway,
  fetchBack: { ...all('none'), telephony: 'write' },
};

/** Where `*` would take in keys of another kind: the money of a day, and not the reservations beside it. */
const madeOf: Partial<Record<KeyName, string>> = { spent: '????-??-??' };

/** A key with `*` for whatever it is made of. Redis takes braces in a pattern as they are. */
function toPattern(name: KeyName): string {
  const made = everyKey[name];
  if (typeof made === 'string') return made;
  const part = madeOf[name] ?? '*';
  return (made as (...parts: readonly string[]) => string)(part, part);
}

/**
 * Reading and writing, scripts and transactions. Of the commands that can harm others, only those that read figures
 * about the server.
 */
const commands = [
  '-@all',
  '+@read',
  '+@write',
  '+@pubsub',
  '+@connection',
  '+@transaction',
  '+eval',
  '+evalsha',
  '+time',
  '-@dangerous',
  '+info',
] as const;

/**
 * The rights of a service's Redis user, as rules of `ACL SETUSER`: the commands and keys that it uses, its own rows
 * among the instances, and the channels of sessions and of the fleet.
 */
export function toRedisRules(service: ServiceName): string[] {
  const granted = (Object.keys(access) as KeyName[]).flatMap((name) => {
    const right = access[name][service];
    if (right === 'none') return [];
    return [`${right === 'read' ? '%R' : ''}~${toPattern(name)}`];
  });
  const queues = (Object.keys(queueUsers) as QueueName[])
    .filter((name) => (queueUsers[name] as readonly ServiceName[]).includes(service))
    .map((name) => `~${toQueueKey(name)}:*`);
  return [
    'resetkeys',
    'resetchannels',
    ...new Set([...granted, `~${keys.instances(service)}`, ...queues]),
    `&${toPattern('channel')}`,
    `&${toPattern('levels')}`,
    ...commands,
    // Erased data must leave Redis' file too.
    ...(service === 'ai-bridge' ? [] : ['+bgrewriteaof']),
  ];
}

/** The users of Redis that have a password: the services, and the operator, who may do everything. */
export type RedisUser = ServiceName | 'operator';

const operatorRules = ['allkeys', 'allchannels', '+@all'];

/** May ask without a password whether Redis is well, and nothing else. */
const health = 'user health on nopass resetkeys resetchannels -@all +ping';

/**
 * The text of Redis' `aclfile`: a user for each service, and no other way in. It contains passwords as SHA-256, so
 * that a reader learns none of them (Redis documentation, "ACL").
 */
export function toAclFile(passwords: Readonly<Record<RedisUser, string>>): string {
  const users = (Object.keys(passwords) as RedisUser[]).map((user) => {
    const hash = createHash('sha256').update(passwords[user]).digest('hex');
    const rules = user === 'operator' ? operatorRules : toRedisRules(user);
    return `user ${user} on #${hash} ${rules.join(' ')}`;
  });
  return `${['user default off', health, ...users].join('\n')}\n`;
}
