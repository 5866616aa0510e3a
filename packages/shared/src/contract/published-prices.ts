/**
 * What providers ask for, in US dollars, as published on their pages, read on 2026-11-22. The bridge counts by these
 * prices what a model has used. The gateway estimates by them what a call will cost.
 */

const large = {
  text: { input: 4, cached: 0.4, output: 24 },
  audio: { input: 32, cached: 0.4, output: 64 },
};
/** The price of these models' predecessor. We could not find a published price of their own. */
const transcription = {
  text: { input: 2.5, cached: 2.5, output: 10 },
  audio: { input: 6, cached: 6, output: 0 },
  perMinute: 0.006,
};

/** A model of text alone. */
const judge = (input: number, cached: number, output: number) => ({
  text: { input, cached, output },
  audio: { input: 0, cached: 0, output: 0 },
});

/** OpenAI's, per million tokens; `MODEL_PRICES` adds to them and overrules. */
export const openaiPrices = {
  'gpt-realtime-2': large,
  'gpt-realtime-2.1': large,
  'gpt-realtime-2.1-mini': {
    text: { input: 0.6, cached: 0.06, output: 2.4 },
    audio: { input: 10, cached: 0.3, output: 20 },
  },
  'gpt-realtime-1.5': {
    text: { input: 4, cached: 0.4, output: 16 },
    audio: { input: 32, cached: 0.4, output: 64 },
  },
  'gpt-6.1-sol': judge(2, 0.2, 10),
  'gpt-6.1-terra': judge(1, 0.05, 5),
  'gpt-6-luna': judge(0.1, 0.01, 0.5),
  'gpt-transcribe': transcription,
  'gpt-live-transcribe': transcription,
};

/** The carrier's, per minute of a media stream, on top of the call. */
export const streamPerMinute = 0.0044;
