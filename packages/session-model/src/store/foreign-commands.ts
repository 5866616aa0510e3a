import { commitForeignEvent } from './foreign-event.ts';
import { command, fail, type SessionCommand } from './session-command.ts';
import { type SessionModel, toRecord } from './store-model.ts';
import { overwriteRecord } from './stored-record.ts';

const isOpen = (model: Readonly<SessionModel>) => {
  const phase = toRecord(model)?.phase;
  return phase !== undefined && phase !== 'closed' && model.unreadable === 'no';
};

/** An instance of another version commits an event that this one does not know. */
export const commitForeign: SessionCommand = command(
  'another version commits what is not known here',
  async (model, { redis, sessionId }) => {
    const revision = await commitForeignEvent(redis, sessionId, model.nowMs);
    model.log.push({ type: 'unknown', originalType: 'call.transferred', sessionId, at: model.nowMs });
    if (revision !== model.log.length) fail('revision', model.log.length, revision);
  },
  isOpen,
);

/** One field of the record becomes unreadable. */
export const damage: SessionCommand = command(
  'a field of the record is garbage',
  async (model, { redis, sessionId }) => {
    await overwriteRecord(redis, sessionId, { times: 'noon, more or less' });
    model.unreadable = 'damaged';
  },
  isOpen,
);
