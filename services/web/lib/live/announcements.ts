import type { SessionView } from '@ringback/shared/contract/session-view';
import { toReceipt } from '../receipt.ts';
import type { RunTimeConfiguration } from '../run-time-configuration.ts';
import { toInterviewPhaseWords, toStatusWords } from '../session-words.ts';
import { type SoundSituation, toPromiseWords } from '../sound-situation.ts';
import { toGapWords } from '../turn-words.ts';
import type { Words } from '../words/words.ts';

/** What of a call is spoken when it changes. Words that are said in the call are not among it. */
export interface Told {
  /** The status by the log alone. */
  status: string;
  isEnded: boolean;
  interviewPhase: string;
  situation: SoundSituation;
  /** The words are behind: the page is disconnected. */
  isBehind: boolean;
  receipt: ReturnType<typeof toReceipt> | null;
  coaches: number;
  /** The notice about answers without words. */
  gap: string | null;
}

export interface Announcement {
  text: string;
  urgency: 'polite' | 'assertive';
}

interface Known {
  view: SessionView | null;
  model: RunTimeConfiguration['modes']['model'];
  situation: SoundSituation;
  isBehind: boolean;
  coaches: number;
}

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

export function toTold(words: Words, { view, model, ...known }: Known): Told {
  const { word, detail } = view ? toStatusWords(words.session, view, model) : words.session.loading;
  return {
    ...known,
    status: detail === '' ? `${word}.` : `${word}: ${detail.replace(/[.]?$/, '.')}`,
    isEnded: view?.status === 'ended',
    interviewPhase: toInterviewPhaseWords(words.session, view?.interviewPhase ?? null),
    receipt: view ? toReceipt(words.session, view) : null,
    gap: view ? toGapWords(words.session, view.transcript, 'candidate') : null,
  };
}

/** What is wrong with the sound, for a person who may have to act at once. */
function toAlarm(words: Words, situation: SoundSituation): string {
  const { live } = words;
  switch (situation.type) {
    case 'blocked':
      return live.soundBlocked;
    case 'microphone_gone': {
      const which = situation.name === '' ? live.yourMicrophone : live.namedMicrophone(situation.name);
      return joined(live.givesNoSound(which), live.useAnother);
    }
    case 'cut_off':
      return situation.isOffline ? live.youAreOffline : live.soundCutOff;
    case 'lost':
      return joined(live.youAreOffline, toPromiseWords(words.session, situation));
    case 'no_sound':
      return joined(live.noSound, toPromiseWords(words.session, situation));
    default:
      return '';
  }
}

function toRelief({ live }: Words, before: SoundSituation['type']): string {
  if (before === 'microphone_gone') return live.microphoneIsBack;
  return before === 'cut_off' || before === 'lost' ? live.soundIsBack : '';
}

function toCoachWords({ live }: Words, coaches: number): string {
  if (coaches === 0) return live.watched.none;
  return coaches === 1 ? live.watched.one : live.watched.many(coaches);
}

/** `Connected.` after `Connected: Your interviewer is getting ready.` is no news: what has come since is said in its own words. */
const isNewStatus = (before: string | undefined, now: string): boolean =>
  now !== before && !before?.startsWith(now.replace(/[.]$/, ':'));

/** What is said politely of everything that has changed. */
function toNews(words: Words, before: Told | null, now: Told): string {
  const { live } = words;
  const isSameSituation = before?.situation.type === now.situation.type;
  const isAlarmed = toAlarm(words, now.situation) !== '';
  return joined(
    isNewStatus(before?.status, now.status) ? now.status : '',
    now.isEnded || now.interviewPhase === (before?.interviewPhase ?? '') ? '' : `${now.interviewPhase}.`,
    now.situation.type === 'elsewhere' && !isSameSituation ? live.elsewhere[now.situation.where] : '',
    before && !now.isEnded && !isAlarmed && !isSameSituation ? toRelief(words, before.situation.type) : '',
    now.isBehind && !before?.isBehind && !isAlarmed
      ? joined(words.session.reconnecting, words.session.mayBeBehind)
      : '',
    before?.isBehind && !now.isBehind ? live.connectedAgain : '',
    // The first receipt is good news too; what is being read is told by the status. At the end it only changes its tense.
    !now.isEnded &&
      before?.receipt &&
      now.receipt?.state === 'received' &&
      now.receipt.text !== before.receipt.text
      ? `${now.receipt.text}.`
      : '',
    now.isEnded || now.coaches === (before?.coaches ?? 0) ? '' : toCoachWords(words, now.coaches),
    now.gap !== null && now.gap !== (before?.gap ?? null) ? now.gap : '',
  );
}

/** The same trouble is alarmed about once, however its countdown goes on. */
const kindOf = (situation: SoundSituation | undefined): string =>
  situation?.type === 'cut_off' ? `cut_off ${situation.isOffline}` : (situation?.type ?? '');

/** What is spoken when one is followed by the other. */
export function toAnnouncements(words: Words, before: Told | null, now: Told): Announcement[] {
  const isNewAlarm = kindOf(before?.situation) !== kindOf(now.situation);
  const alarm = isNewAlarm ? toAlarm(words, now.situation) : '';
  const news = toNews(words, before, now);
  return [
    ...(alarm === '' ? [] : [{ text: alarm, urgency: 'assertive' as const }]),
    ...(news === '' ? [] : [{ text: news, urgency: 'polite' as const }]),
  ];
}
