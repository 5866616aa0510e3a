import type { DeviceCodeSeen } from '@ringback/shared/contract/device-codes';
import type { Format } from '../words/format.ts';
import type { SetUpWords } from '../words/set-up-words.ts';

interface Speech {
  words: SetUpWords['devices'];
  format: Format;
}

/** How long a code can still be used: `9 min 40 s`. Null when its time is over. */
export function toTimeLeft(leftMs: number): string | null {
  const seconds = Math.ceil(leftMs / 1000);
  if (seconds <= 0) return null;
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`;
}

/** Whose history a code opens, as far as anything can tell: there are no names. */
export function toOpenedWords(
  { words, format }: Speech,
  { interviews, newest }: DeviceCodeSeen['there'],
): string {
  if (interviews === 0) return words.opensNothing;
  const opens = words.opens(format.plural(interviews, words.interviews));
  if (newest === null) return opens;
  return `${opens} ${words.newest(newest.jobTitle, format.dateTime(newest.configuredAt))}`;
}

/** What would go out of sight in this browser. Null when there is nothing. */
export function toOwnWords({ words, format }: Speech, { interviews }: DeviceCodeSeen['own']): string | null {
  if (interviews === 0) return null;
  return words.own(format.plural(interviews, words.interviews), interviews);
}
