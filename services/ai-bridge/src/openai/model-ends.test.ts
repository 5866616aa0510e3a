import { describe, expect, it } from 'vitest';
import { findAnnouncedEnd } from './model-ends.ts';

describe('the end of a model', () => {
  it.each([
    ['gpt-realtime', '2027-01-20'],
    ['gpt-realtime-mini-2025-12-15', '2027-01-20'],
    ['whisper-1', '2027-02-26'],
    ['gpt-4o-mini-transcribe-2025-12-15', '2027-02-26'],
    ['gpt-4o-transcribe-diarize', '2027-02-26'],
    ['gpt-5-mini', '2026-12-11'],
    ['gpt-4.1-mini', '2027-01-14'],
    ['gpt-5.4-nano', '2027-04-01'],
    ['gpt-realtime-2.1', undefined],
    ['gpt-realtime-1.5', undefined],
    ['gpt-4o', '2027-01-14'],
    ['gpt-5.4-mini', undefined],
  ])('of %s is announced for %s', (model, on) => expect(findAnnouncedEnd(model)).toBe(on));
});
