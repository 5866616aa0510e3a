import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OperationId } from '../contract/ids.ts';
import type { AckMessage } from '../contract/viewer-protocol.ts';
import { type Command, createPendingCommands } from './pending-commands.ts';

const operationId = 'op_aaaaaaaaaaaa' as OperationId;
const end: Command = { type: 'call.end', operationId };
const ack = (outcome: AckMessage['outcome'], rest: Partial<AckMessage> = {}): AckMessage => ({
  type: 'ack',
  operationId,
  outcome,
  ...rest,
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched() {
  const sent: Command[] = [];
  return { sent, commands: createPendingCommands((command) => sent.push(command)) };
}

describe('pending commands', () => {
  it('wait for a connection and are repeated every 2 s until acknowledged', async () => {
    const { sent, commands } = watched();
    const result = commands.add(end);
    expect(sent).toHaveLength(0);
    commands.connected();
    vi.advanceTimersByTime(4_500);
    expect(sent).toEqual([end, end, end]);
    commands.acknowledged(ack('ok', { message: 'done' }));
    await expect(result).resolves.toEqual({ outcome: 'ok', message: 'done' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('are sent again when the server asks for that', async () => {
    const { sent, commands } = watched();
    commands.connected();
    const result = commands.add(end);
    commands.acknowledged(ack('limited', { retryAfterMs: 5_000 }));
    vi.advanceTimersByTime(4_999);
    expect(sent).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(sent).toHaveLength(2);
    commands.acknowledged(ack('duplicate'));
    await expect(result).resolves.toEqual({ outcome: 'duplicate' });
  });

  it('are given up after 30 s, and are not sent while there is no connection', async () => {
    const { sent, commands } = watched();
    commands.connected();
    const result = commands.add(end);
    commands.disconnected();
    vi.advanceTimersByTime(30_000);
    await expect(result).resolves.toEqual({ outcome: 'unanswered' });
    expect(sent).toHaveLength(1);
    commands.connected();
    expect(sent).toHaveLength(1);
  });

  it('are settled by close, and no timer is left', async () => {
    const { commands } = watched();
    commands.connected();
    const result = commands.add(end);
    commands.close();
    await expect(result).resolves.toEqual({ outcome: 'unanswered' });
    expect(vi.getTimerCount()).toBe(0);
  });
});
