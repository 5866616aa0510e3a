import type { SpokenSpan } from './stretches.ts';

/** The longest text of a turn that the record keeps. No turn is longer. */
export const mostTextLength = 20_000;

/** One party's contribution as the bridge follows it. Times are in milliseconds of audio unless said otherwise. */
export interface Turn {
  itemId: string;
  speaker: 'candidate' | 'interviewer';
  /** Interviewer only: the response that it belongs to. */
  responseId: string | null;
  text: string;
  /** Interviewer: the audio received from the model, and how much of it the candidate has heard. */
  audioMs: number;
  heardMs: number;
  /** Interviewer only: where the last sound is in its audio. After that it is silent. */
  soundUntilMs: number;
  /** Interviewer only: when the last of it so far was heard. Later than the sum of both if the turn was held. */
  heardUntilMs: number | null;
  generated: boolean;
  startedAtMs: number | null;
  endedAtMs: number | null;
  /** It is on the record, or was never heard: it does not change any more. */
  settled: boolean;
  /** The part of the text that is on the record, if not all of it was heard. */
  recordedText: string | null;
}

/**
 * The turns of a conversation, the model's chain of items, and the clock that both directions share. The clock and the
 * stretches go on between two steps, beside the machine (`heard-caller.ts`). Each step begins with what they are by then.
 */
export interface Conversation {
  turns: ReadonlyMap<string, Turn>;
  /** Maps each item of the model, spoken or not, to the item before it. */
  previous: ReadonlyMap<string, string | null>;
  /** How much caller audio the model was given, in ms: the clock of its speech events. */
  clockMs: number;
  /** When the candidate was loud. Bounded. */
  callerSpeech: readonly SpokenSpan[];
  /** When the candidate's line brought no audio. Bounded. */
  lineGaps: readonly SpokenSpan[];
  /** Responses that were cut off. What still arrives of them is dropped. Bounded. */
  cancelled: readonly string[];
  /**
   * Short sounds that did not interrupt. They are answered only if they turn out to be more than a listener's words.
   * Bounded.
   */
  backchannels: readonly string[];
}

export const emptyConversation: Conversation = {
  turns: new Map(),
  previous: new Map(),
  clockMs: 0,
  callerSpeech: [],
  lineGaps: [],
  cancelled: [],
  backchannels: [],
};

export function newTurn(itemId: string, speaker: Turn['speaker']): Turn {
  return {
    itemId,
    speaker,
    responseId: null,
    text: '',
    audioMs: 0,
    heardMs: 0,
    soundUntilMs: 0,
    heardUntilMs: null,
    generated: false,
    startedAtMs: null,
    endedAtMs: null,
    settled: false,
    recordedText: null,
  };
}

/** Adds or replaces one turn. */
export function withTurn(conversation: Conversation, turn: Turn): Conversation {
  return { ...conversation, turns: new Map(conversation.turns).set(turn.itemId, turn) };
}

/** More than one cut-off response at a time is rare. The list only has to outlive late deltas. */
const mostCancelled = 20;

/** Notes that these responses are cut off. Null stands for none. */
export function withCancelled(
  conversation: Conversation,
  responseIds: readonly (string | null)[],
): Conversation {
  const cut = responseIds.filter((responseId) => responseId !== null);
  return { ...conversation, cancelled: [...conversation.cancelled, ...cut].slice(-mostCancelled) };
}

export function withPrevious(
  conversation: Conversation,
  itemId: string,
  previousItemId: string | null,
): Conversation {
  return { ...conversation, previous: new Map(conversation.previous).set(itemId, previousItemId) };
}

/** The nearest earlier item that is a turn with something on the record. Tool calls and notes are skipped. */
export function previousTurn(conversation: Conversation, itemId: string): string | null {
  const seen = new Set<string>([itemId]);
  let before = conversation.previous.get(itemId) ?? null;
  while (before !== null && !seen.has(before)) {
    const turn = conversation.turns.get(before);
    if (turn !== undefined && isOnRecord(turn)) return before;
    seen.add(before);
    before = conversation.previous.get(before) ?? null;
  }
  return null;
}

const isOnRecord = ({ settled, speaker, heardMs }: Turn) =>
  !(settled && speaker === 'interviewer' && heardMs === 0);

/** Turns with something on the record that began before this one, in the order of audio time. */
export function earlierTurns(conversation: Conversation, { itemId, startedAtMs }: Turn): Turn[] {
  const begun = [...conversation.turns.values()].flatMap((turn) =>
    turn.startedAtMs !== null && turn.itemId !== itemId && isOnRecord(turn)
      ? [{ turn, startedAtMs: turn.startedAtMs }]
      : [],
  );
  return begun
    .filter((other) => other.startedAtMs < (startedAtMs ?? Number.POSITIVE_INFINITY))
    .sort((one, other) => one.startedAtMs - other.startedAtMs)
    .map(({ turn }) => turn);
}

/** Interviewer turns that the candidate has not heard to the end, in the order in which they were made. */
export function unheardTurns(conversation: Conversation): Turn[] {
  return [...conversation.turns.values()].filter(
    ({ speaker, settled }) => speaker === 'interviewer' && !settled,
  );
}

/** Audio that is still to be heard, in ms. */
export function unheardMs(conversation: Conversation): number {
  return unheardTurns(conversation).reduce(
    (sum, { audioMs, heardMs }) => sum + Math.max(0, audioMs - heardMs),
    0,
  );
}

/** The same without the silence behind the last sound, which is no part of the sentence. */
export function soundLeftMs(conversation: Conversation): number {
  const last = unheardTurns(conversation).at(-1);
  const silentMs = last === undefined ? 0 : last.audioMs - Math.max(last.soundUntilMs, last.heardMs);
  return unheardMs(conversation) - silentMs;
}

/** No voice speaks faster. This bounds the words of a turn whose text is ahead of its audio. */
const mostCharactersPerSecond = 22;

/** The words of an interviewer turn that were heard, in proportion to the audio and cut between words. */
export function heardText(turn: Turn): string {
  if (turn.generated && turn.heardMs >= turn.audioMs - 20) return turn.text.trim();
  const share = turn.audioMs === 0 ? 0 : Math.min(1, turn.heardMs / turn.audioMs);
  const spoken = Math.floor(turn.text.length * share);
  const length = turn.generated
    ? spoken
    : Math.min(spoken, Math.floor((turn.heardMs / 1000) * mostCharactersPerSecond));
  if (length >= turn.text.length) return turn.text.trim();
  const cut = turn.text.slice(0, length);
  const atWordEnd = /\s/.test(turn.text.charAt(length));
  return (atWordEnd ? cut : cut.slice(0, Math.max(0, cut.search(/\s\S*$/)))).trim();
}
