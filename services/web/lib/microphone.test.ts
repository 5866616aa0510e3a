import { describe, expect, it } from 'vitest';
import { toMicrophoneProblem } from './microphone.ts';

describe('why there is no microphone', () => {
  it.each([
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'no_device'],
    ['OverconstrainedError', 'no_device'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
    ['SecurityError', 'insecure'],
  ])('%s is %s', (name, problem) => {
    expect(toMicrophoneProblem(new DOMException('', name))).toBe(problem);
  });
});
