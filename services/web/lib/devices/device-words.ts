import type { DeviceCodeSeen } from '@ringback/shared/contract/device-codes';

/** How long a code can still be used: `9 min 40 s`. Null when its time is over. */
export function toTimeLeft(leftMs: number): string | null {
  const seconds = Math.ceil(leftMs / 1000);
  if (seconds <= 0) return null;
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`;
}

const count = (interviews: number): string => (interviews === 1 ? '1 interview' : `${interviews} interviews`);

/** Whose history a code opens, as far as anything can tell: there are no names. */
export function toOpenedWords({ interviews, newest }: DeviceCodeSeen['there']): string {
  if (interviews === 0) return 'It opens a history without any interview.';
  if (newest === null) return `It opens a history with ${count(interviews)}.`;
  const when = new Date(newest.configuredAt).toLocaleString();
  return `It opens a history with ${count(interviews)}. The newest is “${newest.jobTitle}”, of ${when}.`;
}

/** What would go out of sight in this browser. Null when there is nothing. */
export function toOwnWords({ interviews }: DeviceCodeSeen['own']): string | null {
  if (interviews === 0) return null;
  return `This browser has ${count(interviews)} of its own. If you go on, ${interviews === 1 ? 'it is' : 'they are'} no longer shown here, and nothing brings ${interviews === 1 ? 'it' : 'them'} back, unless another device has ${interviews === 1 ? 'it' : 'them'} too.`;
}

/** What leaving does to interviews that are stored. */
export const toLeftBehindWords = (interviews: number): string =>
  interviews === 1
    ? 'Your interview is not shown in this browser any more. It stays for your other devices.'
    : `Your ${interviews} interviews are not shown in this browser any more. They stay for your other devices.`;
