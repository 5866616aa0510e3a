import { setTimeout as delay } from 'node:timers/promises';
import type { Carrier, CarrierCall, GatherRecord } from './carrier-call.ts';
import type { GatherVerb, Prompt } from './twiml-verbs.ts';

/** Speaks prompts one after another. Rejects when `signal` cuts them. */
export async function speakPrompts(
  carrier: Carrier,
  call: CarrierCall,
  prompts: readonly Prompt[],
  signal: AbortSignal,
): Promise<void> {
  for (const prompt of prompts) {
    if (prompt.verb === 'Pause') {
      await delay(prompt.lengthMs * carrier.timeScale, undefined, { signal });
      continue;
    }
    const { text, language, voice } = prompt;
    const record = { text, language, voice, startedAt: Date.now(), isWhole: false };
    call.prompts.push(record);
    if (call.voice) await call.voice(prompt.text, signal);
    else await delay(prompt.text.length * carrier.msPerCharacter * carrier.timeScale, undefined, { signal });
    record.isWhole = true;
  }
}

/**
 * Runs one `<Gather>` (docs, "TwiML Voice: Gather"). It speaks until the first key, then waits for the number of
 * digits, the finish key or the timeout. The timeout starts again at each key unless a switch says otherwise. The
 * finish key is no digit.
 */
export async function gatherKeys(
  carrier: Carrier,
  call: CarrierCall,
  gather: GatherVerb,
  signal: AbortSignal,
): Promise<string> {
  const planned = call.candidate.keys?.[call.gathers.length] ?? null;
  const record: GatherRecord = { numDigits: gather.numDigits, startedAt: Date.now(), digits: null };
  call.gathers.push(record);
  const finished = Promise.withResolvers<void>();
  const prompting = new AbortController();
  let digits = '';
  let timer: NodeJS.Timeout | undefined;

  const waitForKey = () => {
    if (timer !== undefined && carrier.faults.gatherTimeout === 'since_prompt') return;
    clearTimeout(timer);
    timer = setTimeout(finished.resolve, gather.timeoutMs * carrier.timeScale);
  };
  const onKey = (key: string) => {
    prompting.abort();
    if (key === gather.finishOnKey) return finished.resolve();
    digits += key;
    if (digits.length === gather.numDigits) return finished.resolve();
    waitForKey();
  };
  const onOver = () => finished.reject(signal.reason);
  call.events.on('key', onKey);
  signal.addEventListener('abort', onOver);
  const press = planned && setTimeout(() => call.press(planned.digits), planned.afterMs * carrier.timeScale);
  try {
    signal.throwIfAborted();
    const cut = AbortSignal.any([signal, prompting.signal]);
    speakPrompts(carrier, call, gather.prompts, cut).then(waitForKey, (error: unknown) => {
      if (!cut.aborted) finished.reject(error);
    });
    await finished.promise;
    record.digits = digits;
    return digits;
  } finally {
    prompting.abort();
    clearTimeout(timer);
    if (press) clearTimeout(press);
    call.events.off('key', onKey);
    signal.removeEventListener('abort', onOver);
  }
}
