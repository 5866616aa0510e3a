import { patiently } from '../patience.ts';
import { type CarrierCall, isEnded, type OpenStreamRecord, type StreamRecord } from './carrier-call.ts';

export function isOpened(stream: StreamRecord): stream is OpenStreamRecord {
  return stream.client !== null && stream.openedAt !== null;
}

/** Waits until `look` finds something. Rejects when the call is over and it still finds nothing. */
export function until<T>(call: CarrierCall, look: () => T | null, what: string): Promise<T> {
  const waiting = new Promise<T>((resolve, reject) => {
    const settle = () => {
      const found = look();
      if (found === null && !isEnded(call.status)) return;
      call.events.off('status', settle);
      call.events.off('stream', settle);
      if (found !== null) resolve(found);
      else reject(new Error(`the call ended as ${call.status} without ${what}`));
    };
    call.events.on('status', settle);
    call.events.on('stream', settle);
    settle();
  });
  return patiently(waiting, what);
}
