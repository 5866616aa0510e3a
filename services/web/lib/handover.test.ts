import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { leaveHandover, takeHandover } from './handover.ts';

/** As much of a microphone as shows whether it was released. */
function microphone(): { stream: MediaStream; isStopped: () => boolean } {
  let stopped = false;
  const track = { stop: () => (stopped = true) };
  return { stream: { getTracks: () => [track] } as unknown as MediaStream, isStopped: () => stopped };
}
const withAudio = (sessionId: string, stream: MediaStream) => ({
  sessionId,
  ticket: 't',
  audio: { microphone: stream, token: 'm' },
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the handover', () => {
  it('keeps the microphone open for its own session’s page', () => {
    const { stream, isStopped } = microphone();
    leaveHandover(withAudio('ses_a', stream));
    expect(takeHandover('ses_b')).toBeNull();
    expect(takeHandover('ses_a')?.audio?.microphone).toBe(stream);
    vi.advanceTimersByTime(60_000);
    expect(isStopped()).toBe(false);
  });

  it('releases the microphone when no page takes it', () => {
    const { stream, isStopped } = microphone();
    leaveHandover(withAudio('ses_a', stream));
    vi.advanceTimersByTime(20_000);
    expect(isStopped()).toBe(true);
    expect(takeHandover('ses_a')).toBeNull();
  });

  it('releases the microphone of a start that another one replaces', () => {
    const first = microphone();
    const second = microphone();
    leaveHandover(withAudio('ses_a', first.stream));
    leaveHandover(withAudio('ses_b', second.stream));
    expect([first.isStopped(), second.isStopped()]).toEqual([true, false]);
    expect(takeHandover('ses_b')).not.toBeNull();
  });
});
